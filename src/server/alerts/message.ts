import type { Logger } from '../log.ts';
import type { Parts } from '../parts.ts';
import type { Post } from '../post/post.ts';
import type { Bells } from './bells.ts';

export interface AlertParts extends Pick<Parts, 'store' | 'now' | 'procedures'> {
  /** Null: no mail leaves. */
  readonly post: Post | null;
  /** The other bells; absent: mail alone. */
  readonly bells?: Bells;
  /** Where the link leads: `https://host`. */
  readonly origin: string;
  readonly log: Logger;
}

/** What a member is told: by mail in its own words; by all else in the wording of a lock screen. */
export interface Message {
  /** The same for the same alert of the same member: a second try is shown once. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  /** The event whose wording is taken; else the first one's. */
  readonly edition?: string;
  /** Since when it is there to be seen, ms: see "Note: Rung once". Absent: it rings in any case. */
  readonly since?: number;
  /** It leaves whatever incidents there are: whether it arrived may be known to who keeps the team (`unreached.ts`). */
  readonly isOpen?: boolean;
}

export type How = 'ordinary' | 'urgent';
