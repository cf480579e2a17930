import type { AttendeeStore } from './attendee-store.ts';
import type { CallStore } from './call-store.ts';
import type { AlertStore, ChannelStore, LetterStore } from './channel-store.ts';
import type { GateStore } from './gate-store.ts';
import type { HallwayStore } from './hallway-store.ts';
import type { MailboxStore } from './mailbox-store.ts';
import type { MemberStore } from './member-store.ts';
import type { RecordStore } from './record-store.ts';

/**
 * The one contract of storage. SQLite and PostgreSQL are whatever passes `describeStore` (test/store). Nothing in
 * here opens a file; nothing decides. Every method is scoped to one organisation (`org` is first in every key).
 * An exception is a surprise (broken disk); everything expected is a value.
 */

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

/** What a job that is put off takes along. `tries`: of the claim that puts it off; from an older one nothing is taken. */
export interface Retried {
  readonly tries?: number;
  /** Instead of what it carried. */
  readonly payload?: string;
}

export interface Store
  extends
    RecordStore,
    GateStore,
    MailboxStore,
    MemberStore,
    HallwayStore,
    CallStore,
    LetterStore,
    AlertStore,
    ChannelStore,
    AttendeeStore {
  /** Claims up to `most` jobs due at `now` under a lease; the same job comes again when the lease ran out. */
  claimJobs(now: number, leaseMs: number, most: number): Promise<readonly Job[]>;
  /** It is over: its payload goes at once, its name with `forgetJobs`. */
  finishJob(id: string, at: number): Promise<void>;
  /** Who claimed it (`tries`) is still at it: nobody else gets it until then, ms. */
  holdJob(id: string, tries: number, until: number): Promise<void>;
  retryJob(id: string, at: number, more?: Retried): Promise<void>;
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
