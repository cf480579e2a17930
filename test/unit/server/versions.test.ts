import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noPost } from '#kit/post.ts';
import { groundOf, prepare, type Prepared } from '#kit/sender.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { answer, note, openIncident, Writing } from '#rehearsal/responding.ts';
import { seed } from '#rehearsal/seed.ts';
import { switchTo } from '#rehearsal/switch.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { newEpoch } from '#seal/seal.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { currentEditions } from '#server/editions.ts';
import { procedureRegistry } from '#server/procedures.ts';
import { readAll } from '#server/reading-worker.ts';
import { start, type Running } from '#server/start.ts';
import type { DeskInfo, MailboxOpened, SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { colleague, gone, no } from './colleague.ts';
import { batchForm, settingsIn, sightOver, visitor } from './rehearsed.ts';

let folder: string;
let running: Running | null;
let said: string[];
let logged: string[];
let parts: ApiParts;
let clock = opensAt;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-versions-'));
  cpSync('procedures', join(folder, 'procedures'), { recursive: true });
  [running, said, logged, clock] = [null, [], [], opensAt];
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
    now: () => clock,
    say: (line) => said.push(line),
    log: ({ code }) => logged.push(code),
    procedures: join(folder, 'procedures'),
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
  const { version } = before.procedure;
  expect(said.join('\n')).toContain(`procedures/pycon-us: this is not the version ${version} that was put in force`);
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
  inDatabase(longAgo);
  const url = await begin();
  expect(logged.filter((code) => code === 'procedure-unreadable')).toEqual(['procedure-unreadable']);
  expect((await sealing(url)).open).toBe(false);
  const closed = await prepared.send(url);
  expect(closed.status).toBe(200);
  const opened = await mailbox(url, prepared);
  expect(opened.mailbox).toHaveLength(2);
  // Not another version's promises, and not none.
  expect(opened.promises).toBeNull();
  expect(said.join('\n')).toContain('A version of procedures/pycon-us that is in use');
  for (const path of [paths.start(event), paths.report(event), paths.handling(event), paths.who(event)]) {
    const page = await fetch(url + path, { headers: { 'accept-language': 'en' } });
    expect([path, page.status < 500]).toEqual([path, true]);
  }
  expect(logged).not.toContain('internal');
});

const versionOf = async ({ report }: Prepared): Promise<string | undefined> => {
  const org = (await parts.store.organisation())?.org ?? '';
  return (await parts.store.incidentOf(org, report))?.procedure;
};

/** A language that has moved on: the text itself is never changed, and the guard is there again at the next start. */
const longAgo = `drop trigger procedure_text_no_update;
  update procedure_text set text = 'roles: of long ago' where id = 'pycon-us'`;

function inDatabase(sql: string): void {
  const database = new DatabaseSync(join(folder, 'data/recourse.sqlite'));
  database.exec(`pragma busy_timeout = 3000; ${sql}`);
  database.close();
}

/** Names of jobs that are not over. */
function waiting(where: string): readonly unknown[] {
  const database = new DatabaseSync(join(folder, 'data/recourse.sqlite'), { readOnly: true });
  try {
    return database.prepare(`select id from job where done = 0 and ${where}`).all();
  } finally {
    database.close();
  }
}

describe('a report that was locked on the device before the event was switched', () => {
  test('goes under the version that its reporter was shown, while the same people receive it', async () => {
    const before = await groundOf(await begin(), event);
    edit((text) => `${text}\n# another version\n`);
    const url = await begin();
    expect(await switchTo(parts, 'pycon-us')).toBe(true);
    const now = (await sealing(url)).procedure.digest;
    expect(now).not.toBe(before.info.procedure.digest);
    const locked = await prepare({ ...before, origin: url }, [['what', 'before']]);
    expect((await locked.send()).status).toBe(200);
    expect(await versionOf(locked)).toBe(before.info.procedure.digest);
    expect((await mailbox(url, locked)).procedure?.digest).toBe(before.info.procedure.digest);
    expect(await versionOf(await reported(url))).toBe(now);
  });

  test('waits for its reporter where other people receive it now, and nothing is stored', async () => {
    const url = await begin();
    const ground = await groundOf(url, event);
    const locked = await prepare(ground, [['what', 'before']]);
    expect(await switchTo(parts, 'boston-python')).toBe(true);
    const answered = await locked.send();
    expect([answered.status, await answered.json()]).toEqual([409, { refused: 'settings-moved' }]);
    expect(await versionOf(locked)).toBeUndefined();
    await reported(url);
  });

  test('under a version that was never in force is not taken', async () => {
    await begin();
    edit((text) => `${text}\n# another version\n`);
    const url = await begin();
    const locked = await prepare(await groundOf(url, event), [['what', 'made up']]);
    const form = locked.form();
    const batch = JSON.parse(form.get('batch') as string) as object;
    // The same people would receive it.
    const digest = parts.procedures.installed.get('pycon-us')?.procedure.digest;
    expect(digest).not.toBe((await sealing(url)).procedure.digest);
    for (const procedure of [digest, 'f'.repeat(64)]) {
      form.set('batch', JSON.stringify({ ...batch, procedure }));
      const headers = { origin: url };
      const answered = await fetch(url + paths.api.reports(event), { method: 'POST', body: form, headers });
      expect(await answered.json()).toEqual({ refused: 'settings-moved' });
    }
  });
});

