import type { FactValue } from '../record/header.ts';
import { kindOf, type Header } from '../record/header.ts';
import type { Author, KindRule } from '../record/rule.ts';
import { isKind, kinds } from './kinds.ts';

/** Years 2000 to 2100: what a list can sort by and a page can show. */
const earliest = 946_684_800_000;
const latest = 4_102_444_800_000;
/** Ids and hashes: no room for a sentence. Whether the team list has such a member is `admits`' to say. */
const isId = (value: FactValue | undefined): boolean => typeof value === 'string' && /^[a-z0-9-]{1,40}$/u.test(value);
const isHash = (value: FactValue | undefined): boolean =>
  typeof value === 'string' && /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/u.test(value);
/** None twice: an order of them could spell something, and one named twice would count for two. */
const isEachOnce = (value: FactValue | undefined): value is readonly FactValue[] & FactValue =>
  Array.isArray(value) && value.length <= 100 && new Set(value).size === value.length;
const isHashes = (value: FactValue | undefined): boolean => isEachOnce(value) && value.every((one) => isHash(one));
const isInstant = (value: FactValue | undefined): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= earliest && value <= latest;
const isIds = (value: FactValue | undefined): boolean => isEachOnce(value) && value.every((one) => isId(one));

/** What the facts of members' entries are, beside those that a kind limits to a few words. */
const factTypes: Readonly<Record<string, (value: FactValue | undefined) => boolean>> = {
  due: isInstant,
  until: isInstant,
  invited: isIds,
  present: isIds,
  by: isIds,
  of: isHash,
  permits: isHashes,
  owner: isId,
  member: isId,
  other: isHash,
  duty: isId,
  file: isHash,
  notice: isHash,
  readers: isIds,
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
  const without = header.size === 0 && header.to === '';
  const sealed = header.size > 0 && header.to !== '';
  const fileFits = {
    none: without,
    sealed,
    clear: header.size > 0 && header.to === '',
    past: without || (sealed && header.epoch > 1),
    held: header.compartment === '' ? without : sealed,
  }[rule.file];
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
