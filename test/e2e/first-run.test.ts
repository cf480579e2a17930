import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { mail } from '#words/made/en/mail.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

const event = 'pyharbor-us-2027';
const named = 'PyHarbor US 2027';

let chrome: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  chrome = await chromium.launch(await browser());
});
afterEach(() => {
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(said.join('\n'));
});
/** Before their server ends: an open desk asks again and again, and the browser prints that nobody answers. */
async function closeAll(): Promise<void> {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
}
afterAll(async () => {
  await closeAll();
  await chrome.close();
});

/** A new browser for every person: nothing is shared between them. `refused`: it comes with what the server denies. */
async function visitor(served: Served, { scripts = true, width = 1280, refused = false } = {}): Promise<Page> {
  const viewport = { width, height: 800 };
  const context = await chrome.newContext({ javaScriptEnabled: scripts, viewport, baseURL: served.origin });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const denied = refused && message.text().includes('404 (Not Found)');
    if (message.type() === 'error' && !denied) complaints.push(message.text());
  });
  return page;
}

/** Presses a button the way a keyboard does. */
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).press('Enter');
const fill = (page: Page, label: string, text: string): Promise<void> =>
  page.getByLabel(label, { exact: true }).fill(text);
const tick = (page: Page, name: RegExp): Promise<void> => page.getByRole('checkbox', { name }).press('Space');
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();

/** The one-time link, once start has said all of it. */
async function setupLink(served: Served): Promise<string> {
  while (!served.said().includes('npm run rehearse')) await once(served.child.stdout ?? served.child, 'data');
  return /\/setup#[0-9a-f]{32}/u.exec(served.said())?.[0] ?? '';
}

