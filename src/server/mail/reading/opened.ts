import PostalMime, { decodeWords, type Attachment, type Email } from 'postal-mime';
import { fromHz, fromIso2022Kr, fromUtf7, latin, textIn, unmixed } from './charset.ts';
import { textOfHtml } from './html.ts';
import { mended } from './mend.ts';

/** A letter taken apart, before anybody says what its parts are. */
export interface Opened {
  /** Names in lower case, values unfolded and otherwise as they came. */
  readonly fields: readonly { readonly key: string; readonly value: string }[];
  readonly email: Email;
  /** All that is text in it, in order. */
  readonly text: string;
  /** Whether that text is (in part) made from HTML. */
  readonly html: boolean;
  readonly parts: readonly Attachment[];
  readonly broken: boolean;
  /** There is more text in it than is looked at. */
  readonly cut: boolean;
}

const options = { forceRfc822Attachments: true, maxNestingDepth: 1000 } as const;

/** Without the signs that no text has, and with line ends of one kind. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}|\ufeff/gu, '')
    .toWellFormed();
}

/** A value of a head field in one line. */
export const fieldText = (value: string): string =>
  clean(decodeWords(value).replace(/[\r\n\t]+/gu, ' '))
    .replaceAll('\n', ' ')
    .trim();

/** Bytes of no declared charset, or wrongly called UTF-8: every one is read as Windows-1252, and UTF-8 found in that. */
function western(bytes: Uint8Array): Uint8Array {
  const text = latin(bytes)
    .replace(/charset\s*=\s*"?utf-?8"?/giu, 'charset=windows-1252')
    .replace(
      /^(content-type:[ \t]*text\/(?:plain|html))(?![^\n]*(?:\n[ \t][^\n]*)*charset)/gimu,
      '$1; charset=windows-1252',
    );
  const typed = /^content-type:/imu.test(text.slice(0, Math.max(0, text.indexOf('\n\n'))));
  return Buffer.from(typed ? text : `Content-Type: text/plain; charset=windows-1252\n${text}`, 'latin1');
}

function byOddCharset(text: string, head: string): string {
  if (/charset\s*=\s*"?(?:x-)?(?:unicode-1-1-)?utf-7/iu.test(head)) return fromUtf7(text);
  if (/charset\s*=\s*"?hz-gb-2312/iu.test(head)) return fromHz(text);
  if (/charset\s*=\s*"?iso-2022-kr/iu.test(head)) return fromIso2022Kr(text);
  return /charset\s*=\s*"?(?:us-ascii|iso-8859-1\b|windows-1252|latin-?1)/iu.test(head) ? unmixed(text) : text;
}

const unreadable = /\ufffd/u;
/** Bytes that are parsed a second time: what people write stands before what they attach. */
const mostAgain = 8 * 1024 * 1024;
/** Signs of text that are looked at: many times what a report may have, and quick. */
const mostText = 2_000_000;

const longer = (again: string | undefined, first: string | undefined): string | undefined =>
  (again ?? '').length >= (first ?? '').length ? again : first;

async function parsed(bytes: Uint8Array): Promise<{ readonly email: Email; readonly again: boolean }> {
  const email = await PostalMime.parse(bytes, options);
  if (!unreadable.test(`${email.text ?? ''}${email.html ?? ''}`)) return { email, again: false };
  const { text, html } = await PostalMime.parse(western(bytes.subarray(0, mostAgain)), options);
  return { email: { ...email, text: longer(text, email.text), html: longer(html, email.html) }, again: true };
}

const letters = (text: string): number => text.replace(/[\s\p{P}]+/gu, '').length;

/** The plain text; the HTML's where there is none, and both where the plain part is a stub for what the HTML says. */
function textFrom(plain: string, rich: string): { readonly text: string; readonly html: boolean } {
  if (rich === '') return { text: plain, html: false };
  if (letters(plain) === 0) return { text: rich, html: true };
  const more = letters(rich) > 3 * letters(plain) + 200;
  return more ? { text: `${plain.trimEnd()}\n\n${rich}`, html: true } : { text: plain, html: false };
}

function bodyOf(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 10) return bytes.subarray(1);
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = whole.indexOf('\n\n');
  return at < 0 ? new Uint8Array() : whole.subarray(at + 2);
}

/** Takes a letter apart. Throws what the parser throws: more levels, or a larger head, than any letter has. */
export async function open(raw: Uint8Array): Promise<Opened> {
  const { bytes, stray, broken } = mended(raw);
  const { email, again } = await parsed(bytes);
  const whole = latin(bytes);
  const { text: plain = '', html: rich = '' } = email;
  const read = (part: string): string => {
    const text = part.slice(0, mostText);
    return clean(again ? unmixed(text) : byOddCharset(text, whole));
  };
  const found = textFrom(read(plain), clean(textOfHtml(read(rich))));
  // Nothing came out of it, and something is there: then as it stands.
  const lost =
    found.text === '' && email.attachments.length === 0
      ? clean(textIn(bodyOf(bytes).subarray(0, mostText))).trim()
      : '';
  return {
    fields: email.headers,
    email,
    text: [clean(stray), found.text, lost].filter((text) => text !== '').join('\n'),
    html: found.html,
    parts: email.attachments,
    broken: broken || lost !== '',
    cut: plain.length > mostText || rich.length > mostText,
  };
}
