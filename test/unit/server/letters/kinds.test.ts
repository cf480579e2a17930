import { expect, test } from 'vitest';
import type { Envelope } from '#server/mail/letter.ts';
import { readLetter } from '#server/mail/reading/read.ts';
import { base64, byImap, bySmtp, bytes, head, multi, own, plain, read } from './made.ts';

const nobody: Envelope = { by: 'smtp', to: ['care@pyharbor.example'], from: '' };
const returnedHead = 'Message-ID: <ours-1@care.pyharbor.example>\r\nSubject: Your letter\r\nTo: gone@mail.example';
const bounce = (status: string): Uint8Array =>
  multi(
    'multipart/report; report-type=delivery-status',
    [
      ['text/plain; charset=us-ascii', 'I am sorry to have to inform you that your message could not be delivered.'],
      [
        'message/delivery-status',
        `Reporting-MTA: dns; mx.mail.example\r\n\r\nFinal-Recipient: rfc822; gone@mail.example\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown`,
      ],
      ['text/rfc822-headers', returnedHead],
    ],
    {
      From: 'MAILER-DAEMON@mx.mail.example (Mail Delivery System)',
      Subject: 'Undelivered Mail Returned to Sender',
      'Auto-Submitted': 'auto-replied',
    },
  );

test.each([['5.1.1'], ['4.4.7'], ['5.7.26']])('Postfix returns a letter of ours: %s', async (status) => {
  expect(await read(bounce(status), nobody)).toMatchObject({
    kind: 'returned',
    about: ['ours-1@care.pyharbor.example'],
    status,
    answerable: false,
  });
});

test.each(['delayed', 'delivered', 'relayed', 'expanded'])(
  'a report that a letter was %s returns nothing',
  async (action) => {
    const raw = Buffer.from(bounce('4.4.1')).toString().replace('Action: failed', `Action: ${action}`);
    expect(await read(bytes(raw), nobody)).toMatchObject({ kind: 'automatic', about: [], answerable: false });
  },
);

test('Exchange returns a letter with the whole of it', async () => {
  const raw = multi(
    'multipart/report; report-type=delivery-status',
    [
      ['text/html', '<p>Your message to gone@mail.example couldn’t be delivered.</p>'],
      ['message/delivery-status', 'Reporting-MTA: dns;x\r\n\r\nAction: failed\r\nStatus: 5.1.10'],
      ['message/rfc822', `${returnedHead}\r\n\r\nOur words.`],
    ],
    {
      From: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mail.example>',
      Subject: 'Undeliverable: Your letter',
    },
  );
  expect(await read(raw)).toMatchObject({
    kind: 'returned',
    about: ['ours-1@care.pyharbor.example'],
    status: '5.1.10',
  });
});

test('Exim returns a letter in its own words', async () => {
  const text =
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered.\n\n  gone@mail.example\n    SMTP error: 550 5.1.1 <gone@mail.example>: User unknown\n\n------ This is a copy of the message's headers. ------\n\nMessage-ID: <ours-1@care.pyharbor.example>\nSubject: Your letter\n";
  const raw = plain(text, {
    From: 'Mail Delivery System <Mailer-Daemon@mx.mail.example>',
    Subject: 'Mail delivery failed: returning message to sender',
    'X-Failed-Recipients': 'gone@mail.example',
  });
  expect(await read(raw, nobody)).toMatchObject({
    kind: 'returned',
    about: ['ours-1@care.pyharbor.example'],
    status: '5.1.1',
  });
});

test('qmail returns a letter below a line', async () => {
  const text =
    'Hi. This is the qmail-send program at mail.example.\n\n<gone@mail.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <care@pyharbor.example>\nMessage-ID: <ours-1@care.pyharbor.example>\n\nOur words.';
  const raw = plain(text, { From: 'MAILER-DAEMON@mail.example', Subject: 'failure notice' });
  expect(await read(raw, nobody)).toMatchObject({
    kind: 'returned',
    about: ['ours-1@care.pyharbor.example'],
    status: '5.1.1',
  });
});

test('Gmail returns a letter: what it answers says which', async () => {
  const raw = plain('** Address not found **', {
    From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    Subject: 'Delivery Status Notification (Failure)',
    'In-Reply-To': '<ours-1@care.pyharbor.example>',
    'Auto-Submitted': 'auto-replied',
  });
  expect(await read(raw)).toMatchObject({ kind: 'returned', about: ['ours-1@care.pyharbor.example'] });
});

test('somebody who passes a returned letter on writes a letter', async () => {
  const raw = multi('multipart/mixed', [
    ['text/plain', 'My first letter to you came back, see below. I was pushed in room D.'],
    ['message/delivery-status', 'Status: 5.1.1'],
    ['text/rfc822-headers', returnedHead],
  ]);
  expect(await read(raw)).toMatchObject({ kind: 'letter', answerable: true });
});

