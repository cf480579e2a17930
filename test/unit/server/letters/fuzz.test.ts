import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Letter } from '#server/mail/letter.ts';
import { expectSound, said } from './sound.ts';
import { oddLetters } from './broken.ts';
import { base64, byImap, bySmtp, bytes, head, plain, read } from './made.ts';

const runs = Number(process.env['LETTER_RUNS'] ?? 300);

async function soundly(raw: Uint8Array): Promise<Letter> {
  const before = Buffer.from(raw).toString('base64');
  const letter = await read(raw, raw.length % 2 === 0 ? byImap : bySmtp);
  expectSound(letter);
  expect(Buffer.from(raw).toString('base64')).toBe(before);
  return letter;
}

test('any bytes are read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (raw) => {
      await soundly(raw);
    }),
    { numRuns: runs },
  );
});

const type = fc.constantFrom(
  'text/plain',
  'text/html',
  'text/plain; charset=utf-7',
  'text/html; charset=koi8-r',
  'message/rfc822',
  'multipart/mixed; boundary=b',
  'multipart/alternative; boundary=c',
  'multipart/mixed',
  'image/png',
  'text/calendar',
  'application/zip; name="a/b.zip"',
  'text/plain; format=flowed',
);
const encoding = fc.constantFrom('', '7bit', '8bit', 'base64', 'quoted-printable', 'binary', 'x');
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    '\r\n\r\n',
    '--b\r\n',
    '--b--\r\n',
    '--c\r\n',
    '--c--\r\n',
    '> ',
    '-- \r\n',
    'On 1 May 2027 at 10:00 a <a@b.example> wrote:\r\n',
    'From: a\r\n',
    'Sent: b\r\n',
    'Subject: c\r\n',
    '---------- Forwarded message ---------\r\n',
    '<p>',
    '</p>',
    '<!--',
    '<script>',
    '&amp;',
    '=?utf-8?Q?=41?=',
    '=\r\n',
    '\0',
    '+AOk-',
  ),
  fc
    .tuple(type, encoding)
    .map(([kind, by]) => `Content-Type: ${kind}\r\n${by === '' ? '' : `Content-Transfer-Encoding: ${by}\r\n`}\r\n`),
);
const body = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const field = fc
  .tuple(
    fc.constantFrom(
      'From',
      'To',
      'Subject',
      'Date',
      'Message-ID',
      'References',
      'Auto-Submitted',
      'Return-Path',
      'Content-Type',
      'Authentication-Results',
      'X-A',
    ),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )
  .map(([name, value]) => `${name}: ${value}\r\n`);

test('anything that looks like a letter is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(field, { maxLength: 8 }), type, encoding, body, async (fields, kind, by, text) => {
      await soundly(
        bytes(`${fields.join('')}Content-Type: ${kind}\r\nContent-Transfer-Encoding: ${by}\r\n\r\n${text}`),
      );
    }),
    { numRuns: runs },
  );
});

test('a letter of any kind with bytes changed, dropped or doubled is read', async () => {
  const some = oddLetters.filter(({ raw }) => raw.length > 0 && raw.length < 20_000);
  const change = fc.tuple(fc.nat(20_000), fc.constantFrom('flip', 'drop', 'double', 'cut'), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...some),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async ({ raw }, changes) => {
        let changed = Buffer.from(raw);
        for (const [place, what, byte] of changes) {
          const at = place % Math.max(1, changed.length);
          if (what === 'flip') changed[at] = byte;
          else if (what === 'cut') changed = changed.subarray(0, at);
          else
            changed = Buffer.concat([
              changed.subarray(0, what === 'drop' ? at : at + 1),
              changed.subarray(what === 'drop' ? at + 1 : at),
            ]);
        }
        await soundly(changed);
      },
    ),
    { numRuns: runs },
  );
});

const word = fc.constantFrom(
  'he',
  'said',
  'room D',
  'Ren',
  'again',
  'wrote',
  'On 16 May 2027 at 13:50',
  'care <care@pyharbor.example>',
  '😕',
  'está',
);
const line = fc.oneof(
  fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  fc.tuple(fc.constantFrom('> ', '>> ', '>', '* '), word).map((pair) => pair.join('')),
  fc.constantFrom(
    '',
    '-- ',
    '--',
    '________________________________',
    '-----Original Message-----',
    '---------- Forwarded message ---------',
    'Begin forwarded message:',
    'From: Ren <ren@mail.example>',
    'Sent: Sunday',
    'Date: Sunday',
    'To: Ito',
    'Subject: Re: you',
    'On Sun, 16 May 2027 at 13:50, Care <care@pyharbor.example> wrote:',
    'El 16 may 2027 a las 13:50, Care escribió:',
    'Sent from my iPhone',
    'he wrote:',
  ),
);
/** Lines as they can be found again: without marks of quoting, and without what only says that something follows. */
const bare = (text: string): string => text.replace(/^[>\s]+/u, '').trim();
const follows = /^(?:-- ?|-+ ?Forwarded message ?-+|Begin forwarded message:)$/u;

test('every line that stands in a letter is in what was read of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.boolean(), async (lines, answer) => {
      const letter = await read(plain(lines.join('\n'), answer ? { 'In-Reply-To': '<a@b.example>' } : {}));
      const all = said(letter);
      for (const each of lines.map(bare)) {
        if (each === '' || follows.test(each)) continue;
        const [, value = each] = /^(?:From|Sent|Date|Subject): (.*)$/u.exec(each) ?? [];
        expect(all).toContain(value);
      }
    }),
    { numRuns: runs * 4 },
  );
});

test('every paragraph of a letter in HTML is in what was read of it', async () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', '😕'), minLength: 1, maxLength: 12 });
  const tag = fc.constantFrom('p', 'div', 'td', 'li', 'h1', 'span', 'blockquote', 'pre', 'b', 'unknown');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(tag, words), { minLength: 1, maxLength: 20 }),
      fc.boolean(),
      async (pieces, closes) => {
        const html = pieces.map(([name, text]) => `<${name}> ${text} ${closes ? `</${name}>` : ''}`).join('\r\n');
        const coded = bytes(
          `${head({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Transfer-Encoding': 'base64' })}\r\n${base64(html)}`,
        );
        const all = said(await read(coded));
        for (const [, text] of pieces) expect(all).toContain(text);
      },
    ),
    { numRuns: runs },
  );
});
