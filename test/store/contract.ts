import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeAlerting } from './contract/alerting.ts';
import { describeAppend } from './contract/append.ts';
import { describeAsked } from './contract/asked.ts';
import { describeAttendees } from './contract/attendees.ts';
import { describeAway } from './contract/away.ts';
import { describeCalls } from './contract/calls.ts';
import { describeGate } from './contract/gate.ts';
import { describeHallway } from './contract/hallway.ts';
import { describeJobs } from './contract/jobs.ts';
import { describeList } from './contract/list.ts';
import { describeMailboxes } from './contract/mailboxes.ts';
import { describeMembers } from './contract/members.ts';
import { describeNotices } from './contract/notices.ts';
import { describeOwed } from './contract/owed.ts';
import { describeRoster } from './contract/roster.ts';
import { describeThreads } from './contract/threads.ts';
import type { Fixture } from './contract/fixture.ts';

/** The contract of storage: an engine is whatever passes this. */
export function describeStore(engine: string, make: () => Promise<Fixture>): void {
  describe(`store contract: ${engine}`, () => {
    let fixture: Fixture;
    const given = (): Fixture => fixture;
    beforeEach(async () => {
      fixture = await make();
    });
    afterEach(() => fixture.stop());

    describeAppend(given);
    describeGate(given);
    describeAway(given);
    describeAsked(given);
    describeNotices(given);
    describeAttendees(given);
    describeList(given);
    describeOwed(given);
    describeMailboxes(given);
    describeThreads(given);
    describeRoster(given);
    describeMembers(given);
    describeCalls(given);
    describeAlerting(given);
    describeHallway(given);
    describeJobs(given);

    test('a closed store refuses, and says so', async () => {
      await fixture.store.close();
      await expect(fixture.store.counts()).rejects.toThrow();
    });
  });
}
