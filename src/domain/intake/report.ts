import { holdingNothing, type Holding } from '../record/holding.ts';
import type { Verified } from '../record/header.ts';
import { isTaken } from './taken.ts';

/** A fact with who and when. `by` is the author's public key, hex. */
export interface Done {
  readonly by: string;
  readonly at: number;
  readonly receivedAt: number;
}

/** A fact that later entries can refer to by the hash of its line. */
export interface Written extends Done {
  readonly hash: string;
}

export const doneBy = ({ header, receivedAt }: Verified): Done => ({ by: header.by, at: header.at, receivedAt });

export const writtenBy = (entry: Verified): Written => ({ ...doneBy(entry), hash: entry.hash });

/** What one person told us, as its headers alone tell it: server and desk fold the same. */
export interface Report {
  readonly id: string;
  readonly arrival: Arrival | null;
  readonly holding: Holding;
  readonly barred: ReadonlySet<string>;
  readonly acknowledged: Done | null;
  readonly said: readonly (Done & { readonly followUp: boolean })[];
  readonly heard: readonly Done[];
  /** The automatic receipt of a channel that has one; never a person's answer (D15). */
  readonly receipted: Done | null;
  /** When the words of its mailbox were changed first, by the key they had. */
  readonly moved: Done | null;
}

export interface Arrival extends Written {
  readonly channel: string;
  readonly ongoing: string;
  readonly reachable: string;
  readonly narrow: boolean;
}

/**
 * How a report came that a member wrote out of another one. It has no reporter of its own: the key of its mailbox is
 * made and thrown away, and the one who wrote the letter is answered there, once.
 */
export const extractChannel = 'extract';

/** Whether a report was written out of another one, so that nobody waits for an answer to it. */
export const isExtract = (report: Pick<Report, 'arrival'> | undefined): boolean =>
  report?.arrival?.channel === extractChannel;

/**
 * [Note: Paper words] Whoever took a report down made its eight words and may have seen them. Until the reporter has
 * changed them for words of their own, nothing passes through that mailbox, in or out.
 */
export const paperWords = (report: Pick<Report, 'arrival' | 'moved'> | undefined): boolean =>
  isTaken(report?.arrival?.channel ?? '') && report?.moved === null;

export const noReport = (id: string): Report => ({
  id,
  arrival: null,
  holding: holdingNothing,
  barred: new Set(),
  acknowledged: null,
  said: [],
  heard: [],
  receipted: null,
  moved: null,
});
