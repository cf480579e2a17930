import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseSelfNote } from '#reporter/returning/bodies.ts';
import { lockedMove } from '#reporter/returning/move.ts';
import { openMailbox, type Opened } from '#reporter/returning/open.ts';
import { receiversOf } from '#reporter/sending/bodies.ts';
import { findGround } from '#reporter/sending/ground.ts';
import { sender } from '#reporter/sending/send.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { verifyStream } from '#seal/entry.ts';
import { openMailboxFile } from '#seal/mailbox.ts';
import { mailboxKeys } from '#seal/words.ts';
import type { MoveBatch } from '#wire/api.ts';
import { fakeServer } from './server.ts';
import { edition, now, team, under } from './team.ts';

let opened: Opened;
beforeEach(async () => {
  fakeServer(team());
  const ground = await findGround(edition.id, null, under);
  if ('refused' in ground) throw new Error(ground.refused);
  const one = sender({
    edition: edition.id,
    language: 'en',
    token: randomHex(16),
    unnamed: false,
    ground: async () => ground,
    say: () => undefined,
  });
  const answers = { what: { kind: 'text', text: 'a' } } as const;
  await one.send({ answers, files: [] }, receiversOf(ground.info, ground.head.roster, answers, now));
  const found = await openMailbox(await mailboxKeys(one.entropy, ground.salt));
  if (!('keys' in found)) throw new Error(JSON.stringify(found));
  opened = found;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a note of a report that waited on a phone says who might hold it instead; anything else there is passed over', () => {
  const read = (instead: unknown) => parseSelfNote(utf8(JSON.stringify({ ...opened.note, instead })));
  expect(read(['yewande'])?.instead).toEqual(['yewande']);
  for (const odd of ['yewande', [1], null, {}]) expect(read(odd)).not.toHaveProperty('instead');
});

test('the note for new words names who holds it now, and nobody instead of them', async () => {
  const waited = { ...opened, note: { ...opened.note, instead: ['yewande'] } };
  const { keys, form } = await lockedMove(waited);
  const batch = JSON.parse(form.get('batch') as string) as MoveBatch;
  const read = verifyStream(`mailbox/${keys.id}`, opened.answer.org, [{ ...batch.selfNote, receivedAt: now }]);
  const entry = 'refused' in read ? undefined : read.entries[0];
  if (entry === undefined) throw new Error('no note');
  const file = form.get(entry.header.file) as Blob;
  const plain = await openMailboxFile(keys, entry, new Uint8Array(await file.arrayBuffer()));
  if (!(plain instanceof Uint8Array)) throw new Error(plain.refused);
  const note = parseSelfNote(plain);
  expect(note).toMatchObject({ members: ['rosa', 'tomasz'], report: opened.note.report });
  expect(note).not.toHaveProperty('instead');
});
