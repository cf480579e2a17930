import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writtenInClear } from '#kit/clear-form.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { doorOf, newDesk, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'tomasz'),
  ]);
});
afterAll(() => served.end());

async function newest(desk: DeskOf, act: () => Promise<unknown>): Promise<string> {
  const before = new Set((await desk.incidents()).map(({ incident }) => incident));
  await act();
  return (await desk.incidents()).find(({ incident }) => !before.has(incident))?.incident ?? '';
}

type Fields = readonly (readonly [string, string])[];
const reported = (fields: Fields): Promise<string> => newest(rosa, async () => (await prepare(ground, fields)).send());
const reportedInClear = (fields: Fields): Promise<string> =>
  newest(rosa, async () => (await writtenInClear(served.url, event, fields)).send());

describe('the door', () => {
  test('names a typing error before the server is asked', async () => {
    const desk = newDesk(served.url);
    expect(await desk.check('one two')).toEqual({ problem: 'count', count: 2 });
    expect(await desk.check('improve weather flip demise amateur six toward spreadd')).toBeNull();
    expect(await desk.check('improve weather flip demise amateur six toward qqqq')).toMatchObject({
      problem: 'unknown-word',
      at: 7,
    });
    expect(await desk.check('weather improve flip demise amateur six toward spread')).toEqual({ problem: 'checksum' });
    expect(desk.posted).toEqual([]);
  });

  test('is the same for nobody’s words, and every verb behind it is locked', async () => {
    const desk = newDesk(served.url);
    const words = (await desk.prepareEnrolment()).words.join(' ');
    expect(await desk.unlock(words, await doorOf(served.url))).toEqual({ refused: 'not-found' });
    expect(await desk.look()).toEqual({ refused: 'locked' });
    expect(await desk.open('x')).toEqual({ refused: 'locked' });
  });

  test('believes no organisation but its keyring’s', async () => {
    const desk = newDesk(served.url);
    const door = await doorOf(served.url);
    const { eightWordsOf } = await import('#rehearsal/keys.ts');
    expect(await desk.unlock(eightWordsOf('rosa'), { ...door, root: 'f'.repeat(64) })).toEqual({
      refused: 'not-found',
    });
  });

  test('forgets everything on locking', async () => {
    const desk = await unlocked(served.url, 'kenji');
    desk.lock();
    expect(await desk.look()).toEqual({ refused: 'locked' });
  });
});

