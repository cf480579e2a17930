import type { Compartment, Stream } from '#domain/record/header.ts';
import type { StoredEntry } from '#wire/entry.ts';
import type { AttendeeChange, AttendeeStore } from './attendee-store.ts';
import type { AlertStore, ChannelStore, LetterStore } from './channel-store.ts';

/**
 * The one contract of storage. SQLite and PostgreSQL are whatever passes `describeStore` (test/store). Nothing in
 * here opens a file; nothing decides. Every method is scoped to one organisation (`org` is first in every key).
 * An exception is a surprise (broken disk); everything expected is a value.
 */

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

/** An open duty with the row of its incident, as the gate lets a member see it. */
export interface OwedAt extends OwedRow {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  readonly procedure: string;
}

/** A version of a procedure that was in force: its file, byte for byte. */
export interface ProcedureText {
  /** Hex SHA-256 of `text`. */
  readonly digest: string;
  readonly id: string;
  readonly text: string;
  readonly keptAt: number;
}

export interface MailboxRow {
  readonly id: string;
  /** SHA-256 of the bearer, hex. */
  readonly bearer: string;
  readonly report: string;
  readonly edition: string;
}

export interface NewJob {
  /** Unique: the same id is never queued twice (idempotence). */
  readonly id: string;
  readonly kind:
    | 'alert'
    | 'remind'
    | 'reckon'
    | 'settings'
    | 'call'
    | 'line'
    | 'files'
    | 'ring'
    | 'gap'
    | 'channel'
    | 'self-test'
    | 'attendees'
    | 'hook';
  readonly payload: string;
  /** Not before, ms. */
  readonly at: number;
}

