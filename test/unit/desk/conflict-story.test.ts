import { describe, expect, test } from 'vitest';
import { timelineOf, type Event } from '#desk/incident/timeline.ts';
import { reasonIn } from '#desk/frame/reasons.ts';
import { refusalIn } from '#desk/frame/refusals.ts';
import type { Opened, Seen } from '#desk/keys/incident-seen.ts';
import type { Who } from '#desk/keys/standing-seen.ts';
import { reasons } from '#domain/promises/reason.ts';
import { desk as en } from '#words/made/en/desk.ts';
import { desk as es } from '#words/made/es/desk.ts';

const row: Opened['row'] = {
  incident: 'i',
  edition: 'pyharbor',
  codeName: 'calm river',
  channel: 'web',
  receivedAt: 0,
  owed: '',
  due: 0,
  ongoing: 'no',
  partOf: '',
  closed: 'no',
  waits: 'no',
  procedure: '0'.repeat(64),
};
const rosa: Who = { is: 'member', id: 'rosa', name: 'Rosa Okafor' };

function told(kind: string, more: Partial<Seen> = {}): Event | undefined {
  const seen: Seen = {
    hash: kind,
    stream: 'incident',
    kind,
    compartment: '',
    who: rosa,
    at: 1,
    birth: false,
    facts: {},
    times: {},
    lists: {},
    file: '',
    holders: [],
    body: null,
    problem: '',
    ...more,
  };
  return timelineOf({ entries: [seen], row })[0];
}

describe('one story tells who is out and who comes in', () => {
  test('stepping aside is her own word, setting aside is not', () => {
    const own = told('recused', { facts: { member: 'rosa' } });
    expect(own).toMatchObject({ is: 'about-conflict', member: 'rosa', own: true, says: 'conflict', act: true });
    const other = told('recused', { facts: { member: 'kenji' } });
    expect(other).toMatchObject({ is: 'about-conflict', member: 'kenji', own: false });
  });

  test.each([
    ['her own answer that she can stay', { member: 'rosa', answer: 'clear' }, { own: true, says: 'clear' }],
    ['a colleague lifts', { member: 'kenji', answer: 'clear' }, { own: false, says: 'clear' }],
    ['a name is confirmed', { member: 'kenji', answer: 'conflict' }, { own: false, says: 'conflict', act: false }],
  ])('%s', (_name, facts, expected) => {
    expect(told('conflict-answered', { facts })).toMatchObject({ is: 'about-conflict', ...expected });
  });

  test('a question, a stand-in, and a name that was somebody else', () => {
    expect(told('conflict-asked', { facts: { member: 'kenji' } })).toMatchObject({
      is: 'asked-about',
      member: 'kenji',
    });
    expect(told('stand-in-appointed', { facts: { member: 'piotr' } })).toMatchObject({
      is: 'stand-in',
      member: 'piotr',
    });
    const released = told('unbarred', { facts: { member: 'dana' }, body: { v: 1, text: 'another Dana' } });
    expect(released).toMatchObject({ is: 'unbarred', member: 'dana', text: 'another Dana' });
  });

  test('who was kept out when it arrived has no line: the story does not say who was left out and who was named', () => {
    expect(told('barred', { birth: true, stream: 'report', facts: { member: 'tomasz' } })).toBeUndefined();
    expect(told('barred', { stream: 'report', facts: { member: 'tomasz' } })).toMatchObject({ is: 'barred' });
  });

  test('a lock says why it was made', () => {
    const locked = told('access', { compartment: 'account', facts: { why: 'stepped-aside' }, holders: ['kenji'] });
    expect(locked).toMatchObject({ is: 'locked', again: true, why: 'stepped-aside' });
  });
});

describe.each([
  ['English', en],
  ['Spanish', es],
])('in %s', (_language, t) => {
  test('every reason has a sentence of its own', () => {
    const said = reasons.map((reason) => reasonIn(t, reason));
    expect(new Set(said).size).toBe(reasons.length);
  });

  test('a refusal of this desk says its own reason', () => {
    expect(refusalIn(t, { refused: 'not-allowed', reason: 'no-witness' })).toBe(t.reasonNoWitness());
    expect(refusalIn(t, { refused: 'not-allowed' })).toBe(t.refusedNotAllowed());
  });

  test('nobody is recused, guilty or accused: people step aside', () => {
    expect(JSON.stringify(Object.values(t).map(String))).not.toMatch(/recus|guilt|accus|\bculp|acusad/iu);
  });
});
