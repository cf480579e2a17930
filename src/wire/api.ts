import type { Edition } from '#domain/edition/edition.ts';
import type { Missing } from '#domain/edition/open.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import type { FormProcedure, OwedTo, Procedure } from '#domain/procedure/procedure.ts';
import type { Compartment, Stream } from '#domain/record/header.ts';
import type { SignedEntry, StoredEntry } from './entry.ts';

/**
 * What the browsers and the server say to each other. Bodies with files are `multipart/form-data`: a field `batch`
 * (JSON) and one part for each file, named by the hex SHA-256 of its bytes. A refusal is `{ refused: code }`.
 */

export interface Refused {
  readonly refused: RefusalCode;
}

export type RefusalCode =
  | 'bad-request'
  | 'wrong-origin'
  | 'not-found'
  | 'too-large'
  | 'slow-down'
  | 'closed'
  | 'roster-moved'
  | 'settings-moved'
  | 'already-received'
  | 'stale-head'
  | 'not-allowed'
  | 'bad-signature'
  | 'bad-file'
  | 'bad-manifest'
  | 'wrong-kind'
  | 'turn-first'
  | 'words-first'
  | 'no-second-steward'
  | 'expired'
  | 'internal';

/**
 * The version and the kind of event that a form was made for, as its page names them in a hidden field and in the query
 * `under` of `paths.api.sealing`: what was typed is read by them, whatever has come into force since.
 */
export function writtenUnder({ digest }: Pick<Procedure, 'digest'>, gathering: Gathering): string {
  return `${digest}.${gathering}`;
}

/** `GET paths.api.sealing(edition)`: all that a browser needs to lock a report. Public. */
export interface SealingInfo {
  readonly org: string;
  /** Root public key, hex; its fingerprint must be `org`. */
  readonly root: string;
  readonly notes: readonly string[];
  /** As it is published: contacts that are confirmed and shown, no rooms. */
  readonly edition: Edition;
  readonly procedure: FormProcedure;
  /** What the page was made with, when that is another than is in force and was named (`writtenUnder`). */
  readonly written?: { readonly procedure: FormProcedure; readonly gathering: Gathering };
  readonly open: boolean;
  readonly rehearsal: boolean;
  /** The server's clock, ms. */
  readonly now: number;
}

export interface GrantSent {
  readonly stream: Stream;
  readonly compartment: Exclude<Compartment, '' | 'mailbox'>;
  readonly epoch: number;
  readonly member: string;
  readonly hash: string;
}

/** `batch` of `POST paths.api.reports(edition)`. */
export interface BirthBatch {
  readonly report: readonly SignedEntry[];
  readonly selfNote: SignedEntry;
  readonly grants: readonly GrantSent[];
  /** SHA-256 of the mailbox's auth, hex. */
  readonly bearer: string;
  /** Digest of the version it is made under: the one in force, or the one the reporter was shown (INT-01). */
  readonly procedure: string;
}

/** Answer of sending, of replying, of appending. */
export interface Received {
  readonly receivedAt: number;
}

/** The reporter's way in: both are made from the eight words. Body of `POST paths.api.mailbox.open`. */
export interface MailboxKey {
  readonly id: string;
  readonly auth: string;
}

export interface MailboxOpened {
  readonly org: string;
  readonly root: string;
  readonly notes: readonly string[];
  readonly edition: Edition;
  /** The version the report was made under (INT-01). */
  readonly procedure: FormProcedure;
  /** What is promised to this reporter, as it stands; null while the version it was promised under cannot be read. */
  readonly promises: readonly PromiseShown[] | null;
  /** Staff saw these words: nothing passes in or out before they are changed for the reporter's own. */
  readonly paper: boolean;
  /** The stream `mailbox/<id>`. Files are fetched one by one (`paths.api.mailbox.file`). */
  readonly mailbox: readonly StoredEntry[];
  /**
   * The `access` entries of the report, so that the newest recipient can be verified from the self-note on, and its
   * `barred` and `unbarred` entries, so that who can read it now can be told. In their order.
   */
  readonly access: readonly SignedEntry[];
  readonly now: number;
}

/** A duty owed to the reporter, from headers alone: what was promised, by when, and whether it was kept. */
export interface PromiseShown {
  readonly duty: string;
  /** ms; 0 without a date. */
  readonly due: number;
  readonly state: 'open' | 'overdue' | 'met' | 'waived';
}

/** An old bearer of a mailbox that moved. */
export interface MailboxMoved {
  readonly moved: number;
}

/** `batch` of `POST paths.api.mailbox.reply`: files beside. */
export interface ReplyBatch extends MailboxKey {
  readonly report: readonly SignedEntry[];
  readonly mailbox: readonly SignedEntry[];
  /** This page cannot follow the team's newer keys, and locks to the one it trusts. */
  readonly behind?: true;
}

