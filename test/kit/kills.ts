import { openStore } from '#store/open.ts';
import { forget, serve, type Served } from './served.ts';
import { groundOf, prepare, type Prepared } from './sender.ts';

export interface Killed {
  readonly kills: number;
  /** Reports whose sender was told that they are received. */
  readonly acknowledged: number;
  /** Acknowledged reports that are not there after the last start. */
  readonly lost: number;
  /** Reports sent whose answer never came (the server died first); sending again must settle each. */
  readonly unanswered: number;
  /** Unanswered ones that could not be sent again. */
  readonly unsettled: number;
}

const submitters = 4;

/** How many of these reports are not in the store, whole. */
async function missingIn(folder: string, reports: readonly Prepared[]): Promise<number> {
  const store = await openStore({ dataDir: folder, rehearsal: true });
  try {
    const org = (await store.organisation())?.org ?? '';
    let missing = 0;
    for (const { report, keys } of reports) {
      const birth = await store.stream(org, `report/${report}`);
      const mailbox = await store.stream(org, `mailbox/${keys.id}`);
      if (birth === null || mailbox === null || (await store.incidentOf(org, report)) === null) missing++;
    }
    return missing;
  } finally {
    await store.close();
  }
}

/**
 * Kills a server with SIGKILL again and again while `submitters` send reports, restarts it on the same folder, and at
 * the end looks into the store for every report whose sender had been told that it is received.
 */
export async function killWhileReporting(times: number, edition: string): Promise<Killed> {
  let served: Served = await serve('rehearse');
  const { folder } = served;
  const ground = await groundOf(served.origin, edition);
  const acknowledged: Prepared[] = [];
  const unanswered: Prepared[] = [];
  const next = async (): Promise<Prepared> => prepare(ground, [['what', 'Sent while the power went out.']]);
  let waiting: readonly Prepared[] = await Promise.all(Array.from({ length: submitters }, next));
  try {
    for (let kill = 0; kill < times; kill++) {
      const { child, origin } = served;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // Killed at the first acknowledgement, with the other submitters still on their way.
      const sending = waiting.map(async (report) => {
        const answer = await report.send(origin).catch(() => null);
        if (answer?.ok !== true) return unanswered.push(report);
        child.kill('SIGKILL');
        return acknowledged.push(report);
      });
      await Promise.all(sending);
      child.kill('SIGKILL');
      await gone;
      const more = kill + 1 < times ? Promise.all(Array.from({ length: submitters }, next)) : Promise.resolve([]);
      served = await serve('rehearse', {}, folder);
      waiting = await more;
    }
    let unsettled = 0;
    for (const report of unanswered) if (!(await report.send(served.origin)).ok) unsettled++;
    await served.stop();
    const lost = await missingIn(folder, acknowledged);
    unsettled += await missingIn(folder, unanswered);
    return { kills: times, acknowledged: acknowledged.length, lost, unanswered: unanswered.length, unsettled };
  } finally {
    await served.stop();
    forget(served);
  }
}
