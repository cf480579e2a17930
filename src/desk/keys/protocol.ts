import type { Document, Gatherings, Meeting } from '#domain/after/briefing.ts';
import type { Answers } from '#domain/intake/answers.ts';
import type { Taken } from '#domain/intake/extract.ts';
import type { Taken as TakenDown } from '#domain/intake/taken.ts';
import type { Attendee } from '#domain/edition/attendees.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Text } from '#domain/procedure/clause.ts';
import type { Bodied, Bodies } from '#domain/promises/bodies.ts';
import type { CallAnswer } from '#domain/promises/calling.ts';
import type { Duty } from '#domain/promises/duties.ts';
import type { Ground } from '#domain/promises/ground.ts';
import type { Handling } from '#domain/promises/handling.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import type { LinkCost } from '#domain/promises/linking.ts';
import type { NoticeAnswer, NoticeBodies, NoticeBody, NoticeFor } from '#domain/promises/notices.ts';
import type { Reason } from '#domain/promises/reason.ts';
import type { RosterChange, RosterMember, Right } from '#domain/team/roster.ts';
import type { Compartment, FactValue, StreamKind } from '#domain/record/header.ts';
import type {
  DeskInfo,
  Door,
  EditionInfo,
  IncidentSummary,
  InvitationShown,
  MailOutState,
  SentShown,
  SetupInfo,
} from '#wire/api.ts';
import type { CallBody, LetterFrom, LetterTold } from '#wire/bodies.ts';
import type { LockedCopy } from '#seal/seal.ts';
import type { NotDone } from '../sending/ask.ts';
import type { AlikeSeen } from './alike.ts';

/**
 * What pages may ask of the Worker that holds the keys. Plain text of reports comes out; keys and words never do,
 * save the eight words that are shown to a new member once.
 */
