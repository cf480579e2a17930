import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { rehearsed, visitor, type Rehearsed } from '../server/rehearsed.ts';
import { begun, folder, formOf, phoneAt, phoneOf, told, type Phone } from './phone.ts';

const minute = 60_000;
let served: Rehearsed;
let rosa: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  rosa = await unlocked(served.url, 'rosa');
});
afterAll(() => served.end());

type Entered = Awaited<ReturnType<typeof phoneOf>>;

/** A report taken on this phone and put out; nothing of it has left. */
async function finished(one: Entered, text: string, parts: Parameters<typeof formOf>[2] = {}): Promise<string> {
  one.online = false;
  const at = served.now();
  const { draft } = await begun(one, at - 2 * minute);
  const form = formOf(one.pack, at - 2 * minute, { ...parts, answers: { ...told(text), ...parts.answers } });
  expect((await one.save(draft, form, at - minute)).kept).toBe(true);
  expect((await one.finish(draft, form, at)).kept).toBe(true);
  return draft;
}

const known = new Map<string, Opened>();

/** Of everything Rosa can open, what was told with these words in it. Each is opened once, when it is new. */
async function toldTo(desk: DeskOf, words: string): Promise<readonly Opened[]> {
  const shown = (await desk.incidents()).map(({ incident }) => incident);
  for (const incident of shown) if (!known.has(incident)) known.set(incident, ok(await desk.open(incident)));
  return shown.flatMap((incident) => {
    const one = known.get(incident);
    const what = one?.account?.['what'];
    return one !== undefined && what?.kind === 'text' && what.text.includes(words) ? [one] : [];
  });
}

test('given twenty devices hand in at once after an outage, each twice, every report is there, and once', async () => {
  const who = ['priya', 'luis', 'dana', 'kenji'];
  const phones: Entered[] = [];
  for (let n = 0; n < 20; n++) phones.push(await phoneOf(served.url, who[n % who.length]));
  const reports: string[] = [];
  for (const [n, one] of phones.entries()) reports.push(await finished(one, `during the outage, device ${n}.`));
  for (const one of phones) expect(await one.handIn(served.now())).toMatchObject({ sent: [], offline: true });
  for (const one of phones) {
    one.kill();
    one.online = true;
    // The server takes it, and its answer is lost on the way.
    one.lie = (path, response) => {
      if (path === paths.api.reports(event)) throw new TypeError('the line broke');
      return response;
    };
  }
  const first = await Promise.all(phones.map((one) => one.handIn(served.now())));
  expect(first.filter(({ offline }) => offline)).toHaveLength(20);
  for (const one of phones) one.lie = (_path, response) => response;
  const again = await Promise.all(phones.flatMap((one) => [one.handIn(served.now()), one.handIn(served.now())]));
  const sent = again.flatMap((answer) => answer.sent.map(({ report }) => report));
  expect(new Set(sent)).toEqual(new Set(reports));
  expect(again.flatMap(({ waiting }) => waiting)).toEqual([]);
  const seen = await toldTo(rosa, 'during the outage');
  const texts = seen.map(({ account }) => (account?.['what']?.kind === 'text' ? account['what'].text : ''));
  expect(texts.toSorted()).toEqual(phones.map((_, n) => `during the outage, device ${n}.`).toSorted());
  expect(new Set(seen.map(({ row }) => row.channel))).toEqual(new Set(['in-person']));
  for (const one of phones) expect([...one.folder.lain.keys()].filter((name) => name.startsWith('out-'))).toEqual([]);
}, 60_000);

