import { describe, expect, test } from 'vitest';
import { access, edition, entry, hex, member, procedure, roster, type Given } from '#kit/given.ts';
import type { Verified } from '../record/header.ts';
import { admits, after, fitsKind, sceneOf, wholeBatch, type Scene } from './admits.ts';
import { kinds } from './kinds.ts';

const rosa = member('rosa', ['lead']);
const tomasz = member('tomasz', ['lead']);
const kenji = member('kenji', ['reader']);
const team = roster([rosa, tomasz, kenji]);
const ids = { report: 'a', incident: 'b', mailbox: 'c' };
const file = { size: 5000, to: hex('recipient') };
/** What a turn brings: the key before it, sealed to the new one. */
const past = { ...file, file: hex('past') };

function scene(birthBy: string, report: readonly Verified[] = [], incident: readonly Verified[] = []): Scene {
  const reported = entry('report/a', 'reported', { by: birthBy, compartment: 'account', epoch: 1 });
  const born = [reported, access('report/a', [rosa, kenji], { by: birthBy, seq: 1 }), ...report];
  const opened = entry('incident/b', 'opened', {
    by: 'server-key',
    facts: [
      ['codeName', 'amber quay'],
      ['report', 'a'],
    ],
  });
  const ground = {
    org: 'org',
    procedure,
    edition,
    roster: team,
    rosterHashes: new Map([[1, 'r1']]),
    now: 0,
  };
  return sceneOf(ground, { report: born, incident: [opened, ...incident], mailbox: [] }, ids);
}

function at(s: Scene, stream: 'report/a' | 'incident/b' | 'mailbox/c', kind: string, given: Given = {}): Verified {
  const head = s.heads.get(stream);
  return entry(stream, kind, { by: 'rosa-sign', seq: head?.next ?? 0, prev: head?.hash ?? '', ...given });
}

const said: Given = { compartment: 'account', epoch: 1, facts: [['follow-up', 'no']], ...file };

describe('a report that staff took down', () => {
  const facts = [
    ['channel', 'in-person'],
    ['ongoing', 'no'],
    ['reachable', 'no'],
  ] as const;
  const taken = (...more: readonly Verified[]): Scene => {
    const reported = entry('report/a', 'reported', { by: 'mailbox-key', compartment: 'account', epoch: 1, facts });
    const s = scene('mailbox-key', more);
    const { report: _, ...ground } = s;
    const born = [reported, access('report/a', [rosa, kenji], { by: 'mailbox-key', seq: 1 }), ...more];
    return sceneOf(ground, { report: born, incident: [], mailbox: [] }, ids);
  };
  const message: Given = { compartment: 'mailbox', epoch: 0, ...file };
  test('takes no message before its words are the reporter’s own, and takes its keys', () => {
    const s = taken();
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', said), rosa)).toBe('words-first');
    expect(admits(s, at(s, 'report/a', 'acknowledged'), rosa)).toBe('words-first');
    expect(admits(s, at(s, 'mailbox/c', 'message', message), rosa)).toBe('words-first');
    expect(admits(s, at(s, 'mailbox/c', 'rekey', message), rosa)).toBeNull();
  });
  test('takes them from then on', () => {
    const moved = entry('report/a', 'mailbox-moved', { by: 'mailbox-key', facts: [['key', 'new-key']] });
    const s = taken(moved);
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', said), rosa)).toBeNull();
    expect(admits(s, at(s, 'mailbox/c', 'message', message), rosa)).toBeNull();
  });
});

