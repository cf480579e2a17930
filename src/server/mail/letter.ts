import type { Attachment } from '#seal/attachment.ts';
import type { ChannelCode } from '../channels/codes.ts';
import type { ForwardedLetter, LetterFrom, LetterMark, LetterTold } from '#wire/bodies.ts';

/** Bytes of a letter that are taken: a file of 25 MB in base64, and the words beside it. */
export const largestLetter = 36 * 1024 * 1024;

/** How a letter came to us, as the server that handed it over knows it. Addresses in lower case. */
export interface Envelope {
  readonly by: 'imap' | 'smtp';
  /** Whom it was handed over for; empty by IMAP, where the letter's own headers say. */
  readonly to: readonly string[];
  /** Return path: `''` for a letter that must not be answered (RFC 5321 §4.5.5); null where nobody said. */
  readonly from: string | null;
  /** Only its first `largestLetter` bytes: it is longer, and the rest of it stays where it lies. */
  readonly cut?: true;
}

/**
 * What kind of letter it is: `letter` from somebody; `returned`: a bounce; `automatic`: an auto-reply; `own`: one of ours
 * that came back to us.
 */
export type LetterKind = 'letter' | 'returned' | 'automatic' | 'own';

/** A letter as it was read. Whatever it looked like, reading never fails: what could not be read is marked `broken`. */
export interface Letter {
  readonly kind: LetterKind;
  /** Its own Message-ID without brackets, or `''`; and those that it answers, nearest first. */
  readonly id: string;
  readonly answers: readonly string[];
  readonly from: LetterFrom;
  /** Every address it says it is for, in lower case: To, Cc, Delivered-To, X-Original-To, Envelope-To. */
  readonly to: readonly string[];
  /** Those of them that the server which took it noted as the ones it was delivered for; empty where it notes none. */
  readonly delivered: readonly string[];
  readonly subject: string;
  /** ms; null without a Date that can be read. */
  readonly sent: number | null;
  /** What its sender wrote in it: no quotes, no signature, no forwarded letters. */
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
  readonly forwarded: readonly ForwardedLetter[];
  readonly proofs: LetterTold['proofs'];
  readonly marks: readonly LetterMark[];
  /** As many as a report may have, each not larger than a file may be. Names are made safe, bytes are as they were. */
  readonly files: readonly Attachment[];
  /** Of a returned letter: the Message-IDs it is about, and the status it gives (`5.1.1`), or `''`. */
  readonly about: readonly string[];
  readonly status: string;
  /** Whether an answer by a machine may be sent at all (RFC 3834). */
  readonly answerable: boolean;
  /** BCP 47, guessed from Content-Language or the text; `''` when unsure. */
  readonly language: string;
}

/** What became of a letter. Only after one of `done` may the original be taken away where it lay. */
export type Arrived =
  | { readonly done: 'report' | 'added' | 'there' }
  /** Nothing for the team: ours, or a returned or automatic letter about one of ours, noted where it belongs. */
  | { readonly done: 'noted' }
  /** A returned or automatic letter about nothing we know: kept where it lies, never a report. */
  | { readonly done: 'aside' }
  /** Not now: try again. Nothing was written. */
  | { readonly later: Later };

/** `no-reader`: nothing that reads letters can be started. */
export type Later = 'busy' | 'closed' | 'nobody' | 'not-set-up' | 'no-reader';

/** A letter that could not be taken, since when (ms), and why not the last time. Nothing of what it is. */
export interface WaitingLetter {
  readonly since: number;
  readonly why: Later;
}

/** What makes a report of a letter. The same letter may be given to it any number of times. */
export type Take = (raw: Uint8Array, envelope: Envelope) => Promise<Arrived>;
export type Seen = (state: 'working' | 'down', code: ChannelCode | '') => Promise<void>;
/** All that wait to be taken. `sure`: there are no others. */
export type Waits = (letters: readonly WaitingLetter[], sure: boolean) => Promise<void>;
