import { expect, test } from 'vitest';
import { entry, hex } from '#kit/given.ts';
import type { FactValue } from '../record/header.ts';
import { fitsKind } from './fits.ts';

const marked = (kind: string, ...facts: readonly (readonly [string, FactValue])[]): boolean =>
  fitsKind(entry('incident/b', kind, { facts }).header, 'member');
const planned = (due: FactValue): boolean =>
  fitsKind(
    entry('report/a', 'support-planned', {
      compartment: 'account',
      epoch: 1,
      size: 10,
      to: 'x',
      facts: [
        ['due', due],
        ['owner', 'rosa'],
      ],
    }).header,
    'member',
  );

test('an instant is one that a list can sort by and a page can show', () => {
  expect(planned(Date.parse('2027-05-15T00:25:00Z'))).toBe(true);
  for (const due of [-2, 0, 1, 1.5, Number.MAX_SAFE_INTEGER, Date.parse('2101-01-01'), 'soon', []])
    expect([due, planned(due)]).toEqual([due, false]);
});

test('a member is an id with no room for a sentence', () => {
  expect(marked('recused', ['member', 'rosa'])).toBe(true);
  expect(marked('recused', ['member', hex('rosa', 16)])).toBe(true);
  for (const member of ['', 'Anna.Schmidt_on_Friday', 'a'.repeat(41), 'anna schmidt', 7, ['rosa']])
    expect([member, marked('recused', ['member', member])]).toEqual([member, false]);
});

test('what an entry refers to is a hash', () => {
  expect(marked('need-done', ['of', hex('entry')])).toBe(true);
  for (const of of ['', 'need', hex('entry').slice(1), `${hex('entry')}ab`, 'g'.repeat(64)])
    expect([of, marked('need-done', ['of', of])]).toEqual([of, false]);
});
