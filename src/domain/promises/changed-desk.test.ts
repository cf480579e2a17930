import { describe, expect, test } from 'vitest';
import { access, entry, hex, procedure, roster } from '#kit/given.ts';
import { attempt, cast, facts, ground, now, standing, story, wrote } from '#kit/incident.ts';
import type { FactValue, Verified } from '../record/header.ts';
import type { RosterMember } from '../team/roster.ts';
import { admits, sceneOf } from './admits.ts';
import { fitsKind } from './fits.ts';
import type { Ground } from './ground.ts';
import type { Kind } from './kinds.ts';
import { may } from './may.ts';

type Said = Readonly<Record<string, FactValue>>;

/** The team list after somebody was given new keys. */
const rekeyed = (id: string): Ground['roster'] =>
  roster(cast.map((one) => (one.id === id ? { ...one, sign: `${id}-new-sign` } : one)));

const find = (where: Ground, id: string): RosterMember => {
  const found = where.roster.members.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

function answer(id: string, kind: Kind, said: Said, then: readonly Verified[], where: Ground = ground()): string {
  const allowed = may(where, standing(story(...then), where), find(where, id), attempt(kind, said));
  return 'refused' in allowed ? allowed.refused : 'allowed';
}

describe('given a member has new keys', () => {
  const held = access('incident/b', cast, { by: 'rosa-sign', compartment: 'internal' });

  test('a draft under their old ones is still their own', () => {
    const draft = wrote('rosa', 'drafted', { for: 'outcome' }, { file: hex('text'), size: 1 });
    const clear = { file: hex('text'), of: draft.hash };
    const where = ground({ roster: rekeyed('rosa') });
    expect(answer('rosa', 'cleared', clear, [held, draft], where)).toBe('own-draft');
    expect(answer('kenji', 'cleared', clear, [held, draft], where)).toBe('allowed');
  });

  test('what they decided under their old ones is still their decision (APL-03)', () => {
    const resolved = wrote('piotr', 'resolved', { none: 'no' });
    const filed = wrote('rosa', 'appeal-filed');
    const where = ground({ roster: rekeyed('piotr') });
    const decide = { of: filed.hash, outcome: 'changed' };
    expect(answer('piotr', 'appeal-decided', decide, [held, resolved, filed], where)).toBe('decider');
    expect(answer('piotr', 'appeal-decided', decide, [held, filed], where)).toBe('allowed');
  });
});

test('given an appeal was decided, nobody decides the same one again (APL-03)', () => {
  const filed = wrote('rosa', 'appeal-filed');
  const decided = wrote('piotr', 'appeal-decided', { of: filed.hash, outcome: 'changed' });
  const again = { of: filed.hash, outcome: 'stands' };
  expect(answer('piotr', 'appeal-decided', again, [filed])).toBe('allowed');
  expect(answer('piotr', 'appeal-decided', again, [filed, decided])).toBe('no-such-entry');
});

test('what somebody did alone is looked at by the others, whatever keys they have by now (IMM-07)', () => {
  const held = access('incident/b', cast, { by: 'rosa-sign', compartment: 'internal' });
  const taken = (alone: string): Verified => wrote('rosa', 'measure-taken', { alone });
  const look = (id: string, one: Verified, where?: Ground): string =>
    answer(id, 'measure-reviewed', { of: one.hash }, [held, one], where);
  const alone = taken('yes');
  expect(look('rosa', alone)).toBe('decider');
  expect(look('rosa', alone, ground({ roster: rekeyed('rosa') }))).toBe('decider');
  expect(look('kenji', alone)).toBe('allowed');
  expect(look('rosa', taken('no'))).toBe('allowed');
});

test('what was decided is looked at again once, when its time is over and nobody lifted it (RSP-10)', () => {
  const decided = (until: number | null) =>
    wrote('rosa', 'consequence-decided', { owner: 'kenji', ...(until === null ? {} : { until }) });
  const look = (one: Verified, ...then: readonly Verified[]): string =>
    answer('rosa', 'consequence-reviewed', { of: one.hash, outcome: 'ended' }, [one, ...then]);
  const over = decided(now - 1);
  expect(look(over)).toBe('allowed');
  expect(look(decided(now + 1))).toBe('no-such-entry');
  expect(look(decided(null))).toBe('no-such-entry');
  expect(look(over, wrote('rosa', 'consequence-lifted', { of: over.hash }))).toBe('no-such-entry');
  expect(look(over, wrote('kenji', 'consequence-reviewed', { of: over.hash, outcome: 'longer' }))).toBe(
    'no-such-entry',
  );
});

describe('facts have no room for words', () => {
  const sealed = { compartment: 'internal', epoch: 1, size: 10, to: 'x' } as const;
  const called = (...invited: readonly string[]): boolean =>
    fitsKind(
      entry('incident/b', 'meeting-called', {
        ...sealed,
        facts: [
          ['due', now],
          ['invited', invited],
        ],
      }).header,
      'member',
    );

  test('nobody is named twice: an order of names could spell something, and two of one be a quorum', () => {
    expect(called('rosa', 'kenji')).toBe(true);
    expect(called('rosa', 'kenji', 'rosa')).toBe(false);
  });

  test('a draft stands on permissions that were given, each once', () => {
    const given = wrote('rosa', 'permission-given', { for: 'public' });
    const draft = (...permits: readonly string[]): string =>
      answer('rosa', 'drafted', { for: 'announcement', permits }, [given]);
    expect(draft(given.hash)).toBe('allowed');
    expect(draft(given.hash, hex('forty bytes of somebody’s name'))).toBe('no-such-entry');
    const twice = [
      ['for', 'announcement'],
      ['permits', [given.hash, given.hash]],
    ] as const;
    expect(fitsKind(entry('incident/b', 'drafted', { ...sealed, facts: twice }).header, 'member')).toBe(false);
  });

  test('what a note or a disclosure speaks of is an entry that is there', () => {
    const decided = wrote('rosa', 'consequence-decided', { owner: 'kenji' });
    for (const kind of ['noted', 'disclosed'] as const) {
      expect(answer('rosa', kind, {}, [decided]), kind).toBe('allowed');
      expect(answer('rosa', kind, { of: decided.hash }, [decided]), kind).toBe('allowed');
      expect(answer('rosa', kind, { of: hex('thirty-two bytes of anything') }, [decided]), kind).toBe('no-such-entry');
    }
  });
});

describe('given somebody who cannot open the incident', () => {
  const [rosa, kenji, amina] = ['rosa', 'kenji', 'amina'].map((id) => find(ground(), id)) as [
    RosterMember,
    RosterMember,
    RosterMember,
  ];
  const scene = sceneOf(
    { ...ground(), org: 'org', rosterHashes: new Map([[1, 'r1']]) },
    {
      report: [
        entry('report/a', 'reported', { compartment: 'account', epoch: 1 }),
        access('report/a', [rosa, kenji, amina], { seq: 1 }),
      ],
      incident: [
        entry('incident/b', 'opened', { by: 'server-key' }),
        access('incident/b', [rosa, kenji], { by: 'rosa-sign', seq: 1, compartment: 'internal', why: 'internal-made' }),
      ],
      mailbox: [],
    },
    { report: 'a', incident: 'b', mailbox: 'c' },
  );
  const given = (kind: Kind, said: Said) =>
    admits(
      scene,
      entry('incident/b', kind, {
        by: 'rosa-sign',
        seq: 2,
        prev: scene.heads.get('incident/b')?.hash ?? '',
        compartment: 'internal',
        epoch: 1,
        size: 5000,
        to: hex('recipient'),
        facts: facts(said),
      }),
      rosa,
    );

  test('nothing is given to them to do: nobody else would be reminded of it (MTG-07)', () => {
    expect(given('consequence-decided', { owner: 'kenji', due: now })).toBeNull();
    expect(given('consequence-decided', { owner: 'tomasz', due: now })).toBe('not-allowed');
    expect(given('consequence-decided', { owner: 'amina', due: now })).toBe('not-allowed');
    expect(given('handed-over', { member: 'kenji' })).toBeNull();
    expect(given('handed-over', { member: 'tomasz' })).toBe('not-allowed');
  });
});

test('given two are needed, one named twice is not two', () => {
  const where = ground({ procedure: { ...procedure, meeting: { ...procedure.meeting, quorum: 2 } } });
  const called = wrote('rosa', 'meeting-called', { due: now, invited: ['rosa', 'kenji'] });
  const held = (...present: readonly string[]): string =>
    answer('rosa', 'meeting-held', { of: called.hash, outcome: 'decided', present }, [called], where);
  expect(held('rosa', 'rosa')).toBe('no-quorum');
  expect(held('rosa', 'kenji')).toBe('allowed');
});
