import { expect, test } from 'vitest';
import { member, roster, steward } from '#kit/given.ts';
import { changesBetween, quorumFor, type Roster } from './roster.ts';

const rosa = member('rosa', ['lead'], { rights: steward });
const helen = member('helen', ['chair'], { rights: steward });
const kenji = member('kenji', ['reader']);
const before = roster([rosa, helen, kenji]);
const quorum = (after: Roster, from: Roster = before) => quorumFor(from, changesBetween(from, after));
const withKenji = (more: Partial<typeof kenji>) => roster([rosa, helen, { ...kenji, ...more }]);

test('the difference names every change in the roster’s own words', () => {
  const after = roster([
    { ...rosa, rights: [] },
    { ...kenji, name: 'Kenji M.', ageHash: 'new', suspended: true, until: 9 },
    member('dana', ['floor']),
  ]);
  expect(
    changesBetween(before, after).map((change) => `${change.what} ${'member' in change ? change.member : ''}`),
  ).toEqual([
    'right-taken rosa',
    'renamed kenji',
    'keys-replaced kenji',
    'suspended kenji',
    'until-set kenji',
    'member-added dana',
    'role-given dana',
    'member-removed helen',
  ]);
});

test('equal rosters have no difference', () => {
  expect(changesBetween(before, before)).toEqual([]);
});

test.each([
  ['adding a member', roster([rosa, helen, kenji, member('dana', [])])],
  ['replacing a key', withKenji({ sign: 'other' })],
  ['giving a right', withKenji({ rights: steward })],
  ['setting until', withKenji({ until: 1 })],
  ['removing a steward', roster([rosa, kenji])],
  ['giving a role', withKenji({ roles: [['pyharbor', 'lead']] })],
  ['another sealing key', { ...before, sealingKeys: ['thief'] }],
  ['suspending together with anything else', withKenji({ suspended: true, sign: 'other' })],
  ['lifting a suspension', before],
] as const)('%s needs two stewards', (what, after) => {
  const from = what === 'lifting a suspension' ? withKenji({ suspended: true }) : before;
  expect(quorum(after, from)).toBe('two');
});

test('suspending alone needs one', () => {
  expect(quorum(withKenji({ suspended: true }))).toBe('one');
});

test('a suspended steward still counts: a lone steward cannot shrink the quorum', () => {
  const alone = roster([rosa, { ...helen, suspended: true }, kenji]);
  expect(quorum(roster([rosa, kenji]), alone)).toBe('two');
});

test('while there is one steward, one signs', () => {
  expect(quorum(roster([rosa, kenji]), roster([rosa]))).toBe('one');
});
