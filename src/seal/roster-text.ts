import type { Right, Roster, RosterMember } from '#domain/team/roster.ts';

/**
 * [Note: One roster, one text]
 * The roster is public and small: names, hashes of keys, roles, rights. Keys of age are 2 kB each, so it names them by
 * hash and whoever seals fetches them beside it and compares. An array in fixed order instead of an object, and read
 * only when written again it is the same: what stewards sign is what every device has parsed.
 */
const first = 'recourse/v1/roster';
const hex64 = /^[0-9a-f]{64}$/u;
/** Ids are signer names too, so no space and no `+`; `root` is the root's. */
const idShape = /^(?!root$)[a-z0-9][a-z0-9-]{0,63}$/u;
const rights: readonly string[] = ['steward', 'edition'];

/** The text that is signed: the first line, one JSON array in fixed order, a newline. */
export function rosterText(roster: Roster): string {
  const r = roster;
  const members = r.members.map((m) => {
    return [m.id, m.name, m.ageHash, m.sign, m.roles, m.rights, m.until, m.suspended ? 'yes' : 'no'];
  });
  return `${first}\n${JSON.stringify([r.version, r.previous, r.time, r.salt, r.sealingKeys, members])}\n`;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isHex64 = (value: unknown): value is string => isText(value) && hex64.test(value);
const isPair = (value: unknown): value is readonly [string, string] =>
  isList(value) && value.length === 2 && value.every((part) => isText(part) && part !== '');
const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

function memberFrom(value: unknown): RosterMember | null {
  if (!isList(value) || value.length !== 8) return null;
  const [id, name, ageHash, sign, roles, given, until, suspended] = value;
  if (!isText(id) || !idShape.test(id) || !isText(name) || name.trim() === '' || /\p{Cc}/u.test(name)) return null;
  if (!isHex64(ageHash) || !isHex64(sign) || !isCount(until)) return null;
  if (!isList(roles) || !roles.every(isPair)) return null;
  if (!isList(given) || !distinct(given) || !given.every((right) => isText(right) && rights.includes(right)))
    return null;
  if (suspended !== 'yes' && suspended !== 'no') return null;
  const held = given as readonly Right[];
  return { id, name, ageHash, sign, roles, rights: held, until, suspended: suspended === 'yes' };
}

/**
 * Reads the text strictly: null unless every field has its shape, no id and no key stands twice (a key speaks for one
 * member), and the text is the one `rosterText` writes, so that one roster has one hash.
 */
export function parseRosterText(text: string): Roster | null {
  const [head, line = '', end, ...more] = text.split('\n');
  if (head !== first || end !== '' || more.length > 0) return null;
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isList(read) || read.length !== 6) return null;
  const [version, previous, time, salt, sealingKeys, list] = read;
  if (!isCount(version) || version < 1 || !isText(previous)) return null;
  if (!(version === 1 ? previous === '' : hex64.test(previous))) return null;
  if (!isCount(time) || !isText(salt) || !/^[0-9a-f]{32}$/u.test(salt)) return null;
  if (!isList(sealingKeys) || sealingKeys.length === 0 || !sealingKeys.every(isHex64) || !isList(list)) return null;
  const members = list.map(memberFrom).filter((member) => member !== null);
  if (members.length !== list.length || members.length === 0) return null;
  if (!distinct(members.map((m) => m.id)) || !distinct(members.map((m) => m.ageHash))) return null;
  if (!distinct([...sealingKeys, ...members.map((m) => m.sign)])) return null;
  const roster: Roster = { version, previous, time, salt, sealingKeys, members };
  return rosterText(roster) === text ? roster : null;
}
