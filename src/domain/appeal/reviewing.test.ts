import { describe, expect, test } from 'vitest';
import { cast, ground, now, standing, story, wrote } from '#kit/incident.ts';
import { member, procedure, roster } from '#kit/given.ts';
import type { Verified } from '../record/header.ts';
import { missingFrom, packetFrom, type Sources } from './packet.ts';
import { decidersOf, reviewersOf } from './reviewing.ts';

const olga = member('olga', ['board']);
const all = roster([...cast, olga]);
const where = ground({ roster: all });

const reviewing = (...entries: readonly Verified[]) => {
  const { response, away } = standing(story(...entries), where);
  return reviewersOf(procedure, where, away, decidersOf(response, all));
};

describe('who decides an appeal', () => {
  const called = wrote('rosa', 'meeting-called', { due: now, invited: ['rosa', 'piotr'] });
  const held = (outcome: string): Verified =>
    wrote('rosa', 'meeting-held', { of: called.hash, outcome, present: ['rosa', 'piotr'] });

  test('given nobody decided yet, the whole body is free', () => {
    expect(reviewing()).toEqual({ free: ['piotr', 'olga'], out: [] });
  });

  test('given one of them sat in the deciding meeting, others decide again (APL-03)', () => {
    expect(reviewing(called, held('decided'))).toEqual({ free: ['olga'], out: [{ member: 'piotr', why: 'decider' }] });
    expect(reviewing(called, held('next')).free).toEqual(['piotr', 'olga']);
  });

  test('given one signed the decision or a consequence, they are a decider', () => {
    expect(reviewing(wrote('piotr', 'resolved', { none: 'no' })).free).toEqual(['olga']);
    expect(reviewing(wrote('olga', 'consequence-decided', { owner: 'rosa' })).free).toEqual(['piotr']);
  });

  test('given one has new keys since, what the old ones signed is still theirs', () => {
    const { response } = standing(story(wrote('piotr', 'resolved', { none: 'no' })), where);
    const rekeyed = roster([...cast.filter(({ id }) => id !== 'piotr'), member('piotr', ['board'], { sign: 'new' })]);
    const isTheirs = ({ id }: { readonly id: string }, key: string): boolean => key === `${id}-sign`;
    expect([...decidersOf(response, rekeyed, isTheirs)]).toEqual(['piotr']);
  });

  test('given one has a conflict, they are out and nothing else is said of it', () => {
    expect(reviewing(wrote('rosa', 'recused', { member: 'piotr' }))).toEqual({
      free: ['olga'],
      out: [{ member: 'piotr', why: 'no-part' }],
    });
  });

  test('given a conflict and a decider, nobody is left', () => {
    expect(
      reviewing(wrote('rosa', 'recused', { member: 'piotr' }), wrote('olga', 'resolved', { none: 'no' })).free,
    ).toEqual([]);
  });

  test('given a procedure that names no body, whoever may decide appeals does', () => {
    const { response, away } = standing(story(), where);
    const bodiless = { ...procedure, appeal: { ...procedure.appeal, body: null } };
    expect(reviewersOf(bodiless, where, away, decidersOf(response, all)).free).toEqual(['piotr', 'olga']);
  });

  test('given an appeal is filed and decided again, no consequence changes by it (APL-03)', () => {
    const ban = wrote('rosa', 'consequence-decided', { due: now, owner: 'kenji' });
    const filed = wrote('rosa', 'appeal-filed');
    const before = standing(story(ban), where).response;
    expect(standing(story(ban, filed), where).response).toEqual(before);
    const decided = wrote('piotr', 'appeal-decided', { of: filed.hash });
    expect(standing(story(ban, filed, decided), where).response).toEqual(before);
  });
});

describe('what they are given', () => {
  const sources: Sources = {
    summaries: ['An early summary.', 'The newest summary. ', ''],
    decision: ['It was a violation.', 'Be considerate.', ''],
    consequences: ['Leave now, and do not come back.'],
    side: [],
    appeal: 'I appeal.',
    witnesses: ['Bo', 'Trude'],
  };

  test('given meetings, decision and appeal, the packet holds those and nothing else', () => {
    expect(packetFrom(sources)).toEqual({
      what: 'The newest summary.',
      decided: 'It was a violation.\n\nBe considerate.\n\n– Leave now, and do not come back.',
      side: '',
      appeal: 'I appeal.\n\nBo\n\nTrude',
    });
  });

  test('given no summary, it is named as missing; a side that was declined is not', () => {
    expect(missingFrom(packetFrom({ ...sources, summaries: [] }))).toEqual(['what']);
    expect(missingFrom(packetFrom(sources))).toEqual([]);
  });
});
