import { expect, test } from 'vitest';
import { mailboxIn } from '#server/mail/fetching/mailbox-url.ts';
import { readSmtpListen } from '#server/mail/fetching/smtp-settings.ts';

test('a mailbox is read with what stands for itself: its folder, and where letters go', () => {
  expect(mailboxIn('imaps://care%40example.org:p%2Fw%3A1@mail.example.org')).toEqual({
    host: 'mail.example.org',
    port: 993,
    secure: true,
    open: false,
    user: 'care@example.org',
    password: 'p/w:1',
    folder: 'INBOX',
    after: 'move',
    to: 'Recourse',
  });
  expect(mailboxIn('imap://a:b@localhost:1143/Conduct%20team?then=move&to=Done/2027')).toMatchObject({
    port: 1143,
    secure: false,
    open: true,
    folder: 'Conduct team',
    to: 'Done/2027',
  });
  expect(mailboxIn('imap://a:b@[::1]/')).toMatchObject({ host: '::1', port: 143, open: true });
});

test.each([
  'mail.example.org',
  'https://a:b@mail.example.org/INBOX',
  'imaps://mail.example.org/INBOX',
  'imaps://a@mail.example.org/INBOX',
  'imaps://a:b@mail.example.org/INBOX?then=burn',
  'imaps://a:b@mail.example.org/INBOX?to=inbox',
  'imaps://a:b@mail.example.org/INBOX?to=',
  'imaps://a:b@mail.example.org/INBOX?than=keep',
  'imaps://%E0%A4%A:b@mail.example.org/INBOX',
])('%s is no mailbox', (text) => {
  expect(mailboxIn(text)).toBeNull();
});

const read = (given: Readonly<Record<string, string>>) => readSmtpListen((name) => given[name] ?? null);

test('where letters are handed over is an address and a port, with what belongs to it', () => {
  expect(read({})).toBeNull();
  expect(read({ SMTP_LISTEN: '0.0.0.0:25' })).toEqual({ host: '0.0.0.0', port: 25, tls: null, accepted: [] });
  expect(
    read({ SMTP_LISTEN: '[::]:25', SMTP_TLS_KEY: 'k', SMTP_TLS_CERT: 'c', SMTP_FOR: 'Care@example.org, @b.example' }),
  ).toEqual({ host: '::', port: 25, tls: { key: 'k', cert: 'c' }, accepted: ['care@example.org', '@b.example'] });
});

test.each([
  [{ SMTP_LISTEN: '25' }, 'SMTP_LISTEN'],
  [{ SMTP_LISTEN: 'host:70000' }, 'SMTP_LISTEN'],
  [{ SMTP_LISTEN: 'host:25', SMTP_TLS_KEY: 'k' }, 'SMTP_TLS_KEY'],
  [{ SMTP_LISTEN: 'host:25', SMTP_FOR: 'everybody' }, 'SMTP_FOR'],
])('%j is one clear line', (given, name) => {
  expect(read(given)).toEqual({ wrong: expect.stringMatching(new RegExp(`^${name} [^\\n]+\\.$`, 'u')) as string });
});
