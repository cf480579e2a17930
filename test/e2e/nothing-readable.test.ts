import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundIn } from '#kit/needles.ts';
import { startPostgres, type Throwaway } from '#kit/postgres.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { paths } from '#wire/paths.ts';

/** Words that stand nowhere but in these reports. */
const planted = {
  happened: 'zwirbelquark',
  reporter: 'Solènevieve Quandt',
  contact: 'knorpelfee@briefkasten.example',
  witness: 'Idrissovic Brambas',
  reply: 'flunkermoos',
  sealed: 'quastelbrimbor',
  close: 'Wummerding Oolix',
};

async function writeInClear(origin: string): Promise<string> {
  const page = await (await fetch(origin + paths.report(event))).text();
  const token = /name="token" value="([0-9a-f]{32})"/u.exec(page)?.[1] ?? '';
  const form = new URLSearchParams([
    ['token', token],
    ['l', 'en'],
    ['what', `It began with ${planted.happened}.`],
    ['others.0.name', planted.witness],
    ['contact.naming', 'team-only'],
    ['contact.name', planted.reporter],
    ['contact.reach', planted.contact],
    ['team.close-to', planted.close],
  ]);
  const post = (path: string, body: URLSearchParams): Promise<Response> =>
    fetch(origin + path, { method: 'POST', body, headers: { origin } });
  expect((await post(paths.check(event), form)).status).toBe(200);
  const sent = await post(paths.sent(event), form);
  expect(sent.status).toBe(200);
  const html = await sent.text();
  return html;
}

async function plantEverything(served: Served): Promise<void> {
  const html = await writeInClear(served.origin);
  const words = /data-slot="words"[^>]*>([\s\S]*?)<\/(?:p|ul|ol|div)>/u.exec(html)?.[1]?.replaceAll(/<[^>]+>/gu, ' ') ?? '';
  expect(words.trim().split(/\s+/u)).toHaveLength(8);
  const opened = await fetch(served.origin + paths.mailboxOpened(event), {
    method: 'POST',
    body: new URLSearchParams([['words', words], ['l', 'en']]),
    headers: { origin: served.origin },
  });
  expect(opened.status).toBe(200);
  const mailbox = await opened.text();
  const hidden = [...mailbox.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)];
  const reply = new URLSearchParams(hidden.map(([, name = '', value = '']): [string, string] => [name, value]));
  reply.set('text', `And then ${planted.reply}.`);
  const replied = await fetch(served.origin + paths.mailboxReply(event), {
    method: 'POST',
    body: reply,
    headers: { origin: served.origin },
  });
  expect(replied.status).toBe(200);
  const ground = await groundOf(served.origin, event);
  const sealed = await prepare(ground, [
    ['what', `On the device: ${planted.sealed}`],
    ['contact.name', planted.reporter],
  ]);
  expect((await sealed.send()).status).toBe(201);
  // A body the server must refuse, with the words in it: nothing of it may reach a log.
  await fetch(served.origin + paths.api.reports(event), {
    method: 'POST',
    body: `{"${planted.sealed}`,
    headers: { origin: served.origin, 'content-type': 'application/json' },
  });
}

describe.each(['SQLite', 'PostgreSQL'])('on %s', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-planted-'));
  let postgres: Throwaway | null = null;
  let served: Served;

  beforeAll(async () => {
    if (engine === 'PostgreSQL') postgres = await startPostgres();
    if (engine === 'PostgreSQL' && postgres === null) return;
    served = await serve('rehearse', postgres === null ? {} : { DATABASE_URL: postgres.url });
  });
  afterAll(async () => {
    await served?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('nothing of what was told is anywhere outside sealed files: data, backup, logs, outgoing mail', async (context) => {
    if (engine === 'PostgreSQL' && postgres === null) return context.skip();
    await plantEverything(served);
    const env = { ...process.env, DATA_DIR: served.folder, ...(postgres && { DATABASE_URL: postgres.url }) };
    const backup = spawnSync(process.execPath, ['dist/server/recourse.js', 'backup', join(folder, 'backup.sqlite')], {
      env,
      encoding: 'utf8',
    });
    expect(backup.stderr + backup.stdout).not.toContain('rror');
    expect(backup.status).toBe(0);
    const mails = await (await fetch(served.origin + paths.rehearsal)).text();
    expect(mails).toContain('@pyharbor.example');
    await served.stop();
    writeFileSync(join(folder, 'mail.html'), mails);
    writeFileSync(join(folder, 'log.txt'), served.said());
    const folders = [folder, served.folder, ...(postgres === null ? [] : [postgres.folder])];
    // The search itself works: it finds a code word that is in the clear on purpose.
    expect(foundIn(folders, ['alert/'])).not.toEqual([]);
    expect(foundIn(folders, Object.values(planted))).toEqual([]);
    expect(foundIn(folders, Object.values(planted).flatMap((word) => word.split(/[ @]/u)))).toEqual([]);
    return undefined;
  });
});
