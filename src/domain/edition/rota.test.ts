import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import { settings } from '#kit/settings.ts';
import { rotaDoubts } from './doubts.ts';
import type { Edition, Shift } from './edition.ts';
import { gapsIn, onDutyAt, turnOf, turnsOf } from './rota.ts';

const at = (iso: string): number => Date.parse(iso);
const shift = (from: string, to: string, ...members: string[]): Shift => ({
  id: `${from} ${members[0]}`,
  from,
  to,
  members,
});
const withRota = (...rota: Shift[]): Edition => settings({ from: '2027-05-14', to: '2027-05-15', rota });
const names = (edition: Edition, when: string): string[] => onDutyAt(edition, at(when)).map((one) => one.member);

describe('who is on duty', () => {
  const edition = withRota(
    shift('2027-05-14T08:00', '2027-05-14T16:00', 'rosa', 'kenji'),
    shift('2027-05-14T12:00', '2027-05-14T20:00', 'amina', 'rosa'),
    shift('2027-05-14T20:00', '2027-05-15T08:00', 'amina'),
  );

  test.each([
    ['2027-05-14T07:59:59-04:00', []],
    ['2027-05-14T08:00:00-04:00', ['rosa', 'kenji']],
    ['2027-05-14T12:00:00-04:00', ['rosa', 'kenji', 'amina']],
    ['2027-05-14T16:00:00-04:00', ['amina', 'rosa']],
    ['2027-05-15T03:00:00-04:00', ['amina']],
    ['2027-05-15T08:00:00-04:00', []],
  ])('at %s: %j, first called first, each once where turns overlap', (when, who) => {
    expect(names(edition, when)).toEqual(who);
  });

  test('a turn that another one follows without a break ends with the last of them', () => {
    const [amina] = onDutyAt(edition, at('2027-05-14T19:00:00-04:00'));
    expect(amina).toEqual({ member: 'amina', until: at('2027-05-15T08:00:00-04:00') });
    expect(turnOf(edition, 'rosa', at('2027-05-14T09:00:00-04:00'))).toEqual({
      until: at('2027-05-14T20:00:00-04:00'),
      next: at('2027-05-14T12:00:00-04:00'),
    });
    expect(turnOf(edition, 'rosa', at('2027-05-14T21:00:00-04:00'))).toEqual({ until: null, next: null });
  });
});

describe('a rota over the night in which the clocks change', () => {
  // New York: 14 March 2027 2:00 becomes 3:00, 7 November 2027 2:00 becomes 1:00.
  const spring = settings({
    from: '2027-03-13',
    to: '2027-03-14',
    rota: [
      shift('2027-03-13T22:00', '2027-03-14T02:30', 'amina'),
      shift('2027-03-14T02:30', '2027-03-14T06:00', 'rosa'),
    ],
  });
  const autumn = settings({
    from: '2027-11-06',
    to: '2027-11-07',
    rota: [
      shift('2027-11-06T22:00', '2027-11-07T01:30', 'amina'),
      shift('2027-11-07T01:30', '2027-11-07T06:00', 'rosa'),
    ],
  });

  test('a time that does not exist is the one an hour later, and nobody is missing in between', () => {
    expect(turnsOf(spring).map(({ from, to }) => (to - from) / 3_600_000)).toEqual([4.5, 2.5]);
    expect(names(spring, '2027-03-14T03:29:00-04:00')).toEqual(['amina']);
    expect(names(spring, '2027-03-14T03:30:00-04:00')).toEqual(['rosa']);
    expect(gapsIn(procedure, spring, roster([member('amina', ['lead']), member('rosa', ['lead'])]), 0)).toEqual([
      { what: 'alone', day: '2027-03-13', member: 'amina' },
    ]);
  });

  test('a time that comes twice is the first of the two', () => {
    expect(names(autumn, '2027-11-07T01:29:00-04:00')).toEqual(['amina']);
    expect(names(autumn, '2027-11-07T01:29:00-05:00')).toEqual(['rosa']);
    expect(turnsOf(autumn).map(({ from, to }) => (to - from) / 3_600_000)).toEqual([3.5, 5.5]);
  });
});

