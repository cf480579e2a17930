import { describe, expect, test } from 'vitest';
import type { Facts, Header, Stream, Verified } from '#domain/record/header.ts';
import { readAttachment } from '#seal/attachment.ts';
import { signEntry, verifyEntry, type Signed } from '#seal/entry.ts';
import { moveMailbox, openMailboxFile, sealReply, verifyMove } from '#seal/mailbox.ts';
import { newEpoch } from '#seal/seal.ts';
import { openFile } from '#seal/unseal.ts';
import type { SelfNote } from '#wire/bodies.ts';
import type { StoredEntry } from '#wire/entry.ts';
import { bytesOr, draft, fileOf, held, newMailbox, now, org, rowsOf, server } from './cast.ts';

const report = '5'.repeat(32);
const common = { org, rosterVersion: 1, rosterHash: 'ab'.repeat(32), at: now, report };
const epoch = newEpoch();
const account = { epoch: 3, recipient: epoch.recipient };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What the server does with entries that have no place: each lies inside a `placed` row of its own. */
function placed(stream: Stream, entries: readonly Signed[]): StoredEntry[] {
  const rows: (StoredEntry & { readonly hash: string })[] = [];
  for (const { line, hsig, hash } of entries) {
    const place = { stream, seq: rows.length, prev: rows.at(-1)?.hash ?? '', compartment: '', epoch: 0 } as const;
    const row = signEntry(draft({ ...place, kind: 'placed', facts: [['entry', hash]] }), null, server);
    rows.push({ ...row, receivedAt: now, inside: { line, hsig } });
  }
  return rows;
}
const inside = (entries: readonly Verified[]): readonly Verified[] =>
  entries.filter((entry) => entry.placedBy !== undefined);

describe('a reply', () => {
  const files = [{ name: 'chat.png', type: 'image/png', bytes: Uint8Array.of(1, 2, 3) }];

  test('by the mailbox key has no place, goes to the team, and a copy to the mailbox', async () => {
    const keys = await newMailbox();
    const body = { v: 1, from: 'reporter', text: 'one more thing', at: now };
    const reply = await sealReply({ ...common, keys, account, body, kind: 'heard-from-reporter', files });
    expect(reply.report.map(({ header }) => [header.kind, header.seq, header.prev, header.epoch])).toEqual([
      ['heard-from-reporter', -1, '', 3],
      ['attached', -1, '', 3],
    ]);
    expect(reply.mailbox.map(({ header }) => [header.kind, header.seq, header.compartment])).toEqual([
      ['message', -1, 'mailbox'],
    ]);
    for (const { header } of [...reply.report, ...reply.mailbox]) expect(header.by).toBe(keys.sign);

    const [told, attached] = inside(held(`report/${report}`, placed(`report/${report}`, reply.report)));
    const [own] = inside(held(`mailbox/${keys.id}`, placed(`mailbox/${keys.id}`, reply.mailbox)));
    if (!told || !attached || !own) throw new Error('an entry is missing');
    const open = async (entry: Verified) =>
      bytesOr(await openFile(epoch.identity, epoch.recipient, entry, fileOf(reply.files, entry.header.file)));
    expect(JSON.parse(text(await open(told)))).toEqual(body);
    expect(readAttachment(await open(attached))).toEqual(files[0]);
    const copy = bytesOr(await openMailboxFile(keys, own, fileOf(reply.files, own.header.file)));
    expect(JSON.parse(text(copy))).toEqual({ ...body, files: ['chat.png'] });
    expect(reply.files.length).toBe(3);
  });

  test('that arrived in clear is signed by the server at the places it knows', async () => {
    const keys = await newMailbox();
    const place = { report: { seq: 4, prev: '1'.repeat(64) }, mailbox: { seq: 2, prev: '2'.repeat(64) } };
    const input = { ...common, keys, account, body: {}, kind: 'added', files, signer: server, place } as const;
    const { report: told, mailbox } = await sealReply(input);
    expect(told.map(({ header }) => [header.kind, header.seq, header.prev, header.by])).toEqual([
      ['added', 4, place.report.prev, server.public],
      ['attached', 5, told[0]?.hash, server.public],
    ]);
    expect(mailbox[0]?.header).toMatchObject({ seq: 2, prev: place.mailbox.prev, by: server.public });
  });

  test('opens with its own words only, unaltered and under its own header', async () => {
    const [keys, others] = await Promise.all([newMailbox(), newMailbox()]);
    const reply = await sealReply({ ...common, keys, account, body: {}, kind: 'added', files: [] });
    const [own] = inside(held(`mailbox/${keys.id}`, placed(`mailbox/${keys.id}`, reply.mailbox)));
    const [told] = inside(held(`report/${report}`, placed(`report/${report}`, reply.report)));
    if (!own || !told) throw new Error('an entry is missing');
    const file = fileOf(reply.files, own.header.file);
    expect(await openMailboxFile(keys, own, file)).toBeInstanceOf(Uint8Array);
    expect(await openMailboxFile(keys, own, file.with(2000, 1 ^ (file[2000] ?? 0)))).toEqual({ refused: 'bad-file' });
    expect(await openMailboxFile(others, own, file)).toEqual({ refused: 'not-the-header' });
    expect(await openMailboxFile({ ...others, id: keys.id }, own, file)).toEqual({ refused: 'wrong-key' });
    // The report's own copy is not for these words, though it lies in the same batch.
    expect(await openMailboxFile(keys, told, fileOf(reply.files, told.header.file))).toEqual({
      refused: 'not-the-header',
    });
  });
});

