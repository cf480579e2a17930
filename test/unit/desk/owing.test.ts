import { describe, expect, test } from 'vitest';
import { access, entry, hour, member, procedure as small, roster, type Given } from '#kit/given.ts';
import { judged } from '#desk/keys/apart.ts';
import type { Known } from '#desk/keys/knowing.ts';
import type { Held } from '#desk/keys/opening.ts';
import { keepingNote, owingIn, writing, type Owing } from '#desk/keys/owing.ts';
import type { Verified } from '#domain/record/header.ts';
import type { RosterMember } from '#domain/team/roster.ts';

const rosa = member('rosa', ['lead']);
const tomasz = member('tomasz', ['lead']);
const kenji = member('kenji', ['reader']);
const head = roster([rosa, tomasz, kenji]);
const day = 24 * hour;

type Line = readonly [stream: 'report' | 'incident', kind: string, given?: Given];

/** An incident with one report of time 0, in which `lines` came after; looked at by Rosa at `now`. */
function owing(
  lines: readonly Line[],
  now: number,
  procedure = small,
  me: RosterMember | null = rosa,
  held: readonly RosterMember[] = [rosa, tomasz, kenji],
): Owing {
  const [report, incident] = ['report/a', 'incident/b'] as const;
  const made = lines.map(([stream, kind, given]) => entry(stream === 'report' ? report : incident, kind, given));
  const reported = entry(report, 'reported', { facts: [['channel', 'web']], receivedAt: 0 });
  const granted = access(report, held);
  const opened = entry(incident, 'opened', { by: 'server', facts: [['report', 'a']] });
  const of = (stream: 'report/a' | 'incident/b', ...first: readonly Verified[]): Held => ({
    stream,
    entries: [...first, ...made.filter(({ header }) => header.stream === stream)],
    end: { head: '', next: 0 },
  });
  const bare = {
    standing: {
      streams: { report: of(report, reported, granted), incident: of(incident, opened), mailbox: null },
      now,
    },
    procedure,
    edition: { id: 'pyharbor', zone: 'America/New_York', to: '2027-05-18' },
    ground: { head: { roster: head }, rosters: [{ roster: head, signedBy: ['root'] }] },
    reporters: new Set(['mailbox-key']),
  };
  const stands = judged(bare.standing, bare.ground.rosters, procedure, bare.edition, null);
  const known = { ...bare, judged: stands };
  return owingIn(known as unknown as Known, me ?? undefined);
}
const stateOf = ({ duties }: Owing, id: string) => duties.find((duty) => duty.id === id)?.state;
const freeFor = ({ duties }: Owing, id: string) => duties.find((duty) => duty.id === id)?.free;

describe('what the desk folds out of an incident', () => {
  test('open, then overdue, then met late by whom', () => {
    expect(stateOf(owing([], day), 'acknowledge')).toEqual({ is: 'open' });
    expect(stateOf(owing([], day + 1), 'acknowledge')).toEqual({ is: 'overdue' });
    const late: Line = ['report', 'acknowledged', { by: tomasz.sign, receivedAt: day + 5 }];
    expect(stateOf(owing([late], 2 * day), 'acknowledge')).toEqual({
      is: 'met',
      by: { is: 'member', id: 'tomasz', name: tomasz.name },
      at: day + 5,
      late: true,
    });
  });

  test('what is owed next is the earliest that waits, and nothing when nothing waits', () => {
    expect(owing([], 1).next?.id).toBe('acknowledge');
    const answered: Line = ['report', 'said-to-reporter', { by: rosa.sign, facts: [['follow-up', 'no']] }];
    const acknowledged: Line = ['report', 'acknowledged', { by: rosa.sign }];
    expect(owing([acknowledged, answered], 1).next?.id).toBe('follow-up');
    const followed: Line = ['report', 'said-to-reporter', { by: rosa.sign, facts: [['follow-up', 'yes']] }];
    expect(owing([acknowledged, followed], 1).next).toBeNull();
  });

  test('whoever was never given it is not free for it, though their role owes it', () => {
    expect(freeFor(owing([], 1), 'acknowledge')).toEqual(['rosa', 'tomasz']);
    expect(freeFor(owing([], 1, small, rosa, [rosa]), 'acknowledge')).toEqual(['rosa']);
  });

  test('whoever stepped aside is not free, and is refused for that reason', () => {
    const aside: Line = ['incident', 'recused', { by: rosa.sign, facts: [['member', 'rosa']] }];
    const stands = owing([aside], 1);
    expect(freeFor(owing([], 1), 'acknowledge')).toContain('rosa');
    expect(freeFor(stands, 'acknowledge')).not.toContain('rosa');
    expect(stands.tried(writing)).toEqual({ refused: 'recused', clause: null });
    expect(stands.tried(keepingNote)).toEqual({ refused: 'recused', clause: null });
  });

  test('somebody who is on no list may nothing', () => {
    const nobody = owing([], 1, small, null);
    expect(nobody.tried(keepingNote)).toEqual({ refused: 'no-role', clause: null });
  });
});

describe('a refusal that a clause gives', () => {
  const telling = {
    kind: 'conversation-held',
    facts: [
      ['by', ['rosa']],
      ['part', 'outcome'],
    ],
  } as const;

  test('comes with what the clause says', () => {
    const conversation = { ...small.conversation, text: { en: 'Hear {reported} first.' } };
    expect(owing([], 1, { ...small, conversation }).tried(telling)).toEqual({
      refused: 'not-heard',
      clause: { en: 'Hear the person reported first.' },
    });
  });

  test('is a warning where the procedure only asks for it', () => {
    const conversation = { ...small.conversation, hearFirst: false };
    expect(owing([], 1, { ...small, conversation }).tried(telling)).toEqual({ allowed: true, warning: 'not-heard' });
  });
});
