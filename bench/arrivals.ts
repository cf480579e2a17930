import { writtenInClear } from '#kit/clear-form.ts';
import { groundOf, prepare, type Prepared } from '#kit/sender.ts';
import { quantile, type Row } from './table.ts';

interface Load {
  readonly perSecond: number;
  readonly p95: number;
  readonly lost: number;
}

/** `jobs` requests by `at` submitters side by side, each timed. */
async function load(jobs: readonly (() => Promise<Response>)[], at: number): Promise<Load> {
  const queue = [...jobs];
  const times: number[] = [];
  let lost = 0;
  const began = performance.now();
  const submitter = async (): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const sent = performance.now();
      const answer = await job();
      await answer.arrayBuffer();
      times.push(performance.now() - sent);
      if (!answer.ok) lost++;
    }
  };
  await Promise.all(Array.from({ length: at }, submitter));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: jobs.length / seconds, p95: quantile(times, 0.95), lost };
}

/** Reports sent before the counted ones: a server that has just started is slow for a moment. */
const warmUp = 100;

const told = (i: number): [string, string][] => [['what', `Report number ${i}: ${'what was said '.repeat(20)}`]];

async function prepared(origin: string, edition: string, count: number): Promise<Prepared[]> {
  const ground = await groundOf(origin, edition);
  const all: Prepared[] = [];
  for (let i = 0; i < count; i++) all.push(await prepare(ground, told(i)));
  return all;
}

/** Reports sealed beforehand, as browsers send them; only the server's part is timed. */
export async function sealedInBrowser(origin: string, edition: string, count: number): Promise<Load> {
  const births = await prepared(origin, edition, count + warmUp);
  await load(
    births.splice(0, warmUp).map((birth) => () => birth.send()),
    8,
  );
  return load(
    births.map((birth) => () => birth.send()),
    8,
  );
}

/** Reports that arrive in clear: the server derives the words and seals. */
export async function sealedOnArrival(origin: string, edition: string, count: number): Promise<Load> {
  const jobs: (() => Promise<Response>)[] = [];
  for (let i = 0; i < count; i++) jobs.push((await writtenInClear(origin, edition, told(i))).send);
  return load(jobs, 8);
}

export function browserRow(what: string, measured: Load): Row {
  return {
    what,
    budget: '≥ 100/s, p95 ≤ 100 ms, 0 lost',
    figure: `${measured.perSecond.toFixed(0)}/s, p95 ${measured.p95.toFixed(0)} ms, ${measured.lost} lost`,
    holds: measured.perSecond >= 100 && measured.p95 <= 100 && measured.lost === 0,
  };
}

export function arrivalRow(what: string, measured: Load): Row {
  return {
    what,
    budget: '≥ 20/s, 0 lost',
    figure: `${measured.perSecond.toFixed(0)}/s, p95 ${measured.p95.toFixed(0)} ms, ${measured.lost} lost`,
    holds: measured.perSecond >= 20 && measured.lost === 0,
  };
}
