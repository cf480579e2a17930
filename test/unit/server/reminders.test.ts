import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { noPost } from '#kit/post.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast, event, opensAt } from '#rehearsal/cast.ts';
import { rehearse, type Rehearsing } from '#rehearsal/rehearse.ts';
import { answer, openIncident, Writing } from '#rehearsal/responding.ts';
import { seed } from '#rehearsal/seed.ts';
import { sha256Hex } from '#seal/digest.ts';
import { alert } from '#server/alerts/alert.ts';
import { call } from '#server/alerts/call.ts';
import { unanswered } from '#server/alerts/unanswered.ts';
import { gap } from '#server/alerts/gap.ts';
import { attendeesOver } from '#server/api/attendees.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { settings } from '#server/alerts/settings.ts';
import { jobName } from '#server/due/job-names.ts';
import { jobLoop, type JobLoop } from '#server/due/jobs.ts';
import { channelJobs } from '#server/channels/jobs.ts';
import { reckon } from '#server/due/reckon.ts';
import { remind } from '#server/due/remind.ts';
import { ring } from '#server/due/ring.ts';
import type { Mail, Post } from '#server/post/post.ts';
import { start, type Running } from '#server/start.ts';
import type { EntriesBatch } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, dutiesOver, listOf, settingsIn, sightOver, visitor, type Visitor } from './rehearsed.ts';

const hour = 3_600_000;
const day = 24 * hour;

interface Row {
  readonly id: string;
}

/** A duty of one incident, by what its reminders are named. */
interface Named {
  readonly incident: string;
  readonly duty: string;
  readonly cause: string;
  readonly stream: string;
}

const members = cast.map(({ id }) => id);
const alertName = ({ incident, duty, cause, stream }: Named, step: string, member: string): string =>
  jobName('alert', incident, member, 'remind', duty, cause, stream, step);
const stepName = ({ incident, duty, cause, stream }: Named, step: string): string =>
  jobName('remind', incident, duty, cause, stream, step);
/** Every step of acknowledging. */
const steps = ['50%', '75%', 'due', '1h-late'];

/** The job table as it lies on the disk, read beside the server: names, or what is still carried. */
function jobsIn(folder: string, where: string, column: 'id' | 'payload' = 'id'): readonly string[] {
  const database = new DatabaseSync(join(folder, 'recourse.sqlite'), { readOnly: true });
  try {
    const rows = database.prepare(`select ${column} as id from job where ${where} order by ${column}`).all();
    return (rows as unknown as Row[]).map(({ id }) => id);
  } finally {
    database.close();
  }
}

/** Entries laid behind a stream's last one, as a server that takes their kind leaves them. */
function laid(folder: string, { streams }: EntriesBatch): void {
  const database = new DatabaseSync(join(folder, 'recourse.sqlite'));
  try {
    for (const { stream, entries } of streams)
      for (const { line, hsig } of entries) {
        const { seq, id } = parseLine(line) ?? { seq: 0, id: '' };
        database
          .prepare(
            `insert into entry (org, stream, seq, id, hash, line, hsig, inside_line, inside_hsig, file, received_at)
             select org, stream, ?, ?, ?, ?, ?, '', '', '', received_at from entry where stream = ? limit 1`,
          )
          .run(seq, id, sha256Hex(line), line, hsig, stream);
        database.prepare('update head set seq = ?, hash = ? where stream = ?').run(seq, sha256Hex(line), stream);
      }
  } finally {
    database.close();
  }
}

/** Until no job is left that is due at `now`: whatever would still be sent has been sent. */
async function drained(folder: string, now: () => number): Promise<void> {
  await vi.waitFor(() => expect(jobsIn(folder, `done = 0 and due <= ${now()}`)).toEqual([]), { timeout: 12_000 });
}

/** Members for whom a step of a duty became an alert. */
const alerted = (folder: string, of: Named | undefined, step: string): string[] => {
  const ids = new Set(jobsIn(folder, `kind = 'alert'`));
  return members.filter((member) => of !== undefined && ids.has(alertName(of, step, member))).toSorted();
};

