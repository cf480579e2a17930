import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { How } from '#server/alerts/message.ts';
import { reach, type Reached } from '#server/alerts/reach.ts';
import { smtpPost, type Post } from '#server/post/post.ts';
import { ground, hookTo, message, pushTo, type Ground } from './ground.ts';
import { listener, type Listener } from './listener.ts';

let chat: Listener;
let service: Listener;
let smtp: SMTPServer;
let post: Post;
let here: Ground;
let refusing = false;
const mails: string[] = [];
beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        if (refusing) return done(Object.assign(new Error('later'), { responseCode: 451 }));
        mails.push(raw);
        done();
      });
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
  refusing = false;
  chat.answers(200);
  service.answers(201);
  rung();
});

/** Which of her routes rang since the last look. */
function rung(): readonly string[] {
  const all = [...mails.splice(0).map(() => 'mail'), ...service.heard().map(() => 'push')];
  return [...all, ...chat.heard().map(() => 'chat')].toSorted();
}
const hook = (): string => hookTo(`${chat.origin}/hook`);
const push = (): string => pushTo(`${service.origin}/push`);
let alerts = 0;
const reached = (how: How, id = `alert ${alerts++}`): Promise<Reached> =>
  reach(here.parts, 'rosa', { ...message, id }, how);

describe('something ordinary', () => {
  test.each([
    [['mail', 'push', 'chat'], 'mail'],
    [['push', 'mail', 'chat'], 'push'],
    [['chat', 'push', 'mail'], 'chat'],
  ])('in the order %j goes to the first of them alone', async (order, first) => {
    const targets = { mail: 'mail', push: push(), chat: hook() };
    await here.routes(...order.map((one) => targets[one as keyof typeof targets]));
    expect(await reached('ordinary')).toBe('reached');
    expect(rung()).toEqual([first]);
  });

  test('goes to the next when one does not take it, and to none twice', async () => {
    await here.routes('mail', push(), hook());
    refusing = true;
    service.answers(503);
    expect(await reached('ordinary', 'the same')).toBe('reached');
    expect(rung()).toEqual(['chat', 'push']);
    refusing = false;
    expect(await reached('ordinary', 'the same')).toBe('reached');
    expect(rung()).toEqual([]);
  });

  test('is tried again when nobody takes it, and arrives when they are back', async () => {
    await here.routes('mail', hook());
    refusing = true;
    chat.answers(500);
    expect(await reached('ordinary', 'later')).toBe('again');
    rung();
    refusing = false;
    expect(await reached('ordinary', 'later')).toBe('reached');
    expect(rung()).toEqual(['mail']);
  });

  test('that waited with a hundred others rings once by a way that says no more than that; a mail each has its name', async () => {
    const since = here.now() + 60_000;
    here.at(since);
    const all = (): Promise<readonly Reached[]> =>
      Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          reach(here.parts, 'rosa', { ...message, id: `waited ${since} ${n}`, since }, 'ordinary'),
        ),
      );
    const first = 'reached' as const;
    await here.routes(push(), 'mail');
    expect(new Set(await all())).toEqual(new Set([first]));
    expect(rung()).toEqual(['push']);
    // What came a moment later has not been told of.
    here.at(since + 1);
    expect(await reach(here.parts, 'rosa', { ...message, id: 'a moment later', since: since + 1 }, 'ordinary')).toBe(
      first,
    );
    expect(rung()).toEqual(['push']);
    await here.routes('mail', push());
    expect(new Set(await all())).toEqual(new Set([first]));
    expect(rung()).toHaveLength(20);
  });

  test('that is asked for again at once is not tried at once', async () => {
    await here.routes(hook());
    chat.answers(429, { 'retry-after': '0' });
    expect(await reached('ordinary')).toEqual({ at: here.now() + 30_000 });
  });

  test('with no way at all is not tried for ever: it is on the desk', async () => {
    await here.routes();
    expect(await reached('ordinary')).toBe('nowhere');
    expect(await reached('urgent')).toBe('nowhere');
  });
});

describe('something urgent', () => {
  test('rings every way at once', async () => {
    await here.routes('mail', push(), hook());
    expect(await reached('urgent')).toBe('reached');
    expect(rung()).toEqual(['chat', 'mail', 'push']);
  });

  test('tries again what failed, and does not ring twice what rang', async () => {
    await here.routes('mail', push(), hook());
    chat.answers(500);
    expect(await reached('urgent', 'loud')).toBe('again');
    rung();
    chat.answers(200);
    expect(await reached('urgent', 'loud')).toBe('reached');
    expect(rung()).toEqual(['chat']);
    expect(await reached('urgent', 'loud')).toBe('reached');
    expect(rung()).toEqual([]);
  });

  test('is old after a quarter of an hour: what was down then does not ring for it later', async () => {
    const began = here.now();
    await here.routes('mail', hook());
    chat.answers(500);
    expect(await reached('urgent', 'old')).toBe('again');
    rung();
    here.at(began + 16 * 60_000);
    chat.answers(200);
    expect(await reached('urgent', 'old')).toBe('reached');
    expect(rung()).toEqual([]);
  });
});

describe('in quiet hours from 22:00 until 07:00 in New York', () => {
  const night = (at: string): void => here.at(Date.parse(at));
  const quiet = { from: 22 * 60, to: 7 * 60 };

  test.each([
    ['before midnight', '2027-05-15T02:30Z', '2027-05-15T11:00Z'],
    ['after midnight', '2027-05-15T09:59Z', '2027-05-15T11:00Z'],
    ['in the night that clocks go forward', '2027-03-14T03:30Z', '2027-03-14T11:00Z'],
    ['in the night that clocks go back', '2027-11-07T02:30Z', '2027-11-07T12:00Z'],
    ['as they begin', '2027-05-15T02:00Z', '2027-05-15T11:00Z'],
  ])('%s something ordinary waits until they end', async (_when, at, end) => {
    await here.routes('mail', push());
    await here.quiet(quiet);
    night(at);
    expect(await reached('ordinary')).toEqual({ at: Date.parse(end) });
    expect(rung()).toEqual([]);
  });

  test.each(['2027-05-15T11:00Z', '2027-05-15T01:59Z', '2027-05-14T16:00Z'])('at %s it does not', async (at) => {
    await here.routes(push());
    await here.quiet(quiet);
    night(at);
    expect(await reached('ordinary')).toBe('reached');
    expect(rung()).toEqual(['push']);
  });

  test('what is urgent breaks through', async () => {
    await here.routes('mail', push());
    await here.quiet(quiet);
    night('2027-05-15T07:00Z');
    expect(await reached('urgent')).toBe('reached');
    expect(rung()).toEqual(['mail', 'push']);
  });

  test('the same time twice is no quiet hour', async () => {
    await here.routes(push());
    await here.quiet({ from: 180, to: 180 });
    night('2027-05-15T07:00Z');
    expect(await reached('ordinary')).toBe('reached');
  });
});
