import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hiddenFields, post, wordsOnPage, writtenInClear } from '#kit/clear-form.ts';
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

async function plantEverything(served: Served): Promise<void> {
  const { origin } = served;
  const written = await writtenInClear(origin, event, [
    ['what', `It began with ${planted.happened}.`],
    ['others.0.name', planted.witness],
    ['contact.naming', 'team-only'],
    ['contact.name', planted.reporter],
    ['contact.reach', planted.contact],
    ['team.close-to', planted.close],
  ]);
  const sent = await written.send();
  expect(sent.status).toBe(200);
  const words = wordsOnPage(await sent.text());
  expect(words).toHaveLength(8);
  const opened = await post(origin, paths.mailboxOpened(event), [['words', words.join(' ')]]);
  expect(opened.status).toBe(200);
  const reply = hiddenFields(await opened.text());
  const replied = await post(origin, paths.mailboxReply(event), [...reply, ['text', `And then ${planted.reply}.`]]);
  expect(replied.status).toBe(200);
  expect(await replied.text()).toContain(planted.reply);
  const ground = await groundOf(served.origin, event);
  const sealed = await prepare(ground, [
    ['what', `On the device: ${planted.sealed}`],
    ['contact.name', planted.reporter],
  ]);
  expect((await sealed.send()).status).toBe(200);
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
    expect(
      foundIn(
        folders,
        Object.values(planted).flatMap((word) => word.split(/[ @]/u)),
      ),
    ).toEqual([]);
    return undefined;
  });
});
