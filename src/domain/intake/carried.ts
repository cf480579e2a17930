import { fallbacks, readers } from '../procedure/procedure.ts';
import { active, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';
import { directReaders, recipientsAtBirth, type Receiving, type Recipients, type Wishes } from './recipients.ts';

/**
 * [Note: A report that waits for a network] It was locked under the list that the phone knew, and the keys were forgotten:
 * nobody can be granted any more who was not granted then. So it carries a grant for everybody who may come to hold it
 * whoever else is lost meanwhile, and on handing over those are used that the newest list asks for. The phone and the
 * server reckon both alike. A kind of file of its own: who carries it is decided twice, at two times.
 */

const nobody: Recipients = { account: [], identity: [], parties: [], narrow: false };

/**
 * Who a report is locked for while it waits: readers and every fallback, without those left out; without those named in
 * it, unless nobody else is left; the one it goes to alone, if it does. Any of them may come to hold the name as well,
 * when nobody is left whose role knows it. Whose term is over is asked of the list's own time: a phone's clock may be wrong
 * by years, and must neither leave nobody nor let in who is named.
 */
export function carriedBy(
  procedure: Receiving,
  edition: string,
  roster: Roster,
  { leaveOut, only, named = [] }: Wishes,
): Recipients {
  const alone = directReaders(procedure, edition, roster, roster.time).find((m) => m.id === only);
  if (alone !== undefined) return { account: [alone], identity: [alone], parties: [], narrow: true };
  const roles = new Set([...readers(procedure), ...fallbacks(procedure)].map(({ id }) => id));
  const free = roster.members.filter(
    (m) => active(m, roster.time) && !leaveOut.includes(m.id) && rolesAt(m, edition).some((role) => roles.has(role)),
  );
  const apart = free.filter((m) => !named.includes(m.id));
  const account = apart.length > 0 ? apart : free;
  const first = procedure.opening?.first ?? [];
  const asked = account.filter((m) => !rolesAt(m, edition).some((role) => first.includes(role)));
  return { account, identity: account, parties: first.length === 0 ? [] : asked, narrow: false };
}

/**
 * Who receives it when it is handed over: as at birth under the newest list, but only among who carried it under the list
 * it was locked under (`then`) and still has the very same keys. One to whom alone it went and who can no longer receive
 * it leaves nobody: the phone then hands over the other locking of it, that is for everybody. `wishes`: as the headers say
 * them, the bars as left out.
 */
export function receivedLater(
  procedure: Receiving,
  edition: string,
  head: Roster,
  then: Roster,
  wishes: Wishes,
  now: number,
): Recipients {
  const carried = carriedBy(procedure, edition, then, wishes);
  const among = (members: readonly RosterMember[], { id, ageHash, sign }: RosterMember): boolean =>
    members.some((m) => m.id === id && m.ageHash === ageHash && m.sign === sign);
  const members = head.members.filter((m) => among(carried.account, m));
  const found = recipientsAtBirth(procedure, edition, { ...head, members }, wishes, now);
  if (found.narrow !== carried.narrow) return nobody;
  return { ...found, parties: found.parties.filter((m) => among(carried.parties, m)) };
}