export interface Verbs {
  /** A typing error, named before the server is asked; null if the words can be right. */
  check(text: string): Promise<WordsProblem | null>;
  unlock(text: string, door: Door): Promise<{ readonly member: string } | WordsProblem | NotDone>;
  readonly look: () => Promise<Team | NotDone>;
  open(incident: string): Promise<Opened | NotDone>;
  file(incident: string, entry: string): Promise<FileOpened | NotDone>;
  /** What was told, as an age file with a key of its own; no key of the record leaves the Worker. */
  lockedCopy(incident: string): Promise<LockedCopy | NotDone>;
  /** Writes to who told it. Whoever wrote by mail is answered by mail: it leaves first, then it stands in the record. */
  write(
    incident: string,
    said: { readonly text: string; readonly followUp: boolean },
  ): Promise<Done | NotMailed | NotDone>;
  note(incident: string, text: string): Promise<Done | NotDone>;
  /** Entries of handling it, in one append: all or none. What the procedure holds back comes back with its reason. */
  act(incident: string, acts: readonly ActSent[]): Promise<Done | NotDone>;
  /** Other incidents that this member can open and in which the same people may be; what is locked is not counted. */
  alike(incident: string): Promise<readonly AlikeSeen[] | NotDone>;
  /** Everything of it is turned without me, and my word stands in the record; afterwards it is not there for me. */
  stepAside(incident: string): Promise<Done | NotDone>;
  /** A colleague's conflict, said by me: they are out at once, and somebody besides me must stay who can lift it. */
  setAside(incident: string, member: string): Promise<Done | NotDone>;
  /** Takes back what was said of a colleague; they still have to be let in. */
  lift(incident: string, member: string): Promise<Done | NotDone>;
  askAbout(incident: string, member: string): Promise<Done | NotDone>;
  /** My own answer, where I was asked. `conflict` steps aside. */
  answerForMe(incident: string, says: 'clear' | 'conflict'): Promise<Done | NotDone>;
  /** Somebody who seems to be named in it: it is them (they stay out), or somebody else (they are let in). */
  confirmNamed(incident: string, member: string): Promise<Done | NotDone>;
  releaseNamed(incident: string, member: string): Promise<Done | NotDone>;
  /** Hands the keys to these; a report sent to one alone is widened by it, and its reporter is told. */
  letIn(incident: string, members: readonly string[]): Promise<Done | NotDone>;
  appointStandIn(incident: string, member: string): Promise<Done | NotDone>;
  /** What handling `other` in `first` would cost whom, before it is confirmed. */
  linkCost(first: string, other: string): Promise<LinkSeen | NotDone>;
  /** `part` is handled in `whole` from now on; each reporter stays apart. */
  join(part: string, whole: string, why: string): Promise<Done | NotDone>;
  lookTogether(first: string, other: string, why: string): Promise<Done | NotDone>;
  takeApart(first: string, other: string): Promise<Done | NotDone>;
  /** Who would read what is taken out of a letter, before it is confirmed. */
  extractLook(letter: string, taken: Taken): Promise<ExtractSeen | NotDone>;
  /** An incident of its own for what a letter tells beside, in a member's own words; the same `draft` again is the same. */
  extract(
    letter: string,
    taken: Taken & { readonly draft: string; readonly language: string },
  ): Promise<ExtractMade | NotDone>;
  /** Whether it is as it was when it was opened last. `not-found`: it is no longer there for me, and forgotten here. */
  still(incident: string): Promise<{ readonly same: boolean } | NotDone>;
  /**
   * Lays a text that is being written on this device, sealed to this member. `value`: what JSON can say. `id`: which of
   * the forms that are open under this place. `kept` false: this browser keeps nothing, or has no room.
   */
  keepDraft(place: string, id: string, value: unknown): Promise<{ readonly kept: boolean } | NotDone>;
  /** What is kept under a place, newest first. */
  drafts(place: string): Promise<readonly DraftKept[] | NotDone>;
  dropDraft(place: string, id: string): Promise<Done | NotDone>;
  /** The incident that holds the part which this taken report goes on from; null where this member sees none. */
  continued(incident: string): Promise<ContinuedSeen | NotDone>;
  /** What I am asked before I am shown anything. */
  readonly asked: () => Promise<readonly AskedSeen[] | NotDone>;
  answerAsked(incident: string, says: 'clear' | 'conflict'): Promise<Done | NotDone>;
  /** Calls to me that stand: a lead is needed now, or a hand. One that does not open as it should is passed over. */
  readonly calls: () => Promise<readonly CallSeen[] | NotDone>;
  answerCall(id: string, says: CallAnswer): Promise<Done | NotDone>;
  /** Everything this member is told beside incidents, newest first. */
  readonly notices: () => Promise<readonly NoticeSeen[] | NotDone>;
  /** Seals a notice to its readers and this member. One out of an incident stands in its record as `disclosed` too. */
  sendNotice(sent: NoticeSent): Promise<{ readonly id: string } | NotDone>;
  /** Says it anew, to these readers alone. */
  changeNotice(id: string, changed: NoticeChanged): Promise<Done | NotDone>;
  /** What it says holds no more; an audio-video hold is released so. */
  endNotice(id: string): Promise<Done | NotDone>;
  /** Answers its author and readers; `stands` or `changed` decides the appeal that it is about. */
  answerNotice(id: string, body: NoticeAnswer): Promise<Done | NotDone>;
  invite(wanted: Wanted): Promise<{ readonly link: string } | NotDone>;
  confirm(invitation: string): Promise<Signed | NotDone>;
  countersign(proposal: string): Promise<Signed | NotDone>;
  decline(proposal: string): Promise<Done | NotDone>;
  suspend(member: string): Promise<Signed | NotDone>;
  openAlone(edition: string, words: string): Promise<Done | NotDone>;
  /** Locks who came to these members, in the place of the list before; the server deletes it two weeks after the event. */
  bringAttendees(edition: string, people: readonly Attendee[], readers: readonly string[]): Promise<Done | NotDone>;
  endAttendees(edition: string): Promise<Done | NotDone>;
  /** Somebody by badge or name, out of an incident of the event: that I looked is noted there, not for whom. */
  lookUp(incident: string, edition: string, asked: string): Promise<AttendeesFound | NotDone>;
  /** A proposal: exactly these roles at the edition. */
  setRoles(member: string, edition: string, roles: readonly string[]): Promise<Signed | NotDone>;
  /** `base`: the entry these settings were made from (`SettingsSeen.base`), `''` for a new event. */
  settle(edition: Edition, base: string): Promise<Done | NotDone>;
  /** I have read this document in this version: a hash, as `of`. */
  confirmRead(edition: string, what: Document, of: string): Promise<Done | NotDone>;
  /** Who was at a meeting, whole. `base`: the entry it was made from, `''` for the first. */
  attended(edition: string, meeting: Meeting, present: readonly string[], base: string): Promise<Done | NotDone>;
  /** Makes the root, the founder's keyring and their words; all of it stays in memory until `found`. */
  prepare(): Promise<Prepared>;
  found(founding: Founding): Promise<Done | NotDone>;
  readInvitation(fragment: string): Promise<InvitationShown | NotDone | { readonly refused: 'wrong-link' }>;
  prepareEnrolment(): Promise<{ readonly words: readonly string[] }>;
  enrol(address: string): Promise<Done | NotDone>;
}

