import { describe, expect, test } from 'vitest';
import type { Header } from '#domain/record/header.ts';
import { randomBytes, randomHex, sha256Hex } from '#seal/digest.ts';
import { signEntry, signerOf, verifyEntry, verifyStream, type FileMade, type Signed } from '#seal/entry.ts';
import { newEpoch, sealFile } from '#seal/seal.ts';
import { sealTo } from '#seal/age.ts';
import { floors, pack } from '#seal/packed.ts';
import { openFile } from '#seal/unseal.ts';
import type { SignedEntry, StoredEntry } from '#wire/entry.ts';
import { lineOf } from '#wire/header.ts';
import { draft, held, now, org, rowsOf, server } from './cast.ts';

const author = signerOf(randomBytes(32));
const key = newEpoch();
const body = new TextEncoder().encode('what happened');

async function sealedEntry(more = {}): Promise<{ readonly entry: Signed; readonly file: FileMade }> {
  const made = draft({ facts: [['channel', 'web — späť']], ...more });
  const file = await sealFile(made, author.public, key.recipient, body);
  return { entry: signEntry(made, file, author), file };
}

/** Another valid value for every field of the header. */
const others: Record<keyof Header, unknown> = {
  org: 'zzzzzzzzzzzzzzzzzzzz',
  stream: `report/${'6'.repeat(32)}`,
  seq: 1,
  prev: 'c'.repeat(64),
  id: 'd'.repeat(32),
  kind: 'reported',
  compartment: 'identity',
  epoch: 2,
  to: 'e'.repeat(64),
  rosterVersion: 2,
  rosterHash: 'f'.repeat(64),
  at: now + 1,
  facts: [['channel', 'phone']],
  by: server.public,
  size: 4000,
  file: '1'.repeat(64),
};
const fields = Object.keys(others) as (keyof Header)[];
const changed = (header: Header, field: keyof Header): Header => ({ ...header, [field]: others[field] });

describe('one entry', () => {
  test('verifies as it was signed', async () => {
    const { entry } = await sealedEntry();
    expect(verifyEntry(entry)).toEqual({ header: entry.header, hash: sha256Hex(entry.line) });
  });

  test('each byte of the line flipped: refused', async () => {
    const { entry } = await sealedEntry();
    const bytes = new TextEncoder().encode(entry.line);
    for (const at of bytes.keys()) {
      const line = new TextDecoder().decode(bytes.with(at, (bytes[at] ?? 0) ^ 1));
      expect(verifyEntry({ ...entry, line }), `byte ${at}`).toHaveProperty('refused');
    }
  });

  test('each digit of the signature changed, cut, doubled or in capitals: refused', async () => {
    const { entry } = await sealedEntry();
    for (const at of entry.hsig.split('').keys()) {
      const digit = (Number.parseInt(entry.hsig[at] ?? '', 16) ^ 1).toString(16);
      const hsig = entry.hsig.slice(0, at) + digit + entry.hsig.slice(at + 1);
      expect(verifyEntry({ ...entry, hsig }), `digit ${at}`).toEqual({ refused: 'bad-signature' });
    }
    const capitals = entry.hsig.toUpperCase();
    for (const hsig of ['', entry.hsig.slice(2), `${entry.hsig}00`, capitals, '0'.repeat(128), 'zz'.repeat(64)])
      expect(verifyEntry({ ...entry, hsig })).toEqual({ refused: 'bad-signature' });
  });

  test.each(fields)('%s replaced by another valid value: refused', async (field) => {
    const { entry } = await sealedEntry();
    const line = lineOf(changed(entry.header, field));
    expect(line).not.toBe(entry.line);
    expect(verifyEntry({ line, hsig: entry.hsig })).toEqual({ refused: 'bad-signature' });
  });

  test('the same header in another spelling: refused, so that one header has one hash', async () => {
    const { entry } = await sealedEntry();
    const sign = (line: string): SignedEntry => ({ line, hsig: entry.hsig });
    for (const line of [
      ` ${entry.line}`,
      `${entry.line}\n`,
      entry.line.replace(',', ', '),
      entry.line.replace('š', '\\u0161'),
    ])
      if (line !== entry.line) expect(verifyEntry(sign(line))).toEqual({ refused: 'bad-line' });
  });

  test('a signature that only a lenient verifier takes: refused', () => {
    // Small-order key and signature: R = A = the identity point, S = 0 verifies for every text under ZIP 215.
    const identityPoint = `01${'00'.repeat(31)}`;
    const line = lineOf({ ...draft(), to: '', by: identityPoint, size: 0, file: '' });
    expect(verifyEntry({ line, hsig: `${identityPoint}${'00'.repeat(32)}` })).toEqual({ refused: 'bad-signature' });
  });

  test('what nobody would read back is not signed', () => {
    expect(() => signEntry(draft({ seq: 0.5 }), null, author)).toThrow('bad-draft');
    expect(() => signEntry(draft({ id: 'short' }), null, author)).toThrow('bad-draft');
    expect(() => signEntry(draft({ facts: [['b', 1], ['a', 2]] }), null, author)).toThrow('bad-draft'); // prettier-ignore
  });
});