describe('moving a mailbox', () => {
  const selfNote: SelfNote = {
    v: 1,
    edition: 'harbor-2027',
    report,
    hash: 'cd'.repeat(32),
    root: 'ef'.repeat(32),
    rosterVersion: 1,
    rosterHash: common.rosterHash,
    account,
    members: ['ana'],
    leftOut: [],
    at: now,
    procedureVersion: '1',
  };
  const moving = async (messages: readonly unknown[] = []) => {
    const [from, to] = await Promise.all([newMailbox(), newMailbox()]);
    return { from, to, move: await moveMailbox({ ...common, from, to, selfNote, messages }) };
  };

  test('carries the note and every message to the new words, in order', async () => {
    const messages = [{ text: 'first' }, { text: 'second' }];
    const { from, to, move } = await moving(messages);
    const entries = held(`mailbox/${to.id}`, rowsOf([move.selfNote, ...move.messages]));
    expect(entries.map(({ header }) => [header.kind, header.seq, header.by])).toEqual([
      ['self-note', 0, to.sign],
      ['message', 1, to.sign],
      ['message', 2, to.sign],
    ]);
    const opened = await Promise.all(
      entries.map(async (entry) => {
        const file = fileOf(move.files, entry.header.file);
        expect(await openMailboxFile({ ...from, id: to.id }, entry, file)).toEqual({ refused: 'wrong-key' });
        return JSON.parse(text(bytesOr(await openMailboxFile(to, entry, file)))) as unknown;
      }),
    );
    expect(opened).toEqual([selfNote, ...messages]);
  });

  test('is said in the report by the old key, with a proof by the new one', async () => {
    const { from, to, move } = await moving();
    const { header } = move.moved;
    expect(header).toMatchObject({
      stream: `report/${report}`,
      seq: -1,
      prev: '',
      kind: 'mailbox-moved',
      by: from.sign,
    });
    expect(Object.fromEntries(header.facts)).toMatchObject({
      from: from.id,
      to: to.id,
      key: to.sign,
      recipient: to.recipient,
    });
    expect(verifyEntry(move.moved)).not.toHaveProperty('refused');
    expect(verifyMove(header)).toBe(true);
  });

  test('to the very same words is no move, though the proof holds', async () => {
    const keys = await newMailbox();
    const { moved } = await moveMailbox({ ...common, from: keys, to: keys, selfNote, messages: [] });
    expect(verifyMove(moved.header)).toBe(false);
  });

  test('without a proof by the very key it names, for the very two mailboxes: refused', async () => {
    const [{ move }, { move: other, to: third }] = await Promise.all([moving(), moving()]);
    const { header } = move.moved;
    const withFact = (key: string, value: unknown): Header => ({
      ...header,
      facts: header.facts.map(([name, old]) => [name, name === key ? value : old]) as Facts,
    });
    const proofOf = (of: Signed) => of.header.facts.find(([key]) => key === 'proof')?.[1];
    const wrong = [
      withFact('proof', proofOf(other.moved)),
      withFact('proof', '0'.repeat(128)),
      withFact('proof', ''),
      withFact('key', third.sign),
      withFact('from', third.id),
      withFact('to', third.id),
      withFact('to', header.facts[0]?.[1]),
      withFact('to', 5),
      withFact('recipient', ''),
      { ...header, kind: 'added' },
      { ...header, facts: header.facts.slice(1) },
      { ...header, facts: [...header.facts, ['why', 'x']] as Facts },
      { ...header, facts: [] },
    ];
    expect(wrong.map(verifyMove)).toEqual(wrong.map(() => false));
  });
});