export interface Done {
  readonly done: true;
}

/** It did not leave, or nobody knows whether it did: nothing was written down. */
export interface NotMailed {
  readonly notMailed: MailOutState;
}

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

/** An entry that a member writes by doing something: its facts in clear, its words to be sealed. */
export type ActSent = {
  readonly [K in Kind]: {
    readonly kind: K;
    /** Null: left out of the header. */
    readonly facts: Readonly<Record<string, FactValue | null>>;
    readonly body: K extends Bodied ? Bodies[K] : null;
  };
}[Kind];

/** A call to this member. Who called is what the call itself says: nothing proves it. */
export interface CallSeen {
  readonly id: string;
  readonly edition: string;
  readonly purpose: 'lead' | 'hand';
  /** ms. */
  readonly at: number;
  readonly body: CallBody;
  /** What I said, or `''`. */
  readonly mine: CallAnswer | '';
  /** Who else said that they come. */
  readonly coming: readonly string[];
}

/** A notice to send. `members`: ids of its readers; the sender is one of them always. */
export type NoticeSent = {
  readonly [F in NoticeFor]: {
    readonly for: F;
    /** Where it comes from; `''` for `team` and `feedback`. */
    readonly incident: string;
    /** Hash of the entry it follows from (a consequence, a measure, an appeal), or `''`. */
    readonly of: string;
    readonly members: readonly string[];
    readonly body: NoticeBodies[F];
    /** Entries of the incident to append in the same moment, as `packet-made`. */
    readonly also?: readonly ActSent[];
  };
}[NoticeFor];

export interface NoticeChanged {
  readonly members: readonly string[];
  readonly body: NoticeBody;
}

/** A notice this member may see. */
export interface NoticeSeen {
  readonly id: string;
  readonly for: NoticeFor;
  /** Who sent it first, and when the server got it, ms. */
  readonly who: Who;
  readonly at: number;
  /** When it was said last, ms. */
  readonly changedAt: number;
  readonly members: readonly string[];
  /** Of these, who cannot open it any more because their keys are new: sending it again lets them. */
  readonly unreached: readonly string[];
  /** Null: not sealed to this member (they see it because they hold the incident), or not as its line says. */
  readonly body: NoticeBody | null;
  /** When it ended, ms; null while it holds. */
  readonly ended: number | null;
  readonly answers: readonly { readonly who: Who; readonly at: number; readonly body: NoticeAnswer | null }[];
  /** The incident it comes from and the entry it follows from: only for who may see that one; else `''`. */
  readonly incident: string;
  readonly of: string;
  /** They may decide the appeal that it is about. */
  readonly decides: boolean;
}