describe('the file of an entry', () => {
  const opened = async (entry: Signed, bytes: Uint8Array) => {
    const verified = { header: entry.header, hash: entry.hash, receivedAt: now } as Parameters<typeof openFile>[2];
    return openFile(key.identity, key.recipient, verified, bytes);
  };

  test('opens with its key', async () => {
    const { entry, file } = await sealedEntry();
    expect(await opened(entry, file.bytes)).toEqual(body);
  });

  const outside = ['seq', 'prev', 'rosterVersion', 'rosterHash', 'at', 'facts'];
  test.each(fields)('%s of a header signed anew around the same file', async (field) => {
    const { entry, file } = await sealedEntry();
    // The worst case: whoever signs the changed header is believed. Only the file itself can object.
    const header = changed(entry.header, field);
    const resigned = { ...entry, header };
    const result = await opened(resigned, file.bytes);
    if (outside.includes(field)) expect(result).toEqual(body); // a lost race is signed again, not sealed again
    else
      expect(result).toEqual({
        refused: { to: 'wrong-key', size: 'hash', file: 'hash' }[field as 'to'] ?? 'not-the-header',
      });
  });

  test('each byte of the file flipped: another hash; and under a header that names that hash, still refused', async () => {
    const { entry, file } = await sealedEntry();
    const step = (at: number) => (at < 1700 ? 5 : 97);
    for (let at = 0; at < file.size; at += step(at)) {
      const bytes = file.bytes.with(at, (file.bytes[at] ?? 0) ^ 1);
      expect(await opened(entry, bytes)).toEqual({ refused: 'hash' });
      const lied = { ...entry, header: { ...entry.header, file: sha256Hex(bytes) } };
      expect(await opened(lied, bytes), `byte ${at}`).toHaveProperty('refused');
    }
  });

  test('an extra stanza, a private reader whom no manifest names: refused though the key fits', async () => {
    const { entry } = await sealedEntry();
    const plain = pack(entry.header, body, floors.entry);
    const bytes = await sealTo([key.recipient, newEpoch().recipient], plain);
    const lied = { ...entry, header: { ...entry.header, file: sha256Hex(bytes), size: bytes.length } };
    expect(await opened(lied, bytes)).toEqual({ refused: 'bad-file' });
    const alone = await sealTo([key.recipient], plain);
    const fair = { ...entry, header: { ...entry.header, file: sha256Hex(alone), size: alone.length } };
    expect(await opened(fair, alone)).toEqual(body);
  });

  test('a key that is not the one it was sealed to', async () => {
    const { entry, file } = await sealedEntry();
    const verified = { header: entry.header, hash: entry.hash, receivedAt: now } as Parameters<typeof openFile>[2];
    const other = newEpoch();
    expect(await openFile(other.identity, other.recipient, verified, file.bytes)).toEqual({ refused: 'wrong-key' });
    expect(await openFile(other.identity, key.recipient, verified, file.bytes)).toEqual({ refused: 'wrong-key' });
  });
});

/** A chain by the server: a first row, one placed entry of the reporter's, a last row. */
function chain(): { readonly rows: StoredEntry[]; readonly own: Signed } {
  const own = signEntry(draft({ seq: -1, kind: 'heard-from-reporter' }), null, author);
  const rows: Signed[] = [];
  const add = (kind: string, facts: Header['facts'] = []) => {
    const place = { seq: rows.length, prev: rows.at(-1)?.hash ?? '', compartment: '', epoch: 0 } as const;
    rows.push(signEntry(draft({ ...place, kind, facts }), null, server));
  };
  add('reported');
  add('placed', [['entry', own.hash]]);
  add('acknowledged');
  const inside = { line: own.line, hsig: own.hsig };
  return { own, rows: rowsOf(rows).map((row, i) => (i === 1 ? { ...row, inside } : row)) };
}

const stream = draft().stream;
const refusal = (rows: readonly StoredEntry[], of = stream, by = org) => {
  const checked = verifyStream(of, by, rows);
  return 'refused' in checked ? checked : 'holds';
};

