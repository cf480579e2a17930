import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { timelineOf } from '#desk/incident/timeline.ts';
import { isHeldForWords, waitsForWords } from '#desk/incident/paper.tsx';
import type { Opened as Incident } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare, type Ground, type Prepared } from '#kit/sender.ts';
import { isMetByWriting } from '#domain/promises/meets.ts';
import { event } from '#rehearsal/cast.ts';
import { answer, openIncident, Writing } from '#rehearsal/responding.ts';
import { lockedMove, sendMove } from '#reporter/returning/move.ts';
import { openMailbox, type Opened } from '#reporter/returning/open.ts';
import { lockedReply, sendReply } from '#reporter/returning/reply.ts';
import { fromHex, randomHex, sha256Hex } from '#seal/digest.ts';
import { signEntry } from '#seal/entry.ts';
import { english } from '#seal/lists/en.ts';
import { signerOf, type Signer } from '#seal/sign.ts';
import { wordsOf, type MailboxKeys } from '#seal/words.ts';
import { jobName } from '#server/due/job-names.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { hidden, procedureIds, said, versionOf, wordsOn } from '../pages/world.ts';
import { batchForm, rehearsed, sightOver, visitor, type Rehearsed } from './rehearsed.ts';
import { takenDown } from '#kit/taken-down.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let tomasz: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, tomasz] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'tomasz')]);
});
afterAll(() => served.end());

const { fetch: network } = globalThis;
/** The reporter's page in their own browser. */
function atTheirBrowser(): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('origin', served.url);
    const found = await network(served.url + path, { ...init, headers });
    // The server in this process put its own `Response` in the place of the one that `fetch` makes.
    return new Response(await found.arrayBuffer(), { status: found.status });
  });
}
afterEach(() => {
  vi.unstubAllGlobals();
});

const theirs = async <T>(does: () => Promise<T>): Promise<T> => {
  atTheirBrowser();
  try {
    return await does();
  } finally {
    vi.unstubAllGlobals();
  }
};

const opened = (keys: MailboxKeys): Promise<Opened> =>
  theirs(async () => {
    const found = await openMailbox(keys);
    if (!('keys' in found)) throw new Error(JSON.stringify(found));
    return found;
  });

/** What staff took down, with the incident it became. */
async function taken(
  fields: readonly (readonly [string, string])[] = [],
  channel: 'in-person' | 'phone' = 'in-person',
): Promise<Prepared & { readonly incident: string }> {
  const before = new Set((await rosa.incidents()).map(({ incident }) => incident));
  const prepared = await takenDown(ground, [['what', 'Told in the hallway.'], ...fields], channel);
  const incident = (await rosa.incidents()).find((row) => !before.has(row.incident))?.incident ?? '';
  return { ...prepared, incident };
}

const message = { text: 'Thank you for telling us.', followUp: true };
const movedBy = (keys: MailboxKeys): Promise<MailboxKeys> =>
  opened(keys).then((mailbox) =>
    theirs(async () => {
      const move = await lockedMove(mailbox);
      expect(await sendMove(move)).toBeNull();
      return move.keys;
    }),
  );
const reply = (keys: MailboxKeys, text: string) =>
  opened(keys).then((mailbox) => theirs(async () => sendReply(await lockedReply(mailbox, { text, files: [] }))));

/** Who is told of something in an incident, by the alerts that wait or went. */
function alertsOf(incident: string, about: string): readonly string[] {
  const database = new DatabaseSync(join(served.folder, 'recourse.sqlite'), { readOnly: true });
  try {
    const rows = database.prepare("select id from job where kind = 'alert'").all() as { readonly id: string }[];
    const ids = new Set(rows.map(({ id }) => id));
    return ['rosa', 'tomasz', 'amina', 'kenji', 'helen', 'priya'].filter((member) =>
      ids.has(jobName('alert', incident, member, about)),
    );
  } finally {
    database.close();
  }
}

