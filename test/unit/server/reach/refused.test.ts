import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bellsOf } from '#server/alerts/bells.ts';
import type { AlertParts, How } from '#server/alerts/message.ts';
import { reach, type Reached } from '#server/alerts/reach.ts';
import { told } from '#server/alerts/told.ts';
import { unreachedIn } from '#server/alerts/unreached.ts';
import type { Outcome } from '#server/due/jobs.ts';
import { smtpPost, type Post } from '#server/post/post.ts';
import { generic } from '#server/texts/generic.ts';
import type { Job } from '#store/job-store.ts';
import { ground, hookTo, message, pushTo, type Ground } from './ground.ts';
import { listener, type Listener } from './listener.ts';

const hour = 3_600_000;

/** What the mail server says, and where. */
type Refusing = { readonly at: 'from' | 'to' | 'text'; readonly code: number; readonly says: string } | null;

let chat: Listener;
let service: Listener;
let smtp: SMTPServer;
let post: Post;
let here: Ground;
let refusing: Refusing = null;
let asked = 0;
beforeAll(async () => {
  const says = (where: string, done: (error?: Error) => void): void => {
    if (refusing?.at !== where) return done();
    done(Object.assign(new Error(refusing.says), { responseCode: refusing.code }));
  };
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom(_address, _session, done) {
      asked++;
      says('from', done);
    },
    onRcptTo: (_address, _session, done) => says('to', done),
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => says('text', done));
    },
  });
  await new Promise<void>((ready) => {
    smtp.listen(0, '127.0.0.1', ready);
  });
  const { port } = smtp.server.address() as { port: number };
  post = await smtpPost({ baseUrl: 'https://desk.pyharbor.example', smtpUrl: `smtp://127.0.0.1:${port}` });
  [chat, service] = await Promise.all([listener(), listener()]);
  here = await ground(post, [chat, service]);
});
afterAll(async () => {
  post.close();
  await Promise.all([chat.close(), service.close()]);
  await new Promise<void>((done) => {
    smtp.close(done);
  });
});
beforeEach(() => {
  refusing = null;
  chat.answers(200);
  service.answers(201);
  here.at(here.now() + hour);
  looked();
});

const nobody = { at: 'to', code: 550, says: '5.1.1 no such user' } as const;
const hook = (): string => hookTo(`${chat.origin}/hook`);

/** How often each was asked since the last look. */
function looked(): { readonly mail: number; readonly chat: number; readonly push: number } {
  const mail = asked;
  asked = 0;
  return { mail, chat: chat.heard().length, push: service.heard().length };
}
let alerts = 0;
const reached = (how: How, id = `alert ${alerts++}`, parts = here.parts): Promise<Reached> =>
  reach(parts, 'rosa', { ...message, id }, how);
const dead = async (): Promise<readonly (readonly [string, number])[]> =>
  (await here.parts.store.deadWays(here.house.org)).map(({ way, since }) => [way.split('-')[0] ?? '', since]);

