import type { FactValue } from '../record/header.ts';
import { kindOf, type Header } from '../record/header.ts';
import type { Author, KindRule } from '../record/rule.ts';
import { isKind, kinds } from './kinds.ts';

/** Ids, hashes and words: no room for a sentence. */
const isName = (value: FactValue | undefined): boolean => typeof value === 'string' && /^[\w.:-]{0,80}$/u.test(value);
const isInstant = (value: FactValue | undefined): boolean => Number.isSafeInteger(value);
const isNames = (value: FactValue | undefined): boolean => Array.isArray(value) && value.every((one) => isName(one));

/** What the facts of members' entries are, beside those that a kind limits to a few words. */
const factTypes: Readonly<Record<string, (value: FactValue | undefined) => boolean>> = {
  due: isInstant,
  until: isInstant,
  invited: isNames,
  present: isNames,
  by: (value) => isName(value) || isNames(value),
  of: isName,
  owner: isName,
  member: isName,
  other: isName,
  duty: isName,
  file: isName,
};

function factsFit({ facts }: Header, rule: KindRule): boolean {
  const must = rule.facts.filter((key) => !key.endsWith('?'));
  const can = rule.facts.map((key) => key.replace('?', ''));
  const has = facts.map(([key]) => key);
  return (
    new Set(has).size === has.length &&
    must.every((key) => has.includes(key)) &&
    facts.every(
      ([key, value]) =>
        can.includes(key) &&
        (factTypes[key]?.(value) ?? true) &&
        (rule.words?.[key]?.some((word) => word === value) ?? true),
    )
  );
}

/** Whether the header's shape is what its kind allows for this author: the closed table of `kinds.ts`. */
export function fitsKind(header: Header, author: Author): boolean {
  if (!isKind(header.kind)) return false;
  const rule: KindRule = kinds[header.kind];
  const fileFits =
    rule.file === 'none'
      ? header.size === 0 && header.to === ''
      : header.size > 0 && (rule.file === 'sealed') === (header.to !== '');
  const mailbox = header.compartment === 'mailbox' || header.compartment === '';
  return (
    rule.streams.includes(kindOf(header.stream)) &&
    rule.authors.includes(author) &&
    rule.compartments.includes(header.compartment) &&
    mailbox === (header.epoch === 0) &&
    factsFit(header, rule) &&
    fileFits
  );
}