const movesIn = ({ entries }: Incident) => entries.filter(({ kind }) => kind === 'mailbox-moved');
/** Id of the entry by which the words were changed, as the record has it. */
async function idOfMove(incident: string): Promise<string> {
  const found = await rosa.ask.json<IncidentAnswer>(staffPaths.api.incident(incident));
  const lines = 'refused' in found ? [] : found.report.map((row) => parseLine(row.inside?.line ?? row.line));
  return lines.find((header) => header?.kind === 'mailbox-moved')?.id ?? '';
}

describe('a report that staff took down', () => {
  test.each(['in-person', 'phone'] as const)(
    'given it came %s, nothing passes before the reporter has words of their own; then everything does',
    async (channel) => {
      const { keys, incident } = await taken([], channel);
      const before = ok(await rosa.open(incident));
      expect(before.may.write).toMatchObject({ refused: 'words-first' });
      expect(isHeldForWords(before.may.write)).toBe(true);
      expect(await rosa.write(incident, message)).toEqual({ refused: 'words-first' });
      expect(await reply(keys, 'Is anybody there?')).toEqual({ failed: 'words-first' });
      expect((await opened(keys)).answer.paper).toBe(true);

      const fresh = await movedBy(keys);
      const there = await opened(fresh);
      expect([there.answer.paper, there.warnings, there.said]).toEqual([false, [], []]);
      expect(ok(await rosa.open(incident)).may.write).toMatchObject({ allowed: true });
      expect(await rosa.write(incident, message)).toEqual({ done: true });
      expect(await reply(fresh, 'I am here.')).toHaveProperty('receivedAt');
      const texts = (await opened(fresh)).said.map(([one]) => ('text' in one ? one.text : one.by));
      expect(texts).toEqual(['Thank you for telling us.', 'I am here.']);
    },
  );

  test('the server takes no message, whatever a desk sends, and it takes the keys', async () => {
    const { incident, keys } = await taken();
    ok(await rosa.open(incident));
    const changed = await visitor(served.url, 'rosa');
    const found = await openIncident(await sightOver(changed), 'rosa', incident);
    if (found === null) throw new Error('not hers');
    const writing = new Writing(found, served.now());
    await answer(writing, found, { ...message, at: served.now() });
    const sent = await changed.post(staffPaths.api.entries, batchForm(writing.batch(), writing.files));
    expect([sent.status, await sent.json()]).toEqual([409, { refused: 'words-first' }]);

    const amina = await unlocked(served.url, 'amina');
    expect(await amina.stepAside(incident)).toEqual({ done: true });
    ok(await rosa.open(incident));
    const { account, warnings } = await opened(keys);
    expect([account.epoch > 1, account.members.includes('amina'), warnings]).toEqual([true, false, []]);
  });

  test('what is owed to its reporter stays owed, with its date, and says what it waits for', async () => {
    const { incident, keys } = await taken();
    const before = ok(await rosa.open(incident));
    const { procedure } = versionOf(ground.info.edition.procedure);
    const owed = (found: Incident) => found.duties.filter(({ owedTo }) => owedTo === 'reporter');
    expect(owed(before).map(({ id, state }) => [id, state.is])).toEqual([
      ['acknowledge', 'open'],
      ['follow-up', 'open'],
    ]);
    expect(owed(before).map((duty) => waitsForWords(before, duty, procedure))).toEqual([true, true]);
    const facts = { duty: 'acknowledge', of: owed(before)[0]?.cause ?? '' };
    const waive = { kind: 'waived', facts, body: { v: 1, reason: 'nobody to reach' } } as const;
    expect(await rosa.act(incident, [waive])).toMatchObject({ reason: 'not-waivable' });
    const team = before.duties.filter(({ owedTo }) => owedTo === 'team');
    expect(team.map((duty) => waitsForWords(before, duty, procedure))).toEqual(team.map(() => false));
    // No procedure of ours lets a message that cannot reach anybody keep an incident open.
    const all = procedureIds.flatMap((id) => versionOf(id).procedure.duties);
    expect(all.filter((rule) => isMetByWriting(rule) && rule.beforeClosing && !rule.waivable)).toEqual([]);
    await movedBy(keys);
    const after = ok(await rosa.open(incident));
    expect(owed(after).map(({ id, due, state }) => [id, due, state.is])).toEqual(
      owed(before).map(({ id, due, state }) => [id, due, state.is]),
    );
    expect(owed(after).map((duty) => waitsForWords(after, duty, procedure))).toEqual([false, false]);
  });
});