describe('an address that refused for good', () => {
  test('is not asked again for the same alert; the next way takes it when it can', async () => {
    await here.routes('mail', hook());
    refusing = nobody;
    chat.answers(503);
    expect(await reached('ordinary', 'once')).toBe('again');
    expect(looked()).toEqual({ mail: 1, chat: 1, push: 0 });
    expect(await reached('ordinary', 'once')).toBe('again');
    expect(looked()).toEqual({ mail: 0, chat: 1, push: 0 });
    chat.answers(200);
    expect(await reached('ordinary', 'once')).toBe('reached');
    expect(looked()).toEqual({ mail: 0, chat: 1, push: 0 });
  });

  test.each([
    ['mail', 'to', 550],
    ['mail', 'to', 553],
    ['mail', 'text', 554],
  ] as const)('where %s is all there is and says no at "%s" with %i, it is over at once', async (_, at, code) => {
    await here.routes('mail');
    refusing = { at, code, says: 'no' };
    expect(await reached('ordinary', `${at} ${code}`)).toBe('nowhere');
    expect(await reached('ordinary', `${at} ${code}`)).toBe('nowhere');
    expect(looked().mail).toBe(1);
  });

  test.each([
    ['is told later', { at: 'to', code: 450, says: '4.2.1 later' }],
    ['refuses us, and not the address', { at: 'from', code: 550, says: '5.1.8 who are you' }],
    ['has a rule of its own', { at: 'to', code: 550, says: '5.7.1 relaying denied' }],
    ['wants to know us first', { at: 'to', code: 530, says: '5.7.0 authentication required' }],
  ] as const)('is another matter than a server that %s', async (_, says) => {
    await here.routes('mail');
    refusing = says;
    const id = `alert ${alerts++}`;
    expect(await reached('ordinary', id)).toBe('again');
    refusing = null;
    expect(await reached('ordinary', id)).toBe('reached');
    expect(await dead()).toEqual([]);
  });

  test.each([404, 410, 401, 400])('by a webhook with %i, the same', async (status) => {
    await here.routes(hook(), pushTo(`${service.origin}/push`));
    chat.answers(status);
    service.answers(503);
    const id = `alert ${alerts++}`;
    for (let tries = 0; tries < 3; tries++) expect(await reached('ordinary', id)).toBe('again');
    expect(looked()).toEqual({ mail: 0, chat: 1, push: 3 });
  });

  test('is asked for the next alert: whoever is back is found', async () => {
    await here.routes('mail');
    refusing = nobody;
    const since = here.now();
    expect(await reached('ordinary')).toBe('nowhere');
    here.at(since + hour);
    expect(await reached('ordinary')).toBe('nowhere');
    expect(await dead()).toEqual([['mail', since]]);
    refusing = null;
    expect(await reached('ordinary')).toBe('reached');
    expect(await dead()).toEqual([]);
  });

  test('is another one once its member changed it', async () => {
    await here.routes('mail', hook());
    refusing = nobody;
    chat.answers(404);
    expect(await reached('ordinary')).toBe('nowhere');
    expect((await dead()).length).toBe(2);
    await here.parts.store.setAlertAddress(here.house.org, 'rosa', 'rosa@elsewhere.example');
    for (const { id } of await here.parts.store.alertRoutes(here.house.org, 'rosa'))
      await here.parts.store.endAlertRoute(here.house.org, 'rosa', id);
    expect(await dead()).toEqual([]);
  });

  test('is asked again for what is urgent', async () => {
    await here.routes('mail');
    refusing = nobody;
    expect(await reached('urgent', 'loud')).toBe('again');
    refusing = null;
    expect(await reached('urgent', 'loud')).toBe('reached');
    expect(await dead()).toEqual([]);
  });
});

describe('text messages', () => {
  let parts: AlertParts;
  beforeAll(async () => {
    const texts = generic({
      kind: 'generic',
      secret: 'sixteen letters!',
      from: '+15550100',
      api: service.origin,
      files: [],
    });
    parts = { ...here.parts, bells: bellsOf({ baseUrl: null, pushAlso: [], webhookAlso: [] }, texts, false) };
  });
  const numbered = async (): Promise<void> => {
    await here.routes();
    const row = { id: 'a'.repeat(32), member: 'rosa', kind: 'sms', place: 1, addedAt: 0 } as const;
    await parts.store.putAlertRoute(here.house.org, { ...row, target: '{"number":"+14125550142"}' }, 8);
  };

  test('to a number that takes none are not tried again', async () => {
    await numbered();
    service.answers(422);
    expect(await reached('ordinary', 'a number', parts)).toBe('nowhere');
    expect(await reached('ordinary', 'a number', parts)).toBe('nowhere');
    expect(looked().push).toBe(1);
  });

  test('to one person are forty-five seconds apart, however urgent; none is left out', async () => {
    await numbered();
    expect(await reached('urgent', 'first', parts)).toBe('reached');
    expect(await reached('urgent', 'second', parts)).toEqual({ at: here.now() + 45_000 });
    here.at(here.now() + 44_000);
    expect(await reached('urgent', 'second', parts)).toEqual({ at: here.now() + 30_000 });
    expect(looked().push).toBe(1);
    here.at(here.now() + 1000);
    expect(await reached('urgent', 'second', parts)).toBe('reached');
    expect(looked().push).toBe(1);
  });
});

