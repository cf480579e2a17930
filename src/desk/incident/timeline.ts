import type { Heard } from '../keys/bodies.ts';
import type { TeamMessage, NoteBody } from '#wire/bodies.ts';
import type { Opened, Seen } from '../keys/incident-seen.ts';
import type { Who } from '../keys/standing-seen.ts';
import { partOf } from './handling/parts.ts';
import { isTaken } from '#domain/intake/taken.ts';

interface Base {
  readonly key: string;
  /** Received by the server, ms. */
  readonly at: number;
  readonly who: Who;
}

/** One line of an incident's story, as it is shown. */
export type Event = Base &
  (
    | { readonly is: 'received'; readonly channel: string }
    | { readonly is: 'opened'; readonly codeName: string }
    | {
        readonly is: 'locked';
        readonly compartment: string;
        readonly holders: readonly string[];
        readonly again: boolean;
        /** Why the manifest was made, by its own word. */
        readonly why: string;
      }
    | { readonly is: 'acknowledged' }
    | { readonly is: 'to-reporter'; readonly name: string; readonly text: string; readonly followUp: boolean }
    | ({ readonly is: 'from-reporter' } & Heard)
    | { readonly is: 'note'; readonly text: string }
    | { readonly is: 'asked-about'; readonly member: string }
    | {
        readonly is: 'about-conflict';
        readonly member: string;
        readonly says: 'conflict' | 'clear';
        /** By the member themselves. */
        readonly own: boolean;
        /** Their own step, or a colleague's act; else an answer to a question. */
        readonly act: boolean;
      }
    | { readonly is: 'stand-in'; readonly member: string }
    | { readonly is: 'barred'; readonly member: string }
    | { readonly is: 'unbarred'; readonly member: string; readonly text: string }
    /** `paper`: away from the words that staff saw. */
    | { readonly is: 'mailbox-moved'; readonly paper: boolean }
    | { readonly is: 'grant-failed'; readonly compartment: string }
    /** Something the team did while handling it: said by the part it belongs to (`handling/lines.tsx`). */
    | { readonly is: 'handled'; readonly seen: Seen }
    | { readonly is: 'unreadable'; readonly kind: string; readonly problem: Seen['problem'] }
  );

/** Who has no part in it any more, who is asked, and who comes in: facts of headers, save the words of a release. */
function conflictEvent(base: Base, { kind, facts, who, birth, body }: Seen): Event | null {
  const member = facts['member'] ?? '';
  const own = who.is === 'member' && who.id === member;
  switch (kind) {
    case 'recused':
      return { ...base, is: 'about-conflict', member, says: 'conflict', own, act: true };
    case 'conflict-answered': {
      const says = facts['answer'] === 'clear' ? 'clear' : 'conflict';
      return { ...base, is: 'about-conflict', member, says, own, act: false };
    }
    case 'conflict-asked':
      return { ...base, is: 'asked-about', member };
    case 'stand-in-appointed':
      return { ...base, is: 'stand-in', member };
    case 'barred':
      // Who was kept out from the beginning is under the readers, and of them no line says why.
      return birth ? null : { ...base, is: 'barred', member };
    case 'unbarred':
      return { ...base, is: 'unbarred', member, text: (body as NoteBody | null)?.text ?? '' };
    default:
      return null;
  }
}

const isHandled = (kind: string): boolean => partOf(kind) !== 'story' || kind === 'drafted' || kind === 'cleared';

function eventOf(seen: Seen, channel: string): Event | null {
  const base: Base = { key: seen.hash, at: seen.at, who: seen.who };
  if (seen.problem !== '') return { ...base, is: 'unreadable', kind: seen.kind, problem: seen.problem };
  switch (seen.kind) {
    case 'reported':
      return { ...base, is: 'received', channel };
    case 'opened':
      return { ...base, is: 'opened', codeName: seen.facts['codeName'] ?? '' };
    case 'access': {
      const { compartment, holders } = seen;
      const why = seen.facts['why'] ?? '';
      return { ...base, is: 'locked', compartment, holders, again: why !== 'birth', why };
    }
    case 'acknowledged':
      return { ...base, is: 'acknowledged' };
    case 'said-to-reporter': {
      const { name, text, followUp } = seen.body as TeamMessage;
      return { ...base, is: 'to-reporter', name, text, followUp };
    }
    case 'heard-from-reporter':
    case 'added': {
      if (seen.compartment === 'identity') return null;
      return { ...base, is: 'from-reporter', ...(seen.body as Heard) };
    }
    case 'noted':
      return { ...base, is: 'note', text: (seen.body as NoteBody).text };
    case 'mailbox-moved':
      return { ...base, is: 'mailbox-moved', paper: isTaken(channel) };
    case 'grant-failed':
      return { ...base, is: 'grant-failed', compartment: seen.facts['compartment'] ?? '' };
    default:
      return conflictEvent(base, seen) ?? (isHandled(seen.kind) ? { ...base, is: 'handled', seen } : null);
  }
}

/** Within one moment: the arrival before its locks, an acknowledgement before the message that came with it. */
const rank = (event: Event): number => (event.is === 'received' ? 0 : event.is === 'opened' ? 1 : 2);

/**
 * One story, oldest first, out of the report, the incident and what the server says of the mailbox. By the server's
 * received-time; entries of one stream keep their order. The locks of the birth are one line: who could read it.
 */
export function timelineOf(opened: Pick<Opened, 'entries' | 'row'>): readonly Event[] {
  // Only the first change is one away from the words that staff saw.
  const away = opened.entries.find(({ kind }) => kind === 'mailbox-moved');
  const events = opened.entries.flatMap((seen): readonly Event[] => {
    if (seen.kind === 'access' && seen.compartment !== 'account') return [];
    const event = eventOf(seen, opened.row.channel);
    if (event?.is === 'mailbox-moved') return [{ ...event, paper: event.paper && seen === away }];
    return event === null ? [] : [event];
  });
  return events
    .map((event, place) => ({ event, place }))
    .toSorted((a, b) => a.event.at - b.event.at || rank(a.event) - rank(b.event) || a.place - b.place)
    .map(({ event }) => event);
}