describe('what is handed over', () => {
  test('says who took it, when on the phone, and when it came; whoever took it sees nothing of it', async () => {
    const one = await phoneOf(served.url);
    const before = served.now();
    const report = await finished(one, 'both times', { notes: 'told in the corridor', hands: ['water'] });
    one.online = true;
    const { sent } = await one.handIn(served.now());
    expect(sent).toMatchObject([{ report }]);
    const [opened] = await toldTo(rosa, 'both times');
    expect(opened?.taken).toMatchObject({
      channel: 'in-person',
      notes: 'told in the corridor',
      hands: ['water'],
      unfinished: false,
    });
    expect(opened?.taken?.ended).toBeGreaterThanOrEqual(before);
    expect(opened?.row.receivedAt).toBe(sent[0]?.receivedAt);
    expect(JSON.stringify(opened?.taken)).toContain('"signed"');
    const priya = await unlocked(served.url, 'priya');
    const incident = opened?.row.incident ?? '';
    expect((await priya.incidents()).map((row) => row.incident)).not.toContain(incident);
    expect(await priya.open(incident)).toMatchObject({ refused: 'not-found' });
  });

  test('from a lent phone says which one it was, and nobody put their name to it', async () => {
    const settler = await visitor(served.url, 'rosa');
    const secret = randomHex(16);
    const lent = { name: 'Duty phone 2', until: served.now() + 8 * 60 * minute, secret: sha256Hex(secret) };
    expect((await settler.post(staffPaths.api.dutyPhones(event), lent)).status).toBe(200);
    const one = phoneAt(served.url);
    expect(await one.enterDuty('0'.repeat(32))).toEqual({ refused: 'unknown' });
    expect(await one.enterDuty(secret)).toEqual({ edition: event });
    const pack = ok(await one.refresh(event));
    expect(await one.start(1)).toMatchObject({ who: { member: '', name: 'Duty phone 2', signing: false } });
    await finished(Object.assign(one, { pack }), 'on a lent phone');
    one.online = true;
    expect((await one.handIn(served.now())).sent).toHaveLength(1);
    const [opened] = await toldTo(rosa, 'on a lent phone');
    expect(opened?.taken).toMatchObject({ phone: 'Duty phone 2' });
    expect(JSON.stringify(opened?.taken)).toContain('"unsigned"');
  });

  test('given nobody is signed in, it stays, and goes when somebody is', async () => {
    const one = await phoneOf(served.url);
    const report = await finished(one, 'no session any more');
    const bare = phoneAt(served.url, one.folder);
    expect(await bare.handIn(served.now())).toMatchObject({ sent: [], waiting: [{ report, refused: 'not-allowed' }] });
    await bare.enter(eightWordsOf('luis'), event);
    expect((await bare.handIn(served.now())).sent).toMatchObject([{ report }]);
  });

  test('given the session was left, it goes all the same', async () => {
    const one = await phoneOf(served.url);
    const report = await finished(one, 'left before it went');
    one.online = true;
    await one.leave();
    expect(await one.refresh(event)).toEqual({ refused: 'not-allowed' });
    expect((await one.handIn(served.now())).sent).toMatchObject([{ report }]);
  });

  test('given the phone dies at any moment of finishing, it is a draft still, or on its way: never neither, never twice', async () => {
    const ends = new Set<string>();
    for (const [n, cut] of [0, 30, 20_000, 60_000, 400_000, 400_001, 10_000_000].entries()) {
      const one = await phoneOf(served.url);
      const { draft, words } = await begun(one, served.now());
      const form = formOf(one.pack, served.now(), { answers: told(`dying at ${n}`) });
      await one.save(draft, form, served.now());
      one.folder.cut = cut;
      await one.finish(draft, form, served.now()).catch(() => undefined);
      one.folder.cut = -1;
      one.kill();
      const { drafts, waiting } = await one.start(served.now());
      expect([...drafts, ...waiting]).toHaveLength(1);
      ends.add(drafts.length === 1 ? 'draft' : 'out');
      if (drafts.length === 1) {
        expect(await one.open(draft, words.join(' '))).toEqual(form);
        await one.finish(draft, form, served.now());
      }
      expect((await one.handIn(served.now())).sent).toMatchObject([{ report: draft }]);
      expect((await one.start(served.now())).drafts).toEqual([]);
    }
    expect(ends).toEqual(new Set(['draft', 'out']));
    expect(await toldTo(rosa, 'dying at')).toHaveLength(7);
  });

  test('given there is no room to put it out, the draft stays until it has arrived, whenever the phone dies', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft, words } = await begun(one, at);
    const form = formOf(one.pack, at, { answers: told('no room to put it out') });
    await one.save(draft, form, at);
    one.folder.full = true;
    expect((await one.finish(draft, form, at)).kept).toBe(false);
    expect(await one.start(at)).toMatchObject({ drafts: [], waiting: [{ report: draft }] });
    const lost = phoneAt(served.url, folder());
    for (const [name, bytes] of one.folder.lain) lost.folder.lain.set(name, bytes);
    expect(await lost.start(at)).toMatchObject({ drafts: [{ draft }], waiting: [] });
    expect(await lost.open(draft, words.join(' '))).toEqual(form);
    expect((await one.handIn(at)).sent).toMatchObject([{ report: draft }]);
    expect([...one.folder.lain.keys()].filter((name) => name.startsWith('draft-'))).toEqual([]);
    // The same phone as if it had died between the server’s word and the removal: nothing waits for ever.
    lost.kill();
    await lost.enter(eightWordsOf('priya'), event);
    expect(await lost.handIn(at + 31 * minute)).toMatchObject({ sent: [], waiting: [] });
    expect(await toldTo(rosa, 'no room to put it out')).toHaveLength(1);
  });

  test('given the phone dies when it was put out and the draft is still there, it is on its way and no draft', async () => {
    const one = await phoneOf(served.url);
    const before = folder();
    const { draft } = await begun(one, 1);
    const form = formOf(one.pack, 1, { answers: told('between two writes') });
    await one.save(draft, form, 2);
    const laid = [...one.folder.lain].filter(([name]) => name.startsWith('draft-'));
    await one.finish(draft, form, 3);
    for (const [name, bytes] of [...one.folder.lain, ...laid]) before.lain.set(name, bytes);
    const next = phoneAt(served.url, before);
    expect(await next.start(4)).toMatchObject({ drafts: [], waiting: [{ report: draft, unfinished: false }] });
  });
});

