import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DutySeen, Opened } from '#desk/keys/incident-seen.ts';
import { writtenInClear } from '#kit/clear-form.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import type { DeskInfo, IncidentAnswer } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { doorOf, newDesk, ok, unlocked, type DeskOf, type Lie } from './desks.ts';
import { givesNoKey } from './changed.ts';

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

function dutyIn({ duties }: Opened, id: string): DutySeen {
  const [found, again] = duties.filter((duty) => duty.id === id);
  if (found === undefined || again !== undefined) throw new Error(`not one duty ${id}`);
  return found;
}

/** What the server says of the desk, changed: as after somebody switched an event to another version. */
const deskSays =
  (change: (told: DeskInfo) => DeskInfo): Lie =>
  async (path, response) =>
    path === staffPaths.api.desk ? Response.json(change((await response.json()) as DeskInfo)) : response;

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
    expect(opened.warnings).toEqual([]);
    const allowed = { allowed: true, warning: '' };
    expect(opened.may).toEqual({ acknowledge: allowed, write: allowed, note: allowed });
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
      if (path !== staffPaths.api.incident(id)) return response;
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
      if (path !== staffPaths.api.incident(id)) return response;
      const answer = (await response.json()) as IncidentAnswer;
      return Response.json({ ...answer, report: answer.report.slice(0, -1) });
    };
    expect(ok(await again.open(id)).warnings).toContainEqual({ what: 'went-back', stream: 'report' });
  });

  test('never uses a key that does not fit, and tells the others once', async () => {
    const id = await reported([['what', 'nobody should see this']]);
    await givesNoKey(rosa, 'rosa', 'kenji');
    ok(await rosa.letIn(id, ['helen']));
    rosa.tell = (form) => form;
    const kenji = await unlocked(served.url, 'kenji');
    const opened = ok(await kenji.open(id));
    expect(opened.account).toBeNull();
    expect(opened.warnings).toContainEqual({ what: 'grant-fails', compartment: 'account', by: 'Rosa Okafor' });
    expect(opened.may.write).toEqual({ refused: 'no-key', clause: null });
    ok(await kenji.open(id));
    const failed = ok(await rosa.open(id)).entries.filter(({ kind }) => kind === 'grant-failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ who: { is: 'member', id: 'kenji' }, facts: { compartment: 'account' } });
  });
});