describe('the day they take words of their own', () => {
  test('one alert for who holds it, none for who is kept out, and no second one', async () => {
    const { incident, keys } = await taken([['team.leave-out', 'tomasz']]);
    ok(await rosa.open(incident));
    const kenji = await unlocked(served.url, 'kenji');
    expect(await kenji.stepAside(incident)).toEqual({ done: true });
    const fresh = await movedBy(keys);
    const id = await idOfMove(incident);
    expect(alertsOf(incident, id)).toEqual(['rosa', 'amina']);
    expect((await tomasz.incidents()).map((row) => row.incident)).not.toContain(incident);
    const again = await movedBy(fresh);
    const mailbox = await opened(again);
    expect(mailbox.answer.paper).toBe(false);
    expect(movesIn(ok(await rosa.open(incident))).map(({ who }) => who.is)).toEqual(['reporter', 'reporter']);
  });

  test('a change of words that were theirs already alerts nobody', async () => {
    const before = new Set((await rosa.incidents()).map((row) => row.incident));
    const web = await prepare(ground, [['what', 'from a browser']]);
    await web.send();
    const incident = (await rosa.incidents()).find((row) => !before.has(row.incident))?.incident ?? '';
    await movedBy(web.keys);
    expect(alertsOf(incident, await idOfMove(incident))).toEqual([]);
  });

  test('the story says it plainly, once as this, and later ones as any', async () => {
    const { incident, keys } = await taken();
    await movedBy(await movedBy(keys));
    const story = timelineOf(ok(await rosa.open(incident)));
    expect(story.flatMap((line) => (line.is === 'mailbox-moved' ? [line.paper] : []))).toEqual([true, false]);
  });

  test('who comes with the paper afterwards is told the day and nothing else', async () => {
    const { keys } = await taken();
    await movedBy(keys);
    expect(await theirs(() => openMailbox(keys))).toEqual({ moved: expect.any(Number) as number });
  });
});

describe('a server that says the words were changed', () => {
  /** Its own key, which signs what arrives in clear and what it says itself. */
  function serversOwn(): Signer {
    const database = new DatabaseSync(join(served.folder, 'recourse.sqlite'), { readOnly: true });
    try {
      const row = database.prepare('select seed from sealing_key').get();
      return signerOf(fromHex(String(row?.['seed'])));
    } finally {
      database.close();
    }
  }

  test('is not believed by a desk: nothing is sealed to words that staff saw', async () => {
    const { incident } = await taken();
    const id = randomHex(16);
    rosa.lie = async (path, response) => {
      if (path !== staffPaths.api.incident(incident)) return response;
      const found = (await response.json()) as IncidentAnswer;
      const last = parseLine(found.report.at(-1)?.line ?? '');
      if (last === null) throw new Error('no report');
      const facts = ['from', 'key', 'proof', 'recipient', 'to'].map((fact) => [fact, 'made up'] as const);
      const next = { seq: found.report.length, prev: sha256Hex(found.report.at(-1)?.line ?? '') };
      const draft = { ...last, ...next, id, kind: 'mailbox-moved', compartment: '', epoch: 0 } as const;
      const { line, hsig } = signEntry({ ...draft, facts }, null, serversOwn());
      return Response.json({ ...found, report: [...found.report, { line, hsig, receivedAt: served.now() }] });
    };
    try {
      const shown = ok(await rosa.open(incident));
      expect(shown.entries.some(({ kind }) => kind === 'mailbox-moved')).toBe(true);
      const had = rosa.posted.length;
      expect(await rosa.write(incident, message)).toEqual({ refused: 'words-first' });
      expect(rosa.posted.slice(had).filter((path) => path === staffPaths.api.entries)).toEqual([]);
    } finally {
      rosa.lie = (_path, response) => response;
    }
  });
});