describe('a draft that nobody came back to', () => {
  test('is handed over as far as it got after thirty minutes, shown by its words for a week, and then gone', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft, words } = await begun(one, at);
    const form = formOf(one.pack, at, { answers: told('as far as it got'), card: 'triage' });
    await one.save(draft, form, at);
    one.kill();
    expect((await one.handIn(at + 29 * minute)).sent).toEqual([]);
    expect((await one.handIn(at + 31 * minute)).sent).toMatchObject([{ report: draft }]);
    const [opened] = await toldTo(rosa, 'as far as it got');
    expect(opened?.taken).toMatchObject({ unfinished: true, ended: at });
    one.kill();
    expect((await one.start(at + 32 * minute)).drafts).toMatchObject([{ draft, handedIn: true, open: false }]);
    expect(await one.open(draft, words.join(' '))).toEqual(form);
    expect((await one.handIn(at + 34 * minute)).sent).toEqual([]);
    // Going on is another part, which says of which.
    const next = await begun(one, at + 35 * minute);
    await one.finish(next.draft, { ...form, continues: draft, answers: told('as far as it got, and on') }, at);
    await one.handIn(at);
    expect((await toldTo(rosa, 'and on'))[0]?.taken).toMatchObject({ continues: draft, unfinished: false });
    one.kill();
    const week = 7 * 24 * 60 * minute;
    expect((await one.start(at + week - minute)).drafts).toHaveLength(1);
    expect((await one.start(at + week + minute)).drafts).toEqual([]);
  });

  test('given its page was still there, what is written on goes with another report, and nothing is lost', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft, words } = await begun(one, at);
    const form = formOf(one.pack, at, { answers: told('a silence of an hour') });
    await one.save(draft, form, at);
    await one.idle(Date.now() + 31 * minute);
    expect((await one.handIn(at + 31 * minute)).sent).toMatchObject([{ report: draft }]);
    const more = { ...form, answers: told('a silence of an hour, and then the rest') };
    expect(await one.save(draft, more, at + 60 * minute)).toMatchObject({ kept: false, closed: true });
    await one.open(draft, words.join(' '));
    expect(await one.save(draft, more, at + 60 * minute)).toMatchObject({ kept: true });
    expect(await one.words(draft)).toEqual(words);
    const [seen] = (await one.start(at + 60 * minute)).drafts;
    expect(seen).toMatchObject({ draft, handedIn: false, open: true });
    expect(seen?.report).not.toBe(draft);
    one.kill();
    expect(await one.open(draft, words.join(' '))).toMatchObject({ answers: more.answers, continues: draft });
    expect(await one.finish(draft, more, at + 61 * minute)).toMatchObject({ kept: true });
    expect(await one.handIn(at + 61 * minute)).toMatchObject({ sent: [{ report: seen?.report }], waiting: [] });
    const parts = await toldTo(rosa, 'a silence of an hour');
    const said = parts.map(({ taken }) => [taken?.unfinished, taken?.continues]);
    expect(said).toHaveLength(2);
    expect(said).toEqual(
      expect.arrayContaining([
        [true, ''],
        [false, draft],
      ]),
    );
    expect((await one.start(at + 62 * minute)).drafts).toEqual([]);
  });

  test('given nothing was written in it, it goes without a word', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft } = await begun(one, at);
    await one.save(draft, formOf(one.pack, at), at);
    one.kill();
    expect(await one.handIn(at + 31 * minute)).toMatchObject({ sent: [], waiting: [] });
    expect((await one.start(at + 32 * minute)).drafts).toEqual([]);
  });

  test('given the clock was set back a day meanwhile, it is handed over, and not left lying', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft } = await begun(one, at);
    await one.save(draft, formOf(one.pack, at, { answers: told('a day too far') }), at);
    one.kill();
    expect((await one.handIn(at - 24 * 60 * minute)).sent).toMatchObject([{ report: draft }]);
  });

  test('given it is open, somebody may be writing, and it stays', async () => {
    const one = await phoneOf(served.url);
    const at = served.now();
    const { draft } = await begun(one, at);
    await one.save(draft, formOf(one.pack, at, { answers: told('still talking') }), at);
    expect((await one.handIn(at + 90 * minute)).sent).toEqual([]);
    expect((await one.start(at + 90 * minute)).drafts).toMatchObject([{ draft, open: true }]);
  });
});

