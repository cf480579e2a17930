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

/** What is to be done later. */
export interface JobStore {
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
}
