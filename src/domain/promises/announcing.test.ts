import { describe, expect, test } from 'vitest';
import { procedure } from '#kit/given.ts';
import { amina, attempt, diego, ground, kenji, lucia, now, rosa, standing, story, wrote } from '#kit/incident.ts';
import type { FactValue, Verified } from '../record/header.ts';
import type { RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import type { Kind } from './kinds.ts';
import { may } from './may.ts';

type Said = Readonly<Record<string, FactValue>>;

/** What `may` says: `allowed`, `warned: reason`, or `reason (clause)`. */
function answer(who: RosterMember, kind: Kind, said: Said, then: readonly Verified[] = [], where: Ground = ground()) {
  const allowed = may(where, standing(story(...then), where), who, attempt(kind, said));
  if ('refused' in allowed) return `${allowed.refused} (${allowed.clause ?? ''})`;
  return allowed.warning === undefined ? 'allowed' : `warned: ${allowed.warning}`;
}

const lead = (kind: Kind, said: Said = {}, ...then: readonly Verified[]) => answer(rosa, kind, said, then);
const but = (changes: Partial<Ground['procedure']>): Ground => ground({ procedure: { ...procedure, ...changes } });
const aside = (id: string): Verified => wrote(id, 'recused', { member: id });

describe('announcing (PUB-05, D16)', () => {
  const draft = wrote('rosa', 'drafted', { for: 'announcement' }, { file: 'text', size: 1 });
  const cleared = wrote('kenji', 'cleared', { file: 'text', of: draft.hash });
  const of = { of: draft.hash };
  const ready = [draft, cleared];
  const approved = wrote('lucia', 'announcement-approved', of);
  const approve = (who: RosterMember, ...then: readonly Verified[]) =>
    answer(who, 'announcement-approved', of, [...ready, ...then]);
  const given = (until: number, by = 'lucia'): Verified => wrote(by, 'delegated', { member: 'amina', until });

  test('is the chair’s, and nobody else’s, a lead’s least of all', () => {
    expect(approve(lucia)).toBe('allowed');
    for (const who of [rosa, amina, diego]) expect(approve(who)).toBe('not-announcer (announcing)');
    expect(answer(rosa, 'published', { of: approved.hash }, [...ready, approved])).toBe('not-announcer (announcing)');
  });
  test('can be delegated by the chair alone, to somebody free, and only ahead', () => {
    const to = (member: string, until: number, who = lucia, ...then: readonly Verified[]) =>
      answer(who, 'delegated', { member, until }, then);
    expect(to('amina', now + 1)).toBe('allowed');
    expect(to('amina', now)).toBe('delegation-over (announcing)');
    expect(to('amina', now + 1, lucia, aside('amina'))).toBe('owner-not-free ()');
    expect(to('amina', now + 1, rosa)).toBe('no-role ()');
  });
  test('is a delegate’s while it lasts and the chair has no conflict', () => {
    expect(approve(amina, given(now))).toBe('allowed');
    expect(approve(amina, given(now - 1))).toBe('delegation-over (announcing)');
    expect(approve(amina, given(now, 'rosa'))).toBe('not-announcer (announcing)');
    expect(approve(amina, given(now), aside('lucia'))).toBe('not-announcer (announcing)');
    expect(approve(amina, given(now), aside('amina'))).toBe('recused ()');
  });
  test('falls to the role named in advance once the chair has a conflict', () => {
    expect(approve(lucia, aside('lucia'))).toBe('recused ()');
    expect(approve(diego, aside('lucia'))).toBe('allowed');
    expect(answer(diego, 'delegated', { member: 'amina', until: now + 1 }, [aside('lucia')])).toBe('no-role ()');
    const { announcing } = procedure.public;
    const none = but({ public: { ...procedure.public, announcing: { ...announcing, delegate: null } } });
    expect(answer(diego, 'announcement-approved', of, [...ready, aside('lucia')], none)).toContain('not-announcer');
  });
  test('is approved once another person cleared this very text, and published once it is approved', () => {
    expect(answer(lucia, 'announcement-approved', of, [draft])).toBe('not-cleared (announcing)');
    const statement = wrote('rosa', 'drafted', { for: 'reply' }, { file: 'text', size: 1 });
    const read = wrote('kenji', 'cleared', { file: 'text', of: statement.hash });
    expect(answer(lucia, 'announcement-approved', { of: statement.hash }, [statement, read])).toContain('not-cleared');
    expect(answer(lucia, 'published', of, ready)).toBe('not-cleared (announcing)');
    for (const named of [draft.hash, approved.hash])
      expect(answer(lucia, 'published', { of: named }, [...ready, approved])).toBe('allowed');
  });
  test('the second reader is another person, and reads the text that was written', () => {
    expect(lead('cleared', { ...of, file: 'text' }, draft)).toBe('own-draft ()');
    expect(answer(kenji, 'cleared', { ...of, file: 'text' }, [draft])).toBe('allowed');
    expect(answer(kenji, 'cleared', { ...of, file: 'another' }, [draft])).toBe('no-such-entry ()');
  });
});
