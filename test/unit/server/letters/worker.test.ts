import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { lettersThread, NotReading } from '#server/mail/reading/reading-letters.ts';
import { byImap, bytes, head, own, plain, read } from './made.ts';

const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const file = new URL('../../../../src/server/mail/reading/letter-worker.ts', import.meta.url);
const thread = lettersThread(file);
afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

/** A thread that does this with the first letter, and answers every other. */
function breaking(name: string, how: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
parentPort.postMessage('here');
parentPort.on('message', ({ raw }) => { if (raw.length > 1000) { ${how} } else parentPort.postMessage({ kind: 'letter', text: 'answered' }); });`,
  );
  return pathToFileURL(path);
}

const long = plain(`I was pushed. ${'x'.repeat(1000)}`);
const short = plain('I was pushed.');

test('a thread reads as we would, each letter for who asked, and leaves the bytes where they were', async () => {
  const letters = Array.from({ length: 20 }, (_, n) => plain(`Letter ${n}.`));
  const found = await Promise.all(letters.map((raw) => thread.read(raw, byImap, own)));
  expect(found.map(({ text }) => text)).toEqual(letters.map((_, n) => `Letter ${n}.`));
  expect(found[0]).toEqual(await read(plain('Letter 0.')));
  expect(letters[0]?.length).toBeGreaterThan(0);
});

test('a letter of 15 MB and 200,000 lines within another is read within its time', async () => {
  const line = `${'QUJD'.repeat(19)}\r\n`;
  const type = 'Content-Type: multipart/mixed; boundary=x\r\n';
  const inner = `--x\r\n\r\nInner words.\r\n--x\r\nContent-Type: image/jpeg; name=a.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n${line.repeat(200_000)}--x--`;
  const raw = bytes(`${head({ 'Content-Type': 'message/rfc822' })}\r\nSubject: inner\r\n${type}\r\n${inner}`);
  const letter = await thread.read(raw, byImap, own);
  expect(letter.forwarded[0]).toMatchObject({ subject: 'inner', text: 'Inner words.' });
  expect(letter.files.map(({ bytes: { length } }) => length)).toEqual([200_000 * 57]);
  expect(letter.marks).toEqual([]);
});

test.each([
  ['never answers', 'for (;;) {}'],
  ['throws', "throw new Error('x')"],
  ['ends', 'process.exit(1)'],
  ['takes all the memory there is', 'const all = []; for (;;) all.push(new Array(1_000_000).fill(all.length));'],
])('a thread that %s gives the letter back as broken, and the next is read', async (name, how) => {
  const other = lettersThread(breaking(name.replaceAll(' ', '-'), how), 3000);
  try {
    const [first, second] = await Promise.all([other.read(long, byImap, own), other.read(short, byImap, own)]);
    expect(first).toMatchObject({
      kind: 'letter',
      marks: ['broken'],
      answerable: false,
      id: 'one@mail.example',
      subject: 'Something that happened',
      from: { name: 'Ito Sora', address: 'ito@mail.example' },
      to: ['care@pyharbor.example'],
      text: expect.stringContaining('I was pushed.'),
    });
    expect(second).toEqual({ kind: 'letter', text: 'answered' });
  } finally {
    await other.close();
  }
});

test('a letter that was not read when all of it ends is not called broken: it is handed over again', async () => {
  const other = lettersThread(breaking('stopped', 'for (;;) {}'));
  const asked = Promise.allSettled([other.read(long, byImap, own), other.read(short, byImap, own)]);
  await other.close();
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a thread whose file is not there calls no letter broken, says that it does not work, and reads when the file is back', async () => {
  const there = breaking('there', '');
  const away = new URL('./away.mjs', there);
  const other = lettersThread(away);
  try {
    expect(await other.works()).toBe(false);
    for (const raw of [short, long]) await expect(other.read(raw, byImap, own)).rejects.toThrow(NotReading);
    expect(await other.works()).toBe(false);
    renameSync(there, away);
    expect(await other.works()).toBe(true);
    expect(await other.read(short, byImap, own)).toEqual({ kind: 'letter', text: 'answered' });
    // One that runs needs no file.
    rmSync(away);
    expect(await other.works()).toBe(true);
    expect(await other.read(short, byImap, own)).toEqual({ kind: 'letter', text: 'answered' });
  } finally {
    await other.close();
  }
});

test('a thread that ends while it starts calls no letter broken, and is started anew with the next', async () => {
  const path = join(folder, 'starting.mjs');
  writeFileSync(path, "throw new Error('no memory')");
  const other = lettersThread(pathToFileURL(path));
  try {
    expect(await other.works()).toBe(true);
    const asked = await Promise.allSettled([other.read(short, byImap, own), other.read(long, byImap, own)]);
    expect(asked.map((one) => one.status === 'rejected' && one.reason instanceof NotReading)).toEqual([true, true]);
    expect(await other.works()).toBe(false);
    renameSync(breaking('started', ''), path);
    expect(await other.read(short, byImap, own)).toEqual({ kind: 'letter', text: 'answered' });
    expect(await other.works()).toBe(true);
  } finally {
    await other.close();
  }
});

test('a thread that ended between two letters does not make the second a broken one', async () => {
  const path = join(folder, 'once.mjs');
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
parentPort.postMessage('here');
parentPort.on('message', () => { parentPort.postMessage({ kind: 'letter', text: 'answered' }); setTimeout(() => process.exit(0), 20); });`,
  );
  const other = lettersThread(pathToFileURL(path));
  try {
    await other.read(short, byImap, own);
    await new Promise((ended) => setTimeout(ended, 500));
    expect(await other.read(short, byImap, own)).toEqual({ kind: 'letter', text: 'answered' });
  } finally {
    await other.close();
  }
});

test('a few words do not wait behind letters that take all the time there is', async () => {
  const other = lettersThread(breaking('slow', 'for (;;) {}'), 500);
  const order: string[] = [];
  const asked = async (name: string, raw: Uint8Array): Promise<void> => {
    await other.read(raw, byImap, own);
    order.push(name);
  };
  try {
    await Promise.all([asked('first', long), asked('second', long), asked('third', long), asked('words', short)]);
    expect(order).toEqual(['first', 'words', 'second', 'third']);
  } finally {
    await other.close();
  }
});

test('after it was closed no letter is read, and no thread is started', async () => {
  const other = lettersThread(file);
  await other.close();
  await expect(other.read(short, byImap, own)).rejects.toThrow('closed');
});
