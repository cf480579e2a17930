import { describe, expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import { changeIn, type Named } from '#desk/team/difference.ts';
import { changesBetween, type Roster } from '#domain/team/roster.ts';
import { desk as en } from '#words/made/en/desk.ts';
import { desk as es } from '#words/made/es/desk.ts';
import type { EditionInfo } from '#wire/api.ts';

const edition = { edition: { id: 'pyharbor', name: 'PyHarbor', procedure: 'small' } } as unknown as EditionInfo;
const named: Named = {
  t: en,
  language: 'en',
  names: { rosa: 'Rosa', tomasz: 'Tomasz' },
  editions: [edition],
  procedures: [procedure],
};
const words = (before: Roster, after: Roster, how = named): readonly string[] =>
  changesBetween(before, after).map((change) => changeIn(how, change));

const rosa = member('rosa', ['lead'], { rights: ['steward'] });
const tomasz = member('tomasz', ['lead']);

describe('what a second steward signs, in words', () => {
  test('a new member with what they receive', () => {
    const after = roster([rosa, member('tomasz', ['pool'], { rights: ['edition'] })]);
    expect(words(roster([rosa]), after)).toEqual([
      'Tomasz becomes a member.',
      'Tomasz receives the right “Event settings”.',
      'Tomasz becomes pool at PyHarbor.',
    ]);
  });

  test('new keys are said, though nothing else changed', () => {
    expect(words(roster([tomasz]), roster([{ ...tomasz, sign: 'other' }]))).toEqual(['Tomasz has new keys.']);
  });

  test('suspending, restoring, leaving, renaming', () => {
    expect(words(roster([tomasz]), roster([{ ...tomasz, suspended: true }]))).toEqual(['Tomasz is suspended.']);
    expect(words(roster([{ ...tomasz, suspended: true }]), roster([tomasz]))).toEqual([
      'Tomasz is no longer suspended.',
    ]);
    expect(words(roster([rosa, tomasz]), roster([rosa]))).toEqual(['Tomasz leaves the team.']);
    expect(words(roster([rosa]), roster([{ ...rosa, name: 'Rose' }]))).toEqual(['rosa is now called Rose.']);
  });

  test('a swapped server key is never silent', () => {
    const after = { ...roster([rosa]), sealingKeys: ['other'] };
    expect(words(roster([rosa]), after)[0]).toContain('server’s own key changes');
  });

  test('a role nobody knows is shown by its id, a member without a name by theirs', () => {
    const odd = member('zoe', ['ghost']);
    expect(words(roster([]), roster([odd]))).toContain('zoe becomes ghost at PyHarbor.');
  });

  test('in Spanish', () => {
    const after = roster([{ ...tomasz, suspended: true }]);
    expect(words(roster([tomasz]), after, { ...named, t: es, language: 'es' })).toEqual(['Tomasz queda en suspenso.']);
  });
});
