/**
 * The signed clear header of one entry: what everybody, the operator included, may know about it.
 * Shape and meaning: SECURITY.md, "What is in the clear". The canonical line is made in `wire/header.ts`.
 */

/**
 * What has a history. `member/…` holds one member's own sealed state and is never shared; `audit/<incident>` is the
 * server's word on who fetched the incident; `notice/…` is the little that people outside an incident must know.
 */
export type StreamKind = 'report' | 'incident' | 'mailbox' | 'edition' | 'member' | 'audit' | 'notice';
export type Stream = `${StreamKind}/${string}`;

/** Which key opens the file of an entry. `''` for entries that have none. */
export type Compartment = 'account' | 'identity' | 'parties' | 'internal' | 'mailbox' | '';

export type FactValue = string | number | readonly FactValue[];
/** Sorted by key; only the keys that `kinds.ts` lists for the entry's kind. */
export type Facts = readonly (readonly [key: string, value: FactValue])[];

export interface Header {
  /** Root fingerprint of the organisation, 20 characters. */
  readonly org: string;
  readonly stream: Stream;
  /** Place in the stream from 0; −1 where the author cannot know it (then a `placed` entry says it). */
  readonly seq: number;
  /** Hex SHA-256 of the previous line of the stream; `''` for the first and for seq −1. */
  readonly prev: string;
  /** 16 random bytes, hex. */
  readonly id: string;
  readonly kind: string;
  readonly compartment: Compartment;
  readonly epoch: number;
  /** Hex SHA-256 of the recipient string the file is sealed to; `''` without a sealed file. */
  readonly to: string;
  readonly rosterVersion: number;
  readonly rosterHash: string;
  /** The author's clock, ms since 1970. Display only: duties count from the server's received-time. */
  readonly at: number;
  readonly facts: Facts;
  /** The author's Ed25519 public key, hex. */
  readonly by: string;
  /** Length in bytes and hex SHA-256 of the file; `0` and `''` without one. */
  readonly size: number;
  readonly file: string;
}

declare const checked: unique symbol;

/**
 * A header whose signature and place in the chain `seal` has checked. Only `seal/entry.ts` makes one;
 * the domain folds nothing else.
 */
export interface Verified {
  readonly header: Header;
  /** Hex SHA-256 of the line. */
  readonly hash: string;
  /** When the server got it, ms since 1970. */
  readonly receivedAt: number;
  /** For an entry a reporter added after birth: the hash of the `placed` entry that gave it its place. */
  readonly placedBy?: string;
  readonly [checked]: true;
}

/** The value of a text fact, or `''` when it is absent or no text. */
export function textFact(header: Header, key: string): string {
  const value = header.facts.find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : '';
}

/** The part of a stream's name behind the slash. */
export function idOf(stream: Stream): string {
  return stream.slice(stream.indexOf('/') + 1);
}

export function kindOf(stream: Stream): StreamKind {
  return stream.slice(0, stream.indexOf('/')) as StreamKind;
}
