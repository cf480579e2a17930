import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { sealReply } from '#seal/mailbox.ts';
import { randomHex } from '#seal/digest.ts';
import { event } from '#rehearsal/cast.ts';
import type { Header } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import type { ReporterMessage } from '#wire/bodies.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { releasesAllTheSame } from './changed.ts';
import { ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
let kenji: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz, kenji] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'tomasz'),
    unlocked(served.url, 'kenji'),
  ]);
});
afterAll(() => served.end());

type Fields = readonly (readonly [string, string])[];
const gone = { refused: 'not-found' };

/** The incident that this makes. */
async function after(act: () => Promise<unknown>): Promise<string> {
  const before = new Set((await rosa.incidents()).map(({ incident }) => incident));
  await act();
  return (await rosa.incidents()).find(({ incident }) => !before.has(incident))?.incident ?? '';
}

const named: Fields = [['what', 'Yesterday Tomasz Brandt followed me to the cloakroom.']];

/** A report from a browser, and how its reporter adds this body as their answers once more, whatever it is. */
async function sent(fields: Fields) {
  const prepared = await prepare(ground, fields);
  const id = await after(async () => {
    const answer = await prepared.send();
    if (!answer.ok) throw new Error(await answer.text());
  });
  const adds = async (body: unknown): Promise<void> => {
    const told = new Response(await rosa.bytes(staffPaths.api.incident(id)));
    const { report } = (await told.json()) as IncidentAnswer;
    const headers = report.flatMap(({ line }) => parseLine(line) ?? []);
    const newest = headers.flatMap((header) => manifestOf(header) ?? []).findLast((m) => m.compartment === 'account');
    const { org, rosterVersion, rosterHash, at } = headers.at(-1) as Header;
    const { keys } = prepared;
    const reply = await sealReply({
      org,
      rosterVersion,
      rosterHash,
      at,
      report: prepared.report,
      keys,
      account: { epoch: newest?.epoch ?? 0, recipient: newest?.recipient ?? '' },
      body: body as ReporterMessage,
      kind: 'added',
      files: [],
    });
    const bare = (entries: typeof reply.report) => entries.map(({ line, hsig }) => ({ line, hsig }));
    const batch = { id: keys.id, auth: keys.auth, report: bare(reply.report), mailbox: bare(reply.mailbox) };
    const form = batchForm(batch, reply.files);
    const headersOf = { origin: served.url };
    const answer = await fetch(served.url + paths.api.mailbox.reply, {
      method: 'POST',
      body: form,
      headers: headersOf,
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return { id, adds };
}

/** A browser without scripts; the token is one report's. */
function plainForm(): (fields: Fields) => Promise<void> {
  const token = randomHex(16);
  const post = (path: string, fields: Fields): Promise<Response> =>
    fetch(served.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: served.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    });
  return async (fields) => {
    const form: Fields = [['token', token], ['l', 'en'], ...fields];
    const check = await (await post(paths.check(event), [...form, ['do', 'check']])).text();
    const seen = /name="seen"[^>]*value="([^"]*)"/u.exec(check) ?? /value="([^"]*)"[^>]*name="seen"/u.exec(check);
    const answer = await post(paths.sent(event), [...form, ['seen', seen?.[1] ?? '']]);
    expect(answer.status).toBe(200);
  };
}

describe('whom the reporter leaves out in what they send again', () => {
  test('is left out like at birth: nobody releases them, and they do not only seem to be named', async () => {
    const send = plainForm();
    const id = await after(() => send([['what', 'the first']]));
    await send([
      ['what', 'the first'],
      ['team.leave-out', 'amina'],
    ]);
    const opened = ok(await rosa.open(id));
    expect(opened.conflicts).toMatchObject({ leftOut: ['amina'], named: [] });
    expect(opened.apart).toContain('amina');
    const posted = rosa.posted.length;
    expect(await rosa.releaseNamed(id, 'amina')).toEqual({ refused: 'not-allowed' });
    expect(rosa.posted).toHaveLength(posted);
    expect(await amina.open(id)).toEqual(gone);
  });

  test('may be anybody as long as it cannot be read: nobody is released', async () => {
    const { id, adds } = await sent(named);
    expect(ok(await rosa.open(id)).conflicts.named).toMatchObject([{ member: 'tomasz' }]);
    await adds({ v: 1, from: 'reporter', text: 5, files: [], at: 1 });
    expect(await rosa.releaseNamed(id, 'tomasz')).toEqual({ refused: 'not-allowed' });
    expect(await tomasz.open(id)).toEqual(gone);
  });

  test('with no header that bars them keeps nobody out: a sealed word alone cannot lock out everybody', async () => {
    const { id, adds } = await sent(named);
    const leaveOut = ['rosa', 'amina', 'kenji'];
    const answers = { team: { kind: 'team', leaveOut, only: '', closeTo: '' } };
    await adds({ v: 1, from: 'reporter', text: '', files: [], at: 1, answers });
    const opened = ok(await rosa.open(id));
    expect(opened.conflicts.leftOut).toEqual([]);
    expect(opened.apart).toEqual(['tomasz']);
    ok(await amina.note(id, 'we go on'));
    ok(await rosa.releaseNamed(id, 'tomasz'));
    ok(await tomasz.open(id));
  });
});

describe('after a changed desk let in whom the reporter left out', () => {
  test('the others turn without them, write, note and step aside; and they are out again', async () => {
    const { id } = await sent([
      ['what', 'let in by a changed desk'],
      ['team.leave-out', 'amina'],
    ]);
    ok(await rosa.open(id));
    await releasesAllTheSame(tomasz, 'tomasz', id, 'amina');
    const opened = ok(await rosa.open(id));
    expect(opened.readers.account).not.toContain('amina');
    expect(opened.conflicts).toMatchObject({ leftOut: ['amina'], named: [] });
    expect(opened.warnings).toEqual([]);
    ok(await rosa.write(id, { text: 'We go on.', followUp: false }));
    ok(await tomasz.note(id, 'without her'));
    expect(await kenji.stepAside(id)).toEqual({ done: true });
    const later = await unlocked(served.url, 'amina');
    const seen = await later.open(id);
    expect('refused' in seen || seen.may.write).not.toEqual({ allowed: true, warning: '' });
    expect(ok(await rosa.open(id)).readers.account).toEqual(['rosa', 'tomasz']);
  });
});

describe('stepping aside while the network fails', () => {
  test('an answer that was lost is read as done when it is pressed again', async () => {
    const { id } = await sent([['what', 'lost on the way']]);
    const desk = await unlocked(served.url, 'kenji');
    ok(await desk.open(id));
    desk.lie = (path, response) => (path === staffPaths.api.entries ? new Response('', { status: 502 }) : response);
    expect(await desk.stepAside(id)).toMatchObject({ refused: 'internal' });
    desk.lie = (_path, response) => response;
    expect(await desk.stepAside(id)).toEqual({ done: true });
    expect(ok(await rosa.open(id)).conflicts.aside).toMatchObject([{ member: 'kenji', own: true }]);
    // Who said nothing is told that nothing is there, as before.
    expect(await desk.stepAside(id)).toEqual(gone);
    expect(await (await unlocked(served.url, 'kenji')).stepAside(id)).toEqual(gone);
  });

  test.each([
    ['not fetched', () => new Response('bad gateway', { status: 502 })],
    ['not the one', () => new Response('another file')],
  ])(
    'a key that is %s says nothing of who gave it, and its holder cannot go without handing it on',
    async (_, file) => {
      const { id } = await sent([
        ['what', 'nobody else has it'],
        ...['tomasz', 'amina', 'kenji'].map((one) => ['team.leave-out', one] as const),
      ]);
      const desk = await unlocked(served.url, 'rosa');
      desk.lie = (path, response) => (path.startsWith(staffPaths.api.incidentFile(id, '')) ? file() : response);
      const posted = desk.posted.length;
      const opened = ok(await desk.open(id));
      expect(opened.account).toBeNull();
      expect(opened.warnings).toEqual([{ what: 'key-absent', compartment: 'account' }]);
      expect(await desk.stepAside(id)).toEqual({ refused: 'offline' });
      expect(desk.posted.slice(posted).filter((path) => path === staffPaths.api.entries)).toEqual([]);
      desk.lie = (_path, response) => response;
      const again = ok(await desk.open(id));
      expect(again.warnings).toEqual([]);
      expect(again.entries.filter(({ kind }) => kind === 'grant-failed')).toEqual([]);
      expect(await desk.stepAside(id)).toEqual({ done: true });
      ok(await (await unlocked(served.url, 'yewande')).open(id));
    },
  );
});
