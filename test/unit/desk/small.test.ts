import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entry, member, roster } from '#kit/given.ts';
import { joinPages } from '#desk/list/paged.ts';
import { safeName } from '#desk/incident/files.tsx';
import { fromBase32, fromBase64, toBase32, toBase64 } from '#desk/keys/base32.ts';
import { accountIn, heardIn, identityIn } from '#desk/keys/bodies.ts';
import { noMemory, remember, rosterWentBack, streamWentBack } from '#desk/keys/remembering.ts';
import { introducersIn } from '#desk/keys/apart.ts';
import { isFree, keeper } from '#domain/promises/grants.ts';
import { editionOf, emptyDraft, slugOf } from '#desk/setup/draft.ts';
import { procedure } from '#kit/given.ts';
import { utf8 } from '#seal/digest.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import { parseEdition } from '#wire/edition.ts';
import { bodyOf } from '#wire/said.ts';

test('base32 and base64 give back what they were given', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(fromBase32(toBase32(bytes).toUpperCase())).toEqual(bytes);
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }),
  );
  expect(fromBase32('!')).toBeNull();
});

describe('what a member has seen before', () => {
  const accepted = (version: number, hash = `h${version}`): RosterAccepted => ({
    roster: roster([], version),
    hash,
    signedBy: ['root'],
    byRoot: false,
  });
  const rows = [entry('report/r', 'reported', { seq: 0 }), entry('report/r', 'acknowledged', { seq: 1 })];
  const ends = new Map([['report/r' as const, { head: rows[1]?.hash ?? '', next: 2 }]]);
  const memory = remember(noMemory, { version: 2, hash: 'h2' }, ends);

  test('is nothing at first: nothing alarms', () => {
    expect(rosterWentBack(noMemory, [accepted(1)])).toBe(false);
    expect(streamWentBack(noMemory, 'report/r', [])).toBe(false);
  });

  test('alarms on an older or another team list, not on a newer', () => {
    expect(rosterWentBack(memory, [accepted(1)])).toBe(true);
    expect(rosterWentBack(memory, [accepted(1), accepted(2, 'other')])).toBe(true);
    expect(rosterWentBack(memory, [accepted(1), accepted(2), accepted(3)])).toBe(false);
    expect(rosterWentBack(memory, [accepted(5)])).toBe(false);
  });

  test('alarms on a shorter or another story, not on a longer', () => {
    expect(streamWentBack(memory, 'report/r', rows.slice(0, 1))).toBe(true);
    expect(streamWentBack(memory, 'report/r', [...rows.slice(0, 1), entry('report/r', 'noted', { seq: 1 })])).toBe(
      true,
    );
    expect(streamWentBack(memory, 'report/r', [...rows, entry('report/r', 'noted', { seq: 2 })])).toBe(false);
  });

  test('never forgets a later head for an earlier one', () => {
    const back = remember(memory, { version: 1, hash: 'h1' }, new Map([['report/r', { head: 'x', next: 1 }]]));
    expect(back).toEqual(memory);
  });
});

describe('who may be handed the next key', () => {
  const rosa = member('rosa', []);
  const tomasz = member('tomasz', []);
  const holder = (m: typeof rosa) => ({ member: m.id, ageHash: m.ageHash, sign: m.sign, grant: '' });
  const list = (members: readonly (typeof rosa)[], signedBy: readonly string[]): RosterAccepted => ({
    roster: roster(members),
    hash: '',
    signedBy,
    byRoot: false,
  });
  const ids = (rosters: readonly RosterAccepted[], apart: readonly string[] = []) => {
    const newest = rosters.at(-1)?.roster ?? roster([]);
    const keeping = { roster: newest, now: 0, apart: new Set(apart), introducers: introducersIn(rosters) };
    return [holder(rosa), holder(tomasz)].flatMap((one) => keeper(keeping, one)?.id ?? []);
  };

  test('holders who are still members with the same keys', () => {
    expect(ids([list([rosa, tomasz], ['root'])])).toEqual(['rosa', 'tomasz']);
    expect(ids([list([rosa], ['root'])])).toEqual(['rosa']);
    expect(ids([list([rosa, { ...tomasz, sign: 'new' }], ['root'])])).toEqual(['rosa']);
    expect(ids([list([rosa, { ...tomasz, suspended: true }], ['root'])])).toEqual(['rosa']);
    expect(ids([list([rosa, { ...tomasz, until: -1 }], ['root'])])).toEqual(['rosa']);
  });

  test('nobody who is kept apart, and nobody whom only they brought in', () => {
    expect(ids([list([rosa, tomasz], ['root'])], ['tomasz'])).toEqual(['rosa']);
    const rosters = [list([rosa], ['root']), list([rosa, tomasz], ['mallory'])];
    const free = (apart: readonly string[]) => {
      const keeping = {
        roster: roster([rosa, tomasz]),
        now: 0,
        apart: new Set(apart),
        introducers: introducersIn(rosters),
      };
      return [rosa, tomasz].filter((one) => isFree(keeping, one)).map(({ id }) => id);
    };
    expect(free([])).toEqual(['rosa', 'tomasz']);
    expect(free(['mallory'])).toEqual(['rosa']);
  });
});

