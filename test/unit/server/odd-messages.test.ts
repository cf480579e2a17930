import { afterAll, beforeAll, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { english } from '#seal/lists/en.ts';
import { wordsOf } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { saysToReporter } from '../desk/changed.ts';
import { arrived, ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { wordsOn } from '../pages/world.ts';
import { rehearsed, type Rehearsed } from './rehearsed.ts';

// What somebody of the team with a changed desk seals to a reporter: their page opens all the same.
let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await unlocked(served.url, 'rosa');
});
afterAll(() => served.end());

const post = (path: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(served.url + path, {
    method: 'POST',
    headers: { origin: served.url, 'accept-language': 'en' },
    body: new URLSearchParams(fields),
  });

async function answered(body: object): Promise<{ readonly entropy: Uint8Array; readonly page: () => Promise<string> }> {
  const told = await prepare(ground, [['what', 'A remark.']]);
  const id = await arrived(rosa, told);
  ok(await rosa.open(id));
  await saysToReporter(rosa, 'rosa', id, body);
  const { entropy } = told;
  const words = wordsOf(entropy, english).join(' ');
  const page = async (): Promise<string> => {
    const answer = await post(paths.mailboxOpened(event), { words });
    expect(answer.status).toBe(200);
    return answer.text();
  };
  return { entropy, page };
}

const message = { v: 1, from: 'team', name: 'Rosa Okafor', text: 'We have it.', at: 1, report: '', followUp: false };

test.each([
  ['says it comes from the reporter', { ...message, from: 'reporter', files: [] }],
  ['says so and names no files', { ...message, from: 'reporter' }],
  ['has files that are none', { ...message, from: 'reporter', files: 'x' }],
  ['has a name that is no text', { ...message, name: { toString: 1 } }],
  ['is from nobody', { ...message, from: 'nobody' }],
  ['is no message at all', [1, 2, 3]],
])('given a message that %s, the page opens without it, and says that something is missing', async (_, body) => {
  const { page } = await answered(body);
  const html = await page();
  expect(html).toContain('could not be opened');
  expect(html).not.toContain('We have it.');
});

test('given it is written in the name of a colleague, the name is that of who signed it', async () => {
  const { page } = await answered({ ...message, name: 'Amina Haidari' });
  const html = await page();
  expect(html).toContain('We have it.');
  expect(html).toMatch(/<b>[^<]*Rosa Okafor[^<]*<\/b>/u);
  expect(html).not.toMatch(/<b>[^<]*Amina Haidari[^<]*<\/b>/u);
});

test.each([9_000_000_000_000_000, -9_000_000_000_000_000, '', null])(
  'given a message with the time %s, the words can be changed and the new ones open it',
  async (at) => {
    const { page } = await answered({ ...message, at });
    const html = await page();
    expect(html).toContain('We have it.');
    const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';
    const form = new FormData();
    for (const name of ['e', 'head', 'turn']) form.set(name, field(name));
    const moved = await fetch(served.url + paths.mailboxMove(event), {
      method: 'POST',
      headers: { origin: served.url, 'accept-language': 'en' },
      body: form,
    });
    expect(moved.status).toBe(200);
    const words = wordsOn(await moved.text());
    const again = await post(paths.mailboxOpened(event), { words: words.join(' ') });
    expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('We have it.')]);
  },
);
