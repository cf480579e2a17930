import { namedIn } from '#domain/intake/named.ts';
import { knownIn } from '#domain/intake/sought.ts';
import { holdersOf } from '#domain/edition/lists.ts';
import { rolesForFeedback } from '#domain/promises/noticing.ts';
import type { Feedback } from '#domain/promises/notices.ts';
import { utf8 } from '#seal/digest.ts';
import { signEntry } from '#seal/entry.ts';
import { mostReaders, sealNotice } from '#seal/seal.ts';
import { noticeBody } from '#wire/notice.ts';
import { whereOf } from '../arriving.ts';
import { newId, rowOf } from '../birth-append.ts';
import { jobName } from '../due/job-names.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { arrivalId } from './keys.ts';
import { besideIn } from './letter-born.ts';
import type { Arrived, Letter } from './letter.ts';

/** All that was written, in one text: a notice has no other place for it. */
function textOf({ subject, text, signature, quoted, forwarded }: Letter): string {
  const passed = forwarded.map((one) => [one.from, one.sent, one.subject, '', one.text].join('\n'));
  return [subject, text, signature, ...passed, quoted].filter((part) => part.trim() !== '').join('\n\n');
}

/**
 * [Note: Feedback by mail] What an upset person writes to the address for it is a notice to whoever answers them, apart from
 * every incident (PUB-09), sealed on arrival to those of them whom it does not name. Null: it becomes a report instead,
 * because it carries more than a notice can hold, or because nobody of them is free: nothing is lost.
 */
export async function feedbackFrom(
  given: {
    readonly parts: Parts;
    readonly organisation: Organisation;
    readonly letter: Letter;
    readonly names: readonly string[];
  },
  current: CurrentEdition,
): Promise<Arrived | null> {
  const { parts, organisation, letter, names } = given;
  const { edition, procedure } = current;
  const { name, address } = letter.from;
  const written: Feedback = {
    v: 1,
    event: edition.id,
    from: name === '' ? address : `${name} <${address}>`,
    text: textOf(letter),
    at: parts.now(),
  };
  const whole = !letter.marks.some((mark) => ['broken', 'cut', 'files-left', 'encrypted'].includes(mark));
  if (!whole || letter.files.length > 0 || noticeBody('feedback', written) === null) return null;
  const answers = { ...besideIn(letter), letter: { kind: 'text', text: letter.text } } as const;
  const named = namedIn(answers, knownIn(organisation.roster, edition)).map(({ member }) => member);
  const free = holdersOf(rolesForFeedback(procedure), edition.id, organisation.roster, written.at)
    .filter(({ id }) => !named.includes(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const recipients = await Promise.all(free.map(({ ageHash }) => parts.store.recipient(ageHash)));
  const reached = recipients.filter((one) => one !== null);
  if (free.length === 0 || free.length > mostReaders || reached.length !== free.length) return null;
  const { org, rosterVersion, rosterHash } = whereOf(organisation, current);
  const id = arrivalId(parts.signer, 'feedback', names);
  const stream = `notice/${id}` as const;
  const readers = free.map((member) => member.id);
  const draft = {
    org,
    stream,
    seq: 0,
    prev: '',
    id: newId(),
    kind: 'noticed',
    compartment: '',
    epoch: 0,
    rosterVersion,
    rosterHash,
    at: written.at,
    facts: [
      ['for', 'feedback'],
      ['readers', readers],
    ],
  } as const;
  const file = await sealNotice(draft, parts.signer.public, reached, utf8(JSON.stringify(written)));
  const done = await parts.store.append({
    org,
    streams: [{ stream, expect: '', entries: [rowOf(signEntry(draft, file, parts.signer), written.at)] }],
    files: [{ hash: file.hash, bytes: file.bytes }],
    notices: [{ notice: id, purpose: 'feedback', incident: '', cause: '', readers, ended: false }],
    jobs: readers.map((member) => ({
      id: jobName('alert', id, member, draft.id),
      kind: 'alert',
      payload: JSON.stringify({ incident: '', notice: id, member }),
      at: written.at,
    })),
  });
  return { done: 'appended' in done ? 'report' : 'there' };
}
