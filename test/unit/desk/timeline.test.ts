import { describe, expect, test } from 'vitest';
import { timelineOf } from '#desk/incident/timeline.ts';
import type { Opened, Seen } from '#desk/keys/incident-seen.ts';

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

let count = 0;
function seen(kind: string, at: number, more: Partial<Seen> = {}): Seen {
  count++;
  const plain = {
    stream: 'report',
    compartment: '',
    birth: false,
    facts: {},
    times: {},
    lists: {},
    file: '',
    holders: [],
    body: null,
    problem: '',
  } as const;
  return { hash: `${kind}-${count}`, kind, at, who: { is: 'member', id: 'rosa', name: 'Rosa' }, ...plain, ...more };
}
const is = (entries: readonly Seen[]): readonly string[] => timelineOf({ entries, row }).map((event) => event.is);
const said = (text: string): Partial<Seen> => ({
  compartment: 'account',
  body: { name: 'Rosa', text, followUp: false },
});
const heard = (text: string): Partial<Seen> => ({
  compartment: 'account',
  who: { is: 'reporter' },
  body: { text, files: [], answers: null },
});

describe('one story', () => {
  test('is oldest first, whichever stream an entry is from', () => {
    const entries = [
      seen('reported', 10),
      seen('said-to-reporter', 40, said('b')),
      seen('heard-from-reporter', 50, heard('c')),
      seen('opened', 10, { stream: 'incident', who: { is: 'server' }, facts: { codeName: 'calm river' } }),
      seen('noted', 20, { stream: 'incident', compartment: 'internal', body: { text: 'a' } }),
    ];
    expect(is(entries)).toEqual(['received', 'opened', 'note', 'to-reporter', 'from-reporter']);
  });

  test('keeps the order of a stream within one moment: acknowledged, then the message that came with it', () => {
    expect(is([seen('acknowledged', 5), seen('said-to-reporter', 5, said('x'))])).toEqual([
      'acknowledged',
      'to-reporter',
    ]);
  });

  test('has one line for the locks of a birth, by the account', () => {
    const birth = { birth: true, facts: { why: 'birth' }, holders: ['rosa'] };
    const entries = [
      seen('reported', 1),
      seen('access', 1, { ...birth, compartment: 'account' }),
      seen('access', 1, { ...birth, compartment: 'identity' }),
    ];
    const events = timelineOf({ entries, row });
    expect(events.map((event) => event.is)).toEqual(['received', 'locked']);
    expect(events[1]).toMatchObject({ again: false, holders: ['rosa'] });
  });

  test('says that a lock was made again', () => {
    const entries = [
      seen('access', 3, { compartment: 'account', facts: { why: 'turned-on-opening' }, holders: ['rosa'] }),
    ];
    expect(timelineOf({ entries, row })[0]).toMatchObject({ is: 'locked', again: true });
  });

  test('never drops what it cannot show, and shows nothing of it', () => {
    const entries = [
      seen('noted', 1, { problem: 'locked' }),
      seen('said-to-reporter', 2, { problem: 'not-fitting', body: { text: 'a lie' } }),
    ];
    const events = timelineOf({ entries, row });
    expect(events.map((event) => event.is)).toEqual(['unreadable', 'unreadable']);
    expect(JSON.stringify(events)).not.toContain('a lie');
  });

  test('passes over kinds that tell a reader nothing', () => {
    expect(is([seen('received', 1, { stream: 'mailbox', who: { is: 'server' } })])).toEqual([]);
  });
});
