import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Written } from '#kit/mail-client.ts';
import { headOf, textOf, type TakenLetter } from '#kit/mail-taker.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { sha256Hex } from '#seal/digest.ts';
import { verifyStream } from '#seal/entry.ts';
import { letterKey, readToken, tokenIn } from '#server/mail/keys.ts';
import { sendReceipt } from '#server/mail/receipt.ts';
import { languagesFor } from '#server/mail/receipt-text.ts';
import { mailHouse, mailReply, type MailHouse } from './house.ts';

let house: MailHouse;
beforeAll(async () => {
  house = await mailHouse();
});
afterAll(() => house.end());
afterEach(() => {
  house.taker.manner = 'takes';
  // Nobody is held back by what an earlier test sent.
  house.pass(2 * 3_600_000);
});

let counted = 0;
const needle = 'zwirbelquark';
const written = (more: Partial<Written> = {}): Written => ({
  id: `letter-${++counted}@home.example`,
  from: 'Noor Haddad <noor@home.example>',
  subject: `Something ${needle}`,
  text: `The ${needle} at the workshop said it was a joke. It was not one, and I would like somebody to know about it.`,
  ...more,
});
/** Under load a receipt may still be on its way when its letter was taken. */
const receiptFor = (address: string): Promise<TakenLetter> =>
  vi.waitFor(
    () => {
      const [one] = to(address);
      if (one === undefined) throw new Error('no receipt yet');
      return one;
    },
    { timeout: 20_000 },
  );
const to = (address: string): readonly TakenLetter[] => house.taker.taken.filter((one) => one.to.includes(address));

/** The report that came last. */
async function newest(): Promise<string> {
  const { org, roster } = await house.organised();
  const rows = await house.parts.store.incidentsFor(org, 'rosa', { after: '', most: 100 });
  const [row] = rows.filter(({ channel }) => channel === 'e-mail').toSorted((a, b) => b.receivedAt - a.receivedAt);
  const found = row && (await house.parts.store.incidentById(org, row.incident));
  if (!found || roster.members.length === 0) throw new Error('no report came by mail');
  return found.row.report;
}

async function folded(report: string) {
  const { org } = await house.organised();
  const record = await house.parts.store.stream(org, `report/${report}`);
  const read = record && verifyStream(`report/${report}`, org, record.entries);
  if (!read || 'refused' in read) throw new Error('the report does not hold');
  return foldReport(report, read.entries);
}

