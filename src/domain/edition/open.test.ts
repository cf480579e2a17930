import { expect, test } from 'vitest';
import { member, procedure, roster, steward } from '#kit/given.ts';
import { isOpen, missingFor } from './open.ts';

const rosa = member('rosa', ['lead'], { rights: steward });
const helen = member('helen', [], { rights: steward });
const yewande = member('yewande', ['pool']);
const missing = (...members: Parameters<typeof roster>[0]) => missingFor(procedure, 'pyharbor', roster(members), 0);

test('a reader, a fallback and two stewards: the form is open', () => {
  expect(missing(rosa, helen, yewande)).toEqual([]);
  expect(isOpen([], false)).toBe(true);
});

test('without an enrolled fallback the form cannot open, not even by override', () => {
  expect(missing(rosa, helen)).toEqual(['no-fallback']);
  expect(isOpen(['no-fallback'], true)).toBe(false);
  expect(isOpen(['no-fallback', 'no-second-steward'], true)).toBe(false);
});

test('without a second steward it stays closed unless the founder says so in words', () => {
  expect(missing(rosa, yewande)).toEqual(['no-second-steward']);
  expect(isOpen(['no-second-steward'], false)).toBe(false);
  expect(isOpen(['no-second-steward'], true)).toBe(true);
});

test('a suspended or lapsed fallback is none, and so is a suspended second steward', () => {
  expect(missing(rosa, helen, { ...yewande, suspended: true })).toEqual(['no-fallback']);
  expect(missing(rosa, { ...helen, until: -1 }, yewande)).toEqual(['no-second-steward']);
});

test('an edition nobody has a role at lacks everything', () => {
  expect(missingFor(procedure, 'another', roster([rosa, yewande]), 0)).toEqual([
    'no-reader',
    'no-fallback',
    'no-second-steward',
  ]);
});
