import { longest } from '#domain/intake/checks.ts';
import type { ForwardedLetter, LetterMark } from '#wire/bodies.ts';
import { answersOf, fromOf, idsIn, isPlainAddress, notedTo, toOf, valuesOf } from './addresses.ts';
import { brokenLetter } from './broken.ts';
import { filesOf } from './files.ts';
import { kindIn, mayBeAnswered, type Kind } from './kind.ts';
import { languageOf } from './language.ts';
import type { Envelope, Letter } from '../letter.ts';
import { fieldText, open, type Opened } from './opened.ts';
import { proofsIn } from './proofs.ts';
import { splitText } from './split.ts';
import { within } from './within.ts';

/** What is ours, so that nothing answers itself. */
export interface Own {
  /** Hosts in the Message-IDs that we make. */
  readonly hosts: readonly string[];
  /** Addresses that we send from or are written to at. */
  readonly addresses?: readonly string[];
  /** Hosts whose Authentication-Results are believed; without any the receiving server's, the topmost. */
  readonly trusted?: readonly string[];
}

/** Signs of one letter that are looked at, all its letters within together: beyond that only the original has it. */
const mostSigns = 5 * longest;

/** At most `most` code points, and whether that was less than all. */
function cutAt(text: string, most: number): { readonly text: string; readonly cut: boolean } {
  if (text.length <= most) return { text, cut: false };
  const signs = Array.from(text.slice(0, 2 * most));
  if (signs.length <= most && text.length <= 2 * most) return { text, cut: false };
  return { text: signs.slice(0, most).join(''), cut: true };
}

function protectedBy({ fields, parts, text }: Opened): { readonly encrypted: boolean; readonly signed: boolean } {
  const types = [...valuesOf(fields, 'content-type').slice(0, 1), ...parts.map(({ mimeType }) => mimeType)];
  const [head = ''] = types;
  const some = (pattern: RegExp): boolean => types.some((type) => pattern.test(type));
  const pkcs7 = some(/^application\/(?:x-)?pkcs7-mime/iu);
  const opaque = /smime-type\s*=\s*"?signed-data/iu.test(head);
  return {
    encrypted:
      some(/^multipart\/encrypted|^application\/pgp-encrypted/iu) ||
      (pkcs7 && !opaque) ||
      text.includes('-----BEGIN PGP MESSAGE-----'),
    signed:
      some(/^multipart\/signed|^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)/iu) ||
      (pkcs7 && opaque) ||
      text.includes('-----BEGIN PGP SIGNED MESSAGE-----'),
  };
}

const answering =
  /^\s*(?:re|aw|sv|antw|antwort|rép|rif|r|odp|vs|res|ответ|отв|ynt|回复|答复|回覆|答覆|返信|답장)\s*(?:\[\d+\])?\s*[:：]/iu;

/** ms of a Date field, between 1980 and 2100; null where it says nothing that can be read. */
function sentAt(value: string | undefined): number | null {
  const at = value === undefined ? Number.NaN : Date.parse(value.replace(/\([^()]*\)/gu, ' '));
  return at > Date.UTC(1980, 0, 1) && at < Date.UTC(2100, 0, 1) ? at : null;
}

function marksOf(
  kind: Kind,
  seen: Readonly<Record<Exclude<LetterMark, 'automatic' | 'bulk' | 'list' | 'other-sender'>, boolean>>,
): readonly LetterMark[] {
  const all: Readonly<Partial<Record<LetterMark, boolean>>> = {
    automatic: kind.automatic,
    bulk: kind.bulk,
    list: kind.list,
    ...seen,
  };
  return (Object.keys(all) as LetterMark[]).filter((mark) => all[mark] === true);
}

async function readWhole(raw: Uint8Array, envelope: Envelope, own: Own): Promise<Letter> {
  const opened = await open(raw);
  const { fields } = opened;
  const addresses = (own.addresses ?? []).map((address) => address.toLowerCase());
  const to = toOf(fields);
  const noted = [...envelope.to.map((address) => address.toLowerCase()), ...notedTo(fields)];
  const from = fromOf(fields, envelope.from, [...addresses, ...noted, ...to]);
  const [id = ''] = idsIn(valuesOf(fields, 'message-id').slice(0, 1));
  const subject = cutAt(fieldText(valuesOf(fields, 'subject')[0] ?? ''), 1000);
  const answers = answersOf(fields);
  const kind = kindIn(opened, envelope, { id, from: from.address, subject: subject.text, answers }, own.hosts);

  const inner = await within(opened.parts, 0);
  const whole = cutAt(opened.text, mostSigns);
  const split = splitText(whole.text, answers.length > 0 || answering.test(subject.text));
  const cut = [whole, subject];
  const kept = (text: string): string => {
    const piece = cutAt(text, longest);
    cut.push(piece);
    return piece.text;
  };
  let room = mostSigns;
  const forwarded = [...split.forwarded, ...inner.forwarded].slice(0, 100).map((letter): ForwardedLetter => {
    const text = cutAt(letter.text, Math.min(longest, room));
    cut.push(text);
    room = Math.max(0, room - text.text.length);
    return {
      from: cutAt(letter.from, 1000).text,
      subject: cutAt(letter.subject, 1000).text,
      sent: cutAt(letter.sent, 200).text,
      text: text.text,
    };
  });
  const { files, left } = filesOf(inner.parts);
  const text = kept(split.text);
  const quoted = kept(split.quoted);
  const signature = kept(split.signature);
  const ownAddress =
    [...addresses, ...noted].includes(from.address) ||
    (to.length === 1 && to[0] === from.address && noted.length === 0);
  return {
    kind: kind.kind,
    id,
    answers,
    from,
    to,
    delivered: notedTo(fields),
    subject: subject.text,
    sent: sentAt(valuesOf(fields, 'date')[0]),
    text,
    quoted,
    signature,
    forwarded,
    proofs: proofsIn(valuesOf(fields, 'authentication-results'), envelope.by === 'smtp', own.trusted),
    marks: marksOf(kind, {
      html: opened.html,
      ...protectedBy(opened),
      calendar: opened.parts.some(({ mimeType }) => /^(?:text\/calendar|application\/ics)$/u.test(mimeType)),
      broken: opened.broken || inner.broken,
      cut:
        envelope.cut === true ||
        opened.cut ||
        cut.some((piece) => piece.cut) ||
        split.forwarded.length + inner.forwarded.length > 100,
      'files-left': left,
    }),
    files,
    about: kind.about,
    status: kind.status,
    answerable:
      mayBeAnswered(opened, envelope, kind, from.address) &&
      !ownAddress &&
      isPlainAddress(from.replyTo || from.address),
    language: languageOf(valuesOf(fields, 'content-language')[0] ?? '', text),
  };
}

/** Reads a letter, whatever it looks like. Never throws: what cannot be parsed is `broken`, with what its head says. */
export async function readLetter(raw: Uint8Array, envelope: Envelope, own: Own): Promise<Letter> {
  try {
    return await readWhole(raw, envelope, own);
  } catch {
    return brokenLetter(raw, envelope);
  }
}
