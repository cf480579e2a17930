import { expect, test } from 'vitest';
import { readSettings } from '#server/settings.ts';

test('without an environment everything has its default', () => {
  expect(readSettings({})).toEqual({
    port: 8080,
    host: 'localhost',
    dataDir: 'data',
    databaseUrl: null,
    baseUrl: null,
    smtpUrl: null,
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
])('%s=%s is one clear line', (name, value) => {
  const read = readSettings({ [name]: value });
  expect(read).toEqual({ wrong: expect.stringMatching(new RegExp(`^${name} must [^\\n]+\\.$`, 'u')) as string });
});

test('a value that may hold a password is not repeated', () => {
  expect(JSON.stringify(readSettings({ SMTP_URL: 'smpt://me:hunter2@mail' }))).not.toContain('hunter2');
  expect(JSON.stringify(readSettings({ DATABASE_URL: 'pg://me:hunter2@db' }))).not.toContain('hunter2');
});