/** Lives a job of one alert through time: when it was tried, ms from its beginning, until it is over. */
async function lived(isOpen = false): Promise<readonly number[]> {
  const began = here.now();
  const at: number[] = [];
  let job: Job = { id: `job ${alerts++}`, kind: 'settings', payload: '{"member":"rosa"}', at: began, tries: 0 };
  for (;;) {
    job = { ...job, tries: job.tries + 1 };
    at.push(here.now() - began);
    const sent = { ...message, id: job.id, isOpen };
    const outcome: Outcome = await told(here.parts, job, here.house.org, 'rosa', sent);
    if (outcome === 'over') return at;
    if (outcome === 'again') throw new Error('not said when');
    expect(JSON.parse(outcome.payload ?? job.payload)).toMatchObject({ member: 'rosa' });
    job = { ...job, ...outcome };
    here.at(outcome.at);
  }
}

describe('what nobody takes now', () => {
  test('is tried by every way, with longer and longer waits, for three days and no longer', async () => {
    await here.routes('mail', hook());
    refusing = { at: 'to', code: 450, says: '4.2.1 later' };
    chat.answers(503);
    const at = await lived();
    const waits = at.slice(1).map((when, i) => when - (at[i] ?? 0));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThanOrEqual(60_000);
    expect(waits.at(-1)).toBe(hour);
    expect(at.at(-1)).toBeGreaterThanOrEqual(72 * hour);
    expect(at.at(-1)).toBeLessThan(74 * hour);
    expect(looked()).toMatchObject({ mail: at.length, chat: at.length });
  });

  test('through nights, it ends all the same', async () => {
    await here.routes(hook());
    await here.quiet({ from: 22 * 60, to: 7 * 60 });
    chat.answers(503);
    const at = await lived();
    expect(at.at(-1)).toBeLessThan(96 * hour);
    expect(looked().chat).toBeGreaterThan(20);
  });

  test('when it is over the member counts as reached by nothing, if it was of no incident', async () => {
    await here.routes(hook());
    chat.answers(503);
    await lived(true);
    const unreached = async () => unreachedIn(await here.parts.store.deadWays(here.house.org));
    expect(await unreached()).toEqual([{ member: 'rosa', since: here.now() }]);
    chat.answers(200);
    expect(await lived(true)).toEqual([0]);
    expect(await unreached()).toEqual([]);
  });
});

describe('that nothing reaches a member', () => {
  const unreached = async (): Promise<readonly string[]> =>
    unreachedIn(await here.parts.store.deadWays(here.house.org)).map(({ member }) => member);

  test('is known by what leaves whatever incidents there are, and by nothing else', async () => {
    await here.routes('mail', hook(), pushTo(`${service.origin}/gone`));
    refusing = nobody;
    chat.answers(404);
    service.answers(410);
    expect(await lived()).toEqual([0]);
    expect(await reached('urgent')).toBe('again');
    expect(await unreached()).toEqual([]);
    expect(await lived(true)).toEqual([0]);
    expect(await unreached()).toEqual(['rosa']);
    // An alert of an incident that arrives takes nothing back either.
    refusing = null;
    expect(await lived()).toEqual([0]);
    expect(await unreached()).toEqual(['rosa']);
    expect(await lived(true)).toEqual([0]);
    expect(await unreached()).toEqual([]);
  });
});
