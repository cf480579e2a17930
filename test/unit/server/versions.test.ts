import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { groundOf, prepare, type Prepared } from '#kit/sender.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { seed } from '#rehearsal/seed.ts';
import { switchTo } from '#rehearsal/switch.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { currentEditions } from '#server/editions.ts';
import { procedureRegistry } from '#server/procedures.ts';
import { readAll } from '#server/reading-worker.ts';
import { start, type Running } from '#server/start.ts';
import type { MailboxOpened, SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { settingsIn } from './rehearsed.ts';

let folder: string;
let running: Running | null;
let said: string[];
let logged: string[];
let parts: ApiParts;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-versions-'));
  cpSync('procedures', join(folder, 'procedures'), { recursive: true });
  [running, said, logged] = [null, [], []];
});
afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const file = (): string => join(folder, 'procedures/pycon-us/procedure.yaml');
const edit = (change: (text: string) => string): void => writeFileSync(file(), change(readFileSync(file(), 'utf8')));

async function begin(): Promise<string> {
  await running?.stop();
  running = null;
  [said, logged] = [[], []];
  running = await start(settingsIn(join(folder, 'data')), {
    now: () => opensAt,
    say: (line) => said.push(line),
    log: ({ code }) => logged.push(code),
    procedures: join(folder, 'procedures'),
    rehearsal: {
      cast: [],
      post: { send: async () => undefined, close: () => undefined },
      seed,
      pages: (given) => {
        parts = given;
        return new Hono();
      },
    },
  });
  return running.url;
}

const sealing = async (url: string): Promise<SealingInfo> =>
  (await (await fetch(url + paths.api.sealing(event))).json()) as SealingInfo;

async function reported(url: string): Promise<Prepared> {
  const prepared = await prepare(await groundOf(url, event), [['what', 'again']]);
  expect((await prepared.send()).status).toBe(200);
  return prepared;
}

async function mailbox(origin: string, { keys: { id, auth } }: Prepared): Promise<Partial<MailboxOpened>> {
  const headers = { origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ id, auth });
  const opened = await fetch(origin + paths.api.mailbox.open, { method: 'POST', headers, body });
  return (await opened.json()) as Partial<MailboxOpened>;
}

test('a new file on disk changes nothing that runs; it is what the event may be switched to', async () => {
  const before = await sealing(await begin());
  edit((text) => `${text}\n# another version\n`);
  const url = await begin();
  expect((await sealing(url)).procedure).toEqual(before.procedure);
  const { procedures } = parts;
  const installed = procedures.installed.get('pycon-us')?.procedure.digest ?? '';
  expect(installed).toBe(sha256Hex(utf8(readFileSync(file(), 'utf8'))));
  expect(installed).not.toBe(before.procedure.digest);
  expect(procedures.all().map(({ digest }) => digest)).toEqual(
    expect.arrayContaining([before.procedure.digest, installed]),
  );
  expect(sha256Hex(utf8(procedures.textOf(before.procedure.digest) ?? ''))).toBe(before.procedure.digest);
  await reported(url);
});

test('what another process put in force is read from the store by one that never had the file', async () => {
  await begin();
  const here = parts.procedures.installed.get('pycon-us');
  if (here === undefined) throw new Error('no pycon-us');
  const elsewhere = procedureRegistry([here], (texts) => Promise.resolve(readAll(texts)));
  const current = async () => (await currentEditions(parts.store, elsewhere, opensAt))?.editions[0];
  expect(await current()).toMatchObject({ open: true, procedure: { id: 'pycon-us' } });
  expect(await switchTo(parts, 'boston-python')).toBe(true);
  expect(elsewhere.installed.has('boston-python')).toBe(false);
  expect(await current()).toMatchObject({ open: true, procedure: { id: 'boston-python' } });
});

test('a bad file never replaces a good version: the kept one goes on, and the line is said', async () => {
  const before = await sealing(await begin());
  edit((text) => text.replace('gatherings:', 'gatherinks:'));
  const line =
    readFileSync(file(), 'utf8')
      .split('\n')
      .findIndex((text) => text.startsWith('gatherinks')) + 1;
  const url = await begin();
  expect(said.join('\n')).toContain(`procedures/pycon-us/procedure.yaml:${line}: gatherinks`);
  expect(said.join('\n')).toContain('procedures/pycon-us is not used');
  expect(await sealing(url)).toMatchObject({ open: true, procedure: { digest: before.procedure.digest } });
  expect(parts.procedures.installed.get('pycon-us')?.procedure.digest).toBe(before.procedure.digest);
  await reported(url);
});

test('with a bad file and no good version of it the server does not start, and names the line', async () => {
  edit((text) => text.replace('gatherings:', 'gatherinks:'));
  await expect(begin()).rejects.toMatchObject({
    code: 'bad-procedure',
    message: expect.stringMatching(/^procedures\/pycon-us\/procedure\.yaml:\d+: /mu) as string,
  });
});

test('a kept version that no longer reads closes its event, is logged, and loses nobody their mailbox', async () => {
  const prepared = await reported(await begin());
  await running?.stop();
  running = null;
  edit((text) => `${text}\n# another version\n`);
  const database = new DatabaseSync(join(folder, 'data/recourse.sqlite'));
  database.exec(`update procedure_text set text = 'roles: of long ago' where id = 'pycon-us'`);
  database.close();
  const url = await begin();
  expect(logged.filter((code) => code === 'procedure-unreadable')).toEqual(['procedure-unreadable']);
  expect((await sealing(url)).open).toBe(false);
  const closed = await prepared.send(url);
  expect(closed.status).toBe(200);
  const opened = await mailbox(url, prepared);
  expect(opened.mailbox).toHaveLength(2);
  expect(opened.promises).toEqual([]);
  for (const path of [paths.start(event), paths.report(event), paths.handling(event), paths.who(event)]) {
    const answer = await fetch(url + path, { headers: { 'accept-language': 'en' } });
    expect([path, answer.status < 500]).toEqual([path, true]);
  }
  expect(logged).not.toContain('internal');
});
