import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, createConnection, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { handOver, hasSwaks, letterOf, spoken, swaks } from '#kit/mail-client.ts';
import { largestLetter, type Arrived, type Envelope } from '#server/mail/letter.ts';
import { listenForLetters } from '#server/mail/fetching/smtp.ts';
import type { SmtpSettings } from '#server/mail/fetching/smtp-settings.ts';
import { becomes, idOf } from './watched.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const ours = 'conduct@pyharbor.example';
const report: Arrived = { done: 'report' };
const id = (n: number): string => `letter-${n}@home.example`;

interface Given {
  readonly take?: (id: string, envelope: Envelope) => Promise<Arrived> | Arrived;
  readonly smtp?: Partial<SmtpSettings>;
  readonly accepts?: (address: string) => Promise<boolean>;
}

async function listening({ take = () => report, smtp = {}, accepts }: Given = {}) {
  const taken: string[] = [];
  const envelopes: Envelope[] = [];
  const raws: Uint8Array[] = [];
  const said: string[] = [];
  const logged: string[] = [];
  const waits: { readonly why: readonly string[]; readonly sure: boolean }[] = [];
  const server = listenForLetters({
    smtp: { host: '127.0.0.1', port: 0, tls: null, accepted: [], ...smtp },
    name: 'report.pyharbor.example',
    async take(raw, envelope) {
      taken.push(idOf(raw));
      envelopes.push(envelope);
      raws.push(raw);
      return take(idOf(raw), envelope);
    },
    accepts: accepts ?? (async (address) => address === ours),
    seen: async (state, code) => void said.push(code === '' ? state : code),
    waits: async (letters, sure) => void waits.push({ why: letters.map(({ why }) => why), sure }),
    now: Date.now,
    log: ({ code, where = '' }) => void logged.push(`${code} ${where}`),
  });
  ends.push(server.stop);
  const port = await server.port();
  return { port: port ?? 0, taken, envelopes, raws, said, logged, waits };
}

test('a letter is taken as it was written before its server hears that it was', async () => {
  const stored = Promise.withResolvers<Arrived>();
  const { port, taken, raws, envelopes, said } = await listening({ take: () => stored.promise });
  const letter = letterOf({ id: id(0), text: 'Ünïcode\r\n.\r\n..dots\r\n' });
  let heard = 0;
  const handing = handOver(letter, { port, from: 'Noor@Home.example' }).then(({ code }) => (heard = code));
  await becomes(() => taken.length === 1);
  expect(heard).toBe(0);
  stored.resolve(report);
  expect(await handing).toBe(250);
  expect(Buffer.from(raws[0] ?? []).toString()).toBe(letter);
  expect(envelopes).toEqual([{ by: 'smtp', to: [ours], from: 'noor@home.example' }]);
  expect(said).toEqual(['working']);
});

test.runIf(hasSwaks)('swaks hands a letter over', async () => {
  const { port, taken } = await listening();
  const { code, printed } = await swaks(letterOf({ id: id(0) }), { port });
  expect(code, printed).toBe(0);
  expect(taken).toEqual([id(0)]);
});

test('nothing is passed on: whoever is not here is unknown, also beside somebody who is', async () => {
  const { port, taken, envelopes } = await listening();
  expect(await handOver(letterOf({ id: id(0) }), { port, to: ['somebody@elsewhere.example'] })).toMatchObject({
    code: 550,
    text: expect.stringContaining('5.1.1') as string,
  });
  await handOver(letterOf({ id: id(1) }), { port, to: [ours, 'somebody@elsewhere.example'] });
  expect(taken).toEqual([id(1)]);
  expect(envelopes[0]?.to).toEqual([ours]);
});

test.each<[string, Arrived, number, string]>([
  ['busy', { later: 'busy' }, 451, '4.3.0'],
  ['nobody', { later: 'nobody' }, 451, '4.3.0'],
  ['aside', { done: 'aside' }, 554, '5.6.0'],
  ['noted', { done: 'noted' }, 250, '2.6.0'],
  ['there', { done: 'there' }, 250, '2.6.0'],
])('a letter that is %s is answered so that its server does the right thing', async (_, arrived, code, status) => {
  const { port } = await listening({ take: () => arrived });
  const said = await handOver(letterOf({ id: id(0) }), { port });
  expect(said).toMatchObject({ code, text: expect.stringContaining(status) as string });
});

test('when the store fails, a letter stays with its server, and so does one for an address we cannot look up', async () => {
  const broken = await listening({
    take: () => {
      throw new Error('the store is gone');
    },
  });
  expect((await handOver(letterOf({ id: id(0) }), broken)).code).toBe(451);
  expect(broken.logged).toEqual(['letter-failed ']);
  const early = await listening({ accepts: () => Promise.reject(new Error('not set up')) });
  expect((await handOver(letterOf({ id: id(0) }), early)).code).toBe(451);
});

test('it says no more than it must, takes bounces and letters in UTF-8, and asks for no password', async () => {
  const { port, envelopes } = await listening();
  const said = await spoken(port, [
    'EHLO relay.example',
    'AUTH PLAIN AGEAYg==',
    'STARTTLS',
    'MAIL FROM:<> BODY=8BITMIME SMTPUTF8',
    `RCPT TO:<${ours}>`,
    'DATA',
    `Message-ID: <${id(0)}>\r\n\r\nü\r\n.`,
    'QUIT',
  ]);
  expect(said[0]).toBe('220 report.pyharbor.example ESMTP');
  expect(said[1]).toMatch(/8BITMIME[^]*SMTPUTF8[^]*SIZE 37748736/u);
  expect(said[1]).not.toMatch(/AUTH|STARTTLS/u);
  expect(said[2]).toMatch(/^50\d /u);
  expect(said.slice(4, 8).map((line) => line.slice(0, 3))).toEqual(['250', '250', '354', '250']);
  expect(envelopes[0]?.from).toBe('');
});

