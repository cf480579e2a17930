import { expect, test } from 'vitest';
import { base64, bySmtp, bytes, head, multi, plain, read } from './made.ts';

// Letters as the programs that people use write them.

const answer = { Subject: 'Re: Your letter', 'In-Reply-To': '<ours@care.pyharbor.example>' };

test('Gmail: an answer, its quote and the dots of its HTML', async () => {
  const text =
    'He was there again today.\n\nOn Sun, 16 May 2027 at 13:50, PyHarbor care team <\ncare@pyharbor.example> wrote:\n\n> Thank you for writing.\n> A person will answer.\n>\n';
  const html =
    '<div dir="ltr">He was there again today.</div><br><div class="gmail_quote"><div class="gmail_attr">On Sun, 16 May 2027 at 13:50, PyHarbor &lt;<a href="mailto:care@pyharbor.example">care@pyharbor.example</a>&gt; wrote:<br></div><blockquote>Thank you for writing.</blockquote></div>';
  const letter = await read(
    multi(
      'multipart/alternative',
      [
        ['text/plain; charset="UTF-8"', text],
        ['text/html; charset="UTF-8"', html],
      ],
      {
        ...answer,
        References: '<first@mail.example> <ours@care.pyharbor.example>',
      },
    ),
  );
  expect(letter).toMatchObject({
    kind: 'letter',
    text: 'He was there again today.',
    signature: '',
    forwarded: [],
    marks: [],
    answers: ['ours@care.pyharbor.example', 'first@mail.example'],
    answerable: true,
    from: { name: 'Ito Sora', address: 'ito@mail.example', replyTo: '' },
    to: ['care@pyharbor.example'],
    sent: Date.UTC(2027, 4, 16, 17, 41),
  });
  expect(letter.quoted).toMatch(/^On Sun, 16 May[\s\S]*Thank you for writing/u);
});

test('Gmail in Spanish: an answer over its quote', async () => {
  const text =
    'Sí, sigue aquí.\n\nEl dom, 16 may 2027 a las 13:50, Equipo (<care@pyharbor.example>) escribió:\n\n> Gracias por escribir.\n';
  expect(await read(plain(text, answer))).toMatchObject({
    text: 'Sí, sigue aquí.',
    quoted: expect.stringContaining('Gracias por escribir.'),
  });
});

test.each([
  ['fr', 'Le dim. 16 mai 2027 à 13:50, Équipe <care@pyharbor.example> a écrit :'],
  ['de', 'Am So., 16. Mai 2027 um 13:50 Uhr schrieb Team <care@pyharbor.example>:'],
  ['pt', 'Em dom., 16 de mai. de 2027 às 13:50, Equipe <care@pyharbor.example> escreveu:'],
  ['it', 'Il giorno dom 16 mag 2027 alle ore 13:50 Gruppo <care@pyharbor.example> ha scritto:'],
  ['nl', 'Op zo 16 mei 2027 om 13:50 schreef Team <care@pyharbor.example>:'],
  ['ja', '2027年5月16日(日) 13:50 Team <care@pyharbor.example>のメッセージ:'],
  ['zh', '2027年5月16日 13:50，Team <care@pyharbor.example> 写道：'],
])('an answer over a quote, in %s', async (_, said) => {
  expect(await read(plain(`New words.\n\n${said}\n\n> Old words.\n`, answer))).toMatchObject({
    text: 'New words.',
    quoted: `${said}\n\n> Old words.`,
  });
});

test('Outlook: an answer, a signature, and the old letter under a rule', async () => {
  const text =
    'I agree.\n\n-- \nIto Sora\nHarbour Ladder Ltd\n\n________________________________\nFrom: Care <care@pyharbor.example>\nSent: Sunday, 16 May 2027 13:50\nTo: Ito Sora\nSubject: Your letter\n\nThank you for writing.\n';
  expect(await read(plain(text, answer))).toMatchObject({
    text: 'I agree.',
    signature: 'Ito Sora\nHarbour Ladder Ltd',
    quoted: expect.stringMatching(/^_+\nFrom: Care[\s\S]*Thank you for writing\.$/u),
  });
});

test.each([
  [
    'es',
    'De: Equipo <care@pyharbor.example>\nEnviado el: domingo, 16 de mayo de 2027 13:50\nPara: Ito\nAsunto: Su carta',
  ],
  ['fr', 'De : Équipe <care@pyharbor.example>\nEnvoyé : dimanche 16 mai 2027 13:50\nÀ : Ito\nObjet : Votre lettre'],
  ['de', 'Von: Team <care@pyharbor.example>\nGesendet: Sonntag, 16. Mai 2027 13:50\nAn: Ito\nBetreff: Ihr Brief'],
])('Outlook in %s: the old letter under its head', async (_, old) => {
  const letter = await read(plain(`New words.\n\n${old}\n\nOld words.\n`, answer));
  expect(letter).toMatchObject({ text: 'New words.', quoted: `${old}\n\nOld words.` });
});