/** Members a step of a duty was mailed to, found by the name of each mail: what it says tells nothing of the duty. */
function mailed(folder: string, mails: readonly Mail[], of: Named | undefined, step: string): string[] {
  const sent = new Set(mails.map(({ messageId }) => messageId));
  return alerted(folder, of, step).filter(
    (member) => of !== undefined && sent.has(sha256Hex(alertName(of, step, member)).slice(0, 32)),
  );
}

const twice = (mails: readonly Mail[]): number => mails.length - new Set(mails.map((m) => m.messageId)).size;

describe('reminders in a rehearsal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-reminders-'));
  let served: Rehearsing;
  let rosa: Visitor;
  const named: Named[] = [];
  const begin = async (): Promise<void> => {
    served = await rehearse(settingsIn(folder), { say: () => undefined, log: () => undefined });
    rosa = await visitor(served.url, 'rosa');
  };
  beforeAll(begin);
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The rehearsal's own form for its clock; then everything that is due is done. */
  async function pass(ms: number): Promise<void> {
    const form = new FormData();
    form.set('by', String(ms));
    const headers = { origin: served.url };
    await fetch(served.url + paths.rehearsal, { method: 'POST', body: form, headers, redirect: 'manual' });
    await drained(folder, served.now);
    // A session of before has ended by now.
    rosa = await visitor(served.url, 'rosa');
  }
  async function reported(...wishes: (readonly [string, string])[]): Promise<string> {
    const before = new Set((await listOf(rosa)).map((row) => row.incident));
    const prepared = await prepare(await groundOf(served.url, event), [['what', 'zwirbelquark'], ...wishes]);
    expect((await prepared.send()).status).toBe(200);
    const incident = (await listOf(rosa)).find((row) => !before.has(row.incident))?.incident ?? '';
    named.push(...(await dutiesOver(rosa)).filter((duty) => duty.incident === incident));
    return incident;
  }
  const nameOf = (incident: string, duty: string): Named | undefined =>
    named.find((one) => one.incident === incident && one.duty === duty);
  async function acting(incident: string, act: (writing: Writing) => Promise<void>): Promise<void> {
    const opened = await openIncident(await sightOver(rosa), 'rosa', incident);
    if (opened === null) throw new Error('not opened');
    const writing = new Writing(opened, served.now());
    await act(writing);
    const done = await rosa.post(staffPaths.api.entries, batchForm(writing.batch(), writing.files));
    expect([done.status, await done.text()]).toEqual([200, expect.any(String)]);
  }
  const told = (incident: string, duty: string, step: string): string[] =>
    mailed(folder, served.post.mails(), nameOf(incident, duty), step);

  test('each step goes once to who owes it, not to who was left out, and names nothing but the date', async () => {
    const incident = await reported(['team.leave-out', 'tomasz']);
    const before = served.post.mails().length;
    await pass(13 * hour);
    expect(told(incident, 'acknowledge', '50%')).toEqual(['amina', 'kenji', 'rosa']);
    await pass(0);
    await pass(hour);
    const mails = served.post.mails().slice(0, served.post.mails().length - before);
    const about = mails.filter(({ text }) => text.includes(paths.deskIncident(incident)));
    const codeName = (await listOf(rosa)).find((row) => row.incident === incident)?.codeName ?? '';
    const dated = about.filter(({ text }) => text.includes('is due by'));
    expect(dated).toHaveLength(3);
    for (const { subject, text } of dated) {
      expect(subject).toBe(codeName);
      expect(text.replace(/\d{2}:\d{2}\s[AP]M/u, 'TIME')).toBe(
        `Something that was promised is due by Sunday, May 16 at TIME EDT.\n\n${codeName}\n${served.url}${paths.deskIncident(incident)}\n\nThis message says nothing else, and there is no need to answer it.`,
      );
    }
    for (const { subject, text } of about) {
      expect(`${subject} ${text}`).not.toMatch(
        /zwirbelquark|Tomasz|Brandt|reporter|acknowledg|follow|PyHarbor|report /iu,
      );
    }
    expect(about.some(({ to }) => to.startsWith('tomasz'))).toBe(false);
    expect(twice(served.post.mails())).toBe(0);
  });

  test('of several steps that passed at once only the latest speaks, and says since when', async () => {
    const incident = await reported();
    const before = served.post.mails().length;
    await pass(26 * hour);
    for (const step of ['50%', '75%', 'due']) expect(told(incident, 'acknowledge', step)).toEqual([]);
    expect(told(incident, 'acknowledge', '1h-late')).toEqual(['amina', 'kenji', 'rosa', 'tomasz']);
    const mails = served.post.mails().slice(0, served.post.mails().length - before);
    const acknowledge = nameOf(incident, 'acknowledge');
    if (acknowledge === undefined) throw new Error('nothing owed');
    const ids = members.map((member) => sha256Hex(alertName(acknowledge, '1h-late', member)).slice(0, 32));
    const late = mails.filter(({ messageId }) => ids.includes(messageId));
    expect(late).toHaveLength(4);
    for (const { text } of late) expect(text).toMatch(/^Something that was promised has been due since .+ EDT\.\n/u);
  });

  test('what is met reminds nobody', async () => {
    const incident = await reported();
    await acting(incident, async (writing) => {
      const opened = await openIncident(await sightOver(rosa), 'rosa', incident);
      if (opened === null) throw new Error('not opened');
      await answer(writing, opened, { text: 'Thank you.', followUp: false, at: served.now() });
    });
    await pass(4 * day);
    for (const step of steps) expect(alerted(folder, nameOf(incident, 'acknowledge'), step)).toEqual([]);
    expect(told(incident, 'follow-up', '3d')).toEqual(['amina', 'kenji', 'rosa', 'tomasz']);
  });

  test('who stepped aside is reminded of nothing more, whatever keys they hold', async () => {
    const incident = await reported();
    const opened = await openIncident(await sightOver(rosa), 'rosa', incident);
    if (opened === null) throw new Error('not opened');
    const writing = new Writing(opened, served.now());
    await writing.mark('recused', [['member', 'amina']]);
    laid(folder, writing.batch());
    await pass(13 * hour);
    expect(told(incident, 'acknowledge', '50%')).toEqual(['kenji', 'rosa', 'tomasz']);
  });

  test('a restart sends nothing again, and what passed meanwhile once', async () => {
    const incident = await reported();
    await pass(13 * hour);
    expect(told(incident, 'acknowledge', '50%')).toHaveLength(4);
    const first = served.post.mails();
    await served.stop();
    await begin();
    await drained(folder, served.now);
    await pass(6 * hour);
    expect(told(incident, 'acknowledge', '75%')).toHaveLength(4);
    expect(told(incident, 'acknowledge', '50%')).toEqual([]);
    expect(twice([...first, ...served.post.mails()])).toBe(0);
  });

  test('the desk list has what the reminders are of', async () => {
    const incident = await reported();
    const owed = (await dutiesOver(rosa)).filter((duty) => duty.incident === incident);
    const queued = jobsIn(folder, `kind = 'remind' and payload like '%${incident}%' and done = 0`);
    const carried = jobsIn(folder, `kind = 'remind' and payload like '%${incident}%' and done = 0`, 'payload').map(
      (payload) => JSON.parse(payload) as Named & { readonly step: string },
    );
    const owes = ({ duty, cause, stream }: Named): boolean =>
      owed.some((one) => one.duty === duty && one.cause === cause && one.stream === stream);
    expect(carried.length).toBeGreaterThan(1);
    expect(carried.filter((one) => !owes(one))).toEqual([]);
    expect(carried.map((one) => stepName(one, one.step)).toSorted()).toEqual(queued);
  });

  test('what is over leaves no list of who was told of what', async () => {
    const incident = await reported();
    await pass(26 * hour);
    const ids = jobsIn(folder, 'done = 1');
    expect(ids.length).toBeGreaterThan(8);
    expect(ids.filter((id) => !/^(?:alert|remind|ring|reckon|settings)\/[0-9a-f]{64}$/u.test(id))).toEqual([]);
    expect(jobsIn(folder, `done = 1 and payload <> ''`)).toEqual([]);
    expect(told(incident, 'acknowledge', '1h-late')).toHaveLength(4);
  });

  test('names are forgotten a month after, and nothing that was said then is said again', async () => {
    const incident = await reported();
    await pass(20 * day);
    const over = jobsIn(folder, 'done = 1');
    const names = (): readonly string[] => jobsIn(folder, '1 = 1').filter((id) => over.includes(id));
    await pass(31 * day);
    await pass(0);
    expect(over.length).toBeGreaterThan(8);
    expect(names()).toEqual([]);
    await acting(incident, (writing) => writing.mark('lead-taken', []));
    await pass(0);
    expect(names()).toEqual([]);
  });
});

