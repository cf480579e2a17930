import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { compared, type Difference } from './difference.ts';
import { castReady } from './house.ts';
import type { Sending } from './sender.ts';
import { openedSince } from './stolen.ts';
import { stories, type Story, type Verb } from './story.ts';
import { told } from './told.ts';
import { tell, type Telling } from './world.ts';

/** What was told, to know that the worlds were worth telling. */
export interface Tally {
  worlds: number;
  /** Members kept apart, over all worlds, and requests made as them in each of both. */
  members: number;
  probes: number;
  mails: number;
  files: number;
  /** Files of X that members kept out of it could open before, with their keyrings and the whole database. */
  opened: number;
  /** How often each act on X came about. */
  readonly done: Map<Verb, number>;
  /** Asked of every route but these. */
  readonly routes: Set<string>;
}

export const newTally = (): Tally => ({
  worlds: 0,
  members: 0,
  probes: 0,
  mails: 0,
  files: 0,
  opened: 0,
  done: new Map(),
  routes: new Set(),
});

export interface Trying {
  readonly procedures: readonly string[];
  readonly sending: Sending;
  readonly worlds: number;
  readonly seed: number;
  readonly tally?: Tally;
  /** False: the first world that is found will do. */
  readonly shorter?: boolean;
  readonly broken?: Telling['broken'];
}

const shownAtMost = 4;

function failure(story: Story, outcomes: readonly string[], found: readonly string[]): Error {
  const more = found.length > shownAtMost ? [`and ${found.length - shownAtMost} more`] : [];
  const error = new Error([told(story, outcomes), '', ...found.slice(0, shownAtMost), ...more].join('\n'));
  error.stack = '';
  return error;
}

const worded = ({ when, member, what }: Difference): string =>
  `${member} can tell, ${when === 'births' || when === 'end' ? `at the ${when}` : `after act ${Number(when) + 1}`}: ${what}`;

async function holds(story: Story, { sending, tally, broken }: Trying): Promise<void> {
  const telling = { story, sending, ...(broken && { broken }) };
  const { withX, found, weighed } = await compared(telling).catch((error: unknown) => {
    throw failure(story, [], [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  });
  const opened = await openedSince(withX);
  const wrong = [...found.map(worded), ...opened.late];
  if (wrong.length > 0) throw failure(story, withX.outcomes, wrong);
  if (tally === undefined) return;
  tally.worlds += 1;
  tally.members += weighed.members;
  tally.probes += weighed.probes;
  tally.mails += withX.moments.reduce((sum, { mails }) => sum + mails.length, 0);
  tally.files += withX.kept.length;
  tally.opened += opened.early;
  for (const [i, { does, about }] of story.acts.entries())
    if (about === 0 && ['done', '200'].includes(withX.outcomes[i] ?? ''))
      tally.done.set(does, (tally.done.get(does) ?? 0) + 1);
  for (const { looks } of withX.moments)
    for (const { probes } of looks) for (const { route } of probes) tally.routes.add(route);
}

/**
 * Tells world after world twice, with X and without, and asks as everybody who is kept out of X. Rejects with the
 * shortest story found in which somebody could tell the two apart, or open what was not for them.
 */
export async function tried(trying: Trying): Promise<void> {
  await castReady();
  const property = fc.asyncProperty(stories(trying.procedures), (story) => holds(story, trying));
  await fc.assert(property, {
    numRuns: trying.worlds,
    seed: trying.seed,
    endOnFailure: trying.shorter === false,
    reporter: (details) => {
      if (!details.failed) return;
      const why =
        details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
      const error = new Error(
        `world ${details.numRuns} of seed ${details.seed}, made ${details.numShrinks} times shorter:\n${why}`,
      );
      error.stack = '';
      throw error;
    },
  });
}

/** How many worlds and which: of the environment when somebody wants more than every run of the tests. */
export const asked = (worlds: number, seed: number): Pick<Trying, 'worlds' | 'seed'> => ({
  worlds: Number(process.env['APART_WORLDS'] ?? worlds),
  // Each way of reporting has other stories.
  seed: Number(process.env['APART_SEED'] ?? 0) + seed,
});

/** Leaves what was counted where the bench looks for it. */
export function counted(name: string, { done, routes, ...numbers }: Tally): void {
  const folder = process.env['APART_COUNTS'];
  const counts = { ...numbers, done: Object.fromEntries(done), routes: routes.size };
  if (folder !== undefined) writeFileSync(join(folder, `${name}.json`), JSON.stringify(counts));
}

/** The very same world twice: whatever differs here is chance and says nothing of X. */
export async function toldAlike(story: Story, sending: Sending): Promise<readonly string[]> {
  const [one, two] = [await tell({ story, sending, beside: null }), await tell({ story, sending, beside: null })];
  return one.moments.flatMap(({ looks, mails }, i) => {
    const other = two.moments[i];
    const alike = JSON.stringify([looks, mails]) === JSON.stringify([other?.looks, other?.mails]);
    return alike ? [] : [`moment ${i}`];
  });
}
