import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killable, killAll, newProfile, type Killable } from '#kit/killable.ts';
import { foundIn } from '#kit/needles.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import type { Begun, Started, Verbs } from '#hallway/keys/protocol.ts';
import type { TakingForm } from '#domain/intake/taken.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf, salt } from '#rehearsal/keys.ts';
import { english } from '#seal/lists/en.ts';
import { mailboxKeys, readWords } from '#seal/words.ts';
import { fromHex, toHex } from '#seal/digest.ts';
import type { HallwayPack } from '#wire/hallway.ts';

const kills = 50;
const told = 'she said that he waited behind the curtain';
const noted = 'shaking, asked for her sister';
const phone = '5550199';

let served: Served;
let script: string;
const profile = newProfile();
beforeAll(async () => {
  served = await serve('rehearse');
  const [file = ''] = readdirSync('dist/hallway/assets/hallway/keys').filter((name) => name.startsWith('keys.worker'));
  script = `/assets/hallway/keys/${file}`;
});
afterAll(async () => {
  killAll();
  await served.stop();
  forget(served);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** What a bare page has of the Worker, and the number of the last save that was laid down. */
interface Bare {
  ask: (verb: string, given: readonly unknown[]) => Promise<unknown>;
  type: (draft: string, form: unknown) => void;
  kept: number;
}

interface Heard {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** A page without an app around it: the Worker that was built, asked as the app asks it. */
async function opened(): Promise<Killable> {
  const browser = await killable(profile);
  const { page } = browser;
  const bare = `${served.origin}/bare`;
  await page.route(bare, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>.</title>' }),
  );
  await page.goto(bare);
  await page.evaluate((url) => {
    const worker = new Worker(url, { type: 'module' });
    const waiting = new Map<number, (answer: Heard) => void>();
    worker.addEventListener('message', ({ data: answer }: MessageEvent<Heard>) => waiting.get(answer.id)?.(answer));
    worker.addEventListener('error', () => {
      for (const [id, hear] of waiting) hear({ id, fault: 'the Worker did not start' });
    });
    let next = 0;
    const bareNow: Bare = {
      kept: -1,
      ask: (verb, given) =>
        new Promise((resolve, reject) => {
          next += 1;
          waiting.set(next, ({ value, fault }) => (fault === undefined ? resolve(value) : reject(new Error(fault))));
          worker.postMessage({ id: next, verb, given });
        }),
      type(draft, form) {
        const write = async (n: number): Promise<void> => {
          const text = JSON.stringify(form).replace('{n}', String(n));
          const saved = (await bareNow.ask('save', [draft, JSON.parse(text), Date.now()])) as { kept: boolean };
          if (saved.kept) bareNow.kept = n;
          return write(n + 1);
        };
        void write(bareNow.kept + 1);
      },
    };
    Object.assign(globalThis, { bare: bareNow });
  }, script);
  return browser;
}

const ask = <V extends keyof Verbs>(page: Page, verb: V, ...given: Parameters<Verbs[V]>): ReturnType<Verbs[V]> =>
  page.evaluate(([asked, what]) => (globalThis as unknown as { bare: Bare }).bare.ask(asked, what), [
    verb,
    given,
  ] as const) as ReturnType<Verbs[V]>;

const formOf = ({ procedure: { id, version, digest } }: HallwayPack): TakingForm => ({
  v: 1,
  edition: event,
  procedure: { id, version, digest },
  channel: 'in-person',
  language: 'en',
  began: 1,
  card: 'account',
  answers: {
    what: { kind: 'text', text: `${told} ({n})` },
    contact: { kind: 'contact', naming: 'team-only', name: 'Joanna Reyes', pronouns: '', reach: phone, avoid: '' },
  },
  steps: [{ step: 'quiet', kind: 'quiet-place', choice: 'yes', text: '' }],
  notes: noted,
  hands: ['water'],
  handsElse: '',
  writtenBy: 'staff',
  continues: '',
});

/** The number of the save that a form was laid down with. */
function numberIn(form: Awaited<ReturnType<Verbs['open']>>): number {
  if ('refused' in form) throw new Error(form.refused);
  const { what } = form.answers;
  return Number(/\((\d+)\)/u.exec(what?.kind === 'text' ? what.text : '')?.[1] ?? Number.NaN);
}

/** Keys that open something, as bytes. */
async function secretsOf(words: readonly string[]): Promise<readonly Uint8Array[]> {
  const read = readWords(words.join(' '), [english]);
  const [entropy] = 'readings' in read ? read.readings : [];
  if (entropy === undefined) throw new Error('no words');
  const { auth } = await mailboxKeys(entropy, salt);
  return [entropy, fromHex(auth)];
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('given the browser is killed at fifty random moments, no draft is lost, and none can be read in its profile', async () => {
  const drafts = new Map<string, { readonly words: readonly string[]; kept: number }>();
  let last: Begun | null = null;
  let early = 0;
  let browser = await opened();
  await ask(browser.page, 'enter', eightWordsOf('priya'), event);
  const pack = (await ask(browser.page, 'refresh', event)) as HallwayPack;
  const form = formOf(pack);
  for (let kill = 0; kill < kills; kill++) {
    const { page } = browser;
    const started: Started = await ask(page, 'start', Date.now());
    expect(started).toMatchObject({ elsewhere: false, storage: 'may-go' });
    // Whatever was told to be kept is there, and opens with its words: the newest kept save, or one that came after it.
    const known = last === null ? undefined : drafts.get(last.draft);
    const seen = started.drafts.some(({ draft }) => draft === last?.draft);
    if (last !== null && known !== undefined && (seen || known.kept >= 0)) {
      const number = numberIn(await ask(page, 'open', last.draft, known.words.join(' ')));
      expect(number).toBeGreaterThanOrEqual(known.kept);
      known.kept = number;
    } else if (last !== null) early++;
    // Every third draft is gone on with after its words were typed; else another one is begun.
    if (last === null || kill % 3 !== 0 || (known?.kept ?? -1) < 0) {
      const given = { edition: event, channel: 'in-person', language: 'en', at: Date.now(), continues: '' } as const;
      last = await ask(page, 'begin', given);
      drafts.set(last.draft, { words: last.words, kept: -1 });
    }
    const now = drafts.get(last.draft);
    await page.evaluate(
      ([draft, what, kept]) => {
        const { bare } = globalThis as unknown as { bare: Bare };
        bare.kept = kept;
        bare.type(draft, what);
      },
      [last.draft, form, now?.kept ?? -1] as const,
    );
    // The last it said was kept before the moment; a save more may get through.
    const moment = Math.random() * 700;
    const began = performance.now();
    do {
      const kept = await page.evaluate(() => (globalThis as unknown as { bare: Bare }).bare.kept);
      if (now !== undefined) now.kept = kept;
    } while (performance.now() - began < moment);
    await browser.kill();
    browser = await opened();
  }
  const { drafts: all } = await ask(browser.page, 'start', Date.now());
  for (const [draft, { words, kept }] of drafts) {
    if (kept < 0) continue;
    expect(all.map((one) => one.draft)).toContain(draft);
    expect(numberIn(await ask(browser.page, 'open', draft, words.join(' ')))).toBeGreaterThanOrEqual(kept);
  }
  await browser.kill();
  console.log(`${kills} kills, ${drafts.size} drafts, ${all.length} laid down, ${early} killed before the first save`);
  expect(all.length).toBeGreaterThan(kills / 2);

  const texts = [told, 'behind the curtain', noted, 'Joanna Reyes', phone, 'AGE-SECRET-KEY', eightWordsOf('priya')];
  const each = [...drafts.values()].map(({ words }) => words);
  const sealed = await Promise.all(each.map(secretsOf));
  const keys = sealed.flat().map(toHex);
  expect(foundIn([profile], [...texts, ...each.map((words) => words.join(' '))])).toEqual([]);
  for (const file of filesBelow(profile)) {
    const bytes = readFileSync(file);
    const text = bytes.toString('latin1');
    expect(keys.filter((key) => text.includes(key) || bytes.includes(Buffer.from(key, 'hex')))).toEqual([]);
    expect(
      each.filter((words) => text.includes(words.join('","')) || text.includes(words.slice(0, 3).join(','))),
    ).toEqual([]);
  }
  // The scan finds what does lie there in clear: the event's own settings.
  expect(foundIn([profile], ['Amina Haidari']).length).toBeGreaterThan(0);
}, 900_000);
