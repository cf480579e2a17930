import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { hook, hookFacts, hookJobs } from '#server/channels/hook.ts';
import type { Job } from '#store/job-store.ts';
import { databaseFile } from '#store/sqlite-database.ts';
import { listOf, rehearsed, visitor, type Rehearsed } from '../rehearsed.ts';

const secret = 'a secret that signs';
const heard: { readonly signature: string; readonly body: string; readonly method: string }[] = [];
const answers: (number | 'hangs up')[] = [];
let receiver: Server;
let served: Rehearsed;
let url: string;

beforeAll(async () => {
  served = await rehearsed();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const signature = request.headers['x-recourse-signature'];
      heard.push({ signature: String(signature), body, method: request.method ?? '' });
      const answer = answers.shift() ?? 204;
      if (answer === 'hangs up') return void request.socket.destroy();
      response.writeHead(answer, answer === 302 ? { location: `${url}elsewhere` } : {}).end('ignored');
    });
  });
  await new Promise<void>((ready) => {
    receiver.listen(0, '127.0.0.1', ready);
  });
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  receiver.close();
  await served.end();
});

const at = Date.parse('2027-05-15T04:25:00Z');
const jobOf = (fact: (typeof hookFacts)[number], tries = 1): Job => {
  const [job] = hookJobs(fact, at, 'mail-in');
  if (job === undefined) throw new Error('no job');
  return { ...job, tries };
};
test('a fact is one signed line of JSON, and whoever has the secret can tell that it is ours', async () => {
  const send = hook({ now: () => at, log: () => undefined, to: { url, secret } });
  expect(await send(jobOf('channel-down'))).toBe('over');
  const last = heard.at(-1);
  expect(last?.method).toBe('POST');
  expect(JSON.parse(last?.body ?? '')).toEqual({
    fact: 'channel-down',
    at: '2027-05-15T04:25:00.000Z',
    channel: 'mail-in',
  });
  const signed = createHmac('sha256', secret)
    .update(`${at / 1000}.${last?.body}`)
    .digest('hex');
  expect(last?.signature).toBe(`t=${at / 1000},v1=${signed}`);
});

test.each([[500], [410], [302], ['hangs up'] as const])('%s: it is tried again, for a day', async (answer) => {
  const send = hook({ now: () => at, log: () => undefined, to: { url, secret } });
  const before = heard.length;
  answers.push(answer);
  expect(await send(jobOf('rota-gap'))).toBe('again');
  answers.push(answer);
  expect(await send(jobOf('rota-gap', 32))).toBe('over');
  // A redirect is not followed.
  expect(heard.length).toBe(before + 2);
});

test('without an address nothing leaves and nothing waits', async () => {
  const before = heard.length;
  const send = hook({ now: () => at, log: () => undefined, to: null });
  expect(await send(jobOf('settings-changed'))).toBe('over');
  expect(heard.length).toBe(before);
});

const hooks = (): number => {
  const database = new DatabaseSync(join(served.folder, databaseFile), { readOnly: true });
  const [row] = database.prepare(`select count(*) as n from job where kind in ('hook', 'channel')`).all();
  database.close();
  return Number(row?.['n']);
};

test('no report and no alert makes another program hear anything, or a member hear of a way', async () => {
  const before = hooks();
  const ground = await groundOf(served.url, event);
  const rosa = await visitor(served.url, 'rosa');
  const rows = (await listOf(rosa)).length;
  const mails = served.post.mails().length;
  const sent = await prepare(ground, [['what', 'They followed me.']]);
  await sent.send();
  await vi.waitFor(async () => expect((await listOf(rosa)).length).toBe(rows + 1), { timeout: 20_000 });
  await vi.waitFor(() => expect(served.post.mails().length).toBeGreaterThan(mails), { timeout: 20_000 });
  expect(hooks()).toBe(before);
}, 60_000);
