import type { NoticeAnswer, NoticeBody, NoticeFor } from '#domain/promises/notices.ts';
import type { Who } from './standing-seen.ts';

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
