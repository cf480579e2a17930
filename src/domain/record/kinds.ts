import type { Compartment, StreamKind } from './header.ts';

/** Whose signature an entry may carry. `mailbox`: the reporter's own key. `server`: its sealing key. */
export type Author = 'mailbox' | 'server' | 'member';

export interface KindRule {
  readonly streams: readonly StreamKind[];
  readonly authors: readonly Author[];
  readonly compartments: readonly Compartment[];
  /** Exactly these fact keys, sorted; a key that ends in `?` may be absent. */
  readonly facts: readonly string[];
  readonly file: 'sealed' | 'clear' | 'none';
  /** At what place of a stream it may stand: the first, as part of the birth, or anywhere after. */
  readonly place: 'first' | 'birth' | 'later' | 'any';
}

const rule = (
  streams: readonly StreamKind[],
  authors: readonly Author[],
  compartments: readonly Compartment[],
  facts: readonly string[],
  file: KindRule['file'],
  place: KindRule['place'],
): KindRule => ({ streams, authors, compartments, facts, file, place });

/**
 * Every kind of entry there is: the closed vocabulary of the record. The server refuses any other pairing of
 * kind, stream, author, compartment and facts. Nothing else about an entry is in the clear.
 */
export const kinds = {
  reported: rule(
    ['report'],
    ['mailbox', 'server'],
    ['account'],
    ['channel', 'narrow?', 'ongoing', 'reachable'],
    'sealed',
    'first',
  ),
  barred: rule(['report'], ['mailbox', 'server'], [''], ['member'], 'none', 'birth'),
  access: rule(
    ['report', 'incident'],
    ['mailbox', 'server', 'member'],
    ['account', 'identity', 'parties', 'internal'],
    ['compartment', 'epoch', 'members', 'prevAccess', 'recipient', 'why'],
    'none',
    'any',
  ),
  added: rule(['report'], ['mailbox', 'server'], ['account', 'identity', 'parties'], [], 'sealed', 'any'),
  attached: rule(['report'], ['mailbox', 'server'], ['account'], [], 'sealed', 'any'),
  'heard-from-reporter': rule(['report'], ['mailbox', 'server'], ['account'], [], 'sealed', 'later'),
  'mailbox-moved': rule(
    ['report'],
    ['mailbox', 'server'],
    [''],
    ['from', 'key', 'proof', 'recipient', 'to'],
    'none',
    'later',
  ),
  acknowledged: rule(['report'], ['member'], [''], [], 'none', 'later'),
  'said-to-reporter': rule(['report'], ['member'], ['account'], ['follow-up'], 'sealed', 'later'),
  opened: rule(['incident'], ['server'], [''], ['codeName', 'report'], 'none', 'first'),
  noted: rule(['incident'], ['member'], ['internal'], [], 'sealed', 'later'),
  'grant-failed': rule(['report', 'incident'], ['member'], [''], ['author', 'compartment', 'epoch'], 'none', 'later'),
  'self-note': rule(['mailbox'], ['mailbox'], ['mailbox'], [], 'sealed', 'first'),
  received: rule(['mailbox'], ['server'], [''], [], 'none', 'later'),
  message: rule(['mailbox'], ['mailbox', 'server', 'member'], ['mailbox'], [], 'sealed', 'later'),
  rekey: rule(['mailbox'], ['member'], ['mailbox'], [], 'sealed', 'later'),
  placed: rule(['report', 'mailbox'], ['server'], [''], ['entry'], 'none', 'later'),
  settled: rule(['edition'], ['member'], [''], [], 'clear', 'first'),
  'opened-alone': rule(['edition'], ['member'], [''], [], 'clear', 'later'),
} as const satisfies Record<string, KindRule>;

export type Kind = keyof typeof kinds;

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}
