import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noPost } from '#kit/post.ts';
import { groundOf, prepare, type Prepared } from '#kit/sender.ts';
import { memberOf } from '#domain/team/roster.ts';
import { textFact } from '#domain/record/header.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { hand, openIncident, sightOf, Writing } from '#rehearsal/responding.ts';
import { seed } from '#rehearsal/seed.ts';
import { barredLater } from '#seal/birth.ts';
import { signerOf } from '#seal/entry.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { fetchedBy } from '#server/api/audit.ts';
import { replied } from '#server/api/reply.ts';
import { currentEditions, type Organisation } from '#server/editions.ts';
import { start, type Running } from '#server/start.ts';
import type { Append } from '#store/record-store.ts';
import { parseLine } from '#wire/header.ts';
import { settingsIn } from './rehearsed.ts';

const folder = mkdtempSync(join(tmpdir(), 'recourse-beside-'));
let running: Running;
let parts: ApiParts;
let organisation: Organisation;
beforeAll(async () => {
  running = await start(settingsIn(folder), {
    now: () => opensAt,
    say: () => undefined,
    log: () => undefined,
    rehearsal: {
      cast: [],
      post: noPost,
      seed,
      pages: (given) => {
        parts = given;
        return new Hono();
      },
    },
  });
  const found = await currentEditions(parts.store, parts.procedures, opensAt);
  if (found === null) throw new Error('no organisation');
  organisation = found;
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The same parts, but somebody else is quicker: `first` happens between what was read and the append. */
function outrun(first: () => Promise<unknown>): { readonly parts: ApiParts; readonly appends: Append[] } {
  const appends: Append[] = [];
  const append = async (batch: Append) => {
    appends.push(batch);
    if (appends.length === 1) await first();
    return parts.store.append(batch);
  };
  return { parts: { ...parts, store: { ...parts.store, append } }, appends };
}

async function reported(): Promise<{ readonly prepared: Prepared; readonly incident: string }> {
  const prepared = await prepare(await groundOf(running.url, event), [['what', 'both at once']]);
  expect((await prepared.send()).status).toBe(200);
  const row = await parts.store.incidentOf(organisation.org, prepared.report);
  return { prepared, incident: row?.incident ?? '' };
}

async function leads(by: ApiParts, incident: string, who = 'rosa') {
  const opened = await openIncident(sightOf(parts, organisation, who), who, incident);
  if (opened === null) throw new Error('not opened');
  const writing = new Writing(opened, opensAt);
  await writing.mark('lead-taken', []);
  return hand(by, organisation, opened, writing);
}

async function replies(by: ApiParts, { keys, report }: Prepared, incident: string, bars: readonly string[] = []) {
  const opened = await openIncident(sightOf(parts, organisation, 'rosa'), 'rosa', incident);
  const { org, roster, rosterHash } = organisation;
  const sealed = await sealReply({
    org,
    rosterVersion: roster.version,
    rosterHash,
    at: opensAt,
    keys,
    report,
    account: { epoch: 1, recipient: opened?.account.manifest.recipient ?? '' },
    body: { v: 1, from: 'reporter', text: 'more', files: [], at: opensAt },
    kind: 'heard-from-reporter',
    files: [],
  });
  const lines = (entries: typeof sealed.report) => entries.map(({ line, hsig }) => ({ line, hsig }));
  const row = await parts.store.mailboxById(org, keys.id);
  if (row === null) throw new Error('no mailbox');
  const where = {
    org,
    rosterVersion: roster.version,
    rosterHash,
    at: opensAt,
    report,
    signer: signerOf(keys.signSeed),
  };
  const told = [...bars.map((id) => barredLater(where, id)), ...sealed.report];
  const batch = { id: keys.id, auth: keys.auth, report: lines(told), mailbox: lines(sealed.mailbox) };
  const files = new Map(sealed.files.map(({ hash, bytes }) => [hash, bytes]));
  return replied(by, organisation, row, { batch, files });
}

const dutiesOf = async (incident: string): Promise<readonly string[]> =>
  (await parts.store.dutiesFor(organisation.org, 'rosa', { after: '', most: 100 }))
    .filter((duty) => duty.incident === incident)
    .map(({ duty }) => duty);

test('a member who is outrun by the reporter is not refused, and what is owed is of both', async () => {
  const { prepared, incident } = await reported();
  expect(await dutiesOf(incident)).toContain('urgent');
  const race = outrun(() => replies(parts, prepared, incident));
  expect(await leads(race.parts, incident)).toEqual({ receivedAt: opensAt });
  expect(race.appends).toHaveLength(2);
  expect(await dutiesOf(incident)).not.toContain('urgent');
  expect(
    (await parts.store.stream(organisation.org, `report/${prepared.report}`))?.entries.at(-1)?.inside,
  ).toBeDefined();
});

test('a reporter who is outrun by a member is placed again, and what the member did stays done', async () => {
  const { prepared, incident } = await reported();
  const race = outrun(() => leads(parts, incident));
  expect(await replies(race.parts, prepared, incident)).toEqual({ receivedAt: opensAt });
  expect(race.appends).toHaveLength(2);
  expect(await dutiesOf(incident)).not.toContain('urgent');
});

test('nobody who is barred by what a reporter says is told that they said it', async () => {
  const { prepared, incident } = await reported();
  const race = outrun(async () => undefined);
  await replies(race.parts, prepared, incident, ['tomasz']);
  const told = (race.appends[0]?.jobs ?? []).filter(({ kind }) => kind === 'alert').map(({ payload }) => payload);
  expect(told.some((payload) => payload.includes('rosa'))).toBe(true);
  expect(told.filter((payload) => payload.includes('tomasz'))).toEqual([]);
});

test('a member who is barred in the moment they write is answered as if it did not exist', async () => {
  const { prepared, incident } = await reported();
  const race = outrun(() => replies(parts, prepared, incident, ['tomasz']));
  expect(await leads(race.parts, incident, 'tomasz')).toEqual({ refused: 'not-found' });
  expect((await parts.store.stream(organisation.org, `incident/${incident}`))?.entries).toHaveLength(1);
});

async function fetches(by: ApiParts, incident: string, who: string): Promise<readonly string[]> {
  const record = await parts.store.recordFor(organisation.org, who, incident);
  const member = memberOf(organisation.roster, who);
  if (record === null || member === undefined) throw new Error('not seen');
  const rows = await fetchedBy(by, { organisation, member }, record);
  return rows.map(({ line }) => {
    const header = parseLine(line);
    return header === null ? '' : textFact(header, 'member');
  });
}

test('whose fetch is outrun by another’s is on record behind it; who is outrun each time has their answer all the same', async () => {
  const { incident } = await reported();
  const race = outrun(() => fetches(parts, incident, 'amina'));
  expect(await fetches(race.parts, incident, 'rosa')).toEqual(['amina', 'rosa']);
  const stored = async () => (await parts.store.stream(organisation.org, `audit/${incident}`))?.entries.length;
  expect(await stored()).toBe(2);
  const logged: string[] = [];
  let tries = 0;
  const always: ApiParts = {
    ...parts,
    log: (code) => logged.push(code),
    store: { ...parts.store, append: async () => (tries++, { refused: 'stale' }) },
  };
  expect(await fetches(always, incident, 'kenji')).toEqual(['amina', 'rosa']);
  expect([logged, tries, await stored()]).toEqual([['audit-busy'], 5, 2]);
});
