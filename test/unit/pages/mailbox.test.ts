import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entropyFromToken, mailboxKeys, newEntropy, reportIdOf, wordsOf } from '#seal/words.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { toHex } from '#seal/digest.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import { paths } from '#wire/paths.ts';
import { event, hidden, said, wordsOn, world, type World } from './world.ts';

let w: World;
let token: string;
let words: readonly string[];
let place = 0;

beforeAll(async () => {
  w = await world();
});
afterAll(() => w.close());
beforeEach(async () => {
  token = (++place).toString(16).padStart(32, '0');
  const answer = await w.post(paths.sent(event), [
    ['token', token],
    ['l', 'en'],
    ['what', 'Someone followed me.'],
    ['seen', 'rosa tomasz amina kenji'],
  ]);
  words = wordsOn(await answer.text());
  if (words.length !== 8) throw new Error('no receipt');
});

const open = async (typed: string): Promise<{ status: number; html: string }> => {
  const answer = await w.post(paths.mailboxOpened(event), [['words', typed]]);
  return { status: answer.status, html: await answer.text() };
};

function form(html: string, fields: Readonly<Record<string, string>>, files: readonly File[] = []): FormData {
  const data = new FormData();
  for (const name of ['e', 'head', 'turn']) data.set(name, hidden(html, name));
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const file of files) data.append('files', file);
  return data;
}

const entriesOf = async (): Promise<readonly string[]> => {
  const record = await w.store.stream(w.org, `report/${reportIdOf(token)}`);
  return (record?.entries ?? []).map((e) => String((JSON.parse(e.line) as unknown[])[6]));
};

describe('eight words', () => {
  test('open the page, however they are typed', async () => {
    for (const typed of [
      words.join(' '),
      words.join(', ').toUpperCase(),
      words.map((word, i) => `${i + 1}. ${word.slice(0, 4)}`).join('\r\n'),
      wordsOf(entropyFromToken(token), spanish)
        .map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, ''))
        .join('  '),
    ]) {
      const { status, html } = await open(typed);
      expect([typed, status]).toEqual([typed, 200]);
      expect(said(html)).toContain('Received Saturday 15 May at 00:25 (the server says)');
      expect(said(html)).toContain('Can open it: Rosa Okafor, Tomasz Brandt, Amina Haidari, and Kenji Morita');
      expect(said(html)).toContain('Nobody has written yet.');
      expect(hidden(html, 'e')).toMatch(/^[0-9a-f]{20}$/u);
      expect(html).toContain('<title>Care</title>');
    }
  });

  test('a typing error is named before anything is asked, and what was typed stays', async () => {
    const few = await open('one two three');
    expect([few.status, said(few.html)]).toEqual([
      422,
      expect.stringContaining('These are 3 words. There are always eight.'),
    ]);
    expect(few.html).toContain('>one two three</textarea>');
    const odd = await open([...words.slice(0, 3), 'xylophonix', ...words.slice(4)].join(' '));
    expect(said(odd.html)).toContain('Word 4 is not in our list: xylophonix.');
    const [a = '', b = ''] = words;
    const swapped = await open([b, a, ...words.slice(2)].join(' '));
    // One swap in 256 keeps the checksum; then it is simply unknown.
    expect(said(swapped.html)).toMatch(/Two may be swapped|Words not found/u);
    expect(swapped.html).toContain('<title>Error: Care</title>');
    expect(swapped.html).toMatch(/<p class="error" id="words-error">/u);
  });

  test('well-formed but unknown words get one answer, whichever they are', async () => {
    const strip = (html: string): string => html.replaceAll(/<textarea[\s\S]*?<\/textarea>/gu, '');
    const first = await open(wordsOf(newEntropy(), english).join(' '));
    const second = await open(wordsOf(newEntropy(), english).join(' '));
    expect(first.status).toBe(404);
    expect(strip(first.html)).toBe(strip(second.html));
    expect(said(first.html)).toContain('Words not found. Please check the order and the spelling.');
  });

  test('busy is said calmly and keeps the words', async () => {
    const busy = await world({ sealer: { ...sealerHere(), keys: async () => null } });
    const answer = await busy.post(paths.mailboxOpened(event), [['words', words.join(' ')]]);
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).toContain(`>${words.join(' ')}</textarea>`);
    await busy.close();
  });

  test('words that fit in two lists open what is theirs, whichever list it was', async () => {
    const twice = 'conde mucho queso remo ironía resumen carpeta genio';
    const real = sealerHere();
    let theirs = '';
    // The mailbox of this token stands for the one that these words open in the list `theirs` reads them in.
    const both = await world({
      sealer: {
        ...real,
        keys: (entropy, saltHex, line) =>
          real.keys(toHex(entropy) === theirs ? entropyFromToken(token) : entropy, saltHex, line),
      },
      bearers: { wrong: async () => 'slow-down' },
    });
    await both.post(paths.sent(event), [
      ['token', token],
      ['what', 'x'],
      ['seen', 'rosa tomasz amina kenji'],
    ]);
    for (theirs of ['377292fee3674990caeb', '2ed222be5af7656f88b3'])
      expect((await both.post(paths.mailboxOpened(event), [['words', twice]])).status, theirs).toBe(200);
    theirs = '';
    expect((await both.post(paths.mailboxOpened(event), [['words', twice]])).status).toBe(503);
    await both.close();
  });

  test('too many wrong words slow down wrong words, never right ones', async () => {
    const slow = await world({ bearers: { wrong: async () => 'slow-down' } });
    const wrong = await slow.post(paths.mailboxOpened(event), [['words', wordsOf(newEntropy(), english).join(' ')]]);
    expect(wrong.status).toBe(503);
    const mine = await slow.post(paths.sent(event), [
      ['token', token],
      ['what', 'x'],
      ['seen', 'rosa tomasz amina kenji'],
    ]);
    const right = await slow.post(paths.mailboxOpened(event), [['words', wordsOn(await mine.text()).join(' ')]]);
    expect(right.status).toBe(200);
    await slow.close();
  });
});