export interface Signed {
  readonly accepted: boolean;
}

export type WordsProblem =
  | { readonly problem: 'count'; readonly count: number }
  | { readonly problem: 'unknown-word'; readonly at: number; readonly word: string }
  | { readonly problem: 'checksum' };

export type TeamWarning = 'team-list-fails' | 'team-list-went-back' | 'root-signed' | 'settings-differ';

/** Everything a desk page stands on, with signatures checked. */
export interface Team {
  readonly me: RosterMember;
  readonly members: readonly RosterMember[];
  readonly version: number;
  readonly editions: readonly EditionInfo[];
  /** One for each of `editions`, in their order. */
  readonly settings: readonly SettingsSeen[];
  /** The same: who has read what, and who came together. */
  readonly gatherings: readonly (Gatherings & { readonly edition: string })[];
  /** The lists of attendees that are there, of some of `editions`. */
  readonly attendees: readonly AttendeesSeen[];
  readonly procedures: DeskInfo['procedures'];
  readonly installed: DeskInfo['installed'];
  readonly proposals: readonly ProposalSeen[];
  readonly invitations: readonly InvitationSeen[];
  readonly warnings: readonly TeamWarning[];
  readonly mail: boolean;
  readonly texts: boolean;
  readonly alertAddress: string;
  readonly rehearsal: boolean;
  readonly org: string;
  readonly now: number;
}

/** The list of attendees of an event, as everybody on the team may know it. */
export interface AttendeesSeen {
  readonly edition: string;
  /** Name of who brought it in, and when, ms. */
  readonly by: string;
  readonly at: number;
  /** Members who may look somebody up. */
  readonly readers: readonly string[];
  /** When it is deleted, ms. */
  readonly until: number;
  /** Whether I am among them. */
  readonly mine: boolean;
}

/** Who fits what was asked, the first few; whether there are more. */
export interface AttendeesFound {
  readonly found: readonly Attendee[];
  readonly more: boolean;
}

/** Who settled an event, as its signatures tell. */
export interface SettingsSeen {
  readonly edition: string;
  /** The settings shown are those that somebody entitled signed last. */
  readonly holds: boolean;
  /** Hash of that entry. */
  readonly base: string;
  readonly changes: readonly {
    readonly hash: string;
    readonly kind: 'settled' | 'opened-alone';
    readonly name: string;
    /** Received by the server, ms. */
    readonly at: number;
  }[];
}

export interface ProposalSeen {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly changes: readonly RosterChange[];
  /** Names by member id, before and after. */
  readonly names: Readonly<Record<string, string>>;
  readonly signedBy: readonly string[];
  /** `moved`: the list has changed since; `unproved`: new keys that no invitation answers for; `bad`: not a note. */
  readonly state: 'can-sign' | 'own' | 'moved' | 'unproved' | 'bad';
}

export interface InvitationSeen {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly Right[];
  readonly expires: number;
  readonly by: string;
  /** `unreadable`: this steward's key does not open the secret. `forged`: the keys are not from who held the link. */
  readonly state: 'waiting' | 'enrolled' | 'forged' | 'unreadable' | 'proposed';
}

export interface Wanted {
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly Right[];
}

export type Who =
  | { readonly is: 'member'; readonly id: string; readonly name: string }
  | { readonly is: 'reporter' }
  | { readonly is: 'server' }
  | { readonly is: 'unknown' };

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

/** Whether this member may do it now. `clause`: what the procedure says about it, in its languages. */
export type Permission =
  | { readonly allowed: true; readonly warning: Reason | '' }
  | { readonly refused: Reason | 'no-key'; readonly clause: Text | null };

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

/** A question before anything is shown: names, and nothing of what happened. */
export interface AskedSeen {
  readonly incident: string;
  readonly names: readonly string[];
}