describe('a report that was locked on the reporter’s device', () => {
  const s = scene('mailbox-key');
  test('a lead who holds it may write to the reporter', () => {
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', said), rosa)).toBeNull();
  });
  test('a member who does not hold it may not, whatever their role', () => {
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', { ...said, by: 'tomasz-sign' }), tomasz)).toBe(
      'not-allowed',
    );
  });
  test('a holder whose role may not write is refused', () => {
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', { ...said, by: 'kenji-sign' }), kenji)).toBe('not-allowed');
  });
  test('a header signed by another key than its author’s is refused', () => {
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', said), kenji)).toBe('not-allowed');
  });
  test('a suspended author is refused', () => {
    expect(admits(s, at(s, 'report/a', 'acknowledged'), { ...rosa, suspended: true })).toBe('not-allowed');
  });
  test('an old head, a sealed body of another epoch, a roster nobody knows: refused', () => {
    expect(admits(s, at(s, 'report/a', 'acknowledged', { seq: 1 }), rosa)).toBe('stale-head');
    expect(admits(s, at(s, 'report/a', 'acknowledged', { prev: hex('other') }), rosa)).toBe('stale-head');
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', { ...said, epoch: 2 }), rosa)).toBe('stale-head');
    expect(admits(s, at(s, 'report/a', 'acknowledged', { roster: [1, 'forged'] }), rosa)).toBe('roster-moved');
    expect(admits(s, at(s, 'report/a', 'acknowledged', { roster: [9, 'r1'] }), rosa)).toBe('roster-moved');
  });
  test('a member may author none of the kinds of the server or the reporter', () => {
    for (const [kind, rule] of Object.entries(kinds)) {
      const authors: readonly string[] = rule.authors;
      if (authors.includes('member')) continue;
      expect(admits(s, at(s, 'report/a', kind), rosa), kind).toBe('wrong-kind');
    }
  });
  test('what a stage writes that is not built yet is not taken, whoever signs it', () => {
    expect(admits(s, at(s, 'incident/b', 'closed'), rosa)).toBe('wrong-kind');
    expect(admits(s, at(s, 'incident/b', 'lead-taken'), rosa)).toBeNull();
    const members = Object.entries(kinds).filter(([, rule]) => (rule.authors as readonly string[]).includes('member'));
    const refused = members.filter(([kind, rule]) => {
      const facts = rule.facts.filter((key) => !key.endsWith('?')).map((key) => [key, 'rosa'] as const);
      return admits(s, at(s, 'incident/b', kind, { facts }), rosa) === 'wrong-kind';
    });
    expect(refused.map(([kind]) => kind)).toEqual(
      expect.arrayContaining(['waived', 'closed', 'expunged', 'handed-over', 'delegated', 'resolved']),
    );
  });
  test('facts beyond the kind’s list are refused', () => {
    expect(admits(s, at(s, 'report/a', 'acknowledged', { facts: [['reason', 'x']] }), rosa)).toBe('wrong-kind');
    expect(fitsKind(at(s, 'report/a', 'said-to-reporter', { ...said, facts: [] }).header, 'member')).toBe(false);
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', { ...said, facts: [['follow-up', 'maybe']] }), rosa)).toBe(
      'wrong-kind',
    );
  });
});

describe('manifests', () => {
  const s = scene('mailbox-key');
  const birth = s.report.holding.newest.get('account');
  const next = { prevAccess: birth?.hash ?? '', epoch: 2, recipient: 'age1two', why: 're-keyed' as const, ...past };
  const place = { by: 'rosa-sign', seq: 2, prev: s.heads.get('report/a')?.hash ?? '' };
  test('a holder turns the epoch for the same holders', () => {
    expect(admits(s, access('report/a', [rosa, kenji], { ...next, ...place }), rosa)).toBeNull();
  });
  test('nobody is introduced by an ordinary act', () => {
    expect(admits(s, access('report/a', [rosa, kenji, tomasz], { ...next, ...place }), rosa)).toBe('bad-manifest');
  });
  test('nobody who holds it is dropped by an ordinary act: only who left, was suspended, barred or has new keys', () => {
    const alone = access('report/a', [rosa], { ...next, ...place });
    expect(admits(s, alone, rosa)).toBe('bad-manifest');
    const internal = { compartment: 'internal' as const, why: 'internal-made' as const, by: 'rosa-sign', seq: 1 };
    const made = access('incident/b', [rosa], { ...internal, prev: s.heads.get('incident/b')?.hash ?? '' });
    expect(admits(s, made, rosa)).toBe('bad-manifest');
    for (const now of [
      { ...kenji, suspended: true },
      { ...kenji, ageHash: 'new-age' },
    ])
      expect(admits({ ...s, roster: roster([rosa, tomasz, now]) }, alone, rosa)).toBeNull();
    expect(admits({ ...s, roster: roster([rosa, tomasz]) }, alone, rosa)).toBeNull();
    const barred = scene('mailbox-key', [entry('report/a', 'barred', { seq: 2, facts: [['member', 'tomasz']] })]);
    const introducers = new Map([
      ['rosa', new Set(['root'])],
      ['kenji', new Set(['tomasz'])],
    ]);
    const behind = { ...place, seq: 3, prev: barred.heads.get('report/a')?.hash ?? '' };
    const prevAccess = barred.report.holding.newest.get('account')?.hash ?? '';
    const without = access('report/a', [rosa], { ...next, ...behind, prevAccess });
    // Whoever only somebody kept apart brought in is set aside before a witness, or stays.
    expect(admits({ ...barred, introducers }, without, rosa)).toBe('bad-manifest');
    expect(admits(barred, without, rosa)).toBe('bad-manifest');
  });
  test('a manifest by somebody it was never granted to is refused (planted epoch)', () => {
    const planted = access('report/a', [tomasz], { ...next, ...place, by: 'tomasz-sign' });
    expect(admits(s, planted, tomasz)).toBe('not-allowed');
  });
  test('one that names no or another predecessor, or keeps the recipient while turning, is refused', () => {
    for (const wrong of [{ prevAccess: '' }, { prevAccess: hex('x') }, { recipient: 'age1one' }, { epoch: 3 }])
      expect(admits(s, access('report/a', [rosa], { ...next, ...place, ...wrong }), rosa)).toBe('bad-manifest');
  });
  test('swapped keys of a holder are refused', () => {
    const swapped = { ...kenji, ageHash: 'mallory-age' };
    expect(admits(s, access('report/a', [rosa, swapped], { ...next, ...place }), rosa)).toBe('bad-manifest');
  });
  test('a barred member is never a holder, even one who was listed', () => {
    const barred = scene('mailbox-key', [entry('report/a', 'barred', { seq: 2, facts: [['member', 'kenji']] })]);
    const turned = access('report/a', [rosa, kenji], {
      ...next,
      prevAccess: barred.report.holding.newest.get('account')?.hash ?? '',
      by: 'rosa-sign',
      seq: 3,
      prev: barred.heads.get('report/a')?.hash ?? '',
      ...past,
    });
    expect(admits(barred, turned, rosa)).toBe('bad-manifest');
  });
  test('the first opener makes `internal` for holders of the account only', () => {
    const internal = {
      compartment: 'internal' as const,
      why: 'internal-made' as const,
      by: 'rosa-sign',
      seq: 1,
      prev: s.heads.get('incident/b')?.hash ?? '',
    };
    expect(admits(s, access('incident/b', [rosa, kenji], internal), rosa)).toBeNull();
    expect(admits(s, access('incident/b', [rosa, tomasz], internal), rosa)).toBe('bad-manifest');
    expect(admits(s, access('incident/b', [tomasz], { ...internal, by: 'tomasz-sign' }), tomasz)).toBe('not-allowed');
  });
  test('given somebody was named, and is somebody else, the first `internal` is for them too', () => {
    const about = { facts: [['member', 'kenji']] as const };
    const released = scene('mailbox-key', [
      entry('report/a', 'barred', { seq: 2, ...about }),
      entry('report/a', 'unbarred', { seq: 3, by: 'rosa-sign', compartment: 'account', epoch: 1, ...about }),
    ]);
    const internal = {
      compartment: 'internal' as const,
      why: 'internal-made' as const,
      by: 'rosa-sign',
      seq: 1,
      prev: released.heads.get('incident/b')?.hash ?? '',
    };
    expect(admits(released, access('incident/b', [rosa], internal), rosa)).toBe('bad-manifest');
    expect(admits(released, access('incident/b', [rosa, kenji], internal), rosa)).toBeNull();
  });
});

