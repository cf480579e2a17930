import { fromOf, idsIn, notedTo, toOf, valuesOf } from './addresses.ts';
import { textIn } from './charset.ts';
import type { Envelope, Letter } from '../letter.ts';
import { clean, fieldText } from './opened.ts';

/** Bytes that are looked at: enough for a head and a page, and never slow. */
const looked = 65_536;

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What stands in an encoding, in letters: whoever is named in it must be found in it, also where nothing else could be read. */
function decodedIn(whole: string): string {
  const packed = [
    ...whole.matchAll(
      /^content-transfer-encoding:[ \t]*base64\b(?:.{0,1000}\n){1,20}?\n((?:[a-z0-9+/=]{1,200}\n?)+)/gimu,
    ),
  ].map(([, text = '']) => utf8(Buffer.from(text, 'base64')));
  const quoted = /^content-transfer-encoding:[ \t]*quoted-printable\b/imu.test(whole)
    ? whole
        .replaceAll(/=[ \t]*\n/gu, '')
        .replaceAll(/(?:=[0-9a-f]{2})+/giu, (run) => utf8(Buffer.from(run.replaceAll('=', ''), 'hex')))
    : '';
  // Pictures in base64 are no text; a text may end in the middle of a sign.
  const isText = (text: string): boolean => text.split('\ufffd').length * 10 < text.length + 20;
  return clean([...packed.filter(isText), quoted].join('\n\n')).trim();
}

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
    delivered: notedTo(fields),
    subject: fieldText(valuesOf(fields, 'subject')[0] ?? '').slice(0, 1000),
    sent: null,
    text: `${(end < 0 ? whole : whole.slice(end)).trim()}\n\n${decodedIn(whole)}`.trim(),
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
