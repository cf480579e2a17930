import { paperWords } from '#domain/intake/report.ts';
import { foldReport } from '#domain/promises/promises.ts';
import type { Stream } from '#domain/record/header.ts';
import type { Signed } from '#seal/entry.ts';
import type { NewJob } from '#store/job-store.ts';
import type { StreamAppend } from '#store/record-store.ts';
import { readersNow } from './api/reply.ts';
import type { Chain } from './api/streams.ts';
import { alertsFor } from './birth-append.ts';
import { awayFrom } from './due/owed.ts';
import { heldBeside, wholeOf } from './due/whole.ts';
import type { Organisation } from './editions.ts';
import type { Parts } from './parts.ts';

/** What the change of a mailbox's words carries besides itself. */
interface Reached {
  readonly jobs: readonly NewJob[];
  /** Streams it rests on, unchanged. */
  readonly beside: readonly StreamAppend[];
}

/**
 * Who told it to staff has words of their own from this change on and can be answered: one alert for everybody who holds
 * what was told and is not kept out. A mailbox that was the reporter's own before tells nobody anything new. `chain`: the
 * report before the change.
 */
export async function reachedBy(
  parts: Pick<Parts, 'store' | 'procedures'>,
  organisation: Organisation,
  report: string,
  chain: Chain,
  { change, at }: { readonly change: Signed; readonly at: number },
): Promise<Reached> {
  const nothing: Reached = { jobs: [], beside: [] };
  const folded = foldReport(report, chain.entries);
  if (!paperWords(folded)) return nothing;
  const stream: Stream = `report/${report}`;
  const found = await parts.store.incidentOf(organisation.org, report);
  const whole = found && (await wholeOf(parts, organisation, found.incident, new Map([[stream, chain]])));
  if (whole === null) return nothing;
  const away = awayFrom(whole, organisation.roster);
  const readers = readersNow(folded).filter((member) => !away.has(member));
  return {
    jobs: alertsFor(whole.row.incident, readers, at, change.header.id),
    beside: heldBeside([whole], [stream]),
  };
}