describe('a report that arrived in clear', () => {
  const s = scene('server-key');
  test('takes no word of a member before its epoch is turned', () => {
    expect(admits(s, at(s, 'report/a', 'said-to-reporter', said), rosa)).toBe('turn-first');
    expect(admits(s, at(s, 'report/a', 'acknowledged'), rosa)).toBe('turn-first');
    const internal = {
      compartment: 'internal' as const,
      by: 'rosa-sign',
      seq: 1,
      prev: s.heads.get('incident/b')?.hash ?? '',
    };
    expect(admits(s, access('incident/b', [rosa], internal), rosa)).toBe('turn-first');
  });
  test('is not turned by granting the same epoch again', () => {
    const birth = s.report.holding.newest.get('account');
    const place = { by: 'rosa-sign', seq: 2, prev: s.heads.get('report/a')?.hash ?? '' };
    const again = { prevAccess: birth?.hash ?? '', epoch: 1, why: 're-keyed' as const, ...place };
    expect(admits(s, access('report/a', [rosa, kenji], again), rosa)).toBe('turn-first');
  });
  test('and takes all of it in one batch after the turn', () => {
    const birth = s.report.holding.newest.get('account');
    const turn = access('report/a', [rosa, kenji], {
      prevAccess: birth?.hash ?? '',
      epoch: 2,
      recipient: 'age1two',
      why: 'turned-on-opening',
      by: 'rosa-sign',
      seq: 2,
      prev: s.heads.get('report/a')?.hash ?? '',
      ...past,
    });
    expect(admits(s, turn, rosa)).toBeNull();
    const turned = after(s, turn);
    expect(admits(turned, at(turned, 'report/a', 'said-to-reporter', { ...said, epoch: 2 }), rosa)).toBeNull();
    expect(admits(turned, at(turned, 'report/a', 'said-to-reporter', said), rosa)).toBe('stale-head');
    const internal = {
      compartment: 'internal' as const,
      by: 'rosa-sign',
      seq: 1,
      prev: s.heads.get('incident/b')?.hash ?? '',
    };
    expect(admits(turned, access('incident/b', [rosa, kenji], internal), rosa)).toBeNull();
  });
});