/** `batch` of `POST paths.api.mailbox.move`: files beside. */
export interface MoveBatch extends MailboxKey {
  readonly moved: SignedEntry;
  readonly selfNote: SignedEntry;
  readonly messages: readonly SignedEntry[];
  readonly newBearer: string;
}

/** Body of `POST staffPaths.api.unlock`; the answer sets the session cookie. */
export interface UnlockRequest {
  readonly handle: string;
  readonly auth: string;
}

export interface Unlocked {
  readonly member: string;
  /** The locked keyring, base64. */
  readonly unlock: string;
}

/** Where a new browser finds the salt before it can derive anything. `GET staffPaths.api.door`. Public. */
export interface Door {
  readonly org: string;
  readonly root: string;
  readonly salt: string;
  readonly rehearsal: boolean;
  /** Rehearsal only: the cast's eight words. */
  readonly cast: readonly { readonly name: string; readonly part: string; readonly words: string }[];
}

export interface EditionInfo {
  readonly edition: Edition;
  /** Head hash of `edition/<id>` and its entries, so that the desk can verify who settled it. */
  readonly entries: readonly StoredEntry[];
  readonly missing: readonly Missing[];
  readonly openedAlone: boolean;
  readonly open: boolean;
}

export interface ProposalInfo {
  readonly id: string;
  readonly note: string;
  readonly by: string;
  readonly at: number;
}

export interface InvitationInfo {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly ('steward' | 'edition')[];
  /** Sealed to every steward, base64. Only stewards are given it. */
  readonly secret: string;
  readonly expires: number;
  readonly by: string;
  readonly enrolment: {
    readonly recipient: string;
    readonly sign: string;
    readonly mac: string;
    readonly at: number;
  } | null;
}

/** `GET staffPaths.api.desk`: what every desk page stands on. */
export interface DeskInfo {
  readonly member: string;
  readonly org: string;
  readonly root: string;
  readonly notes: readonly string[];
  readonly editions: readonly EditionInfo[];
  /**
   * Every version in force at an edition, installed, or of an incident that this member may see. No other: that a version
   * is still listed would tell of an incident.
   */
  readonly procedures: readonly Procedure[];
  /** Digests of what is installed now: what an edition may be switched to. */
  readonly installed: readonly string[];
  readonly proposals: readonly ProposalInfo[];
  readonly invitations: readonly InvitationInfo[];
  readonly state: { readonly counter: number; readonly bytes: string } | null;
  /** Whether alerts leave by mail; else they show on the desk only. */
  readonly mail: boolean;
  /** Whether there is a provider of text messages. */
  readonly texts: boolean;
  readonly alertAddress: string;
  readonly rehearsal: boolean;
  readonly now: number;
}

export interface IncidentSummary {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  readonly channel: string;
  readonly receivedAt: number;
  readonly owed: string;
  readonly due: number;
  readonly ongoing: string;
  /** Digest of the procedure it was made under. */
  readonly procedure: string;
  /** The incident that it is handled in, or `''`; whoever sees this one sees that one. */
  readonly partOf: string;
  /** `yes` once it was closed and not opened again. */
  readonly closed: string;
  /** `yes` while its reporter wrote last. */
  readonly waits: string;
}

/** One open duty of an incident that this member may see, folded from headers by the server. */
export interface OwedDuty {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  readonly procedure: string;
  readonly duty: string;
  /** Hash of the entry it arose from. */
  readonly cause: string;
  /** The record it is owed in: that of the cause, or the report of the reporter it is owed to. */
  readonly stream: Stream;
  readonly owedBy: readonly string[];
  /** Member id, or `''`. */
  readonly owner: string;
  readonly owedTo: OwedTo;
  readonly arose: number;
  /** ms; 0 without a date. */
  readonly due: number;
}

/** `GET staffPaths.api.duties`: what is owed, earliest first. */
export interface OwedList {
  readonly rows: readonly OwedDuty[];
  readonly next: string;
  readonly now: number;
}

export interface IncidentList {
  readonly rows: readonly IncidentSummary[];
  /** Cursor of the next page, `''` at the end. */
  readonly next: string;
  readonly now: number;
}

/** `GET staffPaths.api.incident(id)`. Not visible and not existing are the same `not-found`. */
export interface IncidentAnswer {
  readonly row: IncidentSummary & { readonly report: string };
  readonly incident: readonly StoredEntry[];
  readonly report: readonly StoredEntry[];
  readonly mailbox: readonly StoredEntry[];
  /** This member's own grants. */
  readonly grants: readonly GrantSent[];
  /** `audit/<id>`: who fetched it, the server says; empty before anybody did. */
  readonly audit: readonly StoredEntry[];
  /** What left for who reported by mail or text message, by the server's word, oldest first. */
  readonly sent: readonly SentShown[];
  readonly now: number;
}