describe('several loops on one store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-loops-'));
  const mails: Mail[] = [];
  const post: Post = {
    ...noPost,
    async send(mail) {
      mails.push(mail);
    },
  };
  let running: Running;
  let parts: ApiParts;
  let clock = opensAt;
  const now = (): number => clock;
  beforeAll(async () => {
    running = await start(settingsIn(folder), {
      now,
      say: () => undefined,
      log: () => undefined,
      rehearsal: {
        cast: [],
        post,
        seed,
        pages: (given) => {
          parts = given;
          return new Hono();
        },
      },
    });
    await drained(folder, now);
  });
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('send each step once between them, also when one of them began and died', async () => {
    const { store, procedures } = parts;
    const log = (): void => undefined;
    const given = { store, now, procedures, post, origin: '', log };
    const handlers = {
      alert: alert(given),
      settings: settings(given),
      remind: remind(parts),
      ring: ring(parts),
      gap: gap(given),
      reckon: reckon(parts),
      ...channelJobs(given, null, null),
      attendees: attendeesOver({ store, now }),
      files: async () => 'over' as const,
      call: call(given),
      line: unanswered(given),
    };
    // Claimed by a process that died before it was done: it comes again after the lease.
    clock = opensAt + 26 * hour;
    expect((await store.claimJobs(now(), 30_000, 2)).length).toBe(2);
    const loops: JobLoop[] = [1, 2, 3].map(() => jobLoop({ store, now, log }, handlers, 20));
    for (const loop of loops) loop.poke();
    for (const ahead of [40_000, 2 * day, 8 * day]) {
      clock += ahead;
      for (const loop of loops) loop.poke();
      await drained(folder, now);
    }
    await Promise.all(loops.map((loop) => loop.stop()));
    expect(mails.length).toBeGreaterThan(16);
    expect(twice(mails)).toBe(0);
    expect(jobsIn(folder, `kind = 'alert' and done = 0`)).toEqual([]);
  });

  test('a step waits for its time, speaks once however often it is handled, and not after a later one', async () => {
    const { store } = parts;
    const org = (await store.organisation())?.org ?? '';
    const prepared = await prepare(await groundOf(running.url, event), [['what', 'again']]);
    const began = now();
    expect((await prepared.send()).status).toBe(200);
    const incident = (await store.incidentOf(org, prepared.report))?.incident ?? '';
    const all = await store.dutiesFor(org, 'rosa', { after: '', most: 100 });
    const owed = all.find((duty) => duty.incident === incident && duty.duty === 'acknowledge');
    const handled = (step: string) => {
      const payload = JSON.stringify({ incident, duty: 'acknowledge', cause: owed?.cause, stream: owed?.stream, step });
      return remind(parts)({ id: `handled/${step}`, kind: 'remind', payload, at: clock, tries: 1 });
    };
    expect(await handled('50%')).toEqual({ at: began + 12 * hour });
    expect(alerted(folder, owed, '50%')).toEqual([]);
    clock = began + 13 * hour;
    expect([await handled('50%'), await handled('50%')]).toEqual(['over', 'over']);
    expect(alerted(folder, owed, '50%')).toEqual(['amina', 'kenji', 'rosa', 'tomasz']);
    clock = began + 30 * hour;
    expect(await handled('due')).toBe('over');
    expect(alerted(folder, owed, 'due')).toEqual([]);
  });
});