test('a grant that fails is named by whose, which and when, and by no other words', () => {
  const s = scene('mailbox-key');
  const failed = (author: string, compartment = 'account', epoch: string | number = 1): Verified =>
    at(s, 'report/a', 'grant-failed', {
      facts: [
        ['author', author],
        ['compartment', compartment],
        ['epoch', epoch],
      ],
    });
  expect(admits(s, failed(hex('somebody')), rosa)).toBeNull();
  expect(admits(s, failed('Tomasz did it'), rosa)).toBe('wrong-kind');
  expect(admits(s, failed(hex('somebody'), 'diary'), rosa)).toBe('wrong-kind');
  expect(admits(s, failed(hex('somebody'), 'account', 'a long story'), rosa)).toBe('wrong-kind');
});

test('two manifests on one predecessor: nothing more is written in that compartment', () => {
  const base = scene('mailbox-key');
  const birth = base.report.holding.newest.get('account');
  const fork = (recipient: string, seq: number): Verified =>
    access('report/a', [rosa], { prevAccess: birth?.hash ?? '', epoch: 2, recipient, by: 'rosa-sign', seq });
  const forked = after(after(base, fork('age1two', 2)), fork('age1three', 3));
  expect(forked.report.holding.forked.has('account')).toBe(true);
  expect(admits(forked, at(forked, 'report/a', 'said-to-reporter', { ...said, epoch: 2 }), rosa)).toBe('bad-manifest');
});

test('acknowledging always comes with a message that a person sends', () => {
  const s = scene('mailbox-key');
  const batch = (...names: readonly string[]) =>
    wholeBatch(
      s,
      names.map((kind) => entry('report/a', kind)),
      rosa,
    );
  expect(batch('acknowledged')).toBe('wrong-kind');
  expect(batch('acknowledged', 'said-to-reporter')).toBe('wrong-kind');
  expect(batch('acknowledged', 'said-to-reporter', 'message')).toBeNull();
  expect(batch('noted')).toBeNull();
});

describe('the later acts of an incident', () => {
  const made = (s: Scene): Scene =>
    after(
      s,
      access('incident/b', [rosa, kenji], {
        compartment: 'internal',
        by: 'rosa-sign',
        seq: 1,
        prev: s.heads.get('incident/b')?.hash ?? '',
      }),
    );
  const s = made(scene('mailbox-key'));
  const body: Given = { compartment: 'internal', epoch: 1, ...file };
  const next = (standing: Scene, kind: string, given: Given = {}) => at(standing, 'incident/b', kind, given);
  const held = { ...body, facts: [['by', ['rosa']] as const, ['part', 'outcome'] as const] };
  const heard = { ...body, facts: [['how', 'declined'] as const] };

  const taking = (standing: Scene, written: Verified, author: typeof rosa) =>
    admits(standing, written, author, new Set(Object.keys(kinds)));

  test('are judged entry by entry: an outcome is told once their side was heard, in one batch too', () => {
    expect(taking(s, next(s, 'conversation-held', held), rosa)).toBe('not-allowed');
    const first = next(s, 'side-heard', heard);
    expect(taking(s, first, rosa)).toBeNull();
    const then = after(s, first);
    expect(taking(then, next(then, 'conversation-held', held), rosa)).toBeNull();
  });
  test('take the words of their kind and no others', () => {
    const wrong: Given = { ...body, facts: [['how', 'he said nothing']] };
    expect(taking(s, next(s, 'side-heard', wrong), rosa)).toBe('wrong-kind');
  });
  test('have no room for a sentence, and times are times', () => {
    const planned = (owner: string, due: string | number): Given => ({
      ...body,
      facts: [
        ['due', due],
        ['owner', owner],
      ],
    });
    expect(
      taking(s, next(s, 'conversation-planned', planned('rosa', Date.parse('2027-05-16T10:00:00Z'))), rosa),
    ).toBeNull();
    expect(taking(s, next(s, 'conversation-planned', planned('rosa', 'soon')), rosa)).toBe('wrong-kind');
    expect(
      taking(s, next(s, 'conversation-planned', planned('the tall one', Date.parse('2027-05-16T10:00:00Z'))), rosa),
    ).toBe('wrong-kind');
    const twice: Given = { facts: [['member', 'rosa'] as const, ['member', 'kenji'] as const] };
    expect(taking(s, next(s, 'recused', twice), rosa)).toBe('wrong-kind');
  });
  test('end with closing, and begin again with reopening', () => {
    const closed = after(s, next(s, 'closed', body));
    const note = (standing: Scene): Verified => next(standing, 'assessed', { ...body, facts: [['urgency', 'soon']] });
    expect(taking(s, note(s), rosa)).toBeNull();
    expect(taking(closed, note(closed), rosa)).toBe('not-allowed');
    const open = after(closed, next(closed, 'reopened', body));
    expect(taking(open, note(open), rosa)).toBeNull();
  });
});