test('a letter that is too large is refused, whether its server says so first or not', async () => {
  const { port, taken } = await listening();
  const first = await spoken(port, ['EHLO a.example', `MAIL FROM:<a@b.example> SIZE=${largestLetter + 1}`, 'QUIT']);
  expect(first[2]).toMatch(/^552 5\.3\.4/u);
  const late = await spoken(port, [
    'EHLO a.example',
    'MAIL FROM:<a@b.example>',
    `RCPT TO:<${ours}>`,
    'DATA',
    `Message-ID: <${id(0)}>\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(Math.ceil(largestLetter / 1_000) + 1)}.`,
    'QUIT',
  ]);
  expect(late[5]).toMatch(/^552 /u);
  expect(taken).toEqual([]);
});

test('a letter that is cut off in its middle is no letter', async () => {
  const { port, taken } = await listening();
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  const lines = [
    'EHLO a.example',
    'MAIL FROM:<a@b.example>',
    `RCPT TO:<${ours}>`,
    'DATA',
    'Subject: half\r\n\r\nThe first',
  ];
  socket.on('data', () => {
    const line = lines.shift();
    if (line !== undefined) socket.write(`${line}\r\n`, () => lines.length === 0 && socket.destroy());
  });
  await new Promise((closed) => socket.once('close', closed));
  expect((await handOver(letterOf({ id: id(1) }), { port })).code).toBe(250);
  expect(taken).toEqual([id(1)]);
});

test('of ten thousand recipients a hundred are heard', async () => {
  const { port } = await listening({ accepts: async () => true });
  const many = Array.from({ length: 110 }, (_, n) => `RCPT TO:<care-${n}@pyharbor.example>`);
  const said = await spoken(port, ['EHLO a.example', 'MAIL FROM:<a@b.example>', ...many, 'QUIT']);
  expect(said.filter((line) => line.startsWith('250 2.1.5'))).toHaveLength(100);
  expect(said.filter((line) => line.startsWith('452'))).toHaveLength(10);
});

test('while one address hands over letter after letter, that of another is taken in its turn', async () => {
  const inHand: (() => void)[] = [];
  const take = (): Promise<Arrived> => new Promise((done) => inHand.push(() => done(report)));
  const { port, taken } = await listening({ take });
  const flood = Array.from({ length: 18 }, (_, n) =>
    handOver(letterOf({ id: id(n) }), { port, from: 'mob@flood.example' }),
  );
  await becomes(() => taken.length === 4);
  const honest = handOver(letterOf({ id: 'honest@home.example' }), { port, from: 'noor@home.example' });
  // One is stored after the other, whosever it is.
  for (let n = 1; n <= 19; n++) {
    inHand.shift()?.();
    if (n < 16) await becomes(() => taken.length === Math.min(19, 4 + n));
  }
  while (inHand.length > 0) inHand.shift()?.();
  expect((await honest).code).toBe(250);
  await Promise.all(flood);
  expect(taken).toHaveLength(19);
  expect(taken.indexOf('honest@home.example')).toBeLessThan(14);
});

test('of connections from one address twenty are open at once, and then others again', async () => {
  const { port } = await listening();
  const open = Array.from({ length: 20 }, () => createConnection({ port, host: '127.0.0.1' }));
  const greeted = open.map(
    (socket) => new Promise<string>((said) => socket.once('data', (data) => said(String(data)))),
  );
  expect((await Promise.all(greeted)).every((line) => line.startsWith('220'))).toBe(true);
  expect((await spoken(port, []))[0]).toMatch(/^421 /u);
  for (const socket of open) socket.destroy();
  await becomes(async () => (await spoken(port, ['QUIT']))[0]?.startsWith('220') === true);
});

test('a port that is taken is said to be', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((there) => other.once('listening', there));
  ends.push(() => void other.close());
  const { port, said } = await listening({ smtp: { port: (other.address() as AddressInfo).port } });
  expect(port).toBe(0);
  expect(said).toEqual(['port-taken']);
});

const cert = 'node_modules/hoodiecrow-imap/cert';

test('with a key and a certificate letters come encrypted', async () => {
  expect(existsSync(`${cert}/server.key`)).toBe(true);
  const { port, said } = await listening({ smtp: { tls: { key: `${cert}/server.key`, cert: `${cert}/server.crt` } } });
  expect(said).toEqual(['working']);
  const answers = await spoken(port, ['EHLO a.example', 'STARTTLS']);
  expect(answers[1]).toContain('STARTTLS');
  expect(answers[2]).toMatch(/^220 /u);
});

test('with a key that cannot be read letters come all the same, nothing is offered, and it is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-keys-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const key = join(folder, 'key.pem');
  writeFileSync(key, 'not a key');
  const { port, said } = await listening({ smtp: { tls: { key, cert: key } } });
  expect(said).toEqual(['bad-certificate']);
  expect((await spoken(port, ['EHLO a.example', 'QUIT']))[1]).not.toContain('STARTTLS');
  expect((await handOver(letterOf({ id: id(0) }), { port })).code).toBe(250);
});
