import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#kit/free-port.ts';
import {
  choose,
  faultsOf,
  fillIn,
  formOf,
  journey,
  openAt,
  press,
  turnTo,
  unfold,
  type Journey,
} from '#kit/journey.ts';
import { handOver } from '#kit/mail-client.ts';
import { paths } from '#wire/paths.ts';
import { ok, unlocked } from '../unit/desk/desks.ts';

/** A JPEG with an Exif block that says where it was taken; small, whole, and not a picture of anything. */
function photoWithPlace(): Uint8Array {
  const segment = (marker: number, ...parts: readonly (string | Uint8Array)[]): Buffer => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    return Buffer.concat([Buffer.from([0xff, marker]), Buffer.from([0, 0]), body]).fill(
      Buffer.from([(body.length + 2) >> 8, (body.length + 2) & 255]),
      2,
      4,
    );
  };
  const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
  return Buffer.concat([
    hex('ffd8'),
    segment(
      0xe1,
      'Exif\0\0',
      hex('4949 2a00 08000000 0100 0f01 0200 01000000 00000000 00000000'),
      'GPS 40.4406 -79.9959',
    ),
    segment(0xdb, new Uint8Array(65)),
    segment(0xc0, hex('08 0001 0001 01 01 11 00')),
    segment(0xc4, new Uint8Array(17)),
    segment(0xda, hex('01 01 00 00 3f 00')),
    hex('12 ff00 34'),
    hex('ffd9'),
  ]);
}

const place = 'GPS 40.4406';
const s10 =
  'Room D, talk on now till 14:10. Slide just shown is a half undressed woman as a "fast query" joke and there was a second one. Photo attached. People are walking out. 😕 – Ito, row 6';

