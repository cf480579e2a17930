import { expect, test } from 'vitest';
import { acceptedOf } from '#domain/record/manifest.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { sealBirth } from '#seal/birth.ts';
import { verifyStream } from '#seal/entry.ts';
import { newKeyring, newRoot, lockKeyring, unlockKeyring } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { openMailboxFile } from '#seal/mailbox.ts';
import { fingerprintOf } from '#seal/roster.ts';
import { signerOf } from '#seal/sign.ts';
import { openFile, openGrant } from '#seal/unseal.ts';
import { mailboxKeys, newEntropy, readWords, reportIdOf, wordsOf } from '#seal/words.ts';

test('a report goes in and its readers read it', async () => {
  const root = newRoot();
  const kim = newKeyring('kim', root.public);
  const member: RosterMember = {
    id: 'kim', name: 'Kim', ageHash: kim.ageHash, sign: kim.sign, roles: [], rights: [], until: 1, suspended: false,
  };
  const entropy = newEntropy();
  expect(readWords(wordsOf(entropy, english).join(' '), [english])).toEqual({ entropy, list: 'en' });
  const mailbox = await mailboxKeys(entropy, '00'.repeat(16));
  const org = fingerprintOf(root.public);
  const reportId = reportIdOf('00'.repeat(16));
  const birth = await sealBirth({
    org, rosterVersion: 1, rosterHash: '0'.repeat(64), edition: 'e', procedureVersion: '1', at: 5, reportId, mailbox,
    signer: signerOf(mailbox.signSeed), rootPublic: root.public,
    facts: { channel: 'web', ongoing: 'no', reachable: 'yes', narrow: true },
    account: { told: 'something' }, identity: { name: 'Alex' },
    readers: { account: [member], identity: [member] },
    recipients: new Map([[kim.ageHash, kim.recipient]]),
    barred: ['sam'], files: [{ name: 'a.txt', type: 'text/plain', bytes: Uint8Array.of(1, 2) }],
  });
  const rows = birth.report.map(({ line, hsig }) => ({ line, hsig, receivedAt: 7 }));
  const stream = verifyStream(`report/${reportId}`, org, rows);
  if ('refused' in stream) throw new Error(stream.refused);
  expect(stream.entries.map((e) => e.header.kind)).toEqual(['reported', 'barred', 'access', 'access', 'added', 'attached']);
  const access = stream.entries[2]!;
  const opened = await openGrant(kim.keyring, { ...acceptedOf(access)!, header: access.header }, birth.grants[0]!.bytes);
  if ('refused' in opened) throw new Error(opened.refused);
  const told = await openFile(opened.identity, opened.recipient, stream.entries[0]!, birth.files[0]!.bytes);
  if ('refused' in told) throw new Error(told.refused);
  expect(new TextDecoder().decode(told)).toBe('{"told":"something"}');
  const own = verifyStream(`mailbox/${mailbox.id}`, org, [{ ...birth.selfNote, receivedAt: 7 }]);
  if ('refused' in own) throw new Error(own.refused);
  const note = await openMailboxFile(mailbox, own.entries[0]!, birth.files.at(-1)!.bytes);
  expect(note).toBeInstanceOf(Uint8Array);
  const lock = await lockKeyring(kim.keyring, 'secret');
  expect(await unlockKeyring(lock, 'secret')).toEqual(kim.keyring);
  expect(await unlockKeyring(lock, 'other')).toBe(null);
});
