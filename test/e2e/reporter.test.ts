import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { event } from '#rehearsal/cast.ts';
import { tokenOf } from '#rehearsal/keys.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { entropyFromToken, wordsOf } from '#seal/words.ts';
import type { BirthBatch, GrantSent } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';

const s05 = `Bonjour, je m'appelle Solène. J'utilise ce formulaire parce que je ne sais pas à qui m'adresser. Hier soir à la réception, Tomasz Brandt, qui figure sur votre liste de contacts, m'a dit trois fois que je devais ma bourse de voyage « à mon joli sourire ». J'ai changé de groupe, il m'a suivie jusqu'au vestiaire. Deux personnes ont entendu : mon collègue Idriss et une bénévole au badge vert. J'espère vraiment que ce n'est pas lui qui lira ce message.`;
const s12 = `السلام عليكم. أنا مشاركة في المؤتمر وأكتب من هاتفي. منذ يوم الجمعة يرسل لي أحد الحاضرين، اسمه على البطاقة «Ren» ويعمل في شركة نقل، رسائل كل ليلة على واتساب. قلت له بوضوح إنني لا أريد الحديث معه وحظرت رقمه، فصار يكتب من رقم آخر ويقول إنه يعرف رقم غرفتي في الفندق (417). أنا خائفة من النزول إلى الفطور وحدي. من فضلكم لا تتصلوا بهاتفي لأن أخي يرد عليه أحياناً، اكتبوا إليّ هنا فقط. هل يمكن أن ترافقني إحدى المنظِّمات صباح الغد؟ 🙏`;

const phone = { viewport: { width: 360, height: 740 } } as const;

let server: Served;
let chrome: Browser;
const contexts: BrowserContext[] = [];
/** What a page must never say: anything in its console, any violation of its policy, any error. */
const complaints: string[] = [];

beforeAll(async () => {
  [server, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
});
afterAll(async () => {
  await chrome.close();
  await server.stop();
  forget(server);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(said.join('\n'));
});

async function visitor(javaScriptEnabled = true, expected: RegExp = /^$/u): Promise<Page> {
  const context = await chrome.newContext({ ...phone, javaScriptEnabled, baseURL: server.origin });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (!expected.test(message.text())) complaints.push(message.text());
  });
  return page;
}

/** Requests from now on, by path. */
function requests(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on('request', (request: Request) => seen.push(`${request.method()} ${new URL(request.url()).pathname}`));
  return seen;
}

async function storesNothing(page: Page): Promise<void> {
  const kept = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
  ]);
  expect(kept).toEqual([0, 0, 0, 0, 0]);
  expect(await page.context().cookies()).toEqual([]);
}

const wordsOn = async (page: Page): Promise<readonly string[]> =>
  page.locator('[data-slot="words"] li').allTextContents();
const readersOn = async (page: Page): Promise<readonly string[]> => page.locator('#sent .readers li').allTextContents();

/** Fills the first question and asks for the check page. */
async function checked(page: Page, text: string): Promise<void> {
  await page.goto(paths.report(event));
  await page.locator('[name="what"]').fill(text);
  await page.locator('#q-what [name="do"]').click();
  await page.locator('#check [data-act="send"]').waitFor();
}

async function openedBy(words: string, expected?: RegExp): Promise<Page> {
  const page = await visitor(true, expected);
  await page.goto(paths.mailbox(event));
  await page.locator('#words-field').fill(words);
  await page.locator('#words button').click();
  return page;
}

