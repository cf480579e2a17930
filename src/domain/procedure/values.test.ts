import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Gathering } from './gathering.ts';
import { readProcedure } from './read.ts';
import { fill, unknownNames, valueOf } from './values.ts';

const read = readProcedure(readFileSync('test/fixtures/meet-up/procedure.yaml', 'utf8'), 'd'.repeat(64), () => []);
if ('problems' in read) throw new Error(JSON.stringify(read.problems));
const { procedure } = read;

test.each([
  ['reported', 'the person reported'],
  ['impacted', 'the person it happened to'],
  ['readers', 'the organizers'],
  ['role:friend', 'the friends of the group'],
  ['who:act-alone', 'the organizers'],
  ['who:decide', 'the organizers or the friends of the group'],
  ['within:follow-up', '7 days'],
  ['free-below', '1'],
  ['stand-in:of', 'the organizers'],
  ['stand-in:from', 'the friends of the group'],
  ['people', '2'],
  ['words', '60'],
  ['months', '12'],
])('{%s} stands for what the data says: %s', (name, value) => {
  expect(valueOf(procedure, name, 'en')).toBe(value);
});

test.each(['role:chair', 'who:expunge', 'who:fly', 'within:lunch', 'more-than', 'stand-in:to', 'nothing'])(
  '{%s} stands for nothing here',
  (name) => {
    expect(valueOf(procedure, name, 'en')).toBeNull();
    expect(unknownNames(procedure, { en: `a {${name}} b {due}` })).toEqual([name]);
  },
);

test('who opens at once and who is asked are the roles of the file, and nobody where there is one step', () => {
  const found = readProcedure(readFileSync('test/fixtures/two-steps/procedure.yaml', 'utf8'), 'd'.repeat(64), () => []);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  const two = found.procedure;
  expect(['opening:first', 'opening:asked', 'opening:last'].map((name) => valueOf(two, name, 'en'))).toEqual([
    'the hosts',
    'the helpers',
    null,
  ]);
  const all = { ...two, opening: two.opening && { ...two.opening, first: ['host', 'helper'] } };
  expect(valueOf(all, 'opening:first', 'en')).toBe('the hosts and the helpers');
  expect(valueOf(all, 'opening:asked', 'en')).toBeNull();
  expect(unknownNames(procedure, { en: '{opening:first}' })).toEqual(['opening:first']);
});

test('the figure follows the data, in the language', () => {
  const text = { en: 'Within {within:follow-up}.', es: 'En {within:follow-up}.' };
  expect(fill(procedure, text, 'en')).toBe('Within 7 days.');
  expect(fill(procedure, text, 'es')).toBe('En 7 días.');
  const duties = procedure.duties.map((duty) => ({ ...duty, within: { unit: 'hours', count: 24 } as const }));
  expect(fill({ ...procedure, duties }, text, 'en')).toBe('Within 24 hours.');
});

test('a sentence begins with a capital, whatever stands at its beginning', () => {
  const text = { en: '{role:organizer} meet. {reported} may speak to {role:organizer}.' };
  expect(fill(procedure, text, 'en')).toBe('The organizers meet. The person reported may speak to the organizers.');
});

test('a span without a length has no figure to quote', () => {
  const duties = procedure.duties.map((duty) => ({ ...duty, within: { unit: 'agreed' } as const }));
  expect(unknownNames({ ...procedure, duties }, { en: '{within:follow-up}' })).toEqual(['within:follow-up']);
});

test('at an event of one kind only those are named who hold a role there; never nobody', () => {
  const roles = procedure.roles.map((role) => {
    if (role.id === 'organizer') return { ...role, gatherings: ['meet-up'] as const };
    return { ...role, gatherings: ['online'] as const, receives: 'first' as const };
  });
  const two = { ...procedure, roles };
  const text = { en: '{readers}; {who:decide}; {who:act-alone}; {role:friend}' };
  const said = (gathering?: Gathering): string => fill(two, text, 'en', gathering);
  expect(said()).toBe(
    'The organizers and the friends of the group; the organizers or the friends of the group; the organizers; the friends of the group',
  );
  expect(said('meet-up')).toBe('The organizers; the organizers; the organizers; the friends of the group');
  expect(said('online')).toBe(
    'The friends of the group; the friends of the group; the organizers; the friends of the group',
  );
  expect(said('in-person')).toBe(said());
});