test('Outlook: a letter in HTML alone keeps its paragraphs', async () => {
  const html =
    '<html><head><style>p{margin:0}</style></head><body><p class=MsoNormal>First&nbsp;line &amp; more.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Caf&eacute;, see <a href="https://pyharbor.example/talk">the talk</a>.</p><img src="https://track.example/x.gif" width=1></body></html>';
  const letter = await read(plain(html, { 'Content-Type': 'text/html; charset=utf-8' }));
  expect(letter.marks).toEqual(['html']);
  expect(letter.text.split('\n').filter((line) => line.trim() !== '')).toEqual([
    'First line & more.'.replace(' ', '\u00a0'),
    'Café, see the talk <https://pyharbor.example/talk>.',
  ]);
  expect(letter.text).not.toContain('track');
});

test('Apple Mail: a picture between two texts', async () => {
  const letter = await read(
    multi('multipart/mixed', [
      ['text/plain; charset=us-ascii', 'Look at this:'],
      [
        'image/jpeg; name="IMG_0001.jpeg"\r\nContent-Disposition: inline; filename="IMG_0001.jpeg"\r\nContent-Transfer-Encoding: base64',
        base64('not a picture'),
      ],
      ['text/plain; charset=us-ascii', 'It was on the wall.\n\nSent from my iPhone'],
    ]),
  );
  expect(letter.text).toMatch(/^Look at this:\s+It was on the wall\.$/u);
  expect(letter.signature).toBe('Sent from my iPhone');
  expect(letter.files).toEqual([{ name: 'IMG_0001.jpeg', type: 'image/jpeg', bytes: bytes('not a picture') }]);
});

test('Apple Mail: a letter passed on within another', async () => {
  const text =
    'This came last night.\n\nBegin forwarded message:\n\n> From: Ren <ren@mail.example>\n> Subject: hello again\n> Date: 15 May 2027 at 23:58:00 GMT-4\n> To: ito@mail.example\n> \n> I know where you stay.\n';
  expect(await read(plain(text))).toMatchObject({
    text: 'This came last night.',
    quoted: '',
    forwarded: [
      {
        from: 'Ren <ren@mail.example>',
        subject: 'hello again',
        sent: '15 May 2027 at 23:58:00 GMT-4',
        text: expect.stringContaining('I know where you stay.'),
      },
    ],
  });
});

test.each([
  ['Gmail', '---------- Forwarded message ---------'],
  ['Gmail, Spanish', '---------- Mensaje reenviado ---------'],
  ['Thunderbird', '-------- Forwarded Message --------'],
  ['Thunderbird, German', '-------- Weitergeleitete Nachricht --------'],
  ['Thunderbird, French', '-------- Message transféré --------'],
])('%s: two letters passed on, one in the other', async (_, mark) => {
  const one = `${mark}\nSubject: outer\nDate: Sun, 16 May 2027\nFrom: Ren <ren@mail.example>\nTo: x@y.example\n\nOuter words.\n`;
  const two = `${mark}\nFrom: Bo <bo@mail.example>\nSubject: inner\n\nInner words.\n`;
  const letter = await read(plain(`See below.\n\n${one}\n${two}`));
  expect(letter.text).toBe('See below.');
  expect(letter.forwarded).toEqual([
    {
      from: 'Ren <ren@mail.example>',
      subject: 'outer',
      sent: 'Sun, 16 May 2027',
      text: 'To: x@y.example\n\nOuter words.',
    },
    { from: 'Bo <bo@mail.example>', subject: 'inner', sent: '', text: 'Inner words.' },
  ]);
});

test('Thunderbird: answers between the lines stay where they are', async () => {
  const text = 'On 16/05/2027 13:50, Care wrote:\n> Where was it?\nIn room D.\n> When?\nAt half past one.\n-- \nIto';
  expect(await read(plain(text, answer))).toMatchObject({
    text: text.slice(0, text.indexOf('\n-- ')),
    quoted: '',
    signature: 'Ito',
  });
});

test('answers between the lines stay there even where the last thing said is a quote', async () => {
  const text = 'On 16/05/2027 13:50, Care wrote:\n> Where was it?\nIn room D.\n> May we call you?';
  expect(await read(plain(text, answer))).toMatchObject({ text, quoted: '' });
});

test('an answer below its quote stays whole', async () => {
  const text = 'On 16/05/2027 13:50, Care wrote:\n> Where was it?\n\nIn room D.';
  expect(await read(plain(text, answer))).toMatchObject({ text, quoted: '' });
});

test('K-9: a signature under the words, the quote under that', async () => {
  const text =
    'Yes.\n-- \nSent from my Android device with K-9 Mail.\n\nOn 16 May 2027 13:50:00 GMT, Care <care@pyharbor.example> wrote:\n> Is it over?\n';
  expect(await read(plain(text, answer))).toMatchObject({
    text: 'Yes.',
    signature: 'Sent from my Android device with K-9 Mail.',
    quoted: expect.stringContaining('> Is it over?'),
  });
});