test('a page that was made with another version is given it, and one that never was in force to nobody', async () => {
  const url = await begin();
  const { procedure } = await sealing(url);
  const asked = async (under: string) =>
    (await (await fetch(`${url}${paths.api.sealing(event)}?under=${under}`)).json()) as SealingInfo;
  expect((await asked(`${procedure.digest}.in-person`)).written).toBeUndefined();
  expect(await switchTo(parts, 'boston-python')).toBe(true);
  const info = await asked(`${procedure.digest}.in-person`);
  expect(info.procedure.id).toBe('boston-python');
  expect(info.written).toEqual({ procedure, gathering: 'in-person' });
  const unused = parts.procedures.installed.get('pycon-us-2018')?.procedure.digest ?? '';
  for (const under of [`${unused}.in-person`, `${procedure.digest}.nowhere`, 'x', `${'f'.repeat(64)}.online`])
    expect([under, (await asked(under)).written]).toEqual([under, undefined]);
});

test('the row beside the record says nothing of the version: the signed entry does', async () => {
  const url = await begin();
  const prepared = await reported(url);
  const { digest } = (await sealing(url)).procedure;
  const other = parts.procedures.installed.get('boston-python')?.procedure.digest ?? '';
  inDatabase(`update incident set procedure = '${other}'`);
  const opened = await mailbox(url, prepared);
  expect(opened.procedure?.digest).toBe(digest);
  expect(opened.promises?.map(({ duty }) => duty)).toEqual(['acknowledge', 'follow-up']);
});

describe('given the version of an incident cannot be read any more', () => {
  const hour = 3_600_000;
  async function unreadable(): Promise<{ readonly url: string; readonly incident: string }> {
    const prepared = await reported(await begin());
    const org = (await parts.store.organisation())?.org ?? '';
    const incident = (await parts.store.incidentOf(org, prepared.report))?.incident ?? '';
    await running?.stop();
    running = null;
    edit((text) => `${text}\n# another version\n`);
    inDatabase(longAgo);
    return { url: await begin(), incident };
  }

  test('who holds the key answers the reporter and writes a note, and does nothing that a role would allow', async () => {
    const { url, incident } = await unreadable();
    const rosa = await visitor(url, 'rosa');
    const acts = async (act: (writing: Writing) => Promise<void>) => {
      const opened = await openIncident(await sightOver(rosa), 'rosa', incident);
      if (opened === null) throw new Error('not opened');
      const writing = new Writing(opened, clock);
      await act(writing);
      const done = await rosa.post(staffPaths.api.entries, batchForm(writing.batch(), writing.files));
      return [done.status, await done.json()];
    };
    const taken = [200, { receivedAt: expect.any(Number) as number }];
    const done = await acts(async (writing) => {
      const opened = await openIncident(await sightOver(rosa), 'rosa', incident);
      if (opened === null) throw new Error('not opened');
      const key = newEpoch();
      await writing.makeInternal(key, async (hash) => (await rosa.get(paths.recipient(hash))).text());
      await note(writing, opened, key.recipient, 'seen');
      await answer(writing, opened, { text: 'We are here.', followUp: false, at: clock });
    });
    expect(done).toEqual(taken);
    for (const kind of ['lead-taken', 'conflict-asked']) {
      const facts = kind === 'lead-taken' ? [] : [['member', 'amina'] as const];
      expect(await acts((writing) => writing.mark(kind, facts))).toEqual([403, { refused: 'not-allowed' }]);
    }
    const dana = await visitor(url, 'dana');
    expect((await dana.get(staffPaths.api.incident(incident))).status).toBe(404);
  });

  test('whoever has a conflict can leave all the same, while somebody stays; they set nobody else aside', async () => {
    const { url, incident } = await unreadable();
    const rosa = await colleague(url, 'rosa');
    expect(await rosa.setAside(incident, 'amina')).toEqual(no(403, 'not-allowed'));
    expect((await rosa.stepAside(incident)).status).toBe(200);
    expect(await rosa.get(staffPaths.api.incident(incident))).toEqual(gone);
    expect((await (await colleague(url, 'amina')).open(incident)).body.answers['what']).toBeDefined();
  });

  test('its reminders end, with a word in the log, and are not tried for ever', async () => {
    await unreadable();
    clock += 14 * hour;
    expect(waiting(`kind = 'remind' and due <= ${clock}`)).not.toEqual([]);
    await vi.waitFor(
      () => {
        expect(logged).toContain('reminder-unreadable');
        expect(waiting(`kind = 'remind' and due <= ${clock}`)).toEqual([]);
      },
      { timeout: 12_000, interval: 500 },
    );
  });
});

test('a version that is only an incident’s is listed for who sees that incident, and for nobody else', async () => {
  await begin();
  const digests: string[] = [];
  const comeIntoForce = async (): Promise<string> => {
    edit((text) => `${text}\n# version ${digests.length}\n`);
    const url = await begin();
    expect(await switchTo(parts, 'pycon-us')).toBe(true);
    digests.push((await sealing(url)).procedure.digest);
    return url;
  };
  const between = await comeIntoForce();
  const prepared = await prepare(await groundOf(between, event), [
    ['what', 'under the second'],
    ['team.leave-out', 'tomasz'],
  ]);
  expect((await prepared.send()).status).toBe(200);
  const url = await comeIntoForce();
  const listed = async (member: string): Promise<readonly boolean[]> => {
    const { procedures } = (await (await (await visitor(url, member)).get(staffPaths.api.desk)).json()) as DeskInfo;
    return digests.map((digest) => procedures.some((one) => one.digest === digest));
  };
  expect(await listed('rosa')).toEqual([true, true]);
  expect(await listed('tomasz')).toEqual([false, true]);
  expect(await listed('owen')).toEqual([false, true]);
});