describe('what a rota lacks', () => {
  const team = roster([
    member('amina', ['lead']),
    member('rosa', ['lead']),
    { ...member('kenji', ['lead']), suspended: true },
    { ...member('tomasz', ['lead']), until: at('2027-05-01T00:00:00Z') },
    member('owen', ['nothing-here']),
  ]);
  const lacks = (edition: Edition, now = at('2027-05-01T00:00:00Z')) => gapsIn(procedure, edition, team, now);

  test('nothing where there is none; a large event is asked for one', () => {
    expect(lacks(withRota())).toEqual([]);
    const wakes = {
      ...procedure,
      duties: procedure.duties.map((duty) => ({ ...duty, rings: [{ after: 0, whom: 'on-duty' as const }] })),
    };
    expect(rotaDoubts(wakes, { ...withRota(), large: true }, team, 0)).toEqual([{ what: 'rota-missing' }]);
    expect(rotaDoubts(procedure, { ...withRota(), large: true }, team, 0)).toEqual([]);
    expect(rotaDoubts(wakes, { ...withRota(), large: false }, team, 0)).toEqual([]);
  });

  test('a day with nobody, a hole in a day, a day with one person', () => {
    const edition = withRota(
      shift('2027-05-14T08:00', '2027-05-14T12:00', 'amina'),
      shift('2027-05-14T14:00', '2027-05-14T18:00', 'rosa'),
    );
    expect(lacks(edition)).toEqual([
      { what: 'hole', day: '2027-05-14', from: at('2027-05-14T12:00:00-04:00'), to: at('2027-05-14T14:00:00-04:00') },
      { what: 'nobody', day: '2027-05-15', from: at('2027-05-15T00:00:00-04:00'), to: at('2027-05-16T00:00:00-04:00') },
    ]);
    expect(lacks(edition, at('2027-05-14T15:00:00-04:00')).map(({ what }) => what)).toEqual(['nobody']);
    expect(lacks(edition, at('2027-05-16T00:00:00-04:00'))).toEqual([]);
  });

  test('whoever could not act is named, and counts as nobody', () => {
    const edition = withRota(
      shift('2027-05-14T08:00', '2027-05-14T18:00', 'amina', 'rosa'),
      shift('2027-05-15T08:00', '2027-05-15T18:00', 'kenji', 'tomasz', 'owen', 'noa'),
    );
    const named = lacks(edition).filter((gap) => gap.what === 'unable');
    expect(named.map((gap) => [gap.member, gap.why])).toEqual([
      ['kenji', 'suspended'],
      ['tomasz', 'gone'],
      ['owen', 'no-role'],
      ['noa', 'gone'],
    ]);
    expect(lacks(edition)[0]).toMatchObject({ what: 'nobody', day: '2027-05-15' });
  });

  test('whoever fills it, at any moment of a hole nobody is on duty, and outside of one somebody is', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const turn = fc.tuple(hour, hour).filter(([from, to]) => from < to);
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 1439 }),
        (turns, minute) => {
          const two = (n: number): string => String(n).padStart(2, '0');
          const edition = withRota(
            ...turns.map(([from, to], i) => ({
              ...shift(`2027-05-14T${two(from)}:00`, `2027-05-14T${two(to)}:00`, 'amina'),
              id: `s${i}`,
            })),
          );
          const when = at('2027-05-14T00:00:00-04:00') + minute * 60_000;
          const first = Math.min(...turns.map(([from]) => from)) * 60;
          const last = Math.max(...turns.map(([, to]) => to)) * 60;
          const inHole = lacks(edition).some((gap) => gap.what === 'hole' && gap.from <= when && when < gap.to);
          const inside = minute >= first && minute < last;
          expect(inHole).toBe(inside && onDutyAt(edition, when).length === 0);
        },
      ),
    );
  });
});
