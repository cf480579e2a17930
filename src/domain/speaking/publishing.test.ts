import { describe, expect, test } from 'vitest';
import { procedure } from '#kit/given.ts';
import type { ProtectedPerson } from '../procedure/procedure.ts';
import type { Whose } from './finding.ts';
import { standingOf, type PermissionTold, wordsIn } from './publishing.ts';

const protecting = (...people: readonly ProtectedPerson[]) => ({
  public: { ...procedure.public, protects: { ...procedure.public.protects, people } },
});
const everybody = protecting('reporter', 'impacted', 'reported-person', 'witness');
const told = protecting('reporter', 'impacted');
const given = (more: Partial<PermissionTold> = {}): PermissionTold => ({
  hash: 'a'.repeat(64),
  for: 'public',
  withdrawn: false,
  person: 'irina',
  ...more,
});
const name = (whose: Whose, person = '') => ({ why: 'name', whose, person }) as const;

describe('a name in a text for everybody (PUB-07, PUB-10, PUB-11)', () => {
  test('of a protected person is refused; of the reported person only where the procedure protects them', () => {
    expect(standingOf(told, [], name('reporter', 'reporter'))).toEqual({ is: 'refused' });
    expect(standingOf(told, [], name('reported', 'emil'))).toEqual({ is: 'asked' });
    expect(standingOf(everybody, [], name('reported', 'emil'))).toEqual({ is: 'refused' });
    expect(standingOf(everybody, [], name('present', 'chidi'))).toEqual({ is: 'refused' });
  });

  test('of nobody knows whom is refused where everybody is protected', () => {
    expect(standingOf(everybody, [], name(''))).toEqual({ is: 'refused' });
    expect(standingOf(told, [], name(''))).toEqual({ is: 'asked' });
  });

  test('may stand by that person’s own permission for it, while it lasts, and by nobody else’s (D20)', () => {
    const irina = name('impacted', 'irina');
    expect(standingOf(told, [given()], irina)).toEqual({ is: 'permitted', permission: 'a'.repeat(64) });
    for (const other of [given({ withdrawn: true }), given({ for: 'relay' }), given({ person: 'chidi' })])
      expect(standingOf(told, [other], irina)).toEqual({ is: 'refused' });
  });

  test.each(['handle', 'contact', 'badge'] as const)('a %s names as much as a name', (why) => {
    expect(standingOf(told, [], { why, whose: 'impacted', person: 'irina' })).toEqual({ is: 'refused' });
  });

  test('a place, a time or a quote is for writer and second reader to answer', () => {
    for (const why of ['place', 'time', 'quote', 'gender', 'employer'] as const)
      expect(standingOf(everybody, [], { why, whose: 'reporter', person: 'reporter' })).toEqual({ is: 'asked' });
  });
});

describe('an announcement', () => {
  test('is counted in words, so that a long one is seen to be long (PUB-06)', () => {
    expect(wordsIn('A talk was ended today – it broke our code.')).toBe(9);
    expect(wordsIn('  ')).toBe(0);
    expect(wordsIn(Array.from({ length: 121 }, () => 'palabra').join('\n'))).toBe(121);
  });
});
