import type { Compartment, Stream } from '#domain/record/header.ts';
import type { StoredEntry } from '#wire/entry.ts';
import type { AttendeeChange } from './attendee-store.ts';
import type { NewJob } from './job-store.ts';
import type { MailboxRow } from './mailbox-store.ts';

/** One row to add to a stream, in its final place. */
export interface NewEntry extends StoredEntry {
  readonly seq: number;
  /** Hash of `line`. */
  readonly hash: string;
  /** The entry's own id (for a placed row, that of the entry inside): unique within its stream. */
  readonly id: string;
}

export interface StreamAppend {
  readonly stream: Stream;
  /** The head the author saw: hash of the last row, `''` for a stream that must not exist yet. */
  readonly expect: string;
  readonly entries: readonly NewEntry[];
}

export interface GrantRow {
  readonly stream: Stream;
  readonly compartment: Exclude<Compartment, '' | 'mailbox'>;
  readonly epoch: number;
  readonly member: string;
  readonly hash: string;
}

/** Who holds the newest epoch of a compartment: replaces what stood for (stream, compartment). Read by the gate. */
export interface AccessRow {
  readonly stream: Stream;
  readonly compartment: Exclude<Compartment, '' | 'mailbox'>;
  readonly epoch: number;
  readonly members: readonly string[];
}

/** A row of the desk list, made by folding headers; the server's word until opening verifies the chain. */
export interface IncidentRow {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  readonly report: string;
  readonly channel: string;
  readonly receivedAt: number;
  /** Id of the duty owed next and when, or `''` and 0 when nothing is owed. */
  readonly owed: string;
  readonly due: number;
  readonly ongoing: string;
  /** Digest of the procedure it was made under (INT-01). */
  readonly procedure: string;
  /** The incident that it is handled in, or `''`. */
  readonly partOf: string;
  /** Whether it was closed and not opened again, and whether its reporter wrote last: yes or no. */
  readonly closed: string;
  readonly waits: string;
}

/** One open duty of an incident, folded from headers with every append. */
export interface OwedRow {
  readonly duty: string;
  /** Hash of the entry it arose from. */
  readonly cause: string;
  /** The record it is owed in: that of the cause, or the report of the reporter it is owed to. */
  readonly stream: Stream;
  readonly owedBy: readonly string[];
  /** Member id, or `''`. */
  readonly owner: string;
  readonly owedTo: string;
  readonly arose: number;
  /** ms; 0 without a date. */
  readonly due: number;
}

/** A version of a procedure that was in force: its file, byte for byte. */
export interface ProcedureText {
  /** Hex SHA-256 of `text`. */
  readonly digest: string;
  readonly id: string;
  readonly text: string;
  readonly keptAt: number;
}

/** Everything of one act, all or nothing, in one transaction. */
export interface Append {
  readonly org: string;
  readonly streams: readonly StreamAppend[];
  /** Sealed files by SHA-256; one already there is left alone. */
  readonly files?: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
  readonly grants?: readonly GrantRow[];
  readonly access?: readonly AccessRow[];
  readonly bars?: readonly { readonly report: string; readonly member: string }[];
  /** Bars that were lifted. One that the same batch lays stays: `bars` are written after. */
  readonly unbars?: readonly { readonly report: string; readonly member: string }[];
  /** Who is kept out of these incidents, folded from headers: each list replaces what stood for its incident. */
  readonly away?: readonly { readonly incident: string; readonly members: readonly string[] }[];
  /** Who answered the question of a two-step opening; one who did is never asked again in that incident. */
  readonly answered?: readonly { readonly incident: string; readonly member: string }[];
  /** Notices as they stand after this act: purpose and incident are set once, readers and end replace what stood. */
  readonly notices?: readonly {
    readonly notice: string;
    readonly purpose: string;
    /** Where it comes from; `''` for none. */
    readonly incident: string;
    /** Hash of the entry it follows from, or `''`. */
    readonly cause: string;
    readonly readers: readonly string[];
    readonly ended: boolean;
  }[];
  /**
   * These members hold nothing in these streams from now on: their places and grants go, of every compartment and
   * epoch, the bytes included where nothing else names them. Written after `access` and `grants`.
   */
  readonly ends?: readonly { readonly stream: Stream; readonly member: string }[];
  readonly rows?: readonly IncidentRow[];
  /** The open duties of these incidents: each list replaces what stood for its incident. */
  readonly owed?: readonly { readonly incident: string; readonly duties: readonly OwedRow[] }[];
  /** Kept for ever beside the settings that put it in force; one already kept is left alone. */
  readonly procedures?: readonly ProcedureText[];
  readonly attendees?: readonly AttendeeChange[];
  readonly mailbox?: MailboxRow;
  /** The mailbox moved: the old row, its stream's entries' files and its bearer go, an empty notice of the day stays. */
  readonly mailboxGone?: { readonly id: string; readonly at: number };
  /** One that is queued already is left alone; a reminder that is still to come takes the earlier time. */
  readonly jobs?: readonly NewJob[];
  /** For a report without scripts: HMAC of the form under its token, so that the same form sent twice is one. */
  readonly submission?: { readonly report: string; readonly mac: string };
  /** What later letters of the same person name: digests, by report. One that is there already stays. */
  readonly known?: { readonly report: string; readonly keys: readonly string[]; readonly at: number };
}

/**
 * `stale`: a stream's head is not the expected one; nothing was written. `taken`: a name that must be unique is not
 * (a code name, an entry id, a mailbox id).
 */
export type Appended = { readonly appended: true } | { readonly refused: 'stale' | 'taken'; readonly stream?: Stream };

export interface Record {
  readonly stream: Stream;
  readonly entries: readonly StoredEntry[];
}

/** What is appended, and what the server reads of it for its own folding: never an answer to a member. */
export interface RecordStore {
  append(batch: Append): Promise<Appended>;
  /** A stream regardless of who asks: for the server's own folding, never for an answer to a member. */
  stream(org: string, stream: Stream): Promise<Record | null>;
  editions(org: string): Promise<readonly Record[]>;
  /** A file by hash: for answers, use `fileFor`. */
  file(org: string, hash: string): Promise<Uint8Array | null>;
  /** The report whose birth had this submission, and the form's mac; null if unknown. */
  submission(org: string, report: string): Promise<{ readonly mac: string } | null>;
  codeNameTaken(org: string, name: string): Promise<boolean>;
  incidentOf(org: string, report: string): Promise<IncidentRow | null>;
  /** The row of an incident and the ids of the reports it holds: for the server's own folding, never for an answer. */
  incidentById(
    org: string,
    incident: string,
  ): Promise<{ readonly row: IncidentRow; readonly reports: readonly string[] } | null>;
  /** Ids of an edition's incidents in which something is owed: for the server's own reckoning, never for an answer. */
  incidentsOwing(
    org: string,
    edition: string,
    page: { readonly after: string; readonly most: number },
  ): Promise<readonly string[]>;
  procedureTexts(org: string): Promise<readonly ProcedureText[]>;
  /** Digests that incidents name. */
  incidentVersions(org: string): Promise<readonly string[]>;
}
