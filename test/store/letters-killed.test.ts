import { expect, test } from 'vitest';
import { dovecot, hasDovecot, hoodiecrow } from '#kit/imap-server.ts';
import { killWhileLettersArrive } from '#kit/letter-kills.ts';

// `LETTER_KILLS=200` kills as often while five times as many letters arrive: some minutes.
const kills = Number(process.env['LETTER_KILLS'] ?? '10');

test(`${kills} kills while ${kills * 5} letters arrive by IMAP and SMTP: each is one report that can be read, and none is two`, async () => {
  const imap = await (hasDovecot ? dovecot() : hoodiecrow());
  try {
    const killed = await killWhileLettersArrive(imap, kills, kills * 5);
    console.info(JSON.stringify(killed));
    expect(killed).toMatchObject({ reports: kills * 5, lost: 0, twice: 0, unread: 0, left: 0 });
  } finally {
    await imap.forget();
  }
}, 3_600_000);
