import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { freePort } from '#kit/free-port.ts';
import { handOver, letterOf } from '#kit/mail-client.ts';
import { forget, serve } from '#kit/served.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { paths } from '#wire/paths.ts';
import { ok, unlocked } from '../unit/desk/desks.ts';
import { account, carrier, nextSid, teamNumber, texted, toldAsTwilio, token } from '../unit/server/texts/carrier.ts';
import { listener } from '../unit/server/reach/listener.ts';
import { deskOf, go, unfoldAll } from './handled.ts';
import { shoot } from './shoot.ts';

/** Letters, text messages and calls, and how the team is woken: a rehearsal that takes all of them. */
export interface Ways {
  readonly origin: string;
  readonly letter: string;
  readonly text: string;
  readonly stop: () => Promise<void>;
}

const letter = {
  id: 'stand@home.example',
  from: 'Noor Haddad-Ansbacher-Lindqvist <noor.haddad.ansbacher.lindqvist@a-rather-long-name.example>',
  subject: 'The three people at the ladder company stand, once more, and the sign that I pointed at',
  text: [
    'The three people at the ladder company stand do not wear masks in room E.',
    '',
    'They laughed when I pointed at the sign.',
    '',
    'On Fri, 14 May 2027 at 10:02, care wrote:',
    '> Thank you for writing to us.',
    '',
    '--',
    'Noor Haddad',
    'Senior engineer',
  ].join('\n'),
};

/** Seeds what the pictures show; once, for every look. */
export async function ways(): Promise<Ways> {
  const [port, smtp] = [await freePort(), await freePort()];
  const [provider, chat] = [await carrier(), await listener()];
  const served = await serve('rehearse', {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    SMTP_LISTEN: `127.0.0.1:${smtp}`,
    SMS_URL: `twilio://${account}:${token}@api.twilio.com/?from=%2B14125550142`,
    SMS_API: provider.url,
    WEBHOOK_ALSO: chat.origin,
  });
  const { origin } = served;
  const rosa = await unlocked(origin, 'rosa');
  const came = async (sending: () => Promise<unknown>): Promise<string> => {
    const had = (await rosa.incidents()).map(({ incident }) => incident);
    await sending();
    return (await rosa.incidents()).find(({ incident }) => !had.includes(incident))?.incident ?? '';
  };
  const written = await came(() => handOver(letterOf(letter), { port: smtp }));
  ok(await rosa.open(written));
  await rosa.write(written, { text: 'Thank you. Somebody is at the stand now.', followUp: false });
  const message = await came(() => texted(origin, '+14125550199', 'رجل عند باب القاعة D، اسمه على البطاقة Ren.'));
  for (const more of ['+14125550188', '+14125550177']) await texted(origin, more, 'Please come to room E.');
  const call = { CallSid: nextSid('CA'), AccountSid: account, From: '+14125550166', To: teamNumber };
  await toldAsTwilio(origin, staffPaths.textsCall('twilio'), { ...call, CallStatus: 'no-answer' });
  const route = { kind: 'webhook', shape: 'ntfy', url: `${chat.origin}/rosa`, token: '', to: '', as: '' };
  await rosa.ask.json(staffPaths.api.routes, { body: route });
  return {
    origin,
    letter: written,
    text: message,
    async stop() {
      await served.stop();
      await Promise.all([provider.end(), chat.close()]);
      forget(served);
    },
  };
}

/** The parts of an event's settings that say who is on duty and what is on. */
async function settings(page: Page, look: string): Promise<void> {
  await page.getByRole('link', { name: 'Event', exact: true }).click();
  await page.getByRole('button', { name: 'Change the settings' }).click();
  await page.getByRole('button', { name: 'Add a turn' }).click();
  const part = 'fieldset.part:has(.turn-people)';
  const turns = page.locator('fieldset.part', { has: page.getByRole('button', { name: 'Add a turn' }) });
  await turns.getByLabel('Person').selectOption({ index: 1 });
  await turns.getByRole('button', { name: 'Add', exact: true }).click();
  await shoot(page, look, 'ways-rota', part);
  await page.getByRole('button', { name: 'Leave without saving' }).click();
}

/** All of it in one look. */
export async function waysPages(
  { chrome, look, options }: { chrome: Browser; look: string; options: BrowserContextOptions },
  { origin, letter: written, text }: Ways,
): Promise<void> {
  const rosa = await deskOf({ chrome, options, origin }, 'rosa');
  await rosa.locator('.rings section').first().waitFor();
  await shoot(rosa, look, 'ways-rings');
  await go(rosa, `${paths.desk}/me`);
  await rosa.locator('.reached .ways').waitFor();
  await unfoldAll(rosa);
  await shoot(rosa, look, 'ways-reached', '.reached');
  await go(rosa, staffPaths.deskChannels);
  await rosa.locator('.channels li').first().waitFor();
  await shoot(rosa, look, 'ways-channels');
  for (const [name, incident] of [
    ['letter', written],
    ['text', text],
  ] as const) {
    await go(rosa, paths.deskIncident(incident));
    await rosa.locator('.account').waitFor();
    await shoot(rosa, look, `ways-${name}`, '.account');
  }
  await go(rosa, `${paths.deskIncident(written)}/lead`);
  await rosa.locator('section.part').waitFor();
  await rosa.locator('section.part .slow').waitFor({ state: 'detached' });
  await unfoldAll(rosa);
  await shoot(rosa, look, 'ways-letter-lead');
  await settings(rosa, look);
  await rosa.context().close();
}
