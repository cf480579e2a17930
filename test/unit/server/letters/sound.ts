import { expect } from 'vitest';
import { largestFile, longest, mostFiles } from '#domain/intake/checks.ts';
import type { Letter } from '#server/mail/letter.ts';

/** All that was read of a letter, in one text. */
export const said = ({ subject, from, text, quoted, signature, forwarded }: Letter): string =>
  [subject, from.name, text, quoted, signature, ...forwarded.flatMap((f) => [f.from, f.subject, f.sent, f.text])].join(
    '\n',
  );

const unsafe = /[/\\]|\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What holds of every letter, whatever came. */
export function expectSound(letter: Letter): void {
  const { subject, from, to, answers, id } = letter;
  for (const line of [subject, from.name, from.address, from.replyTo, ...to, ...answers, id]) {
    expect(/[\r\n\0]/u.test(line)).toBe(false);
  }
  expect(/[\r\0]/u.test(said(letter))).toBe(false);
  expect(said(letter).isWellFormed()).toBe(true);
  for (const text of [letter.text, letter.quoted, letter.signature])
    expect([...text].length).toBeLessThanOrEqual(longest);
  expect(letter.files.length).toBeLessThanOrEqual(mostFiles);
  for (const file of letter.files) {
    expect(file.name).not.toMatch(unsafe);
    expect(file.name.trim()).not.toBe('');
    expect(file.name.length).toBeLessThanOrEqual(125);
    expect(file.bytes.length).toBeGreaterThan(0);
    expect(file.bytes.length).toBeLessThanOrEqual(largestFile);
  }
  if (letter.answerable) expect(from.replyTo || from.address).toMatch(/^[^\s<>,;]+@[^\s<>,;]+$/u);
}
