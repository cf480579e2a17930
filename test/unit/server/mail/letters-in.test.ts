import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedAt } from '#server/mail/fetching/letters-in.ts';
import { betweenKey, replyToken } from '#server/mail/keys.ts';
import { hoodiecrow, type ImapServer } from '#kit/imap-server.ts';
import { serveLetters } from '#kit/letters-served.ts';
import { handOver, letterOf } from '#kit/mail-client.ts';
import { becomes } from './watched.ts';

let folder = '';
let imap: ImapServer;
let served: Awaited<ReturnType<typeof serveLetters>>;
let org = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-letters-'));
  imap = await hoodiecrow();
  served = await serveLetters({ DATA_DIR: folder, PORT: '0', IMAP_URL: imap.url(), SMTP_LISTEN: '127.0.0.1:0' });
  org = (await served.parts.store.organisation())?.org ?? '';
});

afterAll(async () => {
  await served.stop();
  await imap.forget();
  rmSync(folder, { recursive: true, force: true });
});

const reports = async (): Promise<number> => (await served.parts.store.counts()).reports;
const leadsTo = async (id: string, from: string): Promise<string | null> =>
  (await served.parts.store.threadOf(org, [betweenKey(served.parts.signer, id, from)]))?.report ?? null;

test('a letter in the mailbox and one handed over are a report each; the same letter by both ways is one', async () => {
  const port = served.port ?? 0;
  const before = await reports();
  const both = letterOf({ id: 'both@home.example', text: 'Told by two ways.' });
  await imap.deliver([letterOf({ id: 'mailbox@home.example' }), both]);
  expect((await handOver(letterOf({ id: 'handed@home.example' }), { port })).code).toBe(250);
  expect((await handOver(both, { port })).code).toBe(250);
  await becomes(async () => (await imap.letters()).length === 0);
  expect(await reports()).toBe(before + 3);
  const found = await Promise.all(
    ['mailbox', 'handed', 'both'].map((name) => leadsTo(`${name}@home.example`, 'noor@home.example')),
  );
  expect(new Set(found).size).toBe(3);
  expect(found).not.toContain(null);
}, 60_000);

test('large letters that come at once from different places are each a report with its files, one after the other', async () => {
  const port = served.port ?? 0;
  const before = await reports();
  const file = `${'QUJD'.repeat(19)}\r\n`.repeat(80_000);
  const large = (name: string): string =>
    letterOf({
      id: `${name}@home.example`,
      headers: { 'Content-Type': 'multipart/mixed; boundary=x', 'Content-Transfer-Encoding': '7bit' },
      text: `--x\r\n\r\nI filmed it: ${name}.\r\n--x\r\nContent-Type: video/mp4; name=a.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}--x--`,
    });
  const inHand: number[] = [];
  let most = 0;
  const { sealer } = served.parts;
  const birth = sealer.birth.bind(sealer);
  Object.assign(sealer, {
    birth: async (input: Parameters<typeof birth>[0]) => {
      const bytes = input.files.reduce((sum, one) => sum + one.bytes.length, 0);
      inHand.push(bytes);
      most = Math.max(most, inHand.filter((one) => one > 4_000_000).length);
      try {
        return await birth(input);
      } finally {
        inHand.splice(inHand.indexOf(bytes), 1);
      }
    },
  });
  const all = [...['one', 'two', 'three'].map(large), letterOf({ id: 'short@home.example' })];
  const said = await Promise.all(all.map((raw) => handOver(raw, { port })));
  Object.assign(sealer, { birth });
  expect(said.map(({ code }) => code)).toEqual([250, 250, 250, 250]);
  expect(await reports()).toBe(before + 4);
  expect(most).toBe(1);
}, 60_000);

test('a mailbox that goes down is told to the desk at once, and so is that it works again', async () => {
  const state = async (): Promise<string> => {
    const row = (await served.parts.store.channelStates(org)).find(({ channel }) => channel.startsWith('mail-in'));
    return row === undefined ? '' : `${row.state} ${row.code}`;
  };
  await becomes(async () => (await state()) === 'working ');
  await imap.down();
  await becomes(async () => (await state()) === 'down no-route');
  await imap.up();
  await becomes(async () => (await state()) === 'working ');
}, 60_000);

test('letters are ours that an event or the operator names, and those to the address of one report', async () => {
  const { parts } = served;
  const mailReply = 'care+{token}@reply.example';
  const token = replyToken(parts.signer, 'ab'.repeat(16), 'noor@home.example');
  const open = acceptedAt(parts, { smtpIn: null, mailReply });
  expect(await open('conduct@pyharbor.example')).toBe(true);
  expect(await open('conduct+2027@pyharbor.example')).toBe(true);
  expect(await open(`care+${token}@reply.example`)).toBe(true);
  expect(await open('care+nothing@reply.example')).toBe(false);
  expect(await open('somebody@pyharbor.example')).toBe(false);
  const smtpIn = { host: '', port: 0, tls: null, accepted: ['care@example.org', '@care.example.org'] };
  const named = acceptedAt(parts, { smtpIn, mailReply: null });
  expect(await named('care@example.org')).toBe(true);
  expect(await named('anybody@care.example.org')).toBe(true);
  expect(await named('anybody@example.org')).toBe(false);
  expect(await named('conduct@pyharbor.example')).toBe(false);
});

test('before anything is set up nobody is told that an address is unknown', async () => {
  const { parts } = served;
  const early = acceptedAt(
    { ...parts, store: { ...parts.store, organisation: async () => null } },
    { smtpIn: null, mailReply: null },
  );
  await expect(early('conduct@pyharbor.example')).rejects.toThrow('not-set-up');
});
