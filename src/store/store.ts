import type { AttendeeStore } from './attendee-store.ts';
import type { CallStore } from './call-store.ts';
import type { AlertStore, ChannelStore, LetterStore } from './channel-store.ts';
import type { GateStore } from './gate-store.ts';
import type { HallwayStore } from './hallway-store.ts';
import type { JobStore } from './job-store.ts';
import type { MailboxStore } from './mailbox-store.ts';
import type { MemberStore } from './member-store.ts';
import type { RecordStore } from './record-store.ts';

/**
 * The one contract of storage. SQLite and PostgreSQL are whatever passes `describeStore` (test/store). Nothing in
 * here opens a file; nothing decides. Every method is scoped to one organisation (`org` is first in every key).
 * An exception is a surprise (broken disk); everything expected is a value.
 */
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
    AttendeeStore,
    JobStore {
  counts(): Promise<{ readonly reports: number; readonly entries: number; readonly files: number }>;
  /** A consistent copy while others write (SQLite: into a file; PostgreSQL: pg-independent dump file of the same shape). */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
