import { afterAll, beforeAll, expect, test } from 'vitest';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast, event } from '#rehearsal/cast.ts';
import { answer, openIncident, Writing } from '#rehearsal/responding.ts';
import { bearerHash } from '#seal/words.ts';
import type { DeskInfo, MailboxOpened, SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, dutiesOver, listOf, rehearsed, sightOver, visitor, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(() => served.end());

/** The form on the rehearsal's page. */
async function follow(procedure: string): Promise<number> {
  const body = new FormData();
  body.set('procedure', procedure);
  const headers = { origin: served.url };
  const answered = await fetch(served.url + paths.rehearsal, { method: 'POST', body, headers, redirect: 'manual' });
  return answered.status;
}

const sealing = async (): Promise<SealingInfo> =>
  (await (await fetch(served.url + paths.api.sealing(event))).json()) as SealingInfo;
const page = async (path: string): Promise<string> =>
  (await fetch(served.url + path, { headers: { 'accept-language': 'en' } })).text();

/** A new report: its incident, who is shown it, and the duties a reader is shown. */
async function reported() {
  const prepared = await prepare(await groundOf(served.url, event), [['what', 'again']]);
  const lists = async () =>
    Promise.all(
      cast.map(async ({ id }) => {
        const one = await visitor(served.url, id);
        return [id, await listOf(one), await dutiesOver(one)] as const;
      }),
    );
  const before = new Set((await lists()).flatMap(([, rows]) => rows.map(({ incident }) => incident)));
  expect((await prepared.send()).status).toBe(200);
  const after = await lists();
  const seen = after.filter(([, rows]) => rows.some(({ incident }) => !before.has(incident)));
  const row = seen[0]?.[1].find(({ incident }) => !before.has(incident));
  if (row === undefined) throw new Error('nobody received it');
  const duties = (seen[0]?.[2] ?? []).filter(({ incident }) => incident === row.incident);
  return { prepared, row, readers: seen.map(([id]) => id).toSorted(), duties };
}

/** Whether this member may acknowledge: the server's answer. */
async function acknowledging(id: string, incident: string): Promise<number> {
  const one = await visitor(served.url, id);
  const opened = await openIncident(await sightOver(one), id, incident);
  if (opened === null) return 404;
  const writing = new Writing(opened, served.now());
  await answer(writing, opened, { text: 'Thank you.', followUp: false, at: served.now() });
  return (await one.post(staffPaths.api.entries, batchForm(writing.batch(), writing.files))).status;
}

async function mailbox(prepared: Awaited<ReturnType<typeof prepare>>): Promise<MailboxOpened> {
  const { id, auth } = prepared.keys;
  expect(bearerHash(auth)).toMatch(/^[0-9a-f]{64}$/u);
  const origin = served.url;
  const headers = { origin, 'content-type': 'application/json' };
  const opened = await fetch(origin + paths.api.mailbox.open, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id, auth }),
  });
  return (await opened.json()) as MailboxOpened;
}

test('another procedure holds for what is reported from now on, without a restart, and for nothing before', async () => {
  const first = await sealing();
  const old = await reported();
  const oldPage = await page(paths.handling(event));
  expect(first.procedure.id).toBe('pycon-us');
  expect(old.readers).toEqual(['amina', 'kenji', 'rosa', 'tomasz']);
  expect(old.row.procedure).toBe(first.procedure.digest);

  expect(await follow('boston-python')).toBe(303);
  const now = await sealing();
  expect(now).toMatchObject({ open: true, procedure: { id: 'boston-python' }, edition: { gathering: 'meet-up' } });
  expect(now.procedure.questions).not.toEqual(first.procedure.questions);
  const newPage = await page(paths.handling(event));
  expect(newPage).toContain(now.procedure.digest.slice(0, 12));
  expect(newPage).not.toContain(first.procedure.digest.slice(0, 12));
  expect(oldPage).toContain(first.procedure.digest.slice(0, 12));

  const fresh = await reported();
  expect(fresh.readers).toEqual(['dana', 'luis', 'priya']);
  expect(fresh.row.procedure).toBe(now.procedure.digest);
  const ids = (one: typeof fresh): readonly string[] => one.duties.map(({ duty }) => duty).toSorted();
  const rules = (info: SealingInfo): readonly string[] => info.procedure.duties.map(({ id }) => id);
  expect(ids(fresh)).toContain('meeting');
  expect(ids(old)).not.toContain('meeting');
  expect(rules(now)).toEqual(expect.arrayContaining([...ids(fresh)]));
  expect(rules(first)).toEqual(expect.arrayContaining([...ids(old)]));

  const after = (await dutiesOver(await visitor(served.url, 'rosa'))).filter(
    ({ incident }) => incident === old.row.incident,
  );
  expect(after).toEqual(old.duties);
  // Kenji acknowledges by a role that only the old procedure has; Rosa has none that receives under the new one.
  expect(await acknowledging('kenji', old.row.incident)).toBe(200);
  expect(await acknowledging('priya', fresh.row.incident)).toBe(200);
  expect(await acknowledging('rosa', fresh.row.incident)).toBe(404);

  const desk = (await (await (await visitor(served.url, 'rosa')).get(staffPaths.api.desk)).json()) as DeskInfo;
  const known = desk.procedures.map(({ digest }) => digest);
  expect(known).toEqual(expect.arrayContaining([old.row.procedure, fresh.row.procedure]));
  expect(desk.installed).toHaveLength(new Set(desk.installed).size);
  expect(desk.installed).toEqual(expect.arrayContaining([now.procedure.digest]));

  expect(await follow('no-such-procedure')).toBe(303);
  expect((await sealing()).procedure.id).toBe('boston-python');
}, 120_000);

test('the mailbox shows what was promised for this report, under the version it was made under', async () => {
  await follow('pycon-us');
  const { procedure } = await sealing();
  const { prepared, row } = await reported();
  const due = (hours: number): number => row.receivedAt + hours * 3_600_000;
  expect((await mailbox(prepared)).promises).toEqual([
    { duty: 'acknowledge', due: due(24), state: 'open' },
    { duty: 'follow-up', due: due(7 * 24), state: 'open' },
  ]);
  expect(await acknowledging('rosa', row.incident)).toBe(200);
  await follow('boston-python');
  const opened = await mailbox(prepared);
  expect(opened.procedure.digest).toBe(procedure.digest);
  expect(opened.promises?.map(({ duty, state }) => [duty, state])).toEqual([
    ['acknowledge', 'met'],
    ['follow-up', 'open'],
  ]);
  expect(Object.keys(opened.procedure).toSorted()).toEqual(
    [
      'digest',
      'duties',
      'gatherings',
      'id',
      'languages',
      'opening',
      'questions',
      'roles',
      'title',
      'version',
    ].toSorted(),
  );
  expect(JSON.stringify(opened.edition)).not.toMatch(/Room 23|Room 25C|555 0117|555 0111/u);
  const clock = new FormData();
  clock.set('by', String(8 * 24 * 3_600_000));
  await fetch(served.url + paths.rehearsal, { method: 'POST', body: clock, headers: { origin: served.url } });
  expect((await mailbox(prepared)).promises?.map(({ state }) => state)).toEqual(['met', 'overdue']);
}, 60_000);