describe('what is owed', () => {
  const other = 'e'.repeat(64);
  /** The event runs another version, without duties; the one before is still told. */
  const switched = deskSays((told) => ({
    ...told,
    editions: told.editions.map((one) => ({ ...one, edition: { ...one.edition, procedureDigest: other } })),
    procedures: [
      ...told.procedures.flatMap((one) =>
        one.digest === ground.info.procedure.digest ? [{ ...one, digest: other, duties: [] }] : [],
      ),
      ...told.procedures,
    ],
  }));

  test('names who met it and who is free to do what still waits', async () => {
    const id = await reported([
      ['what', 'who can do what'],
      ['team.leave-out', 'tomasz'],
    ]);
    ok(await rosa.write(id, { text: 'Thank you.', followUp: false }));
    const opened = ok(await amina.open(id));
    expect(dutyIn(opened, 'acknowledge')).toMatchObject({
      free: [],
      state: { is: 'met', by: { name: 'Rosa Okafor' } },
    });
    const followUp = dutyIn(opened, 'follow-up');
    expect(followUp.free).toEqual(expect.arrayContaining(['rosa', 'amina', 'kenji']));
    expect(followUp.free).not.toContain('tomasz');
    expect(opened.duties).toContainEqual(opened.next);
  });

  test('is the same on the list, which the server folds, and in the incident, which the desk folds', async () => {
    const id = await reported([['what', 'folded twice']]);
    ok(await rosa.open(id));
    ok(await rosa.write(id, { text: 'Thank you.', followUp: false }));
    const { duties } = ok(await rosa.open(id));
    const open = duties.filter(({ state }) => state.is === 'open' || state.is === 'overdue');
    const listed = (await rosa.owed()).filter(({ incident }) => incident === id);
    const told = (one: { cause: string; owedBy: readonly string[]; owner: string; owedTo: string; arose: number }) => [
      one.cause,
      one.owedBy,
      one.owner,
      one.owedTo,
      one.arose,
    ];
    const byDuty = (rows: readonly (readonly [string, ...unknown[]])[]) =>
      new Map(rows.map(([duty, ...rest]) => [duty, rest]));
    expect(byDuty(listed.map((row) => [row.duty, row.due, ...told(row)]))).toEqual(
      byDuty(open.map((one) => [one.id, one.due ?? 0, ...told(one)])),
    );
    expect(listed.length).toBe(open.length);
    expect(open.length).toBeGreaterThan(1);
    expect(open.length).toBeLessThan(duties.length);
  });

  test('is listed to nobody who was left out of the report', async () => {
    const id = await reported([
      ['what', 'not for Tomasz'],
      ['team.leave-out', 'tomasz'],
    ]);
    expect((await rosa.owed()).some(({ incident }) => incident === id)).toBe(true);
    expect((await tomasz.owed()).some(({ incident }) => incident === id)).toBe(false);
  });

  test('stays what it was when the event is switched to another version', async () => {
    const id = await reported([['what', 'before the switch']]);
    const before = ok(await amina.open(id));
    const later = await unlocked(served.url, 'amina');
    later.lie = switched;
    ok(await later.look());
    const opened = ok(await later.open(id));
    expect(opened.procedure).toBe(before.procedure);
    expect(opened.duties.map((one) => one.id)).toEqual(before.duties.map((one) => one.id));
    expect(opened.warnings).toEqual([]);
  });

  test('says quietly when the form was of another version than the one its sender named', async () => {
    const { info } = ground;
    const stale = { ...ground, info: { ...info, procedure: { ...info.procedure, version: '2026.9', digest: other } } };
    const id = await newest(rosa, async () =>
      (await prepare(stale, [['what', 'an old page']], info.procedure.digest)).send(),
    );
    const opened = ok(await amina.open(id));
    expect(opened.warnings).toEqual([{ what: 'other-version', version: '2026.9' }]);
    expect(opened.procedure).toBe(info.procedure.digest);
  });

  test('is shown by no other version when its own is not to be had', async () => {
    const id = await reported([['what', 'of a version nobody kept']]);
    const lost = await unlocked(served.url, 'amina');
    lost.lie = deskSays((told) => ({ ...told, procedures: told.procedures.map((one) => ({ ...one, digest: other })) }));
    ok(await lost.look());
    expect(await lost.open(id)).toEqual({ refused: 'internal' });
  });

  test('a role that the version gives no act is refused it, with the reason', async () => {
    const id = await reported([['what', 'read only']]);
    const reader = await unlocked(served.url, 'kenji');
    reader.lie = deskSays((told) => ({
      ...told,
      procedures: told.procedures.map((one) => ({
        ...one,
        roles: one.roles.map((role) => ({ ...role, may: role.may.filter((act) => act === 'write-to-reporter') })),
      })),
    }));
    ok(await reader.look());
    const { may } = ok(await reader.open(id));
    expect(may).toEqual({
      acknowledge: { refused: 'no-role', clause: null },
      write: { allowed: true, warning: '' },
      note: { refused: 'no-role', clause: null },
    });
    ok(await reader.write(id, { text: 'A message alone.', followUp: false }));
    const { entries } = ok(await rosa.open(id));
    expect(entries.filter(({ kind }) => kind === 'acknowledged')).toEqual([]);
    expect(dutyIn(ok(await rosa.open(id)), 'acknowledge').state.is).toBe('met');
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
    expect(dutyIn(opened, 'acknowledge').state).toMatchObject({ is: 'met', by: { id: 'rosa' }, late: false });
    expect(dutyIn(opened, 'follow-up').state).toEqual({ is: 'open' });
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