/** Reads the eight words where they are shown, and types two of them back. */
async function keepWords(page: Page): Promise<string> {
  await heading(page, 'Your eight words');
  const shown = page.locator('.words li');
  await shown.first().waitFor();
  const words = (await shown.allTextContents()).map((word) => word.trim());
  expect(words).toHaveLength(8);
  await press(page, 'I have them');
  expect(await shown.count()).toBe(0);
  await fill(page, 'The third word', words[2] ?? '');
  await fill(page, 'The fifth word', words[2] ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('That is not what we showed you.').waitFor();
  await fill(page, 'The fifth word', words[4] ?? '');
  await page.keyboard.press('Enter');
  return words.join(' ');
}

/** From the organisation to the page that asks for the procedure. */
async function organisationAndEvent(page: Page): Promise<void> {
  await heading(page, 'Who runs the event?');
  expect(await page.getByLabel('Organisation', { exact: true }).inputValue()).toBe('');
  await page.getByLabel('Organisation', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Fill this in, or mend it.').waitFor();
  await page.keyboard.type('Harbor Python Association');
  await page.keyboard.press('Enter');

  await heading(page, 'The event');
  await fill(page, 'Name', named);
  await fill(page, 'First day', '2027-05-19');
  await fill(page, 'Last day', '2027-05-13');
  await page.getByLabel('Time zone').selectOption('America/New_York');
  await fill(page, 'Place', 'Harbor Hall, Portland, Maine');
  await page.getByLabel('What kind of event?').selectOption('In person');
  expect(await page.getByRole('checkbox', { name: 'español' }).isChecked()).toBe(true);
  await press(page, 'Continue');
  await page.getByText('The last day is before the first.').waitFor();
  await fill(page, 'First day', '2027-05-13');
  await fill(page, 'Last day', '2027-05-19');
  await press(page, 'Continue');

  await heading(page, 'Help and safety');
  await fill(page, 'What it is for', 'Emergency');
  await fill(page, 'Number', '911');
  await fill(page, 'The team’s phone', '+1 555 0100');
  await fill(page, 'Where to find the team', 'Room 11, beside registration');
  await fill(page, 'Neutral word for window titles', 'Care');
  await fill(page, 'Where “Leave this page” goes', 'https://www.wikipedia.org/');
  await page.keyboard.press('Enter');
  await heading(page, 'What you promise');
}

/** Every page of set-up, from the printed link to the last button; the founder's words. */
async function setUp(page: Page): Promise<string> {
  await organisationAndEvent(page);
  await press(page, 'Continue');
  await page.getByText('Pick the procedure that your team follows.').waitFor();
  await page.getByRole('radio', { name: /as at PyCon US Version/u }).check();
  await press(page, 'Continue');

  await heading(page, 'You');
  await fill(page, 'Your name', 'Rosa Okafor');
  await fill(page, 'Address for alerts', 'rosa@pyharbor.example');
  await tick(page, /^Lead responder/u);
  await press(page, 'Continue');
  const words = await keepWords(page);

  await heading(page, 'The root sheet');
  await page.getByText('Root key of Harbor Python Association').waitFor();
  expect(await page.locator('.root-sheet svg path').getAttribute('d')).toMatch(/^M/u);
  await press(page, 'I have the sheet: set up');
  await heading(page, 'Harbor Python Association is set up');
  return words;
}

async function unlock(page: Page, words: string): Promise<void> {
  await page.goto(paths.desk);
  await fill(page, 'Your eight words', words);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

const goTo = (page: Page, place: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).press('Enter');

/** The steward makes a link and hands it over; the link. */
async function invite(steward: Page, name: string, what: readonly RegExp[]): Promise<string> {
  await goTo(steward, 'Team');
  await fill(steward, 'Their name', name);
  for (const one of what) await tick(steward, one);
  await press(steward, 'Make a link');
  await steward.getByRole('heading', { name: `Link for ${name}` }).waitFor();
  const link = (await steward.locator('code.link').innerText()).trim();
  await press(steward, 'I have handed it over');
  expect(await steward.locator('body').innerText()).not.toContain(link);
  await steward.getByText('Has not opened the link yet.').waitFor();
  return link;
}

/** Whoever was handed the link makes keys and words in a browser of their own; their words. */
async function enrol(served: Served, link: string, name: string, address: string): Promise<string> {
  const page = await visitor(served, { width: 360 });
  await page.goto(link);
  await heading(page, 'Join the team of Harbor Python Association');
  expect(await page.locator('main').innerText()).toContain(name);
  await press(page, 'Make my keys');
  const words = await keepWords(page);
  await heading(page, 'Address for alerts');
  await fill(page, 'E-mail for alerts (optional)', address);
  await page.keyboard.press('Enter');
  await heading(page, 'Your keys are made');
  return words;
}

/** What came back is looked at again by going away and coming back: that asks the server. */
async function confirm(steward: Page, words: string, name: string): Promise<void> {
  await unlock(steward, words);
  await goTo(steward, 'Team');
  await steward.getByText(`${name} has made their keys through your link.`).waitFor();
  await press(steward, `Confirm ${name}`);
}

/** Waits until the page of the reporter's form says it is open, or closed with the phones. */
async function formIs(served: Served, state: 'open' | 'closed'): Promise<void> {
  for (const scripts of [true, false]) {
    const page = await visitor(served, { scripts, width: 360 });
    await page.goto(paths.start(event));
    const text = await page.locator('body').innerText();
    expect(text).toContain('911');
    expect(text).toContain('+1 555 0100');
    expect(await page.getByRole('link', { name: 'Start a report' }).count()).toBe(state === 'open' ? 1 : 0);
    expect(await page.getByText('The form is not open right now.').count()).toBe(state === 'open' ? 0 : 1);
    await page.goto(paths.report(event));
    expect(await page.locator('[name="what"]').count()).toBe(state === 'open' ? 1 : 0);
    await page.context().close();
  }
}

/** The words of the banners on each page of the desk. */
async function everyDeskPage(desk: Page, check: (banners: string) => void): Promise<void> {
  for (const place of ['Incidents', 'Team', 'My settings']) {
    await goTo(desk, place);
    await desk.locator('nav.rail a[aria-current=page]', { hasText: place }).waitFor();
    check(await desk.locator('div.banners').innerText());
  }
}

interface Letter {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly raw: string;
}

/** A real mail server that keeps what it is given. */
async function mailServer() {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        const whole = raw.replaceAll('=\r\n', '').replaceAll('\r\n', '\n');
        const [head = '', ...rest] = whole.split('\n\n');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        letters.push({ to, raw: whole, subject: /^Subject: (.*)$/mu.exec(head)?.[1] ?? '', text: rest.join('\n\n') });
        done();
        server.emit('letter');
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    async atLeast(count: number): Promise<void> {
      while (letters.length < count) await once(server, 'letter');
    },
    close: () => new Promise<void>((done) => server.close(done)),
  };
}

describe('an empty data folder becomes an event with two stewards', () => {
  let served: Served;
  let post: Awaited<ReturnType<typeof mailServer>>;
  let link: string;
  let words: string;
  let desk: Page;
  beforeAll(async () => {
    post = await mailServer();
    served = await serve('main', { SMTP_URL: post.url });
    link = await setupLink(served);
  });
  afterAll(async () => {
    await served.stop();
    await post.close();
    forget(served);
  });

  test('start prints a link and names the rehearsal; until then only set-up answers', async () => {
    expect(served.said()).toContain('npm run rehearse');
    expect(served.said()).toContain(served.origin + link);
    expect(served.said()).not.toContain('SMTP_URL');
    for (const path of [paths.desk, paths.enrol, paths.start(event), staffPaths.api.door, paths.api.sealing(event)])
      expect((await fetch(served.origin + path)).status, path).toBe(404);
    expect(await (await fetch(served.origin + paths.home)).text()).toContain('Not set up yet');
    const wrong = await fetch(served.origin + staffPaths.api.setup, { headers: { 'x-setup': 'f'.repeat(32) } });
    expect(wrong.status).toBe(404);
  });

  test('the founder is led through, a reload starts over, one request founds it, and the link is spent', async () => {
    const page = await visitor(served, { width: 360 });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.goto(link);
    await organisationAndEvent(page);
    await page.reload();
    words = await setUp(page);
    expect(sent).toEqual([`POST ${staffPaths.api.setup}`]);
    expect(page.url()).toBe(served.origin + paths.setup);
    expect(await page.locator('body').innerText()).not.toContain(words.split(' ').slice(0, 2).join(' '));

    const later = await visitor(served, { refused: true });
    await later.goto(link);
    await later.getByText('This link is not right, or was used already.').waitFor();
  });

  test('unlocked, every page of the desk says what is missing, and the form is closed with phones', async () => {
    desk = await visitor(served);
    await unlock(desk, words);
    await everyDeskPage(desk, (banners) => {
      expect(banners).toContain(`${named}: the form is closed.`);
      expect(banners).toContain('No fallback reader is enrolled');
      expect(banners).toContain('One steward only');
      expect(banners).not.toContain('Nobody who reads new reports');
      expect(banners).not.toContain('sends no mail');
    });
    await formIs(served, 'closed');
  });

  let helen: string;
  test('a stand-in and a second steward are handed links, enrol, and are confirmed by the one there is', async () => {
    const toYewande = await invite(desk, 'Yewande Cole', [/^Stand-in/u]);
    const yewande = await enrol(served, toYewande, 'Yewande Cole', 'yewande@pyharbor.example');
    const early = await visitor(served, { refused: true });
    await early.goto(paths.desk);
    await fill(early, 'Your eight words', yewande);
    await early.keyboard.press('Enter');
    await early.getByText('These words open nothing here.').waitFor();
    await confirm(desk, words, 'Yewande Cole');
    await desk.getByRole('rowheader', { name: 'Yewande Cole' }).waitFor();
    await everyDeskPage(desk, (banners) => {
      expect(banners).not.toContain('fallback');
      expect(banners).toContain('One steward only');
    });
    await formIs(served, 'closed');

    const toHelen = await invite(desk, 'Helen Adeyemi', [/^Conference chair/u, /^Steward/u, /^Event settings/u]);
    helen = await enrol(served, toHelen, 'Helen Adeyemi', 'helen@pyharbor.example');
    await confirm(desk, words, 'Helen Adeyemi');
    await desk.getByRole('rowheader', { name: 'Helen Adeyemi' }).waitFor();
    await everyDeskPage(desk, (banners) => expect(banners).toBe(''));
    await formIs(served, 'open');

    const again = await visitor(served, { refused: true });
    await again.goto(toHelen);
    await again.getByText('This link is not right, has expired, or was used already.').waitFor();
  });

  test('from two stewards on, a change waits until the other has read it in words and signed', async () => {
    const toKenji = await invite(desk, 'Kenji Morita', [/^Reader of the shared address/u]);
    const kenji = await enrol(served, toKenji, 'Kenji Morita', 'kenji@pyharbor.example');
    await confirm(desk, words, 'Kenji Morita');
    await desk.getByText('Signed by you. It takes effect when a second steward signs.').waitFor();
    await desk.getByText('You have signed this. It waits for another steward.').waitFor();
    expect(await desk.getByRole('rowheader', { name: 'Kenji Morita' }).count()).toBe(0);

    const second = await visitor(served);
    await unlock(second, helen);
    await second.getByText('A change to the team waits for your signature.').waitFor();
    await goTo(second, 'Team');
    const waiting = second.getByRole('region', { name: 'Waits for a second steward' });
    await waiting.getByText('Rosa Okafor proposes:').waitFor();
    expect(await waiting.locator('.plainly li').allTextContents()).toEqual([
      'Kenji Morita becomes a member.',
      `Kenji Morita becomes Reader of the shared address at ${named}.`,
    ]);
    await press(second, 'Sign');
    await second.getByRole('rowheader', { name: 'Kenji Morita' }).waitFor();
    await unlock(await visitor(served), kenji);
  });

  test.each([
    ['without scripts', false, 'Zwirbelquark happened at the badge desk.'],
    ['with scripts', true, 'Flimmerdax happened in the hallway.'],
  ])('a report %s: one content-free mail to each reader, opened and acknowledged', async (_name, scripts, text) => {
    const before = post.letters.length;
    const reporter = await visitor(served, { scripts, width: 360 });
    await reporter.goto(paths.start(event));
    await reporter.getByRole('link', { name: 'Start a report' }).press('Enter');
    await reporter.locator('[name="what"]').fill(text);
    await reporter.locator('button[value=check]:visible').first().press('Enter');
    await press(reporter, 'Send the report');
    await reporter.locator('[data-slot=words] li').first().waitFor();

    await post.atLeast(before + 2);
    const letters = post.letters.slice(before);
    expect(letters.flatMap(({ to }) => to).toSorted()).toEqual(['kenji@pyharbor.example', 'rosa@pyharbor.example']);
    const address = /http:\S+/u.exec(letters[0]?.text ?? '')?.[0] ?? '';
    for (const { subject, text: body } of letters) {
      expect(subject).toMatch(/^\S+ \S+$/u);
      expect(body.trim()).toBe(mail.alertBody({ codeName: subject, link: address }));
    }
    const reader = await visitor(served);
    await reader.goto(address);
    await fill(reader, 'Your eight words', words);
    await reader.keyboard.press('Enter');
    await reader.getByText(text).waitFor();
    expect(await reader.locator('main').innerText()).toContain(letters[0]?.subject);
    const answer = `Thank you for telling us (${scripts}).`;
    await reader.getByRole('textbox', { name: 'Message' }).fill(answer);
    await press(reader, 'Acknowledge and send');
    await reader.getByText(answer).first().waitFor();
    await reader.getByText('Acknowledged by Rosa Okafor').first().waitFor();
  });

  test('SIGTERM ends it with code 0; no other mail has left, and nothing says what was told', async () => {
    await closeAll();
    await served.stop();
    expect(served.child.exitCode).toBe(0);
    expect(post.letters).toHaveLength(4);
    const left = served.said() + post.letters.map(({ raw }) => raw).join('\n');
    expect(left).not.toMatch(/zwirbelquark|flimmerdax|happened/iu);
  });
});

test('with one steward and a fallback the form stays closed until the founder says why, and the desk keeps saying so', async () => {
  const served = await serve('main');
  try {
    const desk = await visitor(served);
    await desk.goto(await setupLink(served));
    const words = await setUp(desk);
    await unlock(desk, words);
    const link = await invite(desk, 'Yewande Cole', [/^Stand-in/u]);
    await enrol(served, link, 'Yewande Cole', '');
    await confirm(desk, words, 'Yewande Cole');
    await desk.getByRole('rowheader', { name: 'Yewande Cole' }).waitFor();
    await formIs(served, 'closed');

    const open = desk.getByRole('button', { name: 'Open with one steward' });
    await fill(desk, `Why must ${named} open now?`, 'now');
    expect(await open.isDisabled()).toBe(true);
    await fill(desk, `Why must ${named} open now?`, 'The doors open tomorrow and Helen is still on a plane.');
    await open.press('Enter');
    await open.waitFor({ state: 'detached' });
    const said = (banners: string): void => {
      expect(banners).toContain(`${named}: the form is open.`);
      expect(banners).toContain('One steward only: nobody else checks changes to the team.');
      expect(banners).toContain('This server sends no mail');
    };
    await everyDeskPage(desk, said);
    await unlock(desk, words);
    await everyDeskPage(desk, said);
    await formIs(served, 'open');
  } finally {
    await closeAll();
    await served.stop();
    forget(served);
  }
});

test.each([
  ['PORT', 'abc'],
  ['SMTP_URL', 'mail.example.org'],
  ['DATABASE_URL', 'mysql://db'],
])('%s=%s: one clear line and exit code 1', (name, value) => {
  const ended = spawnSync(process.execPath, ['dist/server/main.js'], {
    env: { PATH: process.env['PATH'], [name]: value },
    encoding: 'utf8',
  });
  expect(ended.status).toBe(1);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(new RegExp(`^${name} must [^\\n]+\\n$`, 'u'));
});
