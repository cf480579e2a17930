import { describe, expect, test } from 'vitest';
import { openBefore, unfit, type Standing } from './closing.ts';

const done = {};
const nothing: Standing = {
  owed: [],
  waived: [],
  withoutPlan: [],
  response: { hold: null, measures: [], needs: [], meetings: [], consequences: [], resolutions: [{ receivedAt: 1 }] },
  speaking: { aware: [], drafts: [] },
  appeal: { filed: [] },
};
const owes = (id: string, cause: string, beforeClosing: boolean, afterEnding = false) => ({
  id,
  cause,
  stream: 'incident/i',
  beforeClosing,
  afterEnding,
});
const short = (standing: Partial<Standing>) =>
  openBefore({ ...nothing, ...standing }).map((one) => ('duty' in one ? one.duty : one.what) + (one.stops ? '!' : ''));

describe('what is open before closing', () => {
  test('nothing, when all is kept', () => {
    const all: Standing = {
      ...nothing,
      response: {
        hold: null,
        measures: [{ hash: 'm', alone: true, reviewed: done }],
        needs: [],
        meetings: [{ hash: 'g', held: done }],
        consequences: [
          { hash: 'a', carriedOut: done, lifted: null },
          { hash: 'b', carriedOut: null, lifted: done },
        ],
        resolutions: [{ receivedAt: 1 }],
      },
      speaking: { aware: [{ hash: 'w', told: done }], drafts: [{ hash: 'd', cleared: done }] },
      appeal: { filed: [{ hash: 'p', decided: { outcome: 'stands', receivedAt: 2 } }] },
    };
    expect(openBefore(all)).toEqual([]);
  });

  test('what stops it stands first', () => {
    expect(short({ owed: [owes('follow-up', 'r', false), owes('decide', 'r', true)] })).toEqual([
      'decide!',
      'follow-up',
    ]);
  });

  test('people who knew, what was decided, and somebody affected without a plan stop it in every procedure', () => {
    const aware = [{ hash: 'w', told: null }];
    const consequences = [{ hash: 'c', carriedOut: null, lifted: null }];
    const standing = {
      speaking: { aware, drafts: [] },
      response: { ...nothing.response, consequences },
      withoutPlan: ['reporter', 'ana'],
    };
    expect(short(standing)).toEqual(['consequence!', 'aware!', 'no-plan!']);
  });

  test('a duty says it instead, with its clause, and stops as firmly', () => {
    const speaking = { aware: [{ hash: 'w', told: null }], drafts: [] };
    expect(short({ speaking, owed: [owes('tell', 'w', false)] })).toEqual(['tell!']);
  });

  test('looking again when it has ended stops nothing, done or not, and never stands for doing it (RSP-10)', () => {
    const look = owes('look-again', 'c', false, true);
    const response = { ...nothing.response, consequences: [{ hash: 'c', carriedOut: null, lifted: null }] };
    expect(short({ response, owed: [owes('carry-out', 'c', true), look] })).toEqual(['carry-out!', 'look-again']);
    expect(short({ response, owed: [look] })).toEqual(['consequence!', 'look-again']);
    expect(short({ response, owed: [look], waived: ['c'] })).toEqual(['look-again']);
  });

  test('what was waived with a reason is not open', () => {
    const speaking = { aware: [{ hash: 'w', told: null }], drafts: [] };
    expect(short({ speaking, waived: ['w'] })).toEqual([]);
  });

  test('given an appeal asks for another decision, nothing closes before the new one', () => {
    const appeal = { filed: [{ hash: 'p', decided: { outcome: 'changed', receivedAt: 2 } }] };
    expect(short({ appeal })).toEqual(['anew!']);
    const resolutions = [{ receivedAt: 1 }, { receivedAt: 3 }];
    expect(short({ appeal, response: { ...nothing.response, resolutions } })).toEqual([]);
  });

  test('drafts nobody cleared, needs, holds and appeals are said and stop nothing', () => {
    expect(
      short({
        response: { ...nothing.response, hold: done, needs: [{ hash: 'n' }] },
        speaking: { aware: [], drafts: [{ hash: 'd', cleared: null }] },
        appeal: { filed: [{ hash: 'p', decided: null }] },
      }),
    ).toEqual(['need', 'hold', 'draft', 'appeal']);
  });
});

describe('how it may end', () => {
  const quiet = { verdict: 'no-violation', reported: true, stand: 0 } as const;
  test('a welfare concern has no reported person and nothing was judged', () => {
    expect(unfit('welfare', { verdict: 'welfare', reported: false, stand: 0 })).toEqual([]);
    expect(unfit('welfare', { verdict: null, reported: false, stand: 0 })).toEqual([]);
    expect(unfit('welfare', quiet)).toEqual(['not-welfare', 'has-reported']);
    expect(unfit('resolved', { verdict: 'welfare', reported: false, stand: 0 })).toEqual(['is-welfare']);
  });
  test('no action and bad faith leave nothing standing against anybody', () => {
    expect(unfit('no-action', quiet)).toEqual([]);
    expect(unfit('no-action', { ...quiet, stand: 1 })).toEqual(['has-consequence']);
    expect(unfit('bad-faith', { ...quiet, stand: 1 })).toEqual(['has-consequence']);
    expect(unfit('bad-faith', { ...quiet, verdict: 'violation' })).toEqual(['violation']);
  });
  test('resolved needs a decision', () => {
    expect(unfit('resolved', { ...quiet, verdict: null })).toEqual(['no-verdict']);
    expect(unfit('resolved', { ...quiet, verdict: 'violation', stand: 2 })).toEqual([]);
  });
});
