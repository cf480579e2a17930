import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { How } from '#server/alerts/message.ts';
import { reach } from '#server/alerts/reach.ts';
import { ground, hookTo, message, type Ground } from './ground.ts';
import { listener, type Heard, type Listener } from './listener.ts';

let chat: Listener;
let here: Ground;
beforeAll(async () => {
  chat = await listener();
  here = await ground(null, [chat]);
});
afterAll(() => chat.close());
beforeEach(() => {
  here.at(here.now() + 1000);
  chat.answers(200);
  chat.heard();
});

const desk = 'https://desk.pyharbor.example/desk';
const said = `Please look at the desk. ${desk}`;
let alerts = 0;

async function heard(target: object, how: How = 'ordinary'): Promise<Heard> {
  await here.routes(hookTo(`${chat.origin}/path`, target));
  expect(await reach(here.parts, 'rosa', { ...message, id: `alert ${alerts++}` }, how)).toBe('reached');
  const [one] = chat.heard();
  if (one === undefined) throw new Error('nothing was heard');
  return one;
}

describe('each shape is what its service takes, and says only the wording and where the desk is', () => {
  test('ntfy: a loud one for what is urgent', async () => {
    const { method, path, headers, body } = await heard({ shape: 'ntfy', token: 'tk_1' }, 'urgent');
    expect([method, path, body]).toEqual(['POST', '/path', 'Please look at the desk now.']);
    expect(headers).toMatchObject({ priority: '5', click: desk, authorization: 'Bearer tk_1' });
  });

  test('Matrix: into the room, once for the same alert', async () => {
    const target = { shape: 'matrix', token: 'syt_1', to: '!abc:example.org', url: `${chat.origin}/` };
    const { method, path, headers, body } = await heard(target);
    expect(method).toBe('PUT');
    expect(path).toMatch(/^\/_matrix\/client\/v3\/rooms\/!abc%3Aexample\.org\/send\/m\.room\.message\/[0-9a-f]{32}$/u);
    expect(headers.authorization).toBe('Bearer syt_1');
    expect(JSON.parse(body)).toEqual({ msgtype: 'm.text', body: said });
  });

  test.each(['slack', 'mattermost'])('%s', async (shape) => {
    const { method, path, body } = await heard({ shape });
    expect([method, path, JSON.parse(body)]).toEqual(['POST', '/path', { text: said }]);
  });

  test('Discord: nobody is named by it', async () => {
    const { body } = await heard({ shape: 'discord' });
    expect(JSON.parse(body)).toEqual({ content: said, allowed_mentions: { parse: [] } });
  });

  test('Zulip: to oneself, from a bot', async () => {
    const target = { shape: 'zulip', url: chat.origin, token: 'key', as: 'bot@chat.example', to: 'rosa@chat.example' };
    const { path, headers, body } = await heard(target);
    expect(path).toBe('/api/v1/messages');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('bot@chat.example:key').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      type: 'direct',
      to: '["rosa@chat.example"]',
      content: said,
    });
  });

  test('any other: signed, so that nobody else can ring', async () => {
    const { headers, body } = await heard({ shape: 'generic', token: 'sixteen letters!' }, 'urgent');
    const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/u.exec(String(headers['x-recourse-signature'])) ?? [];
    expect(v1).toBe(createHmac('sha256', 'sixteen letters!').update(`${t}.${body}`).digest('hex'));
    expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(60);
    expect(JSON.parse(body)).toEqual({ text: 'Please look at the desk now.', desk, urgent: true });
  });

  test('none of them says the code name or which incident', async () => {
    for (const shape of ['ntfy', 'matrix', 'slack', 'discord', 'zulip', 'mattermost', 'generic'])
      expect(JSON.stringify(await heard({ shape, to: 'x' }))).not.toMatch(/Quiet|Otter|incident|waiting for you/u);
  });
});

describe('given the other side does not take it', () => {
  const tried = async (status: number): Promise<unknown> => {
    chat.answers(status);
    await here.routes(hookTo(`${chat.origin}/path`));
    const done = await reach(here.parts, 'rosa', { ...message, id: `alert ${alerts++}` }, 'ordinary');
    const [last] = await here.parts.store.alertsSent(here.house.org, 'rosa');
    return [done, last?.state];
  };

  test('after 500 it is tried again', async () => {
    expect(await tried(500)).toEqual(['again', 'failed']);
  });

  test.each([404, 410])('after %i it is said that nobody is there, and it is not tried again', async (status) => {
    expect(await tried(status)).toEqual(['nowhere', 'gone']);
    expect((await here.parts.store.alertRoutes(here.house.org, 'rosa')).length).toBe(1);
  });

  test.each([302, 401, 403, 400])('after %i trying again is no use', async (status) => {
    expect(await tried(status)).toEqual(['nowhere', 'refused']);
  });
});