export interface Job extends NewJob {
  readonly tries: number;
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
  readonly mailbox?: MailboxRow;
  /** The mailbox moved: the old row, its stream's entries' files and its bearer go, an empty notice of the day stays. */
  readonly mailboxGone?: { readonly id: string; readonly at: number };
  /** One that is queued already is left alone; a reminder that is still to come takes the earlier time. */
  readonly jobs?: readonly NewJob[];
  /** For a report without scripts: HMAC of the form under its token, so that the same form sent twice is one. */
  readonly submission?: { readonly report: string; readonly mac: string };
  /** What later letters of the same person name: digests, by report. One that is there already stays. */
  readonly attendees?: AttendeeChange;
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

/**
 * The gate's answer for a member: an incident with its report, mailbox, the server's word on who fetched it, and the
 * grants of this member alone.
 */
export interface IncidentRecord {
  readonly row: IncidentRow;
  readonly incident: Record;
  readonly report: Record;
  readonly mailbox: Record | null;
  /** Stream `audit/<incident>`; null while nobody fetched it. */
  readonly audit: Record | null;
  readonly grants: readonly GrantRow[];
}

/** The newest hash of each record of an incident; `''` for one that is not there, or not visible to the member. */
export interface Heads {
  readonly incident: string;
  readonly report: string;
  readonly mailbox: string;
}

/** The one question a member is asked before they see anything else of an incident (two-step opening). */
export interface AskedRow {
  readonly incident: string;
  readonly report: string;
  /** The `access` and `added` entries of the report's compartment `parties`, in their order; the files by `askedFile`. */
  readonly entries: readonly StoredEntry[];
  /** This member's grant of the newest epoch of `parties` that they have. */
  readonly grant: GrantRow;
  /** The head of the incident's stream, which an answer is appended to. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** A notice as one member may see it. */
export interface NoticeRow {
  readonly notice: string;
  readonly purpose: string;
  /** For the server's own judging: shown to nobody but who holds it. */
  readonly incident: string;
  /** Hash of the entry it follows from, or `''`. */
  readonly cause: string;
  /** It is sealed to them, and nothing keeps them out of where it comes from. */
  readonly told: boolean;
  /** They see the incident it comes from. */
  readonly holds: boolean;
  /** The stream `notice/<id>`. */
  readonly entries: readonly StoredEntry[];
}

export interface OrganisationRow {
  readonly org: string;
  readonly rootPublic: string;
  readonly rehearsal: boolean;
  readonly createdAt: number;
}

export interface SealingKeyRow {
  readonly public: string;
  /** 32-byte seed, hex. */
  readonly seed: string;
}

export interface UnlockRow {
  /** Look-up handle made from the words; not the member id. */
  readonly handle: string;
  readonly bearer: string;
  readonly member: string;
  /** The locked keyring (age scrypt file). */
  readonly file: Uint8Array;
}

/** A session of the hallway: a member's or a lent phone's; the other is `''`. Of no incident. */
export interface HallwaySessionRow {
  readonly hash: string;
  readonly edition: string;
  readonly member: string;
  /** Id of the lent phone. */
  readonly phone: string;
  /** ms; 0 once it was ended. Nothing is shown to it from then on. */
  readonly until: number;
  /** ms; what was taken in time is still taken from it until then. */
  readonly handInUntil: number;
}

/** A phone that is lent for a shift. */
export interface DutyPhoneRow {
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  /** SHA-256 of what its link carries, hex. */
  readonly secret: string;
  /** Member id. */
  readonly madeBy: string;
  readonly madeAt: number;
  readonly until: number;
  /** ms; 0 while it is lent. */
  readonly endedAt: number;
}

export interface Invitation {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly ('steward' | 'edition')[];
  /** The invitation's secret, sealed to every steward. */
  readonly secret: Uint8Array;
  readonly expires: number;
  readonly by: string;
  readonly enrolment: Enrolment | null;
}

export interface Enrolment {
  readonly recipient: string;
  readonly sign: string;
  readonly mac: string;
  readonly at: number;
}

export interface Proposal {
  readonly id: string;
  readonly note: string;
  readonly by: string;
  readonly at: number;
}

/** A member's age recipient under the hash that the roster names it by. */
export interface RecipientRow {
  /** Hex SHA-256 of `text`. */
  readonly hash: string;
  readonly text: string;
}

/** A call to staff, as it is made: for a lead or a hand. What it says lies sealed in `file`. */
export interface NewStaffCall {
  readonly id: string;
  readonly edition: string;
  readonly purpose: string;
  /** Hash of the session that called. */
  readonly caller: string;
  /** The key that was made for this call alone, hex. */
  readonly author: string;
  readonly file: Uint8Array;
  /** ms: when it was made, and when it is gone from every desk at the latest. */
  readonly at: number;
  readonly endsAt: number;
  readonly members: readonly string[];
}

export interface StaffCall extends Omit<NewStaffCall, 'members'> {
  /** How often it rang so far. */
  readonly rings: number;
  /** One for each who is called, by id; `says` is `''` until they answer. */
  readonly answers: readonly { readonly member: string; readonly says: string; readonly at: number }[];
}

/** How many calls there may be: standing at once in an edition, and made by one session since `madeSince`. */
export interface CallLimits {
  readonly open: number;
  /** ms: one that nobody answered and that was made before stands no more. */
  readonly unansweredSince: number;
  readonly made: number;
  readonly madeSince: number;
}

export interface Foundation {
  readonly organisation: OrganisationRow;
  readonly rosterNote: string;
  readonly rosterVersion: number;
  readonly recipients: readonly RecipientRow[];
  readonly unlock: readonly UnlockRow[];
  readonly alertAddresses: readonly { readonly member: string; readonly address: string }[];
  readonly append: Append;
}

export interface Store extends LetterStore, AlertStore, ChannelStore, AttendeeStore {
  /** Before set-up no row has an org; then null. */
  organisation(): Promise<OrganisationRow | null>;
  /** The server's own signing key, made at first start; `make` is called once if there is none. */
  sealingKey(make: () => SealingKeyRow): Promise<SealingKeyRow>;
  /** Set-up, one transaction; false when somebody was first (nothing written). Ends the set-up link. */
  found(foundation: Foundation): Promise<boolean>;
  /** Hash of the one-time set-up link's secret; a new one replaces the last. Gone after `found`. */
  setSetupLink(hash: string): Promise<void>;
  setupLink(): Promise<string | null>;

