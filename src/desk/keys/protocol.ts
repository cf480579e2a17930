import type { Document, Meeting } from '#domain/after/briefing.ts';
import type { Taken } from '#domain/intake/extract.ts';
import type { Attendee } from '#domain/edition/attendees.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Bodied, Bodies } from '#domain/promises/bodies.ts';
import type { CallAnswer } from '#domain/promises/calling.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import type { NoticeAnswer, NoticeBodies, NoticeFor } from '#domain/promises/notices.ts';
import type { Right } from '#domain/team/roster.ts';
import type { FactValue } from '#domain/record/header.ts';
import type { Door, InvitationShown, MailOutState, SetupInfo } from '#wire/api.ts';
import type { CallBody } from '#wire/bodies.ts';
import type { LockedCopy } from '#seal/seal.ts';
import type { NotDone } from '../sending/ask.ts';
import type { AlikeSeen } from './alike.ts';
import type { ContinuedSeen, DraftKept, FileOpened, Opened } from './incident-seen.ts';
import type { NoticeChanged, NoticeSeen } from './notice-seen.ts';
import type { AskedSeen, ExtractMade, ExtractSeen, LinkSeen } from './standing-seen.ts';
import type { AttendeesFound, Team } from './team-seen.ts';

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

export interface Signed {
  readonly accepted: boolean;
}

export type WordsProblem =
  | { readonly problem: 'count'; readonly count: number }
  | { readonly problem: 'unknown-word'; readonly at: number; readonly word: string }
  | { readonly problem: 'checksum' };

export interface Wanted {
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly Right[];
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
