import { event } from '#rehearsal/cast.ts';
import { killWhileReporting } from '#kit/kills.ts';
import { forget, serve } from '#kit/served.ts';
import { apart } from './apart.ts';
import { arrivalRow, browserRow, sealedInBrowser, sealedOnArrival } from './arrivals.ts';
import { inBrowser } from './browser.ts';
import { lifecycle } from './lifecycle.ts';
import { fill } from './stored.ts';
import { tableOf, type Row } from './table.ts';
import { weights } from './weights.ts';

/**
 * `npm run bench`: the budgets of the design beside what this machine measures. Figures are of whole runs on whatever
 * machine this is; compare ratios, not milliseconds, across machines. `--kills N` (1000) and `--stored N` (10000).
 */
function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

const rows: Row[] = [];
const say = (...more: readonly Row[]): void => {
  for (const row of more) console.log(`${row.what}: ${row.figure} (budget ${row.budget})`);
  rows.push(...more);
};

say(...(await lifecycle()));
say(...apart());

const served = await serve('rehearse');
try {
  say(...(await weights(served.origin, event)));
  say(...(await inBrowser(served.origin, event)));
  const empty = await sealedInBrowser(served.origin, event, 400);
  say(browserRow('8 at once, sealed by the browser, nothing stored', empty));
  say(arrivalRow('8 at once, sealed on arrival', await sealedOnArrival(served.origin, event, 100)));
} finally {
  await served.stop();
}

const stored = option('stored', 10_000);
await fill(served.folder, stored);
const again = await serve('rehearse', {}, served.folder);
try {
  const full = await sealedInBrowser(again.origin, event, 400);
  say(browserRow(`8 at once, sealed by the browser, ${stored} stored`, full));
} finally {
  await again.stop();
  forget(again);
}

const killed = await killWhileReporting(option('kills', 1000), event);
say({
  what: `kill -9 ${killed.kills} times while reporting`,
  budget: '0 acknowledged reports lost',
  figure: `${killed.lost} of ${killed.acknowledged} lost; ${killed.unanswered} unanswered, ${killed.unsettled} not settled by sending again`,
  holds: killed.lost === 0 && killed.unsettled === 0,
});

console.log(`\n${tableOf(rows)}`);
process.exit(rows.every((row) => row.holds) ? 0 : 1);