describe('a call', () => {
  const lead = { edition: event, purpose: 'lead', what: 'lead', place: 'Room 25C', person: '', words: '' } as const;

  test('reaches who is free and nobody who must not come', async () => {
    const one = await phoneOf(served.url);
    const called = ok(await one.call({ ...lead, out: ['tomasz'] }));
    expect(await one.callStanding(called.id)).toMatchObject({ called: called.called, answers: [], over: false });
    const all = ok(await one.call({ ...lead, out: [] }));
    expect(all.called).toBe(called.called + 1);
    const amina = await visitor(served.url, 'amina');
    const tomasz = await visitor(served.url, 'tomasz');
    const ids = async (by: typeof amina): Promise<readonly string[]> => {
      const { rows } = (await (await by.get(staffPaths.api.calls)).json()) as {
        readonly rows: readonly { id: string }[];
      };
      return rows.map(({ id }) => id);
    };
    expect(await ids(amina)).toContain(called.id);
    expect(await ids(tomasz)).not.toContain(called.id);
    expect(await ids(tomasz)).toContain(all.id);
  });

  test('given nobody is left, or there is no network, it says so at once', async () => {
    const one = await phoneOf(served.url);
    const everybody = ok(await one.refresh(event));
    expect(everybody.org).toBe(one.pack.org);
    const out = (await rosa.look()) as unknown as { readonly members: readonly { readonly id: string }[] };
    const ids = out.members.map(({ id }) => id);
    expect(await one.call({ ...lead, out: ids })).toEqual({ refused: 'nobody' });
    one.online = false;
    expect(await one.call({ ...lead, out: [] })).toEqual({ refused: 'offline' });
  });
});

describe('given the team changed while the phone was offline', () => {
  const takenFrom = (one: Phone): readonly string[] =>
    [...one.folder.lain.keys()].filter((name) => name.startsWith('out-'));

  test('who was suspended meanwhile holds nothing; what went to them alone goes to the others', async () => {
    const [one, two] = [await phoneOf(served.url), await phoneOf(served.url, 'luis')];
    await finished(one, 'before the list moved');
    const team = { kind: 'team', leaveOut: ['amina'], only: 'tomasz', closeTo: '' } as const;
    await finished(two, 'for one alone', { answers: { team } });
    expect(await rosa.suspend('tomasz')).toEqual({ accepted: true });
    one.online = true;
    two.online = true;
    expect((await one.handIn(served.now())).sent).toHaveLength(1);
    expect((await two.handIn(served.now())).sent).toHaveLength(1);
    expect([takenFrom(one), takenFrom(two)]).toEqual([[], []]);
    const [first] = await toldTo(rosa, 'before the list moved');
    expect(first?.readers.account.join(' ')).toMatch(/Rosa|rosa/u);
    expect(first?.readers.account.join(' ')).not.toMatch(/Tomasz|tomasz/u);
    const [second] = await toldTo(rosa, 'for one alone');
    expect(second?.readers.account.join(' ')).not.toMatch(/Tomasz|tomasz|Amina|amina/u);
    expect(second?.only).toBe('');
  });
});