/** One mail or text message to who reported, and what became of it. No address and no text. */
export interface SentShown extends MailOutState {
  readonly channel: 'e-mail' | 'sms';
  readonly what: 'receipt' | 'message';
  /** Id of the entry that says the same in the record, or `''`. */
  readonly entry: string;
  /** ms. */
  readonly at: number;
}

/**
 * `POST staffPaths.api.mailOut(id)`: leaves at once, out of the server's memory, or not at all. Its subject is the event's
 * neutral one.
 */
export interface MailOutSent {
  /** One address, or one number. */
  readonly to: string;
  readonly text: string;
  /** Id of the `said-to-reporter` that is appended once it left: the same again is not sent twice. */
  readonly entry: string;
  readonly followUp: boolean;
}

/** `deferred` without a code: it is not known whether it left. `code`: the other mail server's, or why there was none. */
export interface MailOutState {
  readonly state: 'sent' | 'deferred' | 'refused' | 'bounced';
  readonly code: string;
}

/** `GET staffPaths.api.heads(id)`: hashes of the last rows, `''` where this member sees none. Not visible is `not-found`. */
export interface HeadsAnswer {
  readonly incident: string;
  readonly report: string;
  readonly mailbox: string;
}

/** One report whose names this member is asked about before they may open it (two-step opening). */
export interface AskedAbout {
  readonly incident: string;
  /** The report's `access` and `added` entries of compartment `parties`. */
  readonly parties: readonly SignedEntry[];
  readonly grant: GrantSent;
  /** Where the answer goes: the place behind the last row of `incident/<id>`. */
  readonly end: { readonly next: number; readonly head: string };
}

/** `GET staffPaths.api.asked`. */
export interface AskedList {
  readonly rows: readonly AskedAbout[];
  readonly now: number;
}

/** A notice as the server shows it to one member. */
export interface NoticeShown {
  readonly id: string;
  /** The stream `notice/<id>`. */
  readonly entries: readonly StoredEntry[];
  /** The incident it comes from and the entry it follows from: for who sees that incident; else `''`. */
  readonly incident: string;
  readonly of: string;
  /** For who may decide the appeal it is about: where the decision goes. */
  readonly decide: {
    readonly incident: string;
    readonly of: string;
    readonly end: { readonly next: number; readonly head: string };
  } | null;
}

/** `GET staffPaths.api.notices`. Not visible and not existing are the same: not there. */
export interface NoticeList {
  readonly rows: readonly NoticeShown[];
  readonly now: number;
}

type StreamSent = EntriesBatch['streams'][number];

/** `batch` of `POST staffPaths.api.notices`: one entry of a notice, with what stands in the incident beside it; both or none. */
export interface NoticeBatch {
  readonly notice: StreamSent;
  readonly incident: StreamSent | null;
}

/** `batch` of `POST staffPaths.api.entries`: several streams, all or nothing. */
export interface EntriesBatch {
  readonly streams: readonly {
    readonly stream: Stream;
    readonly expect: string;
    readonly entries: readonly SignedEntry[];
  }[];
  readonly grants: readonly GrantSent[];
}

/** Body of `POST staffPaths.api.roster`: a note with one signature more; accepted if enough, else it waits. */
export interface RosterSent {
  readonly note: string;
  readonly recipients: readonly string[];
  readonly proposal: string;
  readonly invitation: string;
}

export type RosterAnswer = { readonly accepted: true } | { readonly waiting: string };

/** Body of `POST staffPaths.api.invitations`. */
export interface InvitationSent {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly ('steward' | 'edition')[];
  readonly secret: string;
}

/** `GET staffPaths.api.invitation(id)`: public, for who holds the link. */
export interface InvitationShown {
  readonly member: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly expires: number;
  readonly org: string;
  readonly root: string;
  readonly salt: string;
}

/** Body of `POST staffPaths.api.enrol(id)`. */
export interface EnrolmentSent {
  readonly recipient: string;
  readonly sign: string;
  readonly mac: string;
  readonly handle: string;
  readonly bearer: string;
  /** The locked keyring, base64. */
  readonly unlock: string;
  readonly address: string;
}

/** `GET staffPaths.api.setup` with the link's secret in the header `x-setup`: what the founder's browser needs. */
export interface SetupInfo {
  readonly sealingKey: string;
  readonly procedures: readonly Procedure[];
  readonly languages: readonly string[];
  readonly zones: readonly string[];
}

/** Body of `POST staffPaths.api.setup`, secret in the header `x-setup`. One POST, one transaction. */
export interface SetupSent {
  readonly root: string;
  /** Roster v1 as a signed note. */
  readonly note: string;
  readonly recipients: readonly string[];
  readonly member: string;
  readonly handle: string;
  readonly bearer: string;
  readonly unlock: string;
  readonly address: string;
  readonly edition: Edition;
  /** `edition/<id>` seq 0, kind `settled`, whose file is the canonical JSON of `edition`. */
  readonly settled: SignedEntry;
}