describe('a stream', () => {
  test('holds: its rows in order, a placed entry right after its place', () => {
    const { rows, own } = chain();
    const checked = verifyStream(stream, org, rows);
    if ('refused' in checked) throw new Error(checked.refused);
    const { entries, head, next } = checked;
    expect(entries.map(({ header }) => [header.kind, header.seq])).toEqual([
      ['reported', 0],
      ['placed', 1],
      ['heard-from-reporter', -1],
      ['acknowledged', 2],
    ]);
    expect(entries[2]).toMatchObject({ hash: own.hash, placedBy: entries[1]?.hash, receivedAt: rows[1]?.receivedAt });
    expect(entries[3]).not.toHaveProperty('placedBy');
    expect(head).toBe(entries[3]?.hash);
    expect(next).toBe(3);
  });

  test('with nothing in it holds', () => {
    expect(verifyStream(stream, org, [])).toEqual({ entries: [], head: '', next: 0 });
  });

  test('a row left out, doubled or moved: refused', () => {
    const { rows } = chain();
    for (const at of [0, 1]) expect(refusal(rows.toSpliced(at, 1))).toEqual({ refused: 'broken-chain', at });
    for (const at of [0, 1, 2])
      expect(refusal(rows.toSpliced(at, 0, rows[at] as StoredEntry))).toHaveProperty('at', at + 1);
    expect(refusal([rows[1], rows[0], rows[2]] as StoredEntry[])).toEqual({ refused: 'broken-chain', at: 0 });
  });

  test('a row exchanged for another of the same author at the same place: refused where the next one hangs', () => {
    const { rows } = chain();
    const other = signEntry(draft({ kind: 'reported', compartment: '', epoch: 0 }), null, server);
    expect(refusal([...rowsOf([other]), ...rows.slice(1)])).toEqual({ refused: 'broken-chain', at: 1 });
    const unchained = signEntry(draft({ seq: 2, kind: 'acknowledged', compartment: '', epoch: 0 }), null, server);
    expect(refusal([...rows.slice(0, 2), ...rowsOf([unchained])])).toEqual({ refused: 'broken-chain', at: 2 });
  });

  test('a row altered: refused where it stands', () => {
    const { rows } = chain();
    const edited = rows.with(2, {
      ...(rows[2] as StoredEntry),
      line: (rows[2] as StoredEntry).line.replace(`${now}`, `${now + 1}`),
    });
    expect(refusal(edited)).toEqual({ refused: 'bad-signature', at: 2 });
    expect(refusal(rows.with(0, { ...(rows[0] as StoredEntry), line: '[]' }))).toEqual({ refused: 'bad-line', at: 0 });
  });

  test('of another organisation or another stream: refused', () => {
    const { rows } = chain();
    expect(refusal(rows, stream, 'zzzzzzzzzzzzzzzzzzzz')).toEqual({ refused: 'wrong-stream', at: 0 });
    expect(refusal(rows, `report/${'6'.repeat(32)}`)).toEqual({ refused: 'wrong-stream', at: 0 });
  });

  test('a placing that names no entry, another one, or one placed before: refused', () => {
    const { rows, own } = chain();
    const placed = rows[1] as StoredEntry;
    const { inside, ...bare } = placed;
    expect(refusal(rows.with(1, bare))).toEqual({ refused: 'bad-placing', at: 1 });
    const other = signEntry(draft({ seq: -1, kind: 'added' }), null, author);
    expect(refusal(rows.with(1, { ...placed, inside: other }))).toEqual({ refused: 'bad-placing', at: 1 });
    const last = rows[2] as StoredEntry;
    expect(refusal(rows.with(2, { ...last, inside: inside as SignedEntry }))).toEqual({
      refused: 'bad-placing',
      at: 2,
    });
    const forged = { ...own, hsig: '0'.repeat(128) };
    expect(refusal(rows.with(1, { ...placed, inside: forged }))).toEqual({ refused: 'bad-signature', at: 1 });
    const again = { seq: 3, prev: sha256Hex(last.line), compartment: '', epoch: 0, kind: 'placed' } as const;
    const twice = signEntry(draft({ ...again, facts: [['entry', own.hash]] }), null, server);
    expect(refusal([...rows, { ...twice, receivedAt: now, inside: own }])).toEqual({ refused: 'bad-placing', at: 3 });
  });

  test.each([
    ['of another stream', { stream: `report/${'6'.repeat(32)}` as const }],
    ['of another organisation', { org: 'zzzzzzzzzzzzzzzzzzzz' }],
    ['that has a place of its own', { seq: 1 }],
    ['that has a predecessor', { prev: 'a'.repeat(64) }],
    ['that is itself a placing', { kind: 'placed' }],
  ])('an entry placed that is %s: refused', (_, more) => {
    const own = signEntry(draft({ seq: -1, kind: 'added', ...more }), null, author);
    const at = { seq: 0, prev: '', compartment: '', epoch: 0, kind: 'placed' } as const;
    const placed = signEntry(draft({ ...at, facts: [['entry', own.hash]] }), null, server);
    expect(refusal([{ ...placed, receivedAt: now, inside: own }])).toEqual({ refused: 'bad-placing', at: 0 });
  });

  test('an entry without a place of its own is no row', () => {
    const own = signEntry(draft({ seq: -1, id: randomHex(16) }), null, author);
    expect(refusal(rowsOf([own]))).toEqual({ refused: 'broken-chain', at: 0 });
    expect(() => held(stream, rowsOf([own]))).toThrow('broken-chain');
  });
});