test('what somebody said, marked by the person who tells it, is no quote of a program', async () => {
  const text = 'On Friday evening he wrote:\n> I know where you stay.\n> Do not tell anybody.';
  expect(await read(plain(text))).toMatchObject({ text, quoted: '', signature: '' });
});

test('what is told under a line like a head stays in the text of a letter that answers nothing', async () => {
  const text =
    'He sent me this.\n\nFrom: Ren\nSent: Sunday\nSubject: you\n\nI know where you stay.\n\nI am afraid now.';
  expect(await read(plain(text))).toMatchObject({ text, quoted: '', forwarded: [] });
});

test('two strokes between two paragraphs are no signature', async () => {
  const text = `First.\n--\n${Array.from({ length: 9 }, (_, line) => `Second ${line}.`).join('\n')}`;
  expect((await read(plain(text))).text).toBe(text);
});

test('format=flowed: soft ends are joined, the signature is found', async () => {
  const letter = await read(
    plain('One long \nline.\n\n-- \nIto', { 'Content-Type': 'text/plain; charset=utf-8; format=flowed' }),
  );
  expect(letter).toMatchObject({ text: 'One long line.', signature: 'Ito' });
});

test('a letter that lies within another as a part, with a file of its own', async () => {
  const inner = `From: Ren <ren@mail.example>\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nDate: Sat, 15 May 2027 23:58:00 -0400\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\nInner words.\r\n--in\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment\r\n\r\n=1+1\r\n--in--`;
  const letter = await read(
    multi('multipart/mixed', [
      ['text/plain', 'As a part.'],
      ['message/rfc822', inner],
    ]),
  );
  expect(letter.text).toBe('As a part.');
  expect(letter.forwarded).toEqual([
    { from: 'Ren <ren@mail.example>', subject: 'café', sent: 'Sat, 15 May 2027 23:58:00 -0400', text: 'Inner words.' },
  ]);
  expect(letter.files.map(({ name }) => name)).toEqual(['a.csv']);
});

test('winmail.dat, a calendar, S/MIME and PGP are kept as files and said', async () => {
  const letter = await read(
    multi('multipart/mixed', [
      ['text/plain', 'With parts.'],
      [
        'application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64',
        base64(Uint8Array.of(0x78, 0x9f, 0x3e, 0x22)),
      ],
      ['text/calendar; method=REQUEST', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'],
      ['application/pgp-signature; name=signature.asc', '-----BEGIN PGP SIGNATURE-----'],
      [
        'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64',
        base64('sealed'),
      ],
    ]),
  );
  expect(letter.files.map(({ name }) => name).toSorted()).toEqual([
    'file-2.ics',
    'signature.asc',
    'smime.p7m',
    'winmail.dat',
  ]);
  expect(letter.marks).toEqual(['encrypted', 'signed', 'calendar']);
  expect(letter.files.find(({ name }) => name === 'winmail.dat')?.bytes).toEqual(Uint8Array.of(0x78, 0x9f, 0x3e, 0x22));
});

test('PGP within the text is said too', async () => {
  expect((await read(plain('-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----'))).marks).toEqual([
    'encrypted',
  ]);
});

test('a photo by mail with no more than a line: S10', async () => {
  const photo = Uint8Array.from({ length: 3000 }, (_, at) => at % 256);
  const said =
    'Room D, talk on now till 14:10. Slide just shown is a half undressed woman as a "fast query" joke and there was a second one. Photo attached. People are walking out. 😕 – Ito, row 6';
  const letter = await read(
    multi('multipart/mixed', [
      ['text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64', base64(said)],
      [
        'image/jpeg; name="photo.jpg"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64',
        base64(photo),
      ],
    ]),
    bySmtp,
  );
  expect(letter).toMatchObject({ kind: 'letter', text: said, answerable: true, language: 'en' });
  expect(letter.files).toEqual([{ name: 'photo.jpg', type: 'image/jpeg', bytes: photo }]);
});

test('an appeal is a letter like any other: S25', async () => {
  const text =
    'To whom it may concern: on Monday you told me to leave and that I may not come back for two years. I appeal.\n\nE. Sandoval-Reyes';
  expect(await read(plain(text))).toMatchObject({ kind: 'letter', text, quoted: '', signature: '' });
});

test('a letter without a single field is its text', async () => {
  expect(await read(bytes('I was pushed\nin room D.\n\nTwice.'))).toMatchObject({
    text: 'I was pushed\nin room D.\n\nTwice.',
    from: { name: '', address: '', replyTo: '' },
    subject: '',
    sent: null,
    answerable: false,
    marks: ['broken'],
  });
});

test('text that begins like a line of a mailbox file is text', async () => {
  const letter = await read(bytes(`${head()}From the door he pushed me.\r\nTwice.\r\n`));
  expect(letter.text).toBe('From the door he pushed me.\nTwice.');
});

test('text with no empty line before it is not lost', async () => {
  const letter = await read(bytes(`${head()}I was pushed.\r\nNote: in room D.\r\n\r\nTwice.`));
  expect(letter.text).toBe('I was pushed.\nNote: in room D.\nTwice.');
  expect(letter.from.address).toBe('ito@mail.example');
});
