import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import type { Somebody, Telling } from '#domain/speaking/finding.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { identifying } from '#domain/speaking/identity.ts';
import { newToReporter } from '#desk/incident/outgoing/beside.ts';
import { checkedIn, type CheckedFor } from '#desk/incident/outgoing/checked.ts';
import { clearedOf, versionsOf, waitingFor } from '#desk/incident/outgoing/drafting.ts';
import { parts } from '#desk/incident/handling/parts.ts';
import { tellingOf } from '#desk/incident/outgoing/telling.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let amina: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  [rosa, amina] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'amina')]);
});
afterAll(() => served.end());

const told: readonly (readonly [string, string])[] = [
  ['what', 'Room D, 13:30: he showed a half undressed woman as a "fast query" joke and people walked out of the row.'],
  ['where', 'room'],
  ['where.more', 'the stage of room D'],
  ['who.0.name', 'Bertil Quist'],
  ['who.0.handle', '@bquist'],
  ['contact.name', 'Ito Maruyama'],
  ['contact.reach', 'ito@stitch.example'],
];

async function reported(): Promise<string> {
  const id = await arrived(rosa, await prepare(await groundOf(served.url, event), told));
  ok(await rosa.open(id));
  return id;
}

const quist = `${'0'.repeat(31)}1`;
const noted: ActSent = {
  kind: 'person-noted',
  facts: {},
  body: {
    v: 1,
    person: quist,
    name: 'Bertil Quist',
    also: ['@bquist', 'badge 0452'],
    looks: 'striped jumper',
    parts: ['reported'],
    organisation: false,
    minor: false,
    contact: '',
  },
};

async function founds(desk: DeskOf, opened: Opened, text: string, what: CheckedFor): Promise<readonly string[]> {
  const team = ok(await desk.look());
  const procedure = team.procedures.find(({ digest }) => digest === opened.procedure);
  const telling = tellingOf(
    opened,
    undefined,
    team.members.map(({ name }) => name),
  );
  const check = checkedIn(opened, procedure, (words, language) => identifying(words, telling, language));
  return check(text, { for: what, language: 'en' }).map(
    ({ why, found, standing }) => `${why} ${found}: ${standing.is}`,
  );
}

const drafted = (text: string, kept: readonly { found: string; why: string }[] = []): ActSent => ({
  kind: 'drafted',
  facts: { for: 'outcome', permits: null },
  body: { v: 1, to: quist, parts: { what: text, appeal: 'You may turn to the board.' }, language: 'en', kept },
});

const never = (): never => {
  throw new Error('no such text');
};

describe('a text that leaves the team', () => {
  test('given everything that was told, the check finds it on the desk of who writes', async () => {
    const id = await reported();
    await rosa.act(id, [noted]);
    const opened = ok(await rosa.open(id));
    const text = 'Ito told us that Bertil (@bquist, 0452) made a “fast query” joke in room D at half past one.';
    expect(await founds(rosa, opened, text, 'aware')).toEqual([
      'name Ito: asked',
      'name Bertil: asked',
      'handle @bquist: asked',
      'badge 0452: asked',
      'quote “fast query”: asked',
      'quote fast query: asked',
      'place room D: asked',
      'time half past one: asked',
    ]);
    // The reported person learns nothing from their own name.
    const theirs = await founds(rosa, opened, text, 'outcome');
    expect(theirs).toContain('name Ito: asked');
    expect(theirs).not.toContain('name Bertil: asked');
    // Under this procedure a public text names no reporter, and the reported person only by a decision of its own.
    const shown = await founds(rosa, opened, text, 'announcement');
    expect(shown).toContain('name Ito: refused');
    expect(shown).toContain('name Bertil: asked');
    expect(await founds(rosa, opened, 'A talk was ended. It broke our code of conduct.', 'announcement')).toEqual([]);
  });

  test('given somebody turned out to be somebody else, or was noted anew, what they were first known by is still found', async () => {
    const id = await reported();
    const tall = '2'.repeat(32);
    const witness = { ...noted.body, also: [], looks: '', parts: ['witness'] } as typeof noted.body;
    const first = { ...noted, body: { ...witness, person: tall, name: '', also: ['@redlanyard', 'badge 0999'] } };
    const joined = { kind: 'identity-joined', facts: {}, body: { v: 1, kept: quist, other: tall, why: 'badge' } };
    const was = { ...noted, body: { ...witness, name: 'Berit Kvist', also: ['@old_name'] } };
    const now = { ...noted, body: { ...witness, name: 'Zofia Nowak' } };
    await rosa.act(id, [was, now, first, joined] as ActSent[]);
    const text = 'Ask @redlanyard, 0999, or @old_name.';
    expect(await founds(rosa, ok(await rosa.open(id)), text, 'aware')).toEqual([
      'handle @redlanyard: asked',
      'badge 0999: asked',
      'handle @old_name: asked',
    ]);
  });

  test('given who is reported was hurt too, no public text names them without their word (PUB-11)', async () => {
    const id = await reported();
    const both = { ...noted, body: { ...noted.body, name: 'Zofia Nowak', parts: ['reported', 'impacted'] } };
    await rosa.act(id, [both as ActSent]);
    expect(await founds(rosa, ok(await rosa.open(id)), 'It was Zofia Nowak.', 'announcement')).toEqual([
      'name Zofia Nowak: refused',
    ]);
  });

  test('given it was written, somebody else reads the very words and what was kept, and the writer does not', async () => {
    const id = await reported();
    await rosa.act(id, [drafted('What you said at 13:30 is against our code.', [{ found: '13:30', why: 'he asked' }])]);
    const mine = ok(await rosa.open(id));
    const [written] = versionsOf(mine, 'outcome', quist);
    const clear = (file: string): ActSent => ({
      kind: 'cleared',
      facts: { of: written?.told.hash ?? '', file },
      body: null,
    });
    expect(await rosa.act(id, [clear(written?.told.file ?? '')])).toMatchObject({ reason: 'own-draft' });
    const theirs = ok(await amina.open(id));
    const [read] = versionsOf(theirs, 'outcome', quist);
    expect(read?.told.body.parts).toEqual({
      what: 'What you said at 13:30 is against our code.',
      appeal: 'You may turn to the board.',
    });
    expect(read?.told.body.kept).toEqual([{ found: '13:30', why: 'he asked' }]);
    expect(await amina.act(id, [clear('f'.repeat(64))])).toMatchObject({ reason: 'no-such-entry' });
    expect(await amina.act(id, [clear(read?.told.file ?? '')])).toEqual({ done: true });
    const [done] = versionsOf(ok(await rosa.open(id)), 'outcome', quist);
    expect(done && clearedOf(done, ['appeal', 'what'])).toMatchObject({
      text: 'You may turn to the board.\n\nWhat you said at 13:30 is against our code.',
    });
  });

  test('given it is sent back, the writer sees why, and the next version needs a reading of its own', async () => {
    const id = await reported();
    await rosa.act(id, [drafted('Ito told us about it.')]);
    const [first] = versionsOf(ok(await amina.open(id)), 'outcome', quist);
    const of = first?.told.hash ?? '';
    const back: ActSent = { kind: 'noted', facts: { of }, body: { v: 1, text: 'It names who reported.' } };
    expect(await amina.act(id, [back])).toEqual({ done: true });
    expect(versionsOf(ok(await rosa.open(id)), 'outcome', quist)[0]?.back?.body.text).toBe('It names who reported.');
    await rosa.act(id, [drafted('We were told about it.')]);
    const versions = versionsOf(ok(await amina.open(id)), 'outcome', quist);
    expect(versions.map(({ draft, back: why }) => [draft.cleared, why === null])).toEqual([
      [null, false],
      [null, true],
    ]);
    expect(versionsOf(ok(await amina.open(id)), 'outcome', 'somebody else')).toEqual([]);
    expect(versionsOf(ok(await amina.open(id)), 'statement', quist)).toEqual([]);
  });
});