  rosterNotes(): Promise<readonly string[]>;
  /** Adds version n+1 if n is still the head, with recipients it names; ends its proposal. */
  appendRoster(input: {
    readonly version: number;
    readonly note: string;
    readonly recipients: readonly RecipientRow[];
    readonly proposal?: string;
    readonly invitation?: string;
    /** Members whose sessions, wraps and grants end with this note (suspended or removed). */
    readonly ended?: readonly string[];
  }): Promise<boolean>;
  /** A recipient string by the hex SHA-256 of it. */
  recipient(hash: string): Promise<string | null>;
  proposals(): Promise<readonly Proposal[]>;
  propose(proposal: Proposal): Promise<void>;
  withdrawProposal(id: string): Promise<void>;

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

  /** [Note: One gate] Everything a member is ever shown of an incident comes through these seven. */
  incidentsFor(
    org: string,
    member: string,
    page: { readonly after: string; readonly most: number },
  ): Promise<readonly IncidentRow[]>;
  recordFor(org: string, member: string, incident: string): Promise<IncidentRecord | null>;
  /** Open duties of the incidents this member may see, earliest due first, those without a date last. */
  dutiesFor(
    org: string,
    member: string,
    page: { readonly after: string; readonly most: number },
  ): Promise<readonly OwedAt[]>;
  fileFor(org: string, member: string, incident: string, hash: string): Promise<Uint8Array | null>;
  /** Whether anything is new, cheaply; null for what this member may not see, or what is not there. */
  headsFor(org: string, member: string, incident: string): Promise<Heads | null>;
  /**
   * What this member is asked: they hold `parties` of a report and not its `account`, are barred on nothing the
   * incident holds, are not away from any incident that holds the report, and have not answered yet. Oldest first.
   */
  askedFor(org: string, member: string): Promise<readonly AskedRow[]>;
  /** A file that an entry or a grant of an `AskedRow` names; only while they are asked. */
  askedFile(org: string, member: string, incident: string, hash: string): Promise<Uint8Array | null>;

  /**
   * Notices that are sealed to this member and come from no incident that keeps them out, and those of incidents they
   * see. Beside the gate, as narrow (see `notices.ts`).
   */
  noticesFor(org: string, member: string): Promise<readonly NoticeRow[]>;
  noticeFor(org: string, member: string, notice: string): Promise<NoticeRow | null>;
  /** A file that an entry of a visible notice names. */
  noticeFile(org: string, member: string, notice: string, hash: string): Promise<Uint8Array | null>;
  /** Ids of this purpose out of this incident that are sealed to this member, who is free, and have not ended. */
  noticesOf(org: string, member: string, incident: string, purpose: string): Promise<readonly string[]>;

  /** The mailbox with this id if `bearer` (SHA-256 of auth) is right; `moved` tells the day for an old bearer. */
  mailboxFor(org: string, id: string, bearer: string): Promise<MailboxRow | { readonly moved: number } | null>;
  mailboxById(org: string, id: string): Promise<MailboxRow | null>;

