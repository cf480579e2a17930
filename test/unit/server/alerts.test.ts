import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenFields, post as postForm, wordsOnPage, writtenInClear } from '#kit/clear-form.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { rehearse, type Rehearsing } from '#rehearsal/rehearse.ts';
import { smtpPost, type Post } from '#server/post/post.ts';
import { paths } from '#wire/paths.ts';
import { listOf, settingsIn, visitor } from './rehearsed.ts';

interface Taken {
  readonly to: readonly string[];
  readonly raw: string;
}

const taken: Taken[] = [];
let refuseFirst = 1;
let smtp: SMTPServer;
let served: Rehearsing;
let post: Post;
const folder = mkdtempSync(join(tmpdir(), 'recourse-alerts-'));

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        if (refuseFirst-- > 0) return done(Object.assign(new Error('later'), { responseCode: 451 }));
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  await new Promise<void>((ready) => {
    smtp.listen(0, '127.0.0.1', ready);
  });
  const { port } = smtp.server.address() as { port: number };
  post = await smtpPost({ baseUrl: 'https://report.pyharbor.example', smtpUrl: `smtp://127.0.0.1:${port}` });
  const base = settingsIn(folder);
  served = await rehearse(base, { say: () => undefined, log: () => undefined, post });
});
afterAll(async () => {
  await served.stop();
  await new Promise<void>((done) => {
    smtp.close(done);
  });
  rmSync(folder, { recursive: true, force: true });
});

const sendForm = (path: string, pairs: Parameters<typeof postForm>[2]): Promise<Response> =>
  postForm(served.url, path, pairs);

/** Reminders are in `reminders.test.ts`. */
const alerts = (): readonly Taken[] => taken.filter(({ raw }) => raw.includes('Something is waiting'));

const until = async (ready: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 100 && !ready(); tries++) await new Promise((done) => setTimeout(done, 50));
};

/** Moves the clock, ms. */
async function passes(ms: number): Promise<void> {
  const form = new FormData();
  form.set('by', String(ms));
  const headers = { origin: served.url };
  await fetch(served.url + paths.rehearsal, { method: 'POST', body: form, headers, redirect: 'manual' });
}

test('one content-free mail to each member who may read it, tried again when refused, and to nobody else', async () => {
  await until(() => alerts().length >= 15);
  const seeded = alerts().length;
  // Of four seeded reports to four readers each, one mail was refused: it waits half a minute of the server's clock.
  expect(seeded).toBe(15);
  const ground = await groundOf(served.url, event);
  const rosa = await visitor(served.url, 'rosa');
  const before = new Set((await listOf(rosa)).map((row) => row.incident));
  const prepared = await prepare(ground, [
    ['what', 'zwirbelquark about Tomasz Brandt'],
    ['team.leave-out', 'tomasz'],
    ['contact.name', 'Solène'],
  ]);
  await prepared.send();
  await until(() => alerts().length >= seeded + 3);
  const row = (await listOf(rosa)).find(({ incident }) => !before.has(incident));
  const mails = alerts().slice(seeded);
  expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(
    ['amina', 'kenji', 'rosa'].map((id) => `${id}@pyharbor.example`),
  );
  for (const { raw } of mails) {
    expect(raw).toContain(`Subject: ${row?.codeName}`);
    expect(raw).toContain(paths.deskIncident(row?.incident ?? ''));
    expect(raw).not.toMatch(/zwirbelquark|Tomasz|Brandt|Sol|PyHarbor US|Rosa/u);
    expect(raw).toMatch(/^Message-ID: <[0-9a-f]{32}@report\.pyharbor\.example>/mu);
  }
  expect(new Set(mails.map(({ raw }) => /^Message-ID: (.*)$/mu.exec(raw)?.[1])).size).toBe(3);
  // A day later the refused one is sent too; and nobody took what came, so that everybody who holds it is woken once more.
  await passes(24 * 3_600_000);
  await until(() => alerts().length >= seeded + 7);
  expect(alerts().length).toBe(seeded + 7);
  expect(new Set(alerts().map(({ raw }) => /^Message-ID: (.*)$/mu.exec(raw)?.[1])).size).toBe(22);
});

test('what a reporter adds alerts the same members again, once, and says nothing of it', async () => {
  // What comes within a minute of a ring waits for the next one.
  await passes(60_000);
  const written = await writtenInClear(served.url, event, [
    ['what', 'It began with a joke.'],
    ['team.leave-out', 'tomasz'],
  ]);
  const before = alerts().length;
  const words = wordsOnPage(await (await written.send()).text());
  await until(() => alerts().length >= before + 3);
  const opened = await sendForm(paths.mailboxOpened(event), [['words', words.join(' ')]]);
  const reply = [...hiddenFields(await opened.text()), ['text', 'And then flunkermoos.'] as const];
  const births = alerts().length;
  await passes(60_000);
  expect((await sendForm(paths.mailboxReply(event), reply)).status).toBe(200);
  await until(() => alerts().length >= births + 3);
  const mails = alerts().slice(births);
  expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(
    ['amina', 'kenji', 'rosa'].map((id) => `${id}@pyharbor.example`),
  );
  for (const { raw } of mails) expect(raw).not.toContain('flunkermoos');
});