describe('what was sealed is parsed like what comes from a stranger', () => {
  const bytes = (value: unknown) => utf8(JSON.stringify(value));
  const account = {
    v: 1,
    edition: 'e',
    procedure: { id: 'p', version: '1', digest: 'd' },
    language: 'en',
    answers: { what: { kind: 'text', text: '<script>' } },
    mailbox: { id: 'a'.repeat(32), recipient: 'age1pq1x', sign: 'b'.repeat(64) },
    leftOut: [],
    named: [],
    only: '',
  };

  test('an account', () => {
    expect(accountIn(bytes(account))?.answers['what']).toEqual({ kind: 'text', text: '<script>' });
    expect(accountIn(bytes({ ...account, answers: { what: { kind: 'text', text: { $$typeof: 1 } } } }))).toBeNull();
    expect(accountIn(bytes({ ...account, mailbox: { ...account.mailbox, id: '../x' } }))).toBeNull();
    // Nothing is lost by somebody who wants to stop the page: what no form sends is passed over.
    const people = Array.from({ length: 100_000 }, () => ({ name: 'x' }));
    const flood = accountIn(bytes({ ...account, answers: { who: { kind: 'people', people } } }));
    expect(flood?.answers['who']).toEqual({ kind: 'people', people: people.slice(0, 50) });
    expect(accountIn(utf8('not json'))).toBeNull();
    expect(accountIn(Uint8Array.of(0xff))).toBeNull();
  });

  test('an identity, a message, a note', () => {
    expect(identityIn(bytes({ v: 1, answers: {} }))).toEqual({ v: 1, answers: {} });
    expect(heardIn(bytes({ v: 1, from: 'reporter', text: 'x', files: [], at: 1 }))).toEqual({
      text: 'x',
      files: [],
      answers: null,
      letter: null,
    });
    expect(heardIn(bytes({ text: 5 }))).toBeNull();
    expect(bodyOf('noted', { v: 1, text: ['x'] })).toBeNull();
  });
});

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['a/b\\c:d', 'a_b_c_d'],
  ['', 'file'],
  ['...', 'file'],
  ['résumé.pdf', 'résumé.pdf'],
])('a file called %j is saved as %j', (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test('a row that moved to the first page is shown once', () => {
  const row = (incident: string) => ({ incident });
  expect(
    joinPages(
      [
        [row('a'), row('b')],
        [row('b'), row('c')],
      ],
      ({ incident }) => incident,
    ).map(({ incident }) => incident),
  ).toEqual(['a', 'b', 'c']);
});

describe('set-up', () => {
  test.each([
    ['PyHarbor US 2027', 'pyharbor-us-2027'],
    ['  Café — Año 3 ', 'cafe-ano-3'],
    ['日本', 'event'],
    ['A', 'event-a'],
  ])('%j stands in the address as %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  test('names what is missing and accepts what is whole', () => {
    const empty = emptyDraft(['en'], 'America/New_York', 'small');
    const wrong = parseEdition(editionOf(empty, procedure));
    expect('wrong' in wrong && wrong.wrong).toEqual(
      expect.arrayContaining(['organisation', 'name', 'from', 'to', 'emergency']),
    );
    const whole = { ...empty, organisation: 'O', name: 'N 2027', from: '2027-05-14', to: '2027-05-18' };
    const right = parseEdition(editionOf({ ...whole, emergency: [{ label: 'Emergency', number: '911' }] }, procedure));
    expect('wrong' in right).toBe(false);
  });
});
