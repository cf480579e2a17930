import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shownOf } from '#server/channels/shown.ts';
import { betweenKey } from '#server/mail/keys.ts';
import { openIncident, sightOf } from '#rehearsal/opening.ts';
import { currentEditions } from '#server/editions.ts';
import { hoodiecrow, type ImapServer } from '#kit/imap-server.ts';
import { serveLetters } from '#kit/letters-served.ts';
import { handOver, letterOf } from '#kit/mail-client.ts';
import { becomes } from './watched.ts';

/** A server that runs while the file of what reads letters is not there, as in the middle of being installed anew. */
const folder = mkdtempSync(join(tmpdir(), 'recourse-unread-'));
const file = join(folder, 'letter-worker.ts');
const inPlace = new URL('../../../../src/server/mail/reading/letter-worker.ts', import.meta.url);
let imap: ImapServer;
let served: Awaited<ReturnType<typeof serveLetters>>;

beforeAll(async () => {
  imap = await hoodiecrow();
  const environment = { DATA_DIR: folder, PORT: '0', IMAP_URL: imap.url(), SMTP_LISTEN: '127.0.0.1:0' };
  served = await serveLetters(environment, pathToFileURL(file));
});
afterAll(async () => {
  await served.stop();
  await imap.forget();
  rmSync(folder, { recursive: true, force: true });
});

const reports = async (): Promise<number> => (await served.parts.store.counts()).reports;
const organisation = async () => {
  const { store, procedures, now } = served.parts;
  const found = await currentEditions(store, procedures, now());
  if (found === null) throw new Error('not set up');
  return found;
};
const states = async (): Promise<readonly string[]> => {
  const rows = await served.parts.store.channelStates((await organisation()).org);
  return (['mail-in', 'smtp-in'] as const).map((way) => `${shownOf(way, rows).state} ${shownOf(way, rows).code}`);
};

test('no letter is taken or called broken, the ways in are down, and what waited is read when the file is back', async () => {
  const port = served.port ?? 0;
  const before = await reports();
  const letters = ['lies', 'handed'].map((name) => letterOf({ id: `${name}@home.example`, text: `It ${name}.` }));
  await imap.deliver(letters.slice(0, 1));
  expect((await handOver(letters[1] ?? '', { port })).code).toBe(451);
  await becomes(async () => (await states()).every((one) => one === 'down not-reading'));
  expect(await imap.letters()).toHaveLength(1);
  expect(await reports()).toBe(before);

  writeFileSync(file, `await import(${JSON.stringify(inPlace.href)});`);
  expect((await handOver(letters[1] ?? '', { port })).code).toBe(250);
  await becomes(async () => (await imap.letters()).length === 0);
  expect(await reports()).toBe(before + 2);
  const { org, ...of } = await organisation();
  const { store, signer } = served.parts;
  for (const name of ['lies', 'handed']) {
    const key = betweenKey(signer, `${name}@home.example`, 'noor@home.example');
    const report = (await store.threadOf(org, [key]))?.report ?? '';
    const incident = (await store.incidentOf(org, report))?.incident ?? '';
    const { body } = (await openIncident(sightOf({ store }, { org, ...of }, 'rosa'), 'rosa', incident)) ?? {};
    expect(body?.letter?.marks).toEqual([]);
    expect(JSON.stringify(body?.answers)).toContain(`It ${name}.`);
  }
}, 60_000);
