import { describe, expect, test } from 'vitest';
import { readSettings } from '#server/settings.ts';

test('without an environment everything has its default', () => {
  expect(readSettings({})).toEqual({
    port: 8080,
    host: 'localhost',
    dataDir: 'data',
    databaseUrl: null,
    baseUrl: null,
    smtpUrl: null,
    mailReply: null,
    imap: null,
    smtpIn: null,
    sms: null,
    pushAlso: [],
    webhookAlso: [],
    hook: null,
  });
});

test('sound values are taken, others in the environment passed over', () => {
  const settings = readSettings({
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv/recourse',
    DATABASE_URL: 'postgres://u:p@db/recourse',
    BASE_URL: 'https://report.example.org/',
    SMTP_URL: 'smtps://u:p@mail.example.org:465',
    RECOURSE_COLOUR: 'blue',
  });
  expect(settings).toMatchObject({ port: 0, host: '0.0.0.0', baseUrl: 'https://report.example.org' });
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', ''],
  ['HOST', ''],
  ['HOST', 'two hosts'],
  ['DATA_DIR', ''],
  ['DATABASE_URL', 'mysql://db'],
  ['DATABASE_URL', 'db'],
  ['BASE_URL', 'report.example.org'],
  ['BASE_URL', 'ftp://report.example.org'],
  ['BASE_URL', 'https://report.example.org/path'],
  ['SMTP_URL', 'mail.example.org'],
  ['SMTP_URL', 'https://mail.example.org'],
  ['SMTP_URL', ''],
  ['IMAP_URL', 'imaps://mail.example.org'],
  ['IMAP_URL', ''],
  ['SMTP_LISTEN', '25'],
  ['HOOK_URL', 'hooks.example.org'],
  ['HOOK_URL', 'https://me:hunter2@hooks.example.org/'],
  ['SMTP_URL', 'smtp://mail.example.org?from=Care%20<care@example.org>'],
  ['SMTP_URL', 'smtp://mail.example.org?from='],
  ['PUSH_ALSO', 'push.example.org'],
  ['PUSH_ALSO', 'https://push.example.org/path'],
  ['PUSH_ALSO', 'https://push.example.org https://other.example.org'],
  ['WEBHOOK_ALSO', 'ntfy.lan:8080'],
  ['WEBHOOK_ALSO', 'https://me:hunter2@ntfy.example.org'],
  ['MAIL_REPLY', ''],
  ['MAIL_REPLY', 'care@example.org'],
  ['MAIL_REPLY', 'care@{token}.example.org'],
  ['MAIL_REPLY', '{token}{token}@example.org'],
  ['MAIL_REPLY', 'a-name-so-long-that-no-token-fits+{token}@example.org'],
  ['MAIL_REPLY', 'Care <care+{token}@example.org>'],
])('%s=%s is one clear line', (name, value) => {
  const read = readSettings({ [name]: value });
  expect(read).toEqual({ wrong: expect.stringMatching(new RegExp(`^${name} must [^\\n]+\\.$`, 'u')) as string });
});

test('the addresses that members may be rung by besides are origins, with commas between them', () => {
  expect(readSettings({ PUSH_ALSO: 'https://push.example.org/, http://push.lan:8080' })).toMatchObject({
    pushAlso: ['https://push.example.org', 'http://push.lan:8080'],
  });
  expect(readSettings({ WEBHOOK_ALSO: ' http://ntfy.lan , ' })).toMatchObject({ webhookAlso: ['http://ntfy.lan'] });
});

test('a value that may hold a password is not repeated', () => {
  expect(JSON.stringify(readSettings({ SMTP_URL: 'smpt://me:hunter2@mail' }))).not.toContain('hunter2');
  expect(JSON.stringify(readSettings({ IMAP_URL: 'imaps://me:hunter2@mail/?than=keep' }))).not.toContain('hunter2');
  expect(JSON.stringify(readSettings({ DATABASE_URL: 'pg://me:hunter2@db' }))).not.toContain('hunter2');
});

test('a reply address with a token is taken', () => {
  expect(readSettings({ MAIL_REPLY: 'care+{token}@example.org' })).toMatchObject({
    mailReply: 'care+{token}@example.org',
  });
});

test('another program is told of facts only with a secret that signs them, and the secret is never repeated', () => {
  const url = 'https://hooks.example.org/recourse';
  expect(readSettings({ HOOK_URL: url, HOOK_SECRET: 'a long enough secret' })).toMatchObject({
    hook: { url, secret: 'a long enough secret' },
  });
  for (const HOOK_SECRET of [undefined, '', 'hunter2']) {
    const read = readSettings({ HOOK_URL: url, HOOK_SECRET });
    expect(read).toEqual({ wrong: expect.stringMatching(/^HOOK_SECRET must [^\n]+\.$/u) as string });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  }
});

describe('a provider of text messages', () => {
  const base = { BASE_URL: 'https://report.example.org' };
  const number = 'from=%2B1%20(555)%200100';

  test('is taken with its account, or with a secret, and with the number it sends from', () => {
    const twilio = `twilio://AC1:to%2Fken@api.twilio.com/?${number}&dial=%2B15550101`;
    expect(readSettings({ ...base, SMS_URL: twilio })).toMatchObject({
      sms: {
        kind: 'twilio',
        account: 'AC1',
        token: 'to/ken',
        from: '+15550100',
        api: 'https://api.twilio.com',
        dial: '+15550101',
      },
    });
    const generic = `https://sixteen-letters-long@sms.example.org/send?key=1&${number}`;
    expect(readSettings({ ...base, SMS_URL: generic })).toMatchObject({
      sms: {
        kind: 'generic',
        secret: 'sixteen-letters-long',
        from: '+15550100',
        api: 'https://sms.example.org/send?key=1',
      },
    });
    expect(readSettings({ ...base, SMS_URL: twilio, SMS_API: 'http://127.0.0.1:4010' })).toMatchObject({
      sms: { api: 'http://127.0.0.1:4010' },
    });
    expect(readSettings(base)).toMatchObject({ sms: null });
  });

  test.each([
    ['another kind', { SMS_URL: `sip://a:hunter2@sms.example.org/?${number}` }],
    ['no URL', { SMS_URL: 'hunter2' }],
    ['no account', { SMS_URL: `twilio://api.twilio.com/?${number}` }],
    ['no token', { SMS_URL: `twilio://AC1@api.twilio.com/?${number}` }],
    ['no number', { SMS_URL: 'twilio://AC1:hunter2@api.twilio.com/' }],
    ['a name for a number', { SMS_URL: 'twilio://AC1:hunter2@api.twilio.com/?from=Recourse' }],
    ['no number to dial', { SMS_URL: `twilio://AC1:hunter2@api.twilio.com/?${number}&dial=desk` }],
    ['a short secret', { SMS_URL: `https://hunter2@sms.example.org/?${number}` }],
    ['no address of our own', { SMS_URL: `twilio://AC1:hunter2@api.twilio.com/?${number}`, BASE_URL: undefined }],
    ['a password in its other address', { SMS_API: 'https://a:hunter2@sms.example.org/' }],
    ['no web address for its other one', { SMS_API: 'ftp://hunter2.example.org/' }],
  ])('with %s is one clear line that repeats none of it', (_, environment) => {
    const read = readSettings({ ...base, ...environment });
    expect(read).toEqual({ wrong: expect.stringMatching(/^SMS_(?:URL|API) must [^\n]+\.$/u) as string });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});
