import { expect, test } from 'vitest';
import { admitted, largestFile, longest, mostFiles } from '#domain/intake/checks.ts';
import { fingerprintIn } from '#reporter/fingerprint.ts';
import { placeIn } from '#reporter/poster.ts';
import { lengthOf } from '#reporter/form/count.ts';
import { rowsOf } from '#reporter/form/summary.ts';
import { shiftCounter } from '#reporter/leaving.ts';
import { filled } from '#reporter/page.ts';
import { promisesOf, standingOf } from '#reporter/receipt/promises.ts';
import { confirms } from '#reporter/receipt/words.ts';
import { lapsedAt } from '#reporter/sending/ground.ts';
import { verifyRosters } from '#seal/roster.ts';
import { questions as en } from '#words/made/en/questions.ts';
import { edition, now, procedure, team } from './team.ts';

const org = '0123456789abcdefghjk';

test('a poster names a fingerprint and a lowest version; anything else is no fingerprint', () => {
  expect(fingerprintIn(`#k=${org}.7`)).toEqual({ org, version: 7 });
  expect(fingerprintIn(`#k=${org}`)).toEqual({ org, version: 0 });
  for (const hash of ['', '#k=', `#k=${org}x`, `#k=${org}.`, `#k=${org.toUpperCase()}`, '#q-what', `#k=${org}.1&x`]) {
    expect(fingerprintIn(hash)).toBeNull();
  }
});

test('a poster may name the place it hangs at; it is read as text, and never beside a broken fingerprint', () => {
  const at = (place: string): string => `#k=${org}.7&at=${encodeURIComponent(place)}`;
  expect(fingerprintIn(at('Room D'))).toEqual({ org, version: 7 });
  for (const place of ['Room D', 'Sala Ñandú', '100 % & more?#', '展示ホール']) expect(placeIn(at(place))).toBe(place);
  expect(placeIn(at(' Expo\u202E\nhall '))).toBe('Expohall');
  expect(placeIn(at('x'.repeat(500)))).toHaveLength(80);
  for (const hash of ['', `#k=${org}.7`, '#at=Room', '#k=x&at=Room', `#k=${org}&at=%E0%A4%A`, '#q-where'])
    expect(placeIn(hash)).toBe('');
});

test('Shift three times within five seconds leaves; Shift for a capital letter, or slowly, does not', () => {
  let at = 0;
  const pressed = shiftCounter(() => at);
  const press = (key: string, later: number): boolean => {
    at += later;
    return pressed(key);
  };
  expect([press('Shift', 0), press('Shift', 2_000), press('Shift', 2_000)]).toEqual([false, false, true]);
  const other = shiftCounter(() => at);
  const typed = ['Shift', 'A', 'Shift', 'B', 'Shift'].map((key) => other(key));
  expect(typed).not.toContain(true);
  const slow = shiftCounter(() => at);
  expect([0, 3_000, 3_000].map((later) => ((at += later), slow('Shift')))).not.toContain(true);
});

test('the eleventh file, an empty and a too large one are named; the others are taken', () => {
  const good = { name: 'good', size: 10 };
  const bad = [
    { name: 'empty', size: 0 },
    { name: 'large', size: largestFile + 1 },
  ];
  expect(admitted([], [good, ...bad, good])).toEqual({
    taken: [good, good],
    problems: [
      { name: 'empty', what: 'file-empty' },
      { name: 'large', what: 'file-too-large' },
    ],
  });
  const last = { name: 'eleventh', size: 1 };
  const there = Array.from({ length: mostFiles - 1 }, () => 1);
  expect(admitted(there, [...bad, good, last])).toMatchObject({
    taken: [good],
    problems: [{ name: 'empty' }, { name: 'large' }, { name: 'eleventh', what: 'too-many-files' }],
  });
});

test('the room left in a text is told near the limit only, in characters and not in code units', () => {
  expect(lengthOf('short')).toBeNull();
  expect(lengthOf('🙏'.repeat(60_000))).toBeNull();
  expect(lengthOf('a'.repeat(longest - 3))).toEqual({ left: 3 });
  expect(lengthOf(`${'a'.repeat(longest)}🙏`)).toEqual({ over: 1 });
});

test('the check page lists every question, answered or not, with names instead of ids, and the files', () => {
  const rows = rowsOf(
    procedure.questions,
    {
      what: { kind: 'text', text: 'ليلة\n<b>' },
      where: { kind: 'choice', choice: 'room', more: 'D' },
      team: { kind: 'team', leaveOut: ['tomasz'], only: '', closeTo: '' },
    },
    { language: 'en', words: en, files: ['a.png'], nameOf: (id) => id.toUpperCase() },
  );
  expect(rows.map((row) => row.question)).toEqual(['what', 'where', 'team', 'contact', 'files']);
  expect(rows.map((row) => row.lines)).toEqual([
    ['ليلة\n<b>'],
    ['A room', 'D'],
    [expect.stringContaining('TOMASZ')],
    [],
    ['a.png'],
  ]);
});

test('promises are counted from the received-time by the spans of the procedure, in the language', () => {
  const facts = { ongoing: 'no', reachable: 'no' };
  const promised = promisesOf({ procedure, edition }, facts, now, 'es');
  expect(promised.map(({ duty, due }) => [duty, due - now])).toEqual([
    ['acknowledge', 24 * 3_600_000],
    ['follow-up', 168 * 3_600_000],
  ]);
  expect(promised.every(({ text }) => text.includes('{due}'))).toBe(true);
});

test('a promise that stands for some reports only is made to those', () => {
  const [first] = procedure.duties;
  if (first === undefined) throw new Error('no duty');
  const duties = [{ ...first, arises: [{ kind: 'reported', facts: { reachable: ['yes'] } }] }];
  const made = (reachable: string) =>
    promisesOf({ procedure: { ...procedure, duties }, edition }, { ongoing: 'no', reachable }, now, 'en').length;
  expect([made('yes'), made('no')]).toEqual([1, 0]);
});

test('how promises stand is the server’s word, their text the version’s; one without words is not shown', () => {
  const [first] = procedure.duties;
  const promises = [
    { duty: first?.id ?? '', due: now, state: 'overdue' },
    { duty: 'of-another-version', due: now, state: 'open' },
  ] as const;
  expect(standingOf({ procedure, promises }, 'en')).toEqual([
    { duty: first?.id, due: now, state: 'overdue', text: first?.promise?.['en'] },
  ]);
});

test('the third and fifth word are compared as people type', () => {
  const words = ['uno', 'dos', 'ábaco', 'cuatro', 'niño', 'seis', 'siete', 'ocho'];
  expect(confirms(words, ' Abaco', 'NIÑO ')).toBe(true);
  expect(confirms(words, 'dos', 'niño')).toBe(false);
});

test('holes in a text are filled by name, and a hole without a value stays to be seen', () => {
  expect(filled('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});

test('a list whose signers have all lapsed says when it was last confirmed', () => {
  const second = team().next((members) => members.map((m) => (m.id === 'tomasz' ? { ...m, suspended: true } : m)));
  const chain = verifyRosters(second.root, second.org, second.notes);
  if ('refused' in chain) throw new Error(chain.refused);
  expect(lapsedAt(chain.rosters, now)).toBeNull();
  expect(lapsedAt(chain.rosters, now + 201 * 86_400_000)).toBe(second.roster.time);
});