test('given a text waits for a second reader, the page it is on says so to whoever may read it, until it is read', async () => {
  const id = await reported();
  await rosa.act(id, [drafted('We were told about it.')]);
  const waits = async (desk: DeskOf, me: string) => {
    const opened = ok(await desk.open(id));
    return parts.filter((part) => waitingFor(opened, me, part).length > 0);
  };
  expect(await waits(amina, 'amina')).toEqual(['talk']);
  expect(await waits(rosa, 'rosa')).toEqual([]);
  const [{ draft } = never()] = versionsOf(ok(await amina.open(id)), 'outcome', quist);
  ok(await amina.act(id, [{ kind: 'cleared', facts: { of: draft.hash, file: draft.file }, body: null }]));
  expect(await waits(amina, 'amina')).toEqual([]);
});

describe('a message to who reported (CNF-05)', () => {
  const nobody: Somebody = {
    person: '',
    whose: '',
    names: [],
    handles: [],
    ways: [],
    badges: [],
    looks: [],
    employers: [],
  };
  const telling = (name: string, text: string, more: readonly Somebody[] = []): Telling => ({
    people: [{ ...nobody, person: 'reporter', whose: 'reporter', names: [name] }, ...more],
    told: [{ text, whose: 'reporter', person: 'reporter' }],
    places: [],
    known: [],
  });
  const zofia: Somebody = { ...nobody, person: 'zofia', whose: 'witness', names: ['Zofia'] };
  const own = telling('Ito Maruyama', 'In room D he laughed. My friend Chidi saw it.', [zofia]);
  const other = telling('Paloma Iriarte', 'He laughed at me at 17:45 in room F and said "go home".');
  const found = (text: string): readonly string[] =>
    newToReporter(text, 'en', own, [other]).map(({ found: words, why }) => `${why} ${words}`);

  test('given others reported too, nothing of them is told, and nothing that is news', () => {
    expect(found('Paloma told us the same, at 17:45 in room F: “go home”.')).toEqual([
      'name Paloma',
      'time 17:45',
      'place room F',
      'quote “go home”',
      'quote go home',
    ]);
    expect(found('Zofia saw it too.')).toEqual(['name Zofia']);
  });

  test('what they told themselves is no news', () => {
    expect(found('Dear Ito, you wrote that he laughed in room D and that Chidi saw it.')).toEqual([]);
  });

  test('given the other side told theirs, its words do not come to who reported (RSP-18)', () => {
    const heard: Telling = {
      ...own,
      told: [
        ...own.told,
        { text: 'I was joking with old friends from the Lisbon sprint.', whose: 'reported', person: '' },
      ],
    };
    const news = newToReporter('They say they were joking with friends from a sprint in Lisbon.', 'en', heard, []);
    expect(news.map(({ why, whose }) => [why, whose])).toContainEqual(['close-to', 'reported']);
  });
});
