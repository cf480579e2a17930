import { bearerHash, type MailboxKeys } from '#seal/words.ts';
import { chainIn } from '../../api/streams.ts';
import { placedRow, rowOf, serverEntry } from '../../birth-append.ts';
import type { Organisation } from '../../editions.ts';
import type { Parts } from '../../parts.ts';
import { reachedBy } from '../../reached.ts';
import { openConversation } from './conversation.ts';

/**
 * Moves a mailbox to the words of `entropy`, for a browser without scripts (sealing §7): everything sealed again to the
 * new key, the old bearer gone, all in one append. `busy`: nothing changed.
 */
export async function moveInClear(
  parts: Parts,
  organisation: Organisation,
  edition: string,
  { from, entropy, report }: { readonly from: MailboxKeys; readonly entropy: Uint8Array; readonly report: string },
): Promise<'moved' | 'busy'> {
  const { org, roster, rosterHash } = organisation;
  const where = { org, rosterVersion: roster.version, rosterHash };
  const to = await parts.sealer.keys(entropy, organisation.salt, 'guess');
  if (to === null) return 'busy';
  for (let tries = 0; tries < 4; tries++) {
    const conversation = await openConversation(parts, organisation, from);
    const chain = await chainIn(parts.store, org, `report/${report}`);
    if (conversation === null || chain === null) return 'busy';
    const { epoch, recipient, members } = conversation.account;
    const { instead: _, ...note } = conversation.note;
    const at = parts.now();
    const move = await parts.sealer.move({
      ...where,
      at,
      from,
      to,
      report,
      selfNote: { ...note, account: { epoch, recipient }, members },
      messages: conversation.bodies,
    });
    const fresh = [move.selfNote, ...move.messages];
    const stream = move.selfNote.header.stream;
    const received = serverEntry(parts.signer, where, {
      stream,
      seq: fresh.length,
      prev: fresh.at(-1)?.hash ?? '',
      kind: 'received',
      at: conversation.receivedAt,
      facts: [],
    });
    const place = { seq: chain.next, prev: chain.head, at };
    const { jobs, beside } = await reachedBy(parts, organisation, report, chain, { change: move.moved, at });
    const done = await parts.store.append({
      org,
      streams: [
        {
          stream: `report/${report}`,
          expect: chain.head,
          entries: [placedRow(parts.signer, where, move.moved, place)],
        },
        { stream, expect: '', entries: [...fresh, received].map((entry) => rowOf(entry, at)) },
        ...beside,
      ],
      jobs,
      files: move.files.map(({ hash, bytes }) => ({ hash, bytes })),
      mailbox: { id: to.id, bearer: bearerHash(to.auth), report, edition },
      mailboxGone: { id: from.id, at },
    });
    if ('appended' in done) return 'moved';
    if (done.refused === 'taken') return 'busy';
  }
  return 'busy';
}
