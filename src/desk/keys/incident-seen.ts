import type { Answers } from '#domain/intake/answers.ts';
import type { Taken as TakenDown } from '#domain/intake/taken.ts';
import type { Duty } from '#domain/promises/duties.ts';
import type { Ground } from '#domain/promises/ground.ts';
import type { Handling } from '#domain/promises/handling.ts';
import type { Compartment, StreamKind } from '#domain/record/header.ts';
import type { IncidentSummary, SentShown } from '#wire/api.ts';
import type { LetterFrom, LetterTold } from '#wire/bodies.ts';
import type { Conflicts, NearSeen, Permission, Who } from './standing-seen.ts';

/** What left for who told it by mail or text message, by the server's word. */
export interface SentSeen extends Omit<SentShown, 'entry'> {
  /** Hash of the entry that says the same; `''` where there is none in the record (yet). */
  readonly entry: string;
}

export interface ContinuedSeen {
  readonly from: { readonly incident: string; readonly codeName: string } | null;
}

export interface DraftKept {
  readonly id: string;
  /** ms, this device's clock. */
  readonly at: number;
  readonly value: unknown;
}

/** One verified entry, opened where this member's keys open it. */
export interface Seen {
  readonly hash: string;
  readonly stream: StreamKind;
  readonly kind: string;
  readonly compartment: string;
  readonly who: Who;
  /** Received by the server, ms. */
  readonly at: number;
  /** Part of the birth of the report. */
  readonly birth: boolean;
  /** Text facts of the header. */
  readonly facts: Readonly<Record<string, string>>;
  /** Its facts that are instants, ms, and those that are lists of ids; one id counts as a list. */
  readonly times: Readonly<Record<string, number>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Hex SHA-256 of its sealed file, or `''`. */
  readonly file: string;
  /** For `access`: who holds it. */
  readonly holders: readonly string[];
  readonly body: unknown;
  /** `locked`: no key for it here. `not-fitting`: the file is not what the header says. */
  readonly problem: '' | 'locked' | 'not-fitting' | 'missing';
}

export interface AttachedFile {
  readonly entry: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly at: number;
}

export interface FileOpened {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A duty as its entries tell it, with who met or waived it and who is free to meet it. */
export interface DutySeen extends Omit<Duty, 'state'> {
  readonly state:
    | { readonly is: 'open' | 'overdue' }
    | { readonly is: 'met'; readonly by: Who; readonly at: number; readonly late: boolean }
    | { readonly is: 'waived'; readonly by: Who; readonly at: number };
  /** Member ids. */
  readonly free: readonly string[];
}

export type OpenWarning =
  | { readonly what: 'does-not-hold'; readonly stream: StreamKind }
  | { readonly what: 'went-back'; readonly stream: StreamKind }
  | { readonly what: 'grant-fails'; readonly compartment: string; readonly by: string }
  /** The key could not be fetched now; it says nothing of who gave it. */
  | { readonly what: 'key-absent'; readonly compartment: string }
  /** Said to everybody: keys of theirs did not fit a second time. */
  | { readonly what: 'grants-fail-again'; readonly compartment: string; readonly by: string }
  | { readonly what: 'forked'; readonly compartment: string }
  | { readonly what: 'not-theirs'; readonly compartment: string }
  | { readonly what: 'not-turned' }
  /** The form it was written on was of another version than the one in force when it arrived. */
  | { readonly what: 'other-version'; readonly version: string };

/** What staff added to a report that they took down, whose word it is, and when. */
export interface TakenSeen extends Omit<TakenDown, 'member' | 'sig'> {
  /**
   * `signed`: by a key of this member's, out of a list that was in force. `unsigned`: it names nobody. `not-theirs`: it
   * names somebody whose signature it does not carry.
   */
  readonly by:
    | { readonly is: 'signed' | 'claimed'; readonly member: string; readonly name: string }
    | { readonly is: 'unsigned' | 'not-theirs' };
  /** ms: by the clock of the device it was taken on, and by the server's. Signed both, and never changed. */
  readonly at: number;
  readonly receivedAt: number;
}

export interface Opened {
  readonly row: IncidentSummary;
  readonly codeName: string;
  readonly sealed: 'device' | 'server';
  /** Hex digest of the version it was opened under: its duties, roles and labels are that one's for ever. */
  readonly procedure: string;
  /** Hex digest of the version whose questions were answered, by the sealed word of it. */
  readonly form: string;
  readonly language: string;
  /** Null when the account could not be opened. */
  readonly account: Answers | null;
  /** For what staff took down in person or by phone; null for everything else, and when it could not be opened. */
  readonly taken: TakenSeen | null;
  /** For what came by e-mail: what there is of it besides its text; null for everything else. */
  readonly letter: LetterTold | null;
  /** `none`: nothing was given. `locked`: for other holders. */
  readonly identity: Answers | 'none' | 'locked';
  /** By e-mail or text message: how who told it is reached; null and `''` where that is for other holders, or nobody knows. */
  readonly writer: { readonly letter: LetterFrom | null; readonly number: string };
  readonly readers: { readonly account: readonly string[]; readonly identity: readonly string[] };
  readonly apart: readonly string[];
  readonly only: string;
  /** Of several events its reporter named none: it came to this one, and may belong to another. */
  readonly unnamed: boolean;
  /** For what a member wrote out of another report: the incident of that one, by its sealed word; else `''`. */
  readonly outOf: string;
  readonly entries: readonly Seen[];
  readonly files: readonly AttachedFile[];
  /** In the order they are due, what has no date last. */
  readonly duties: readonly DutySeen[];
  /** Of these, what is owed next. */
  readonly next: DutySeen | null;
  readonly acknowledged: boolean;
  /** How it stands by its verified headers, and what acts are judged on: for `may` (see `incident/permission.ts`). */
  readonly handling: Handling;
  readonly ground: Ground;
  /** What it is handled together with: the one that handles it first, else its parts. */
  readonly near: readonly NearSeen[];
  /** Compartments whose newest key this member has. */
  readonly keys: readonly Compartment[];
  /** Oldest first. */
  readonly sent: readonly SentSeen[];
  readonly may: { readonly acknowledge: Permission; readonly write: Permission; readonly note: Permission };
  readonly conflicts: Conflicts;
  /** Who fetched it when, by the server's word. */
  readonly fetched: readonly { readonly member: string; readonly at: number }[];
  /** Who looked into the event's list of attendees out of it, each time. */
  readonly lookedUp: readonly { readonly member: string; readonly at: number }[];
  readonly warnings: readonly OpenWarning[];
  readonly now: number;
}