  unlockFor(org: string, handle: string, bearer: string): Promise<UnlockRow | null>;
  addUnlock(org: string, row: UnlockRow): Promise<boolean>;
  addSession(
    org: string,
    session: { readonly hash: string; readonly member: string; readonly until: number },
  ): Promise<void>;
  sessionMember(org: string, hash: string, now: number): Promise<string | null>;
  endSession(org: string, hash: string): Promise<void>;
  /** Forgets those that have nothing left to hand in. */
  addHallwaySession(org: string, session: HallwaySessionRow, now: number): Promise<void>;
  /** While it may hand in; whether it is shown anything is in the row. */
  hallwaySession(org: string, hash: string, now: number): Promise<HallwaySessionRow | null>;
  /** Ends what it is shown. What was taken before may still be handed over. */
  endHallwaySession(org: string, hash: string): Promise<void>;
  /** False when `most` are lent at that edition already, or the secret is in use; nothing was written. */
  addDutyPhone(org: string, phone: DutyPhoneRow, most: number): Promise<boolean>;
  /** Newest first, those that are over too. */
  dutyPhones(org: string, edition: string): Promise<readonly DutyPhoneRow[]>;
  dutyPhone(org: string, id: string): Promise<DutyPhoneRow | null>;
  dutyPhoneBySecret(org: string, secret: string): Promise<DutyPhoneRow | null>;
  /** With every session of it, at once, as `endHallwaySession`; false for one that is not lent. */
  endDutyPhone(org: string, edition: string, id: string, now: number): Promise<boolean>;
  /** The member's own sealed state row; `put` only when the counter is higher. */
  memberState(org: string, member: string): Promise<{ readonly counter: number; readonly bytes: Uint8Array } | null>;
  putMemberState(org: string, member: string, counter: number, bytes: Uint8Array): Promise<boolean>;
  setAlertAddress(org: string, member: string, address: string): Promise<void>;
  alertAddress(org: string, member: string): Promise<string | null>;

  /** `there`: the same session made it before. `taken`: another one did. Nothing was written then. */
  addCall(
    org: string,
    call: NewStaffCall,
    limits: CallLimits,
    jobs: readonly NewJob[],
  ): Promise<'added' | 'there' | 'taken' | 'too-many'>;
  /** Whoever asks: whether they called or are called is for the caller of this to see. */
  callById(org: string, id: string): Promise<StaffCall | null>;
  /** Calls to this member made after `since`, ms, oldest first. */
  callsFor(org: string, member: string, since: number): Promise<readonly StaffCall[]>;
  /** False: they are not called by it. */
  answerCall(
    org: string,
    id: string,
    member: string,
    answer: { readonly says: string; readonly at: number },
  ): Promise<boolean>;
  /** It rang so often now; never counts back. */
  callRang(org: string, id: string, rings: number): Promise<void>;
  forgetCall(org: string, id: string): Promise<void>;

  invite(org: string, invitation: Invitation): Promise<void>;
  invitations(org: string): Promise<readonly Invitation[]>;
  invitation(org: string, id: string, now: number): Promise<Invitation | null>;
  /** Single use: false when already enrolled, expired or unknown. The unlock row and the address wait for the roster note that names its keys (`appendRoster`). */
  enrol(
    org: string,
    id: string,
    enrolment: Enrolment,
    unlock: UnlockRow,
    address: string,
    now: number,
  ): Promise<boolean>;
  endInvitation(org: string, id: string): Promise<void>;

  /** Claims up to `most` jobs due at `now` under a lease; the same job comes again when the lease ran out. */
  claimJobs(now: number, leaseMs: number, most: number): Promise<readonly Job[]>;
  /** It is over: its payload goes at once, its name with `forgetJobs`. */
  finishJob(id: string, at: number): Promise<void>;
  retryJob(id: string, at: number): Promise<void>;
  pendingJobs(): Promise<number>;
  /** What follows from no append. One whose name is there already is left alone. */
  queueJobs(org: string, jobs: readonly NewJob[]): Promise<void>;
  /** Forgets the names of jobs that were over before this, ms: from then on they could be queued again. */
  forgetJobs(before: number): Promise<void>;

  counts(): Promise<{ readonly reports: number; readonly entries: number; readonly files: number }>;
  /** A consistent copy while others write (SQLite: into a file; PostgreSQL: pg-independent dump file of the same shape). */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