describe('with scripts, sealed before it leaves', () => {
  test('S12 in Arabic: one history entry, no request between steps, a receipt, and the way back', async () => {
    const page = await visitor();
    await page.goto(paths.start(event));
    await page
      .locator(`a[href*="${paths.report(event)}"]`)
      .first()
      .click();
    await page.locator('[name="what"]').fill(s12);
    await page.waitForLoadState('networkidle');
    const before = await page.evaluate(() => history.length);
    const between = requests(page);
    await page.locator('#q-what a[href^="#q-"]').last().click();
    await page.locator('#q-told-by').waitFor();
    await page.locator('#q-told-by [value="me"]').check();
    for (const step of ['told-by', 'safe']) await page.locator(`#q-${step} a[href^="#q-"]`).last().click();
    await page.locator('#q-ongoing [value="yes"]').check();
    expect(await page.evaluate(() => history.length)).toBe(before);
    await page.locator('#q-ongoing [name="do"]').click();
    await page.locator('#check').waitFor();
    expect(between).toEqual([]);

    expect(await page.locator('#check dd').first().textContent()).toBe(s12);
    const said = await page.locator('#check').textContent();
    expect(said).toContain('Nothing has been sent yet');
    expect(await page.locator('#check .readers li').allTextContents()).toEqual([
      'Rosa Okafor',
      'Tomasz Brandt',
      'Amina Haidari',
      'Kenji Morita',
    ]);
    await page.locator('#check [data-act="send"]').click();
    await page.locator('#sent [data-slot="words"]').waitFor();
    expect(between).toEqual([`POST ${paths.api.reports(event)}`]);
    expect(await page.locator('#report').count()).toBe(0);
    const words = await wordsOn(page);
    expect(words).toHaveLength(8);
    expect(await page.locator('#sent [data-slot="short"]').textContent()).toContain(paths.mailbox(event));
    await page.locator('[data-confirm] [name="third"]').fill(words[2] ?? '');
    await page.locator('[data-confirm] [name="fifth"]').fill((words[4] ?? '').toUpperCase());
    await page.locator('[data-confirm] button').click();
    expect(await page.locator('[data-slot="confirm"]').textContent()).toBe('That is right.');
    await storesNothing(page);

    const back = await openedBy(words.join(' '));
    await back.locator('#reply-text').fill('يوم الاثنين من فضلكم 🙏');
    await back.locator('#opened [data-act="reply"]').click();
    await back.getByText('Sent. It is with the team.').waitFor();
    expect(await back.locator('.message .said').allTextContents()).toEqual(['يوم الاثنين من فضلكم 🙏']);
    expect(await back.locator('#opened .problem:visible').count()).toBe(0);
    await storesNothing(back);
  });

  test('S05 with Tomasz ticked: no key is made for him, and the page names who has one', async () => {
    const page = await visitor();
    await page.goto(paths.report(event));
    await page.locator('[name="what"]').fill(s05);
    await page.evaluate(() => location.replace('#q-team'));
    await page.locator('[name="team.leave-out"][value="tomasz"]').check();
    await page.evaluate(() => location.replace('#q-contact'));
    await page.locator('[name="contact.name"]').fill('Solène');
    await page.locator('#q-contact [name="do"]').click();
    await page.locator('#check [data-act="send"]').waitFor();
    expect(await page.locator('#check .readers').textContent()).not.toContain('Tomasz');
    // A browser does not show a multipart body to a test: what the script hands to `fetch` is read instead.
    await page.evaluate(() => {
      const real = globalThis.fetch;
      globalThis.fetch = (url, init) => {
        const batch = init?.body instanceof FormData ? init.body.get('batch') : null;
        if (typeof batch === 'string') document.documentElement.dataset['sent'] = batch;
        return real(url, init);
      };
    });
    await page.locator('#check [data-act="send"]').click();
    await page.locator('#sent [data-slot="words"]').waitFor();
    const sent = (await page.evaluate(() => document.documentElement.dataset['sent'])) ?? '';
    const batch = JSON.parse(sent) as BirthBatch;
    const holders = new Set(batch.grants.map((grant: GrantSent) => grant.member));
    expect([...holders].toSorted()).toEqual(['amina', 'kenji', 'rosa']);
    expect(sent).not.toContain('Solène');
    expect(await readersOn(page)).toEqual(['Rosa Okafor', 'Amina Haidari', 'Kenji Morita']);
  });

  test('the network breaks at Send: the words stay, locked; Try again sends it once', async () => {
    const page = await visitor(true, /ERR_INTERNET_DISCONNECTED/u);
    await checked(page, 'The same report');
    const posts = requests(page);
    await page.context().setOffline(true);
    await page.locator('#check [data-act="send"]').click();
    await page.getByText('Your report is still on this page, locked, and not sent.').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('#sent [data-slot="words"]').waitFor();
    expect(posts).toEqual([`POST ${paths.api.reports(event)}`, `POST ${paths.api.reports(event)}`]);
    expect(await wordsOn(page)).toHaveLength(8);
  });

  test('an answer that was lost, then a change: one report, the change is added, one set of words', async () => {
    const page = await visitor(true, /Failed to load resource|ERR_/u);
    await checked(page, 'First');
    await page.route(
      `**${paths.api.reports(event)}`,
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.locator('#check [data-act="send"]').click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.locator('#check a[href="#q-what"]').first().click();
    await page.locator('[name="what"]').fill('First, and more');
    await page.locator('#q-what [name="do"]').click();
    await page.locator('#check [data-act="send"]').click();
    await page.getByText('Your report had arrived before.').waitFor();
    const back = await openedBy((await wordsOn(page)).join(' '));
    await back.getByText('You sent the form again with changes.').waitFor();
    expect(await back.locator('.message').count()).toBe(1);
  });

  test('nothing told: the error is named, linked, in the title, and said at the question', async () => {
    const page = await visitor();
    await page.goto(paths.report(event));
    await page.locator('#q-what [name="do"]').click();
    await page.locator('#problem a[href="#q-what"]').waitFor();
    expect(await page.title()).toMatch(/^Error: /u);
    expect(await page.locator('#q-what-error').textContent()).toBe(await page.locator('#problem a').textContent());
  });

  test('files: the eleventh and an empty one are named, a place is taken out, and the choice can be changed', async () => {
    const page = await visitor();
    await page.goto(paths.report(event));
    await page.locator('[name="what"]').fill('See the pictures');
    await page.evaluate(() => location.replace('#q-files'));
    const photo = Buffer.from(
      'ffd8ffe1001045786966000047505320686f6d65ffdb00040000ffc0000b080001000101011100ffc400040000ffda0008010100003f00aaffd9',
      'hex',
    );
    const file = (name: string, buffer: Buffer, mimeType = 'text/plain') => ({ name, mimeType, buffer });
    await page
      .locator('#files')
      .setInputFiles([file('empty.txt', Buffer.alloc(0)), file('résumé.pdf', Buffer.from('%PDF'), 'application/pdf')]);
    await page.getByText('empty.txt is empty.').waitFor();
    await page.getByText('We cannot take hidden data out of this kind of file.').waitFor();
    await page
      .locator('#files')
      .setInputFiles(Array.from({ length: 10 }, (_, i) => file(`n${i}.txt`, Buffer.from('x'))));
    await page.getByText(/^n9\.txt:/u).waitFor();
    expect(await page.locator('[data-file-list] li').count()).toBe(10);
    await page.getByRole('button', { name: 'Remove n0.txt' }).click();
    await page.locator('#files').setInputFiles([file('photo.jpg', photo, 'image/jpeg')]);
    await page.getByText('Hidden data in this picture').waitFor();
    await page.getByLabel('Send it as it is, with the hidden data').check();
    await page.getByText('This picture goes as it is.').waitFor();
    expect(await page.locator('[data-file-list] li').count()).toBe(10);
    await page.locator('#q-files [name="do"]').first().click();
    await page.locator('#check [data-act="send"]').click();
    await page.locator('#sent [data-slot="words"]').waitFor();
  });

  test('a poster for another organisation: nothing is locked, nothing is sent', async () => {
    const page = await visitor();
    await page.goto(`${paths.start(event)}#k=${'0'.repeat(20)}.1`);
    await page
      .locator(`a[href*="${paths.report(event)}"]`)
      .first()
      .click();
    expect(new URL(page.url()).hash).toBe(`#k=${'0'.repeat(20)}.1`);
    await page.locator('[name="what"]').fill('Is it you?');
    await page.locator('#q-what [name="do"]').click();
    await page.getByText('are not the ones your link or poster names').waitFor();
    expect(await page.locator('[name="what"]').inputValue()).toBe('Is it you?');
  });

  test('a script that cannot load says so and leaves the way without scripts', async () => {
    const page = await visitor(true, /Failed to load resource|ERR_/u);
    await page.goto(paths.report(event));
    await page.route(/\/assets\/reporter\/en-/u, (route) => route.abort());
    await page.locator('[name="what"]').fill('Plainly');
    await page.locator('#q-what [name="do"]').click();
    await page.locator('#problem button').click();
    await page.getByText('Our server locks it the moment it arrives.').waitFor();
    expect(await page.locator('main dl').textContent()).toContain('Plainly');
  });

  test.each([
    ['without a protected connection', 'isSecureContext', false],
    ['too old for the script', 'WeakMap', undefined],
  ])('a browser %s says so at once, and its form works as the server made it', async (_, name, value) => {
    const page = await visitor(true, /./u);
    page.removeAllListeners('pageerror');
    await page.addInitScript(
      ([what, becomes]) => {
        Object.defineProperty(globalThis, what as string, { value: becomes });
      },
      [name, value],
    );
    await page.goto(paths.report(event));
    await page.getByText('Locking on your device does not work in this browser.').waitFor();
    await page.locator('[name="what"]').fill('Plainly');
    await page.locator('#q-what [name="do"]').click();
    await page.getByText('Our server locks it the moment it arrives.').waitFor();
  });

  test('leaving blanks the page, whether by the button or by Shift three times', async () => {
    for (const leave of [
      (page: Page) => page.locator('a.leave').click({ noWaitAfter: true }),
      async (page: Page) => {
        for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
      },
    ]) {
      const page = await visitor(true, /Failed to load resource|ERR_|net::/u);
      await page.goto(paths.report(event));
      await page.locator('[name="what"]').fill('gone');
      await page.route(`**${paths.leave(event)}`, (route) => route.fulfill({ status: 200, body: 'neutral' }));
      await leave(page);
      await page.waitForURL(`**${paths.leave(event)}`);
      await page.goBack();
      expect(await page.content()).not.toContain('gone');
    }
  });
});

describe('coming back', () => {
  const words = (story: string): string => wordsOf(entropyFromToken(tokenOf(story)), english).join(' ');

  test('an answer a member signed is shown as theirs; the server is said to say the rest', async () => {
    const page = await openedBy(words('masks-at-the-stand'));
    await page.locator('.message.team').waitFor();
    expect(await page.locator('.message.team').textContent()).toContain('Amina Haidari');
    expect(await page.locator('.message.team').textContent()).toContain('signed');
    const status = await page.locator('#opened .status').textContent();
    expect(status).toContain('Written to you and signed by: Amina Haidari.');
    expect(status).toContain('the server says');
    expect(await page.locator('#opened .problem:visible').count()).toBe(0);
    await storesNothing(page);
  });

  test('typing errors are named without asking; words of nobody are one sentence', async () => {
    const page = await visitor(true, /404/u);
    await page.goto(paths.mailbox(event));
    const asked = requests(page);
    const typed = async (text: string): Promise<string> => {
      await page.locator('#words-field').fill(text);
      await page.locator('#words button').click();
      await page.locator('#words-error:not(:empty)').waitFor();
      return (await page.locator('#words-error').textContent()) ?? '';
    };
    const right = words('masks-again').split(' ');
    expect(await typed(right.slice(1).join(' '))).toContain('7');
    expect(await typed([...right.slice(0, 7), 'qqqqq'].join(' '))).toContain('qqqqq');
    const swapped = [right[1], right[0], ...right.slice(2)].join(' ');
    expect(await typed(swapped)).toContain('Each word exists');
    expect(asked.filter((each) => each.startsWith('POST'))).toEqual([]);
    const nobody = wordsOf(new Uint8Array(10), english).join(' ');
    await page.locator('#words-field').fill(nobody);
    await page.locator('#words button').click();
    await page.getByText('Words not found.').first().waitFor();
  });

  test('words of a Spanish page are Spanish, and are read on an English one without their accents', async () => {
    const page = await visitor();
    await page.goto(`${paths.report(event)}?l=es`);
    await page.locator('[name="what"]').fill('Hola');
    await page.locator('#q-what [name="do"]').click();
    await page.locator('#check [data-act="send"]').click();
    await page.locator('#sent [data-slot="words"]').waitFor();
    const spanishWords = await wordsOn(page);
    expect(spanishWords.every((word) => spanish.words.includes(word.normalize('NFKD')))).toBe(true);
    const plain = spanishWords.map((word) => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').slice(0, 4));
    const back = await openedBy(plain.join(', '));
    await back.locator('#opened .status').waitFor();
  });

  test('new words: the conversation comes along, the old words are closed', async () => {
    const page = await openedBy(words('masks-again').toUpperCase());
    await page.locator('[data-act="move"]').click();
    await page.getByRole('button', { name: 'Give me new words now' }).click();
    await page.getByText('These are your new words.').waitFor();
    const fresh = (await wordsOn(page)).join(' ');
    const again = await openedBy(fresh);
    await again.locator('.message.team').waitFor();
    expect(await again.locator('.message.team').textContent()).toContain('Rosa Okafor');
    expect(await again.locator('.message.team').textContent()).toContain('copied by you');
    await again.locator('#reply-text').fill('still me');
    await again.locator('#opened [data-act="reply"]').click();
    await again.getByText('Sent. It is with the team.').waitFor();
    const old = await openedBy(words('masks-again'));
    await old.getByText('These words were changed for new ones').first().waitFor();
  });
});

describe('without scripts', () => {
  test('S05 with Tomasz ticked, locked on arrival: the receipt names the others', async () => {
    const page = await visitor(false);
    await page.goto(paths.report(event));
    await page.locator('[name="what"]').fill(s05);
    await page.goto(`${server.origin}${paths.report(event)}#q-team`);
    await page.locator('[name="team.leave-out"][value="tomasz"]').check();
    await page.locator('#q-team [name="do"]').click();
    expect(await page.locator('main dl dd').first().textContent()).toBe(s05);
    expect(await page.locator('.readers').textContent()).not.toContain('Tomasz');
    await page.locator('[name="do"][value="send"]').click();
    expect(await page.locator('.readers li').allTextContents()).toEqual([
      'Rosa Okafor',
      'Amina Haidari',
      'Kenji Morita',
    ]);
    const words = await wordsOn(page);
    expect(words).toHaveLength(8);
    const back = await openedBy(words.join(' '));
    await back.locator('#opened .status').waitFor();
    expect(await back.locator('#opened .problem:visible').count()).toBe(0);
  });
});
