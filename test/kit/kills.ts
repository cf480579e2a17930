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

/**
 * Kills a server with SIGKILL again and again while `submitters` send reports, restarts it on the same folder, and at
 * the end sends every report once more: the answer tells whether it had been there (200) or not (201).
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
    const status = async (report: Prepared): Promise<number> => (await report.send(served.origin)).status;
    let lost = 0;
    for (const report of acknowledged) if ((await status(report)) !== 200) lost++;
    let unsettled = 0;
    for (const report of unanswered) if (![200, 201].includes(await status(report))) unsettled++;
    return { kills: times, acknowledged: acknowledged.length, lost, unanswered: unanswered.length, unsettled };
  } finally {
    await served.stop();
    forget(served);
  }
}
