import { addressParser, type Mailbox } from 'postal-mime';
import type { LetterFrom } from '#wire/bodies.ts';
import { clean, fieldText, type Opened } from './opened.ts';

type Fields = Opened['fields'];

/** Values of the fields of this name, in the order of the head: the first is the newest for what servers write. */
export const valuesOf = (fields: Fields, key: string): readonly string[] =>
  fields.flatMap((field) => (field.key === key && field.value !== '' ? [field.value] : []));

// Directions are written with signs that turn the text around them: a name says who it is in letters.
const turns = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
const addressOf = (text: string): string => clean(text).replace(turns, '').replace(/\s+/gu, '').toLowerCase();

function mailboxes(value: string): readonly Mailbox[] {
  return addressParser(value, { flatten: true }) as readonly Mailbox[];
}

/** An address that a letter can be sent to: one `@`, nothing that ends a line or begins another address. */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s@<>(),;:\\"[\]]{1,64}@[^\s@<>(),;:\\"[\]]+\.[^\s@<>(),;:\\"[\]]+$/u.test(address);

function firstOf(fields: Fields, keys: readonly string[]): { readonly name: string; readonly address: string } {
  for (const key of keys) {
    for (const value of valuesOf(fields, key)) {
      const found = mailboxes(value).find(({ address }) => address.includes('@'));
      if (found !== undefined) return { name: fieldText(found.name), address: addressOf(found.address) };
    }
  }
  return { name: '', address: '' };
}

const nameIn = (fields: Fields): string => {
  const [value] = valuesOf(fields, 'from');
  const [found] = value === undefined ? [] : mailboxes(value);
  return found === undefined ? '' : fieldText(found.name === '' ? (found.address ?? '') : found.name);
};

/** Addresses of these fields, each once. */
export function addressesIn(fields: Fields, keys: readonly string[]): readonly string[] {
  const found = keys.flatMap((key) => valuesOf(fields, key).flatMap(mailboxes));
  return [...new Set(found.map(({ address }) => addressOf(address)).filter((address) => address.includes('@')))];
}

/** Fields that say for whom a letter is, with those in which servers note for whom they took it. */
const said = ['to', 'cc', 'resent-to', 'resent-cc'];
const noted = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'];

export const toOf = (fields: Fields): readonly string[] => addressesIn(fields, [...said, ...noted]);
export const notedTo = (fields: Fields): readonly string[] => addressesIn(fields, noted);

/** Who wrote. An address to answer at is kept only where it is not one that the letter itself went to. */
export function fromOf(fields: Fields, returnPath: string | null, ours: readonly string[]): LetterFrom {
  const { name, address } = firstOf(fields, ['from', 'sender', 'x-original-from', 'reply-to', 'return-path']);
  const from = address === '' ? addressOf(returnPath ?? '') : address;
  const [replyTo = ''] = addressesIn(fields, ['reply-to']).filter((other) => other !== from && !ours.includes(other));
  return { name: name === '' ? nameIn(fields) : name, address: from, replyTo };
}

/** Message-IDs in these values, without brackets, in the order they stand. */
export function idsIn(values: readonly string[]): readonly string[] {
  const ids = values.flatMap((value) => {
    const bracketed = [...value.matchAll(/<\s*([^<>\s]{1,250})\s*>/gu)].map(([, id = '']) => id);
    return bracketed.length > 0
      ? bracketed
      : value.split(/\s+/u).filter((word) => /^[^\s<>]{1,250}@[^\s<>]+$/u.test(word));
  });
  return [...new Set(ids.map((id) => clean(id)))].filter((id) => id !== '').slice(0, 200);
}

/** Whom a letter answers, nearest first: In-Reply-To, then References from their end. */
export function answersOf(fields: Fields): readonly string[] {
  const references = idsIn(valuesOf(fields, 'references')).toReversed();
  return [...new Set([...idsIn(valuesOf(fields, 'in-reply-to')), ...references])];
}
