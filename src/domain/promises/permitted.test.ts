import { expect, test } from 'vitest';
import { attempt, facts, ground, lucia, standing, story, wrote } from '#kit/incident.ts';
import type { FactValue, Verified } from '../record/header.ts';
import { fitsKind } from './fits.ts';
import type { Kind } from './kinds.ts';
import { may } from './may.ts';

const given = wrote('rosa', 'permission-given', { for: 'public' }, { file: 'words', size: 1 });
const relayed = wrote('kenji', 'permission-given', { for: 'relay' }, { file: 'relay', size: 1 });
const taken = wrote('rosa', 'permission-withdrawn', { of: given.hash });
const draft = wrote('rosa', 'drafted', { for: 'announcement', permits: [given.hash] }, { file: 'text', size: 1 });
const cleared = wrote('kenji', 'cleared', { file: 'text', of: draft.hash });
const approved = wrote('lucia', 'announcement-approved', { of: draft.hash });

function answer(kind: Kind, of: string, ...then: readonly Verified[]): string {
  const where = ground();
  const allowed = may(where, standing(story(...then), where), lucia, attempt(kind, { of }));
  return 'refused' in allowed ? `${allowed.refused} (${allowed.clause ?? ''})` : 'allowed';
}

test('given the person it names allows it, a text is approved and published', () => {
  expect(answer('announcement-approved', draft.hash, given, draft, cleared)).toBe('allowed');
  expect(answer('published', approved.hash, given, draft, cleared, approved)).toBe('allowed');
});

test('given the permission was taken back before it is published, it is refused, though it was approved (PUB-10)', () => {
  expect(answer('announcement-approved', draft.hash, given, draft, cleared, taken)).toBe('no-opt-in (protects)');
  expect(answer('published', approved.hash, given, draft, cleared, approved, taken)).toBe('no-opt-in (protects)');
  expect(answer('published', draft.hash, given, draft, cleared, approved, taken)).toBe('no-opt-in (protects)');
});

test('a permission for something else, or one that was never given, carries no text', () => {
  const other = wrote('rosa', 'drafted', { for: 'announcement', permits: [relayed.hash] }, { file: 'other', size: 1 });
  const read = wrote('kenji', 'cleared', { file: 'other', of: other.hash });
  expect(answer('announcement-approved', other.hash, relayed, other, read)).toBe('no-opt-in (protects)');
  expect(answer('announcement-approved', draft.hash, draft, cleared)).toBe('no-opt-in (protects)');
});

const sealed = { ...draft.header, compartment: 'internal', to: 'age1', epoch: 1, size: 1 } as const;

test('what a text stands on is said by hashes, and by nothing else', () => {
  const fits = (permits: FactValue): boolean =>
    fitsKind({ ...sealed, facts: facts({ for: 'announcement', permits }) }, 'member');
  expect(fits(['a'.repeat(64)])).toBe(true);
  expect(fits(['Ito agreed to it on Sunday'])).toBe(false);
  expect(fits('Ito agreed')).toBe(false);
});
