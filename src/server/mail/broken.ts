import { fromOf, idsIn, toOf, valuesOf } from './addresses.ts';
import { textIn } from './charset.ts';
import type { Envelope, Letter } from './letter.ts';
import { clean, fieldText } from './opened.ts';

/** Bytes that are looked at: enough for a head and a page, and never slow. */
const looked = 65_536;

/** A letter that could not be read: what the beginning of its head says, and the beginning of what stands under it. */
export function brokenLetter(raw: Uint8Array, envelope: Envelope): Letter {
  const whole = clean(textIn(raw.subarray(0, looked)));
  const end = whole.indexOf('\n\n');
  const head = (end < 0 ? whole : whole.slice(0, end)).replace(/\n[ \t]+/gu, ' ');
  const fields = head.split('\n').flatMap((line) => {
    const at = line.indexOf(':');
    return at > 0 && at < 80
      ? [
          {
            key: line.slice(0, at).trim().toLowerCase(),
            value: line
              .slice(at + 1)
              .trim()
              .slice(0, 10_000),
          },
        ]
      : [];
  });
  return {
    kind: 'letter',
    id: idsIn(valuesOf(fields, 'message-id').slice(0, 1))[0] ?? '',
    answers: idsIn(valuesOf(fields, 'in-reply-to')),
    from: fromOf(fields, envelope.from, envelope.to),
    to: toOf(fields),
    subject: fieldText(valuesOf(fields, 'subject')[0] ?? '').slice(0, 1000),
    sent: null,
    text: (end < 0 ? whole : whole.slice(end)).trim(),
    quoted: '',
    signature: '',
    forwarded: [],
    proofs: [],
    marks: ['broken'],
    files: [],
    about: [],
    status: '',
    answerable: false,
    language: '',
  };
}