test('a letter that nobody may answer is still somebody’s, unless it says that it is returned', async () => {
  expect(await read(plain('I was pushed in room D.'), nobody)).toMatchObject({ kind: 'letter', answerable: false });
  const subject = { Subject: 'Undelivered Mail Returned to Sender' };
  expect(await read(plain('It came back.', subject), nobody)).toMatchObject({ kind: 'returned' });
  expect(await read(plain('Why did I get this back?', subject), bySmtp)).toMatchObject({ kind: 'letter' });
});

test('a postmaster may write a letter', async () => {
  expect(await read(plain('Somebody was rude.', { From: 'postmaster@mail.example' }))).toMatchObject({
    kind: 'letter',
  });
});

test.each([
  [
    'Exchange',
    { Subject: 'Automatic reply: Your letter', 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'auto-generated' },
  ],
  ['vacation', { Subject: 'Out of office', 'Auto-Submitted': 'auto-replied (vacation)', Precedence: 'bulk' }],
  ['cPanel', { Subject: 'Away', 'X-Autorespond': 'Your letter', Precedence: 'auto_reply' }],
  ['an old program', { Subject: 'Away', 'X-Autoreply': 'yes' }],
  ['in German', { Subject: 'Abwesenheitsnotiz: Ihr Brief', Precedence: 'bulk' }],
  ['in Spanish', { Subject: 'Respuesta automática: Su carta', 'X-Auto-Response-Suppress': 'OOF' }],
  ['an answer by a machine', { 'Auto-Submitted': 'auto-generated', 'In-Reply-To': '<ours-1@care.pyharbor.example>' }],
])('an automatic answer: %s', async (_, fields) => {
  const letter = await read(plain('I am away until Monday.', fields));
  expect(letter).toMatchObject({ kind: 'automatic', answerable: false });
  expect(letter.marks).toContain('automatic');
});

test('a receipt that a letter was read is automatic', async () => {
  const raw = multi('multipart/report; report-type=disposition-notification', [
    ['text/plain', 'It was read.'],
    ['message/disposition-notification', 'Disposition: manual-action/MDN-sent-manually; displayed'],
  ]);
  expect(await read(raw)).toMatchObject({ kind: 'automatic', answerable: false });
});

test('a vacation subject alone makes nothing automatic', async () => {
  expect(
    await read(plain('What happened while I was away.', { Subject: 'Out of office at the conference' })),
  ).toMatchObject({ kind: 'letter', answerable: true });
});

test('what a form on another site sends is a letter, marked and never answered', async () => {
  const letter = await read(plain('I was pushed in room D.', { 'Auto-Submitted': 'auto-generated' }));
  expect(letter).toMatchObject({ kind: 'letter', answerable: false, marks: ['automatic'] });
});

test('Auto-Submitted: no is a person', async () => {
  expect(await read(plain('Hello.', { 'Auto-Submitted': 'no' }))).toMatchObject({
    kind: 'letter',
    answerable: true,
    marks: [],
  });
});

test('what we sent ourselves is ours, by its Message-ID and that a program sent it', async () => {
  const id = { 'Message-ID': '<0123456789abcdef0123456789abcdef@care.pyharbor.example>' };
  expect(await read(plain('x', { ...id, 'X-Recourse': 'message' }))).toMatchObject({ kind: 'own', answerable: false });
  expect(await read(plain('x', { ...id, 'Auto-Submitted': 'auto-generated' }))).toMatchObject({ kind: 'own' });
  // Somebody whose own mail server has the same name.
  expect(await read(plain('I was pushed.', id))).toMatchObject({ kind: 'letter', answerable: true });
});

test.each([
  ['the team of another event, by the same program', { 'X-Recourse': 'message', 'Message-ID': '<a@other.example>' }],
  ['a form on our own host', { 'Auto-Submitted': 'auto-generated', 'Message-ID': '<form-1@care.pyharbor.example>' }],
  ['a help desk', { 'Auto-Submitted': 'auto-generated', References: '<ticket-7@desk.example>' }],
  ['a list that calls all of its letters bulk', { Precedence: 'bulk', Subject: 'What happened on vacation' }],
  ['Exchange', { 'X-Auto-Response-Suppress': 'DR, OOF', Subject: 'On holiday with the speakers, and what he did' }],
  ['a program that says it is none', { 'X-Autoreply': 'no' }],
])('what somebody tells through %s is never taken for a machine’s answer', async (_, fields) => {
  expect(await read(plain('I was pushed in room D.', fields))).toMatchObject({ kind: 'letter' });
});

test('an absence that is said in answer to a letter is automatic', async () => {
  const fields = { Subject: 'Out of office: Your letter', Precedence: 'bulk', 'In-Reply-To': '<x@mail.example>' };
  expect(await read(plain('Until Monday.', fields))).toMatchObject({ kind: 'automatic' });
});