describe('an opened page', () => {
  test('takes an answer with files, once even when sent twice', async () => {
    const { html } = await open(words.join(' '));
    const photo = new File([new Uint8Array([1, 2, 3])], 'foto ﷽.png', { type: 'image/png' });
    const data = form(html, { text: 'My colleague\r\nheard it too.' }, [photo]);
    const answer = await w.post(paths.mailboxReply(event), data);
    const shown = await answer.text();
    expect(answer.status).toBe(200);
    expect(said(shown)).toContain('Sent. It is with the team.');
    expect(shown).toContain('<p class="said" dir="auto">My colleague\nheard it too.</p>');
    expect(said(shown)).toContain('Files: foto ﷽.png');
    expect(await entriesOf()).toEqual(['reported', 'access', 'heard-from-reporter', 'attached']);
    const again = await w.post(paths.mailboxReply(event), data);
    expect(said(await again.text())).toContain('Sent. It is with the team.');
    expect(await entriesOf()).toHaveLength(4);
    const third = await w.post(paths.mailboxReply(event), form(shown, { text: 'More.' }));
    expect(third.status).toBe(200);
    expect(await entriesOf()).toHaveLength(5);
  });

  test('names what it cannot take and keeps the rest', async () => {
    const { html } = await open(words.join(' '));
    const empty = await w.post(paths.mailboxReply(event), form(html, { text: '  ' }));
    expect([empty.status, said(await empty.text())]).toEqual([
      422,
      expect.stringContaining('Write something or choose a file first.'),
    ]);
    const long = await w.post(paths.mailboxReply(event), form(html, { text: 'x'.repeat(100_001) }));
    const kept = await long.text();
    expect(long.status).toBe(422);
    expect(kept).toContain(`${'x'.repeat(100_001)}</textarea>`);
    expect(await entriesOf()).toHaveLength(2);
  });

  test('large files wait for their turn before they are sealed', async () => {
    const turns: number[] = [];
    const real = sealerHere();
    const counting = await world({
      sealer: {
        ...real,
        inTurn(bytes, act) {
          turns.push(bytes);
          return real.inTurn(bytes, act);
        },
      },
    });
    const sent = await counting.post(paths.sent(event), [
      ['token', token],
      ['what', 'x'],
      ['seen', 'rosa tomasz amina kenji'],
    ]);
    const opened = await counting.post(paths.mailboxOpened(event), [['words', wordsOn(await sent.text()).join(' ')]]);
    const film = new File([new Uint8Array(5_000_000)], 'film.mov');
    const answer = await counting.post(paths.mailboxReply(event), form(await opened.text(), { text: 'Here.' }, [film]));
    expect(answer.status).toBe(200);
    expect(turns).toEqual([5_000_000]);
    await counting.close();
  });

  test('of the files after sending the good ones are taken and the others named', async () => {
    const { html } = await open(words.join(' '));
    const files = Array.from({ length: 13 }, (_, i) => new File(['x'], `f${i + 1}.txt`));
    files[1] = new File([new Uint8Array(26 * 1024 * 1024)], 'large.mov');
    files[2] = new File([], 'empty.txt');
    const answer = await w.post(paths.files(event), form(html, {}, files));
    const shown = said(await answer.text());
    expect(shown).toContain('large.mov is larger than 25 MB.');
    expect(shown).toContain('empty.txt is empty.');
    expect(shown).toContain('f13.txt: one message takes 10 files and 50 MB.');
    expect(shown).toContain('10 files were added.');
    expect((await entriesOf()).filter((kind) => kind === 'attached')).toHaveLength(10);
  });

  test('moves to new words: the old ones say the day, the new ones show everything, twice pressed is once', async () => {
    const first = await open(words.join(' '));
    const replied = await w.post(paths.mailboxReply(event), form(first.html, { text: 'Before the move.' }));
    const data = form(await replied.text(), {});
    const moved = await w.post(paths.mailboxMove(event), data);
    const fresh = wordsOn(await moved.text());
    expect(moved.status).toBe(200);
    expect(fresh).toHaveLength(8);
    expect(fresh).not.toEqual(words);
    const twice = await w.post(paths.mailboxMove(event), data);
    expect(wordsOn(await twice.text())).toEqual(fresh);
    const old = await open(words.join(' '));
    expect([old.status, said(old.html)]).toEqual([
      410,
      expect.stringContaining('These words were changed for new ones on Saturday 15 May. If that was not you'),
    ]);
    const now = await open(fresh.join(' '));
    expect(now.status).toBe(200);
    expect(said(now.html)).toContain('Before the move.');
    expect(said(now.html)).toContain('Received Saturday 15 May at 00:25');
    const later = await w.post(paths.mailboxReply(event), form(now.html, { text: 'After the move.' }));
    expect(later.status).toBe(200);
    const keys = await mailboxKeys(entropyFromToken(token), (await salt()) ?? '');
    expect(await w.store.mailboxById(w.org, keys.id)).toBeNull();
    expect((await entriesOf()).slice(-3)).toEqual(['heard-from-reporter', 'placed', 'heard-from-reporter']);
  });
});

async function salt(): Promise<string | undefined> {
  const { currentEditions } = await import('#server/editions.ts');
  return (await currentEditions(w.store, w.parts.procedures, w.clock.now))?.salt;
}
