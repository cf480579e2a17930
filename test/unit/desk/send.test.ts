import { describe, expect, test } from 'vitest';
import { asking, type Ask, type NotDone } from '#desk/sending/ask.ts';
import { formOf, placed, type Ground, type Piece } from '#desk/sending/batch.ts';
import { send, type Look } from '#desk/sending/send.ts';
import type { Stream } from '#domain/record/header.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { clearFile, signerOf, verifyEntry } from '#seal/entry.ts';
import type { EntriesBatch } from '#wire/api.ts';

const signer = signerOf(new Uint8Array(32).fill(7));
const [report, mailbox]: readonly Stream[] = ['report/r', 'mailbox/m'];
const hash = (text: string): string => sha256Hex(text);

const ground = (head: string, next: number, version = 1): Ground => ({
  ends: new Map([
    ['report/r', { head, next }],
    ['mailbox/m', { head: hash('m'), next: 2 }],
  ]),
  roster: { version, hash: hash(`roster ${version}`) },
  at: 1000 + next,
  signer,
});

const piece = (stream: Stream, kind: string, text: string): Piece => ({
  draft: { org: 'org', stream, id: randomHex(16), kind, compartment: '', epoch: 0, facts: [] },
  file: text === '' ? null : clearFile(utf8(text)),
});

const pieces = (): readonly Piece[] => [
  piece(report ?? 'report/r', 'acknowledged', ''),
  piece(report ?? 'report/r', 'said-to-reporter', 'hello'),
  piece(mailbox ?? 'mailbox/m', 'message', 'hello too'),
];

/** A server that answers in turn and keeps what it was sent. */
function server(...answers: readonly (NotDone | { readonly receivedAt: number })[]) {
  const sent: EntriesBatch[] = [];
  const files: string[][] = [];
  const ask: Ask = {
    bytes: async () => ({ refused: 'not-found' }),
    async json<T extends object>(_path: string, { body }: { body?: unknown } = {}) {
      const form = body as FormData;
      sent.push(JSON.parse(form.get('batch') as string) as EntriesBatch);
      files.push([...form.keys()].filter((name) => name !== 'batch'));
      return answers[sent.length - 1] as T | NotDone;
    },
  };
  return { ask, sent, files };
}

const looks = (...given: readonly Look[]) => {
  let at = 0;
  return async (): Promise<Look> => given[Math.min(at++, given.length - 1)] as Look;
};

describe('signing a batch', () => {
  test('chains each stream from its own end', () => {
    const { batch } = placed(pieces(), ground(hash('h'), 4));
    const headers = batch.streams.map(({ entries }) =>
      entries.map((entry) => {
        const read = verifyEntry(entry);
        if ('refused' in read) throw new Error(read.refused);
        return read;
      }),
    );
    expect(batch.streams.map(({ stream, expect: head }) => [stream, head])).toEqual([
      ['report/r', hash('h')],
      ['mailbox/m', hash('m')],
    ]);
    expect(headers[0]?.map(({ header }) => [header.seq, header.prev])).toEqual([
      [4, hash('h')],
      [5, headers[0]?.[0]?.hash],
    ]);
    expect(headers[1]?.[0]?.header.seq).toBe(2);
  });

  test('names each file by its hash', () => {
    const ready = placed(pieces(), ground('', 0));
    const form = formOf(ready);
    expect([...form.keys()]).toEqual(['batch', hash('hello'), hash('hello too')]);
  });

  test('refuses a stream whose end it was not told', () => {
    expect(() => placed([piece('incident/i', 'noted', '')], ground('', 0))).toThrow('incident/i');
  });
});