test('through a group address it is still a letter', async () => {
  const letter = await read(
    plain('I was pushed.', {
      'List-Id': '<care.pyharbor.example>',
      'List-Unsubscribe': '<mailto:x@y.example>',
      Precedence: 'list',
    }),
  );
  expect(letter).toMatchObject({ kind: 'letter', answerable: false, marks: ['bulk', 'list'] });
});

test.each([
  ['to many', { Precedence: 'bulk' }, bySmtp],
  ['with a way to unsubscribe', { 'List-Unsubscribe': '<https://x.example>' }, bySmtp],
  ['from whoever has no mailbox', { From: 'no-reply@mail.example' }, bySmtp],
  ['from our own address', { From: 'care@pyharbor.example' }, bySmtp],
  ['from nobody', { From: '' }, { ...bySmtp, from: null }],
  ['with an empty return path', { 'Return-Path': '<>' }, byImap],
  ['with an address that is none', { From: 'ito@mail' }, { ...bySmtp, from: null }],
  ['that asks for no answer', { 'X-Auto-Response-Suppress': 'All' }, bySmtp],
])('a letter %s is not answered by a machine', async (_, fields, envelope) => {
  expect((await read(plain('Hello.', fields), envelope)).answerable).toBe(false);
});

test('an address that a mailing list put in to answer at is not taken', async () => {
  const letter = await read(plain('Hello.', { 'Reply-To': 'care@pyharbor.example' }));
  expect(letter.from.replyTo).toBe('');
  expect((await read(plain('Hello.', { 'Reply-To': 'Ito <other@mail.example>' }))).from.replyTo).toBe(
    'other@mail.example',
  );
});

test('whom it is for: every address it names, in lower case, each once', async () => {
  const raw = plain('Hello.', {
    To: 'Care <CARE@PyHarbor.example>, "B, o" <bo@b.example>',
    Cc: 'care@pyharbor.example',
    'Delivered-To': 'rosa@pyharbor.example',
    'X-Original-To': 'shared@pyharbor.example',
  });
  expect((await read(raw)).to).toEqual([
    'care@pyharbor.example',
    'bo@b.example',
    'rosa@pyharbor.example',
    'shared@pyharbor.example',
  ]);
});

test('proofs: what the receiving server found, and nobody else', async () => {
  const real =
    'mx.pyharbor.example; spf=pass (says v=spf1; dkim=fail) smtp.mailfrom=ito@mail.example; dkim=fail reason="x" header.d=mail.example; dmarc=none';
  const forged = 'mx.pyharbor.example; spf=pass; dkim=pass; dmarc=pass';
  const raw = bytes(
    `Authentication-Results: ${real}\r\nReceived: from x\r\nAuthentication-Results: ${forged}\r\n${head()}\r\nHello.`,
  );
  const found = [
    { method: 'spf', result: 'pass' },
    { method: 'dkim', result: 'fail' },
    { method: 'dmarc', result: 'none' },
  ];
  expect((await read(raw)).proofs).toEqual(found);
  // Handed to us without a server of ours before: anybody may have written it.
  expect((await read(raw, bySmtp)).proofs).toEqual([]);
  expect((await readLetter(raw, bySmtp, { ...own, trusted: ['mx.pyharbor.example'] })).proofs).toEqual(found);
  expect((await readLetter(raw, byImap, { ...own, trusted: ['mx.other.example'] })).proofs).toEqual([]);
});

test.each([
  ['en', 'The man who was in the room with us said that he would find me.'],
  ['es', 'El hombre que estaba en la sala con nosotras me dijo que me iba a buscar y no sé qué hacer.'],
  ['fr', "Il y avait un homme dans la salle qui m'a dit des choses et je ne suis pas restée avec eux."],
  ['de', 'Der Mann war mit mir im Raum und ich habe nicht gewusst, was er von mir wollte.'],
  ['pt', 'O homem que estava na sala não parou e eu não sei o que fazer com isso, ele disse que uma vez só.'],
  ['ja', '会場の部屋で男の人に押されました。'],
  ['zh', '我在会议室被一个人推了。'],
  ['ko', '회의실에서 어떤 사람이 나를 밀었습니다.'],
  ['', 'Room D. 13:30. Ladder Ltd.'],
  ['', 'Привет, как дела'],
])('language %s is told from its words', async (language, text) => {
  expect((await read(plain(text))).language).toBe(language);
});

test('Content-Language comes before a guess', async () => {
  expect((await read(plain('The man was in the room with us.', { 'Content-Language': 'es-MX, en' }))).language).toBe(
    'es-MX',
  );
  expect(
    (await read(plain('The man who was in the room with us.', { 'Content-Language': 'not a language!' }))).language,
  ).toBe('en');
});

test('a machine’s text in base64 under a subject of a person is read like any other', async () => {
  const raw = bytes(
    `${head({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' })}\r\n${base64('I was pushed.')}`,
  );
  expect(await read(raw)).toMatchObject({ kind: 'letter', text: 'I was pushed.' });
});