/** A letter with a photo, as a phone writes it. */
function withPhoto(): string {
  const bounds = 'a-part-of-it';
  const photo = Buffer.from(photoWithPlace()).toString('base64').replaceAll(/.{76}/gu, '$&\r\n');
  return [
    'Message-ID: <s10@phone.example>',
    'Date: Sun, 16 May 2027 13:41:00 -0400',
    'From: Ito Sora <ito@home.example>',
    'To: conduct@pyharbor.example',
    'Subject: =?utf-8?B?Um9vbSBELCBub3cg8J+YlQ==?=',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${bounds}"`,
    '',
    `--${bounds}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`${s10}\n\nSent from my phone\n`).toString('base64'),
    `--${bounds}`,
    'Content-Type: image/jpeg; name="slide.jpg"',
    'Content-Disposition: attachment; filename="slide.jpg"',
    'Content-Transfer-Encoding: base64',
    '',
    photo,
    `--${bounds}--`,
    '',
  ].join('\r\n');
}

const plainLetter = (id: string, from: string, text: string, more: readonly string[] = []): string =>
  [
    `Message-ID: <${id}@home.example>`,
    'Date: Fri, 14 May 2027 11:02:00 -0400',
    `From: ${from}`,
    'To: conduct@pyharbor.example',
    'Subject: about the stand',
    ...more,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');

let way: Journey;
let port: number;
let rosa: Page;
beforeAll(async () => {
  port = await freePort();
  way = await journey('pycon-us', { SMTP_LISTEN: `127.0.0.1:${port}` });
  await way.at('2027-05-16T13:41');
  rosa = await way.desk('rosa');
});
afterAll(() => way.end());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await way.broke();
  const said = way.complaints();
  if (said.length > 0) throw new Error(said.join('\n'));
});

/** What came in by what was sent. */
async function arriving(sending: () => Promise<unknown>): Promise<readonly string[]> {
  const had = await way.incidentsOf(rosa);
  await sending();
  return (await way.incidentsOf(rosa)).filter((id) => !had.includes(id));
}

/** A letter for the shared address; it is taken, or the test fails with what was answered. */
async function send(raw: string): Promise<void> {
  const said = await handOver(raw, { port, from: 'sender@home.example', to: ['conduct@pyharbor.example'] });
  expect(said).toMatchObject({ code: 250 });
}

describe('S10 by e-mail, with a photo', () => {
  let incident = '';

  test('given a letter while the talk runs, it is one report, read at the desk, with the photo’s place gone', async () => {
    const came = await arriving(() => send(withPhoto()));
    expect(came).toHaveLength(1);
    [incident = ''] = came;
    await openAt(rosa, incident);
    await rosa.getByText('It came by e-mail.').waitFor();
    await rosa.getByText('Room D, now 😕').waitFor();
    await rosa.getByText('Slide just shown is a half undressed woman').waitFor();
    expect(await faultsOf(rosa)).toEqual([]);
    await way.picture(rosa, 'mail-story');
    const desk = await unlocked(way.origin, 'amina');
    const opened = ok(await desk.open(incident));
    const files = new Map<string, Uint8Array>();
    for (const { entry } of opened.files) {
      const { name, bytes } = ok(await desk.file(incident, entry));
      files.set(name, bytes);
    }
    const photo = [...files].find(([name]) => name.endsWith('.jpg'))?.[1];
    expect(Buffer.from(photo ?? []).includes('Exif')).toBe(false);
    expect(Buffer.from(photo ?? []).includes(place)).toBe(false);
    // What came lies untouched beside, for who may know who wrote.
    const original = [...files].find(([name]) => name.endsWith('.eml'))?.[1];
    expect(Buffer.from(original ?? []).toString()).toBe(withPhoto());
    expect(opened.writer.letter).toEqual({ name: 'Ito Sora', address: 'ito@home.example', replyTo: '' });
  });

  test('given the same letter again, it is the same report', async () => {
    expect(await arriving(() => send(withPhoto()))).toEqual([]);
  });

  test('given a lead may act alone, the talk is ended from there', async () => {
    await way.at('2027-05-16T13:46');
    await openAt(rosa, incident);
    await turnTo(rosa, 'Assess');
    const form = await formOf(rosa, 'Write down what was done');
    await choose(form, 'I did, alone');
    await fillIn(form, {
      'What it was': 'A talk ends early',
      'In a few words': 'Ended the talk in Room D.',
      'Why it could not wait': 'The second slide was up and people were leaving.',
    });
    await press(form, 'Right now');
    await press(form, 'Keep it');
    await rosa.getByText('You decided this alone. One of the others says whether it stands.').waitFor();
  });

  test('given Rosa answers, it leaves by mail at once, and stands in the record', async () => {
    await openAt(rosa, incident);
    const form = await formOf(rosa, 'Acknowledge and write');
    await form.getByText('This goes by e-mail to ito@home.example').waitFor();
    await fillIn(form, { Message: 'Thank you. Somebody is in the room now, and the talk has ended.' });
    await press(form, 'Acknowledge and send');
    await rosa.locator('.tl').getByText('Somebody is in the room now').waitFor();
    const outbox = await (await fetch(way.origin + paths.rehearsal)).text();
    expect(outbox).toContain('ito@home.example');
    expect(outbox).toContain('Somebody is in the room now, and the talk has ended.');
    expect(await faultsOf(rosa)).toEqual([]);
    await way.picture(rosa, 'mail-answered');
  });
});

describe('S20, two letters about one stand', () => {
  test('given two writers, there are two reports, handled as one, each with a clock of its own', async () => {
    await way.at('2027-05-16T14:02');
    const first = await arriving(() =>
      send(
        plainLetter(
          's20-1',
          'One <one@home.example>',
          'The three people at the ladder company stand do not wear masks.',
        ),
      ),
    );
    await way.at('2027-05-16T14:20');
    const second = await arriving(() =>
      send(plainLetter('s20-2', 'Two <two@home.example>', 'same stand as always: no masks in room E.')),
    );
    expect([first.length, second.length]).toEqual([1, 1]);
    const desk = await unlocked(way.origin, 'rosa');
    const [a = '', b = ''] = [...first, ...second];
    for (const one of [a, b]) ok(await desk.act(one, [{ kind: 'lead-taken', facts: {}, body: null }]));
    ok(await desk.join(b, a, 'The same stand.'));
    const due = async (incident: string): Promise<number | null | undefined> =>
      ok(await desk.open(incident)).duties.find(({ id }) => id === 'follow-up')?.due;
    const [one, two] = [await due(a), await due(b)];
    // The rehearsal's clock runs on between the two.
    expect(Math.round(((two ?? 0) - (one ?? 0)) / 60_000)).toBe(18);
  });
});

describe('S25, the reported person writes to the same address', () => {
  test('given their letter, a lead puts it with the decision as an appeal', async () => {
    const [decided = ''] = await way.incidentsOf(rosa);
    const [came = ''] = await arriving(() =>
      send(
        plainLetter(
          's25',
          'E. Sandoval-Reyes <esr@home.example>',
          'On Monday you told me to leave and that I may not come back for two years. I have two witnesses, Bo and Trude. I appeal.',
        ),
      ),
    );
    const name = await openAt(rosa, decided).then(() => rosa.locator('.case h1').innerText());
    await openAt(rosa, came);
    await press(rosa, 'I have it');
    await turnTo(rosa, 'Lead and closing');
    const form = rosa.locator('form[aria-label="It is no report"]');
    const puts = async (): Promise<void> => {
      await unfold(form);
      await form.getByLabel('The incident it belongs to').selectOption({ label: name });
      await form.getByLabel('What it is').selectOption({ label: 'An appeal' });
      expect(await faultsOf(rosa)).toEqual([]);
      await press(form, 'Put it there');
      await rosa.getByRole('heading', { name: 'It is a report after all' }).waitFor();
    };
    await puts();
    await way.picture(rosa, 'mail-filed');
    // Put there again, by whoever was stopped before the mark or took it back: the words lie there once.
    await press(rosa, 'It is a report after all');
    await puts();
    await openAt(rosa, decided);
    await turnTo(rosa, 'Appeal');
    await rosa.getByText('I have two witnesses, Bo and Trude.').first().waitFor();
    expect(await rosa.locator('section.appeal').count()).toBe(1);
  });
});

describe('what a thief of the server has', () => {
  test('given all of that, no letter is readable in any file of it, nor in what it printed', async () => {
    const page = await fetch(way.origin + paths.rehearsal);
    expect(await page.text()).not.toContain('undressed');
    const needles = ['undressed', 'ladder company', 'ito@home.example', 'esr@home.example', 'Sandoval', 'slide.jpg'];
    const read = (folder: string): readonly Buffer[] =>
      readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? read(path) : [readFileSync(path)];
      });
    for (const bytes of [...read(way.folder), Buffer.from(way.printed())])
      for (const needle of needles) expect(bytes.includes(needle), needle).toBe(false);
  });
});