describe('a colleague was first', () => {
  test('signs again and does not seal again: the same files, a new place', async () => {
    const { ask, sent, files } = server({ refused: 'stale-head' }, { receivedAt: 5 });
    let sealed = 0;
    const look = looks(
      { ground: ground(hash('one'), 1), sealedTo: 'age1' },
      { ground: ground(hash('two'), 2, 2), sealedTo: 'age1' },
    );
    const seal = async (): Promise<readonly Piece[]> => {
      sealed++;
      return pieces();
    };
    expect(await send(ask, { look, seal })).toEqual({ receivedAt: 5 });
    expect(sealed).toBe(1);
    expect(files[1]).toEqual(files[0]);
    expect(sent.map((batch) => batch.streams[0]?.expect)).toEqual([hash('one'), hash('two')]);
    const ids = sent.map((batch) =>
      batch.streams.flatMap(({ entries }) => entries.map(({ line }) => (JSON.parse(line) as unknown[])[5])),
    );
    expect(ids[1]).toEqual(ids[0]);
    const rosters = sent.map((batch) => (JSON.parse(batch.streams[0]?.entries[0]?.line ?? '[]') as unknown[])[10]);
    expect(rosters).toEqual([
      [1, hash('roster 1')],
      [2, hash('roster 2')],
    ]);
  });

  test('seals again when the key was turned meanwhile', async () => {
    const { ask, files } = server({ refused: 'stale-head' }, { receivedAt: 5 });
    let sealed = 0;
    const look = looks({ ground: ground('', 0), sealedTo: 'old' }, { ground: ground('', 1), sealedTo: 'new' });
    const seal = async (): Promise<readonly Piece[]> => [piece('report/r', 'noted', `sealed ${++sealed}`)];
    await send(ask, { look, seal });
    expect(files).toEqual([[hash('sealed 1')], [hash('sealed 2')]]);
  });

  test('gives up after five times and says why', async () => {
    const stale: NotDone = { refused: 'stale-head' };
    const { ask, sent } = server(stale, stale, stale, stale, stale, { receivedAt: 1 });
    const look = looks({ ground: ground('', 0), sealedTo: '' });
    expect(await send(ask, { look, seal: async () => pieces() })).toEqual(stale);
    expect(sent).toHaveLength(5);
  });

  test('does not press on against any other refusal', async () => {
    const { ask, sent } = server({ refused: 'not-allowed' });
    const look = looks({ ground: ground('', 0), sealedTo: '' });
    expect(await send(ask, { look, seal: async () => pieces() })).toEqual({ refused: 'not-allowed' });
    expect(sent).toHaveLength(1);
  });

  test('presses on after a refusal that an old look explains, and only when the keys moved since', async () => {
    const old: NotDone = { refused: 'turn-first' };
    const first = server(old, { receivedAt: 5 });
    const moved = looks({ ground: ground('', 0), sealedTo: 'old' }, { ground: ground('', 1), sealedTo: 'new' });
    expect(await send(first.ask, { look: moved, seal: async () => pieces() })).toEqual({ receivedAt: 5 });
    const second = server(old, { receivedAt: 5 });
    const same = looks({ ground: ground('', 0), sealedTo: 'old' });
    expect(await send(second.ask, { look: same, seal: async () => pieces() })).toEqual(old);
    expect(second.sent).toHaveLength(1);
  });

  test('ends with what sealing refuses', async () => {
    const { ask, sent } = server();
    const look = looks({ ground: ground('', 0), sealedTo: '' });
    const refused: NotDone = { refused: 'not-allowed', reason: 'nobody-left' };
    expect(await send(ask, { look, seal: async () => refused })).toEqual(refused);
    expect(sent).toHaveLength(0);
  });

  test('sends nothing when nothing is needed any more', async () => {
    const { ask, sent } = server();
    const look = looks({ ground: ground('', 0), sealedTo: '' });
    expect('refused' in (await send(ask, { look, seal: async () => null }))).toBe(false);
    expect(sent).toHaveLength(0);
  });
});

describe('the network', () => {
  const answering = (response: () => Response | Promise<Response>): Ask => asking(async () => response());

  test('that is not there is a value', async () => {
    const ask = asking(() => Promise.reject(new TypeError('failed to fetch')));
    expect(await ask.json('/x')).toEqual({ refused: 'offline' });
    expect(await ask.bytes('/x')).toEqual({ refused: 'offline' });
  });

  test('passes a refusal on by its code, and an ended session as locked', async () => {
    expect(await answering(() => Response.json({ refused: 'stale-head' }, { status: 409 })).json('/x')).toEqual({
      refused: 'stale-head',
    });
    expect(await answering(() => Response.json({ refused: 'not-allowed' }, { status: 401 })).json('/x')).toEqual({
      refused: 'locked',
    });
    expect(await answering(() => new Response('<html>', { status: 502 })).json('/x')).toEqual({ refused: 'internal' });
    expect(await answering(() => new Response('', { status: 404 })).json('/x')).toEqual({ refused: 'not-found' });
  });
});