describe('without scripts', () => {
  const post = async (path: string, fields: Readonly<Record<string, string>> | FormData, language = 'en') => {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    const headers = { origin: served.url, 'accept-language': language };
    const shown = await fetch(served.url + path, { method: 'POST', body, headers });
    return { status: shown.status, html: await shown.text() };
  };
  const wordsFrom = ({ entropy }: Prepared): string => wordsOf(entropy, english).join(' ');

  test('paper words show who reads it, what is promised, and one thing to do', async () => {
    const one = await taken();
    const { status, html } = await post(paths.mailboxOpened(event), { words: wordsFrom(one), l: 'en' });
    expect(status).toBe(200);
    const text = said(html);
    expect(text).toContain('Can open it: Rosa Okafor, Tomasz Brandt, Amina Haidari, and Kenji Morita');
    expect(text).toContain('a person from the team reads what you sent and tells you so');
    expect(text).toContain('Take words of your own');
    expect(text).not.toContain('Nobody has written yet.');
    expect(html).not.toContain('<textarea');
    expect(html).not.toContain('type="file"');
    expect([...html.matchAll(/<form [^>]*action="([^"]*)"/gu)].map(([, action]) => action)).toEqual([
      paths.mailboxMove(event),
    ]);
  });

  test('in Spanish, the same', async () => {
    const one = await taken();
    const { html } = await post(paths.mailboxOpened(event), { words: wordsFrom(one), l: 'es' }, 'es');
    expect(said(html)).toContain('Pide tus propias palabras');
    expect(said(html)).toContain('Por eso nadie escribe aquí todavía, y tú tampoco puedes.');
  });

  test('a form kept from elsewhere sends nothing, not even files; new words open all of it', async () => {
    const one = await taken();
    const first = await post(paths.mailboxOpened(event), { words: wordsFrom(one), l: 'en' });
    const fields = { e: hidden(first.html, 'e'), l: 'en', head: '', text: 'Hello?' };
    const replied = await post(paths.mailboxReply(event), fields);
    expect([replied.status, said(replied.html)]).toEqual([
      409,
      expect.stringContaining('Nothing was sent. Please take words of your own first.'),
    ]);
    const files = new FormData();
    files.set('e', fields.e);
    files.append('files', new File(['x'], 'a.txt'));
    const added = await post(paths.files(event), files);
    expect([added.status, said(added.html)]).toEqual([409, expect.stringContaining('Nothing was sent.')]);
    expect(ok(await rosa.open(one.incident)).entries.filter(({ kind }) => kind === 'heard-from-reporter')).toEqual([]);

    const moved = await post(paths.mailboxMove(event), { ...fields, turn: hidden(first.html, 'turn') });
    const fresh = wordsOn(moved.html);
    expect(fresh).toHaveLength(8);
    expect(alertsOf(one.incident, await idOfMove(one.incident))).toEqual(['rosa', 'tomasz', 'amina', 'kenji']);
    const old = await post(paths.mailboxOpened(event), { words: wordsFrom(one), l: 'en' });
    expect([old.status, said(old.html)]).toEqual([
      410,
      expect.stringContaining('These words were changed for new ones on'),
    ]);
    const now = await post(paths.mailboxOpened(event), { words: fresh.join(' '), l: 'en' });
    const more = await post(paths.mailboxReply(event), {
      e: hidden(now.html, 'e'),
      l: 'en',
      head: hidden(now.html, 'head'),
      text: 'Hello again.',
    });
    expect(said(more.html)).toContain('Sent. It is with the team.');
    expect(await rosa.write(one.incident, message)).toEqual({ done: true });
  });
});
