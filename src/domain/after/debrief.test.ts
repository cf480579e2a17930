import { describe, expect, test } from 'vitest';
import { edition as event, member, procedure, roster } from '#kit/given.ts';
import type { Question } from '../procedure/procedure.ts';
import type { Gatherings } from './briefing.ts';
import { absentFrom, agendaFor, couldNotFind, expectedAtDebrief } from './debrief.ts';

const people = [member('rosa', ['lead']), member('amina', ['reader']), member('kenji', ['floor'])];
const hosted = { debrief: { ...procedure.retention, hosts: ['lead'], attend: ['reader'] } };
const none: Gatherings = { confirmed: [], attended: [] };
const held = (present: readonly string[]): Gatherings => {
  return { ...none, attended: [{ for: 'debrief', present, by: 'rosa', at: 0, hash: 'h' }] };
};

describe('the debrief', () => {
  test('given hosts and who attends, everybody else of them who was not there is listed', () => {
    const expected = expectedAtDebrief(hosted, event.id, roster(people), 0);
    expect(expected.map(({ id }) => id)).toEqual(['rosa', 'amina']);
    expect(absentFrom(held(['rosa', 'kenji']), expected)).toEqual(['amina']);
    expect(absentFrom(none, expected)).toEqual(['rosa', 'amina']);
  });

  test('given a procedure without one, nobody is expected', () => {
    expect(expectedAtDebrief({ debrief: null }, event.id, roster(people), 0)).toEqual([]);
  });
});

describe('the agenda of a participant', () => {
  const row = (incident: string, codeName: string, edition: string = event.id) => ({ incident, codeName, edition });
  const all = [row('1', 'Wren'), row('2', 'Alder', 'another-event'), row('3', 'Birch'), row('4', 'Finch')];

  test('given an own conflict in one of them, it is one shorter and nothing else is different', () => {
    const agenda = agendaFor(all, event.id);
    expect(agenda.map(({ codeName }) => codeName)).toEqual(['Birch', 'Finch', 'Wren']);
    const theirs = agendaFor(
      all.filter(({ incident }) => incident !== '4'),
      event.id,
    );
    expect(theirs).toEqual(agenda.filter(({ codeName }) => codeName !== 'Finch'));
  });
});

describe('that somebody could not find how to report', () => {
  const found: Question = {
    id: 'any-name',
    kind: 'choices',
    label: { en: '' },
    compartment: 'account',
    required: false,
    gatherings: [],
    asks: [],
    options: [],
    fields: [],
    source: 'seed',
    rows: ['RPT-09'],
  };
  const chosen = { kind: 'choices', chosen: ['hard'], more: 'at the door' } as const;

  test('is known by the row its question answers, not by its name', () => {
    expect(couldNotFind({ questions: [found] }, { 'any-name': chosen })).toBe(true);
    expect(couldNotFind({ questions: [{ ...found, rows: [] }] }, { 'any-name': chosen })).toBe(false);
    expect(couldNotFind({ questions: [found] }, { 'any-name': { ...chosen, chosen: [] } })).toBe(false);
    expect(couldNotFind({ questions: [found] }, {})).toBe(false);
  });
});