describe('opening', () => {
  test('shows what was told, apart from who told it, and who can read it', async () => {
    const id = await reported([
      ['what', 'a remark at the desk'],
      ['team.leave-out', 'tomasz'],
      ['contact.naming', 'team-only'],
      ['contact.name', 'Solène'],
    ]);
    const opened = ok(await rosa.open(id));
    expect(opened.sealed).toBe('device');
    expect(opened.account).toMatchObject({ what: { kind: 'text', text: 'a remark at the desk' } });
    expect(JSON.stringify(opened.account)).not.toContain('Solène');
    expect(opened.identity).toMatchObject({ contact: { kind: 'contact', name: 'Solène' } });
    expect(opened.readers.account).toEqual(['rosa', 'amina', 'kenji']);
    expect(opened.apart).toEqual(['tomasz']);
    expect(opened.duties.map(({ id: duty }) => duty)).toEqual(['acknowledge', 'follow-up']);
    expect(opened.warnings).toEqual([]);
    expect(opened.may).toEqual({ write: true, note: true });
    expect(await tomasz.open(id)).toEqual(await tomasz.open('0'.repeat(32)));
    expect((await tomasz.incidents()).some(({ incident }) => incident === id)).toBe(false);
  });

  test('turns what arrived in clear, once, even when two open it at the same moment', async () => {
    const id = await reportedInClear([
      ['what', 'sent without scripts'],
      ['contact.naming', 'no-name'],
      ['contact.name', 'L.'],
    ]);
    const [one, two] = await Promise.all([rosa.open(id), amina.open(id)]);
    for (const opened of [ok(one), ok(two), ok(await tomasz.open(id))]) {
      expect(opened.sealed).toBe('server');
      expect(opened.warnings).toEqual([]);
      expect(opened.account).toMatchObject({ what: { text: 'sent without scripts' } });
      expect(opened.identity).toMatchObject({ contact: { name: 'L.' } });
      const turned = opened.entries.filter(({ facts }) => facts['why'] === 'turned-on-opening');
      expect(turned.map(({ compartment }) => compartment).toSorted()).toEqual(['account', 'identity']);
      expect(opened.entries.filter(({ facts }) => facts['why'] === 'internal-made')).toHaveLength(1);
    }
  });

  test('opens nothing of a report whose chain does not hold', async () => {
    const id = await reported([['what', 'whole']]);
    amina.lie = async (path, response) => {
      if (path !== paths.api.incident(id)) return response;
      const answer = (await response.json()) as IncidentAnswer;
      const [first, ...rest] = answer.report;
      const line = first?.line.replace('"ongoing","', '"ongoing","x') ?? '';
      return Response.json({ ...answer, report: [{ ...first, line }, ...rest] });
    };
    expect(await amina.open(id)).toEqual({ refused: 'bad-signature' });
    amina.lie = (_path, response) => response;
  });

  test('warns when the server goes back behind what was seen', async () => {
    const id = await reported([['what', 'seen before']]);
    ok(await amina.open(id));
    ok(await amina.write(id, { text: 'Thank you.', followUp: false }));
    ok(await amina.open(id));
    const again = await unlocked(served.url, 'amina');
    again.lie = async (path, response) => {
      if (path !== paths.api.incident(id)) return response;
      const answer = (await response.json()) as IncidentAnswer;
      return Response.json({ ...answer, report: answer.report.slice(0, -1) });
    };
    expect(ok(await again.open(id)).warnings).toContainEqual({ what: 'went-back', stream: 'report' });
  });

  test('never uses a key that does not fit, and tells the others once', async () => {
    const id = await reported([['what', 'nobody should see this']]);
    const kenji = await unlocked(served.url, 'kenji');
    const grants = new Set<string>();
    kenji.lie = async (path, response) => {
      if (path === paths.api.incident(id)) {
        const answer = (await response.clone().json()) as IncidentAnswer;
        for (const { hash } of answer.grants) grants.add(paths.api.incidentFile(id, hash));
        return response;
      }
      if (!grants.has(path)) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      return new Response(bytes);
    };
    const opened = ok(await kenji.open(id));
    expect(opened.account).toBeNull();
    expect(opened.warnings).toContainEqual({ what: 'grant-fails', compartment: 'account', by: '' });
    expect(opened.may.write).toBe(false);
    ok(await kenji.open(id));
    const failed = ok(await rosa.open(id)).entries.filter(({ kind }) => kind === 'grant-failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ who: { is: 'member', id: 'kenji' }, facts: { compartment: 'account' } });
  });
});

describe('acting', () => {
  test('acknowledging comes with a message; the report and the mailbox hold it, or neither', async () => {
    const id = await reported([['what', 'please answer']]);
    ok(await rosa.open(id));
    ok(await rosa.write(id, { text: 'Thank you for telling us.', followUp: false }));
    const opened = ok(await tomasz.open(id));
    expect(opened.acknowledged).toBe(true);
    expect(opened.entries.filter(({ kind }) => kind === 'acknowledged' || kind === 'said-to-reporter')).toMatchObject([
      { kind: 'acknowledged', who: { id: 'rosa' } },
      { kind: 'said-to-reporter', body: { text: 'Thank you for telling us.', name: 'Rosa Okafor', followUp: false } },
    ]);
    expect(opened.duties.map(({ state }) => state.is)).toEqual(['met', 'open']);
  });

  test('two members at once: neither is lost, and one acknowledges', async () => {
    const id = await reported([['what', 'two at once']]);
    await Promise.all([rosa.open(id), amina.open(id), tomasz.open(id)]);
    const done = await Promise.all([
      rosa.write(id, { text: 'from Rosa', followUp: false }),
      amina.write(id, { text: 'from Amina', followUp: true }),
      tomasz.note(id, 'a note by Tomasz'),
      rosa.note(id, 'a note by Rosa'),
    ]);
    expect(done).toEqual([{ done: true }, { done: true }, { done: true }, { done: true }]);
    const { entries } = ok(await rosa.open(id));
    const texts = entries.flatMap(({ body }) =>
      body !== null && typeof body === 'object' && 'text' in body ? [body.text] : [],
    );
    expect(new Set(texts)).toEqual(new Set(['a note by Rosa', 'a note by Tomasz', 'from Amina', 'from Rosa']));
    expect(entries.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  test('without a network nothing is sent and the refusal says so', async () => {
    const id = await reported([['what', 'offline']]);
    ok(await amina.open(id));
    amina.lie = () => Promise.reject(new TypeError('no network'));
    expect(await amina.write(id, { text: 'x', followUp: false })).toEqual({ refused: 'offline' });
    amina.lie = (_path, response) => response;
    ok(await amina.write(id, { text: 'x', followUp: false }));
  });
});
