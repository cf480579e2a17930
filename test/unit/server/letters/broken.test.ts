import { expect, test } from 'vitest';
import { largestFile, longest, mostFiles } from '#domain/intake/checks.ts';
import { brokenLetter } from '#server/mail/reading/broken.ts';
import { oddLetters } from './broken.ts';
import { expectSound, said } from './sound.ts';
import { base64, byImap, bytes, head, multi, plain, read } from './made.ts';

test('there are two hundred broken or odd letters at least, no two of one name', () => {
  expect(oddLetters.length).toBeGreaterThanOrEqual(200);
  expect(new Set(oddLetters.map(({ name }) => name)).size).toBe(oddLetters.length);
});

test.each(oddLetters)('$name', async ({ raw, says }) => {
  const began = performance.now();
  const letter = await read(raw);
  expect(performance.now() - began).toBeLessThan(3000);
  expectSound(letter);
  if (says !== undefined) expect(said(letter).replaceAll(/\s+/gu, ' ')).toContain(says);
});

test.each([
  ['base64', base64('It was Tomasz Brandt, in the café.')],
  ['quoted-printable', 'It was Tomasz =42ran=\r\ndt, in the caf=C3=A9.'],
])('who is named in %s is found where nothing else of a letter could be read', (encoding, body) => {
  const fields = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': encoding };
  const whole = bytes(`${head(fields)}\r\n${body}`);
  const picture = base64(Uint8Array.from({ length: 300 }, (_, n) => (n * 7 + 128) % 256));
  const type = `text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}`;
  const parts = [
    [type, body],
    ['image/png\r\nContent-Transfer-Encoding: base64', picture],
  ] as const;
  for (const raw of [whole, multi('multipart/mixed', parts)]) {
    const { text, marks } = brokenLetter(raw, byImap);
    expect(marks).toEqual(['broken']);
    expect(text).toContain('It was Tomasz Brandt, in the café.');
    expect(text).not.toContain('\ufffd');
  }
});

test('a broken letter with nothing but beginnings is looked at quickly', () => {
  const raw = bytes('Content-Transfer-Encoding: base64\r\n'.repeat(20_000));
  const began = performance.now();
  brokenLetter(raw, byImap);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('names of files are safe, and what is left of them', async () => {
  const named = async (disposition: string): Promise<string | undefined> =>
    (
      await read(
        multi('multipart/mixed', [[`application/pdf\r\nContent-Disposition: attachment; ${disposition}`, 'x']]),
      )
    ).files[0]?.name;
  expect(await named('filename="../../etc/passwd"')).toBe('passwd');
  expect(await named('filename="C:\\\\temp\\\\a.exe"')).toBe('a.exe');
  expect(await named('filename="\u202egnp.exe"')).toBe('_gnp.exe');
  expect(await named('filename="..."')).toBe('file-1.pdf');
  expect(await named('filename="CON.txt"')).toBe('_CON.txt');
  expect(await named("filename*=utf-8''caf%C3%A9.pdf")).toBe('café.pdf');
  expect(await named('filename="=?utf-8?B?Y2Fmw6kucGRm?="')).toBe('café.pdf');
  expect(await named(`filename="${'a'.repeat(500)}.pdf"`)).toMatch(/^a{116}\.pdf$/u);
});

test('more files than a report may have, and larger ones, stay in the original: that is said', async () => {
  const file = (name: string, body: string): readonly [string, string] => [
    `application/pdf; name=${name}\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64`,
    body,
  ];
  const many = await read(
    multi(
      'multipart/mixed',
      Array.from({ length: mostFiles + 2 }, (_, n) => file(`${n}.pdf`, base64('x'))),
    ),
  );
  expect(many.files).toHaveLength(mostFiles);
  expect(many.marks).toContain('files-left');
  const large = await read(
    multi('multipart/mixed', [
      ['text/plain', 'Two.'],
      file('large.pdf', base64(new Uint8Array(largestFile + 1))),
      file('small.pdf', base64('x')),
    ]),
  );
  expect(large.files.map(({ name }) => name)).toEqual(['small.pdf']);
  expect(large.marks).toEqual(['files-left']);
});

test('an empty file is dropped, and nothing is said of it', async () => {
  const letter = await read(
    multi('multipart/mixed', [
      ['text/plain', 'One.'],
      ['application/pdf; name=a.pdf\r\nContent-Disposition: attachment', ''],
    ]),
  );
  expect(letter.files).toEqual([]);
  expect(letter.marks).toEqual([]);
});

test('a longer text than a report may have is cut at a whole sign, and that is said', async () => {
  const letter = await read(plain('😕'.repeat(longest + 5)));
  expect([...letter.text]).toHaveLength(longest);
  expect(letter.text.isWellFormed()).toBe(true);
  expect(letter.marks).toEqual(['cut']);
  expect((await read(plain('😕'.repeat(longest)))).marks).toEqual([]);
});

test.each([
  ['a boundary that is missing', true],
  ['a stray line amid the fields', true],
  ['parts in parts, 2000 deep', true],
  ['base64 without padding', false],
  ['KOI8-R, eight bits', false],
])('%s: broken is %s', async (named, broken) => {
  const found = oddLetters.find(({ name }) => name === named);
  expect((await read(found?.raw ?? new Uint8Array())).marks.includes('broken')).toBe(broken);
});
