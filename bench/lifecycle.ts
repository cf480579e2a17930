import { forget, residentMemory, serve } from '#kit/served.ts';
import { median, type Row } from './table.ts';

/** Cold start, memory at rest and the end by SIGTERM of the real server, five times each. */
export async function lifecycle(): Promise<readonly Row[]> {
  const starts: number[] = [];
  const memory: number[] = [];
  const ends: number[] = [];
  for (let run = 0; run < 5; run++) {
    const served = await serve('main');
    await (await fetch(`${served.origin}/healthz`)).text();
    starts.push(served.startedIn);
    memory.push(residentMemory(served.child));
    ends.push(await served.stop());
    forget(served);
  }
  const row = (what: string, budget: string, value: number, most: number, unit: string): Row => ({
    what,
    budget,
    figure: `${Math.round(value)} ${unit}`,
    holds: value <= most,
  });
  return [
    row('cold start, process to listening', '≤ 1000 ms', median(starts), 1000, 'ms, median of 5'),
    row('memory at rest', '≤ 120 MB', median(memory), 120, 'MB, median of 5'),
    row('SIGTERM to gone', '≤ 2000 ms', Math.max(...ends), 2000, 'ms, the slowest of 5'),
  ];
}