/** An incident that is handled together with another one. */
export interface NearSeen {
  readonly incident: string;
  readonly codeName: string;
  readonly channel: string;
  /** ms */
  readonly receivedAt: number;
  readonly report: string;
  /** It handles the others; else it is a part. */
  readonly handles: boolean;
  /** What its own reporter is owed. */
  readonly duties: readonly Duty[];
}

/** What handling one incident in another would cost. `alike`: of the same event, under the same version. */
export interface LinkSeen {
  readonly cost: LinkCost;
  readonly alike: boolean;
  readonly heldBack: Reason | null;
}

/** Who would read what is taken out of a letter. */
export interface ExtractSeen {
  /** Member ids; empty: nobody could be given it. */
  readonly readers: readonly string[];
  /** Kept out because they seem to be named in it, and where. */
  readonly named: readonly { readonly member: string; readonly words: string }[];
  /** Whether this member would read it: else somebody else takes it out. */
  readonly mine: boolean;
}

/** What was taken out of a letter. */
export interface ExtractMade {
  readonly incident: string;
  readonly codeName: string;
  /** `named`: the letter's record names it. `apart`: it does not, for who reads the letter would learn what they may not. */
  readonly way: 'named' | 'apart';
  /** Who that is. */
  readonly cost: LinkCost;
  /** As it stands there: an earlier wording, where it was sent before and changed since. */
  readonly text: string;
}

/** Who has no part in an incident, who is asked, and who could be let in, from verified headers and the sealed word. */
export interface Conflicts {
  /** Stepped aside (`own`) or set aside by a colleague, in order; not who was left out at birth. */
  readonly aside: readonly { readonly member: string; readonly by: Who; readonly own: boolean; readonly at: number }[];
  /** By the reporter's own wish; nobody lifts it. */
  readonly leftOut: readonly string[];
  /** Seem to be named in what was told; nobody has answered yet. `words`: where. */
  readonly named: readonly { readonly member: string; readonly question: string; readonly words: string }[];
  /** Named, and a colleague said that it is them. */
  readonly confirmed: readonly string[];
  /** Asked by a colleague whether they have a conflict, and not yet answered. */
  readonly asked: readonly { readonly member: string; readonly by: Who; readonly at: number }[];
  readonly standIn: {
    readonly fired: 'none' | 'too-many-recused' | 'too-few-free';
    readonly offered: readonly string[];
    readonly serving: readonly string[];
  };
  /** One free lead: nobody should decide alone. */
  readonly oneLeadFree: boolean;
  /** Sent to one alone, and still theirs alone. */
  readonly narrow: boolean;
  /** Who could be given the keys by a tap. `introducedBy`: names of who brought their present keys into the team. */
  readonly letIn: readonly {
    readonly member: string;
    readonly why: 'reads-reports' | 'new-keys' | 'lifted' | 'helps';
    readonly introducedBy: readonly string[];
  }[];
  readonly may: {
    readonly stepAside: Permission;
    readonly setAside: Permission;
    readonly ask: Permission;
    readonly answerNamed: Permission;
    readonly appoint: Permission;
  };
}

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

export interface Prepared {
  readonly words: readonly string[];
  readonly fingerprint: string;
  readonly sheet: string;
}

export interface Founding {
  readonly secret: string;
  readonly info: SetupInfo;
  readonly edition: Edition;
  readonly name: string;
  readonly address: string;
  readonly roles: readonly string[];
}

/** One message each way; `id` pairs them. The Worker says `locked` by itself when its keys are gone. */
export interface Call {
  readonly id: number;
  readonly verb: keyof Verbs;
  readonly given: readonly unknown[];
}
export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string }
  | { readonly locked: true };
export interface Stay {
  readonly stay: true;
}
/** Lay down what was handed over to be kept, take nothing more, and end. */
export interface Leave {
  readonly leave: true;
}
