import { describe, expect, test } from 'vitest';
import { edition as event, entry, member, procedure, roster, steward } from '#kit/given.ts';
import type { Facts, Verified } from '../record/header.ts';
import { briefingAsked, gatheringsOf, mayRecord, readings, staffOf, unbriefed, type Gatherings } from './briefing.ts';

const [rosa, amina, kenji] = [member('rosa', ['lead']), member('amina', ['reader']), member('kenji', ['floor'])];
const board = member('board', ['board']);
const everybody = [rosa, amina, kenji, board];
const staff = [rosa, amina, kenji];
const signed = (by: string, kind: string, facts: Facts, receivedAt = 0): Verified =>
  entry(`edition/${event.id}`, kind, { by: `${by}-sign`, facts, receivedAt });
const read = (by: string, what: string, of: string): Verified =>
  signed(by, 'confirmed', [
    ['of', of],
    ['what', what],
  ]);
const met = (by: string, meeting: string, present: readonly string[]): Verified =>
  signed(by, 'attended', [
    ['for', meeting],
    ['present', present],
  ]);
const folded = (...entries: readonly Verified[]): Gatherings =>
  gatheringsOf(
    entries,
    ({ header }) => everybody.find(({ sign }) => sign === header.by),
    (one) => mayRecord(procedure, event.id, one),
  );
const versions = { code: 'c2', procedure: 'p1', instructions: '' };

describe('what is read before an event', () => {
  test('given two confirmed the code in force and one an older one, the third is asked for', () => {
    const seen = folded(read('rosa', 'code', 'c2'), read('amina', 'code', 'c1'), read('kenji', 'code', 'c2'));
    const [code, text] = readings(seen, staff, versions);
    expect(code).toMatchObject({ what: 'code', of: 'c2', missing: ['amina'] });
    expect(code?.read.map(({ member: id }) => id)).toEqual(['rosa', 'kenji']);
    expect(text).toMatchObject({ what: 'procedure', missing: ['rosa', 'amina', 'kenji'] });
  });

  test('given a new version comes into force, everybody is asked again', () => {
    const seen = folded(...staff.map(({ id }) => read(id, 'code', 'c2')));
    expect(readings(seen, staff, versions)[0]?.missing).toEqual([]);
    expect(readings(seen, staff, { ...versions, code: 'c3' })[0]?.missing).toEqual(['rosa', 'amina', 'kenji']);
  });

  test('given there is no such document, it is not asked for', () => {
    expect(readings(folded(), staff, versions).map(({ what }) => what)).toEqual(['code', 'procedure']);
  });

  test('given somebody signs with a key of nobody here, it tells nothing', () => {
    expect(folded(read('stranger', 'code', 'c2')).confirmed).toEqual([]);
  });

  test('given the appeal body, nobody asks it: it stays apart until there is an appeal', () => {
    expect(staffOf(procedure, event, roster(everybody), 0).map(({ id }) => id)).toEqual(['rosa', 'amina', 'kenji']);
    const gone = { ...amina, suspended: true };
    expect(staffOf(procedure, event, roster([rosa, gone]), 0).map(({ id }) => id)).toEqual(['rosa']);
  });
});

describe('the meeting before an event', () => {
  test('given a second date, who came to either was briefed, and the newest list of each holds', () => {
    const seen = folded(
      met('rosa', 'briefing', ['rosa', 'amina', 'kenji']),
      met('rosa', 'briefing', ['rosa']),
      met('rosa', 'make-up', ['kenji']),
      met('rosa', 'debrief', ['amina']),
    );
    expect(unbriefed(seen, staff)).toEqual(['amina']);
    expect(seen.attended.map((one) => one.for)).toEqual(['briefing', 'make-up', 'debrief']);
  });

  test('given somebody who hosts nothing writes it down, it tells nothing', () => {
    expect(folded(met('kenji', 'briefing', ['kenji'])).attended).toEqual([]);
    expect(mayRecord(procedure, event.id, { ...kenji, rights: steward })).toBe(true);
    const hosted = { ...procedure, debrief: { ...procedure.retention, hosts: ['floor'], attend: [] } };
    expect(mayRecord(hosted, event.id, kenji)).toBe(true);
  });

  test('is asked for before a large event in person, where the procedure says so', () => {
    const briefing = [{ ...procedure.retention, rows: ['PRP-03'] }];
    const large = { large: true, gathering: 'in-person' } as const;
    expect(briefingAsked({ briefing }, large)).toBe(true);
    expect(briefingAsked({ briefing }, { ...large, large: false })).toBe(false);
    expect(briefingAsked({ briefing }, { ...large, gathering: 'online' })).toBe(false);
    expect(briefingAsked({ briefing: [] }, large)).toBe(false);
  });
});
