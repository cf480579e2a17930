/**
 * What lies sealed in entries of the incident, compartment `internal`: the words behind the headers of `kinds.ts`. Every
 * body has `v: 1`; a person is named by the id that the member who first wrote of them made up.
 */

export const personParts = ['reported', 'impacted', 'witness', 'present', 'reporter'] as const;
export type PersonPart = (typeof personParts)[number];

/** `person-noted`: somebody in the incident as far as they are known. The newest entry of an id is what is known. */
export interface PersonNoted {
  readonly v: 1;
  /** 32 hex digits, random. */
  readonly person: string;
  /** `''`: nobody knows it yet. */
  readonly name: string;
  /** Other names, handles, a badge. */
  readonly also: readonly string[];
  /** "tall, red lanyard" */
  readonly looks: string;
  readonly parts: readonly PersonPart[];
  readonly organisation: boolean;
  /** Shown by an initial everywhere but in the person's own line. */
  readonly minor: boolean;
  readonly contact: string;
}

/** `identity-joined`: two that are one. `kept` stays; undone by `identity-undone`. */
export interface IdentityJoined {
  readonly v: 1;
  readonly kept: string;
  readonly other: string;
  readonly why: string;
}

/** `handed-over`: what the next lead has to know. None of the four may be empty. */
export interface HandedOver {
  readonly v: 1;
  readonly known: string;
  readonly promised: string;
  readonly next: string;
  readonly contact: string;
}

/** `tagged`: what it is about, in the team's words. `heavy`: one factual line that stands before a covered account. */
export interface Tagged {
  readonly v: 1;
  readonly behaviours: readonly string[];
  readonly heavy: string;
}

/** `waived`: why a duty is not kept. */
export interface Waived {
  readonly v: 1;
  readonly reason: string;
}

/** `linked`: why a report belongs here too. */
export interface Linked {
  readonly v: 1;
  readonly why: string;
}

/** `extracted`: what a member wrote out of a letter that holds several incidents; the report of the other begins with it. */
export interface Extracted {
  readonly v: 1;
  readonly text: string;
}

/**
 * What a note is about, where it is of a kind the desk shows apart: a reporter's unprompted wish to withdraw (D13), why
 * somebody needs no follow-up (MTG-09), a colleague asked to read heavy content first.
 */
export const noteAbouts = ['withdrawal', 'no-follow-up', 'read-first'] as const;
export type NoteAbout = (typeof noteAbouts)[number];

/** `noted`: a note among the team. `person`: `reporter`, or the id of a person of the incident. */
export interface Noted {
  readonly v: 1;
  readonly text: string;
  readonly about?: NoteAbout;
  readonly person?: string;
}
