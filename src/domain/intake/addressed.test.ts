import { expect, test } from 'vitest';
import { namedInReply } from './addressed.ts';
import type { Known } from './sought.ts';

const people: readonly Known[] = [
  { id: 'rosa', name: 'Rosa Okafor', ways: [] },
  { id: 'tomasz', name: 'Tomasz Brandt', ways: [] },
];
const named = (text: string, ...wrote: string[]) => namedInReply(text, people, wrote);

test.each([
  'Hi Rosa, yes, tomorrow is fine.',
  'Hello Rosa Okafor!\nIt was at noon.',
  'That helps. Thank you, Rosa.',
  'Thanks Rosa',
  'Rosa,\nit was at noon.',
  'Hola Rosa: fue a las doce. Gracias, Rosa.',
  'Dear Rosa and Kim, it was at noon.',
])('greeting or thanking the member who wrote bars nobody: %s', (text) => {
  expect(named(text, 'rosa')).toEqual([]);
  expect(named(text)).toEqual(['rosa']);
});

test.each([
  'Hi Rosa, I now know that Rosa is his sister.',
  'Rosa, who answered me here, laughed with him.',
  'Please do not let Rosa read this.',
  'It was Okafor.',
  'Hi all, Rosa lied.',
  'Thank you for telling Rosa.',
])('anything more about them does: %s', (text) => {
  expect(named(text, 'rosa')).toEqual(['rosa']);
});

test('who signed what is repeated between the answers is not named by that', () => {
  const answer = 'Hi,\n> Could we talk at noon?\n> Rosa Okafor\nYes, at noon.';
  expect(named(answer, 'rosa')).toEqual([]);
  expect(named(answer)).toEqual(['rosa']);
  expect(named(`${answer}\nIt was Okafor.`, 'rosa')).toEqual(['rosa']);
});

test('in small letters too, one word', () => {
  expect(named('thanks okafor!', 'rosa')).toEqual([]);
  expect(named('okafor did it', 'rosa')).toEqual(['rosa']);
});

test('whoever has not written here is named by any word', () => {
  expect(named('Hi Rosa, thanks, Tomasz', 'rosa')).toEqual(['tomasz']);
});