describe('a letter arrives', () => {
  test('one receipt leaves at once, threaded, says what is next and nothing of what was told', async () => {
    const letter = written();
    expect(await house.handed(letter)).toEqual({ done: 'report' });
    const receipt = await receiptFor('noor@home.example');
    expect(to('noor@home.example')).toHaveLength(1);
    const head = headOf(receipt);
    const text = textOf(receipt);
    expect(head.get('in-reply-to')).toBe(`<${letter.id}>`);
    expect(head.get('auto-submitted')).toBe('auto-replied');
    expect(head.get('from')).toBe('PyHarbor US 2027 <conduct@pyharbor.example>');
    expect(head.get('subject')).toBe((await house.organised()).first.edition.neutralTitle);
    for (const said of [
      'Thank you',
      'Rosa Okafor',
      '911',
      '988',
      'Crisis line',
      'A person will write to you',
      'Saturday',
    ])
      expect(text).toContain(said);
    expect(text).toContain('https://report.pyharbor.example/c/');
    expect(receipt.raw).not.toMatch(new RegExp(`${needle}|workshop|joke|Haddad`, 'iu'));
    const report = await newest();
    const { org } = await house.organised();
    const row = await house.parts.store.incidentOf(org, report);
    expect(receipt.raw).not.toContain(row?.codeName ?? 'no code name');
    expect(receipt.raw).not.toContain(row?.incident ?? 'no incident');
    // Its reply address leads to this report, and says whether it is they who answer.
    const token = tokenIn(mailReply, head.get('reply-to') ?? '') ?? '';
    expect(readToken(house.parts.signer, token, 'noor@home.example')).toEqual({ report, same: true });
    expect(readToken(house.parts.signer, token, 'kim@home.example')).toEqual({ report, same: false });
    // So does its Message-ID.
    const messageId = (head.get('message-id') ?? '').slice(1, -1);
    expect(await house.parts.store.threadOf(org, [letterKey(messageId)])).toMatchObject({ report });
    expect(await house.parts.store.sentOf(org, report)).toEqual([
      expect.objectContaining({ id: sha256Hex(messageId), what: 'receipt', state: 'sent', code: '', entry: '' }),
    ]);
  });

  test('the receipt stands in the record, and meets the duty of a receipt alone', async () => {
    await house.handed(written());
    const report = await newest();
    const { org } = await house.organised();
    await vi.waitFor(async () => expect((await folded(report)).receipted).not.toBeNull(), { timeout: 20_000 });
    const row = await house.parts.store.incidentOf(org, report);
    const owed = (await house.parts.store.dutiesFor(org, 'rosa', { after: '', most: 100 })).filter(
      ({ incident }) => incident === row?.incident,
    );
    expect(owed.map(({ duty }) => duty)).toContain('acknowledge');
    expect(owed.map(({ duty }) => duty)).toContain('follow-up');
    expect(owed.map(({ duty }) => duty)).not.toContain('receipt');
  });

  test('the same letter handed over again gets no second receipt', async () => {
    const letter = written({ from: 'Kim <kim@home.example>' });
    await house.handed(letter);
    expect(await house.handed(letter)).toEqual({ done: 'there' });
    await receiptFor('kim@home.example');
    expect(to('kim@home.example')).toHaveLength(1);
  });

  test('given a Spanish letter, its receipt is Spanish; given nobody knows, both are in it', async () => {
    await house.handed(
      written({
        from: 'Lucía <lucia@home.example>',
        text: 'Hola, escribo porque ayer en el taller una persona me siguió hasta mi habitación y no sé qué hacer con eso.',
        headers: { 'Content-Language': 'es' },
      }),
    );
    const spanish = await receiptFor('lucia@home.example');
    expect(textOf(spanish)).toContain('Gracias por escribirnos');
    expect(textOf(spanish)).not.toContain('Thank you');
    await house.handed(written({ from: 'Ito <ito@home.example>', text: '👎' }));
    const both = await receiptFor('ito@home.example');
    expect(textOf(both)).toMatch(/Thank you[\s\S]*Gracias por escribirnos/u);
  });

  test('a letter in a language that we do not speak is answered in the event’s first', () => {
    expect(languagesFor('es-MX', ['en'])).toEqual(['es']);
    expect(languagesFor('de', ['en', 'es'])).toEqual(['en']);
    expect(languagesFor('', ['es', 'en'])).toEqual(['es', 'en']);
    expect(languagesFor('', ['de'])).toEqual(['en']);
  });

  test.each(['later', 'refuses', 'no-such-mailbox'] as const)(
    'given their mail server %s: the report stays, nothing is tried again, and it is said',
    async (manner) => {
      house.taker.manner = manner;
      const address = `${manner}@home.example`;
      expect(await house.handed(written({ from: `Bo <${address}>` }))).toEqual({ done: 'report' });
      house.taker.manner = 'takes';
      const report = await newest();
      const { org } = await house.organised();
      const [row] = await house.parts.store.sentOf(org, report);
      expect(row?.state).toBe(manner === 'later' ? 'deferred' : 'refused');
      expect((await folded(report)).receipted).toBeNull();
      expect(to(address)).toHaveLength(0);
    },
  );

  test('a letter that must not be answered gets none', async () => {
    await house.handed(written({ from: 'No reply <no-reply@shop.example>', headers: { Precedence: 'bulk' } }));
    expect(to('no-reply@shop.example')).toHaveLength(0);
  });

  test('given nine letters from one address in an hour: all are reports, and five receipts leave', async () => {
    for (let i = 0; i < 9; i++)
      expect(await house.handed(written({ from: 'Flood <flood@home.example>' }))).toEqual({ done: 'report' });
    await vi.waitFor(() => expect(to('flood@home.example')).toHaveLength(5), { timeout: 20_000 });
    // Somebody else in the same hour is answered all the same.
    await house.handed(written({ from: 'Honest <honest@home.example>' }));
    await receiptFor('honest@home.example');
  }, 120_000);

  test('given no way out at all: null is thrown at nobody, and the report says that none left', async () => {
    const { org } = await house.organised();
    const organisation = await house.organised();
    await house.handed(written({ headers: { Precedence: 'bulk' } }));
    const report = await newest();
    const { post: _, ...without } = house.parts;
    const given = { organisation, current: organisation.first, report, language: 'en', answers: [] };
    const from = { name: '', address: 'amy@home.example', replyTo: '' };
    expect(await sendReceipt(without, { ...given, to: from })).toEqual({ state: 'refused', code: 'no-route' });
    expect(await house.parts.store.sentOf(org, report)).toEqual([]);
  });
});

test('given a mail server that never answers: the next letters are taken all the same', async () => {
  const slow = await mailHouse('recourse@pyharbor.example', {}, 120_000);
  slow.taker.manner = 'hangs';
  // Each would wait a minute for its receipt.
  const all = ['a', 'b'].map((one) => written({ from: `${one} <${one}@home.example>` }));
  for (const letter of all) expect(await slow.handed(letter)).toEqual({ done: 'report' });
  const { org } = await slow.organised();
  const reports = (await slow.parts.store.incidentsFor(org, 'rosa', { after: '', most: 100 })).filter(
    ({ channel }) => channel === 'e-mail',
  );
  expect(reports).toHaveLength(2);
  await slow.end();
}, 120_000);

test('given no reply address: they answer to the shared one, and nothing else tells of it', async () => {
  const plain = await mailHouse('noreply@relay.example', {});
  await plain.handed(written({ from: 'Kim <kim@home.example>' }));
  const [receipt] = plain.taker.taken.filter((one) => one.to.includes('kim@home.example')) as [TakenLetter];
  // Another domain than the shared address: it leaves under the one that may send.
  expect(headOf(receipt).get('from')).toBe('PyHarbor US 2027 <noreply@relay.example>');
  expect(headOf(receipt).get('reply-to')).toBe('conduct@pyharbor.example');
  await plain.end();
}, 120_000);

describe('what stays behind', () => {
  test('no address, no text and no subject lies in the folder, in the jobs or in the log', async () => {
    await vi.waitFor(() => expect(house.taker.taken.length).toBeGreaterThan(10));
    await house.stop();
    const bytes = readdirSync(house.folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name)).toString('latin1'))
      .join('\n');
    expect(bytes.length).toBeGreaterThan(100_000);
    for (const word of [needle, 'noor@home.example', 'flood@home.example', 'home.example', 'Thank you for writing'])
      expect(bytes.includes(word), word).toBe(false);
    expect(JSON.stringify(house.logged)).not.toMatch(/home\.example|zwirbelquark|Noor/u);
  });
});
