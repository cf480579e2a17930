import { textFact, type Header } from '#domain/record/header.ts';
import { follows, manifestOf, type Accepted, type Holder } from '#domain/record/manifest.ts';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import { authorityOf } from '#seal/roster.ts';
import type { RekeyBody, SelfNote } from '#wire/bodies.ts';

/**
 * [Note: What a returning reporter trusts]
 * The eight words open a self-note that the reporter's own device (or, without scripts, the server on arrival) left
 * there: the organisation's root, the list of the team at the time, the key of the report, who could open it. Everything
 * the server sends later counts only as far as it chains from there. Whatever does not is named, never shown as true.
 */

/** One verified list of the team; only the versions a chain from the root holds. */
export interface Listed {
  readonly roster: Roster;
  readonly hash: string;
}

/** Who signed: the reporter's own key, a member of the team at that version, the server, or nobody we know. */
export type Signed =
  | { readonly is: 'self' | 'server' | 'nobody' }
  | { readonly is: 'member'; readonly member: RosterMember };

export function signerIn(lists: readonly Listed[], own: string, header: Header): Signed {
  if (header.by === own) return { is: 'self' };
  const list = lists.find(({ roster, hash }) => roster.version === header.rosterVersion && hash === header.rosterHash);
  const author = list && authorityOf(list.roster, header.by);
  if (author === undefined) return { is: 'nobody' };
  if (author === 'server') return { is: 'server' };
  return author.suspended ? { is: 'nobody' } : { is: 'member', member: author };
}

/** The key that additions are locked to, and who holds it. */
export interface Account {
  readonly epoch: number;
  readonly recipient: string;
  readonly members: readonly string[];
}

export interface Entry {
  readonly header: Header;
  readonly hash: string;
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/**
 * Whether these are the first who could open the account: exactly those the note names; for a report that waited on a phone
 * those of them who were still there, or whoever else it was locked for.
 */
function firstHolders({ members, instead }: SelfNote, holders: readonly string[]): boolean {
  if (instead === undefined) return sameSet(holders, members);
  return holders.length > 0 && holders.every((id) => members.includes(id) || instead.includes(id));
}

function listed(lists: readonly Listed[], { rosterVersion, rosterHash }: Header, holders: readonly Holder[]): boolean {
  const list = lists.find(({ roster, hash }) => roster.version === rosterVersion && hash === rosterHash);
  return holders.every((holder) =>
    list?.roster.members.some(
      (m) => m.id === holder.member && m.ageHash === holder.ageHash && m.sign === holder.sign && !m.suspended,
    ),
  );
}

/**
 * The newest key of the account, following the manifests from the one the self-note names: each by a holder of the one
 * before, all holders in the list of the team, every new key also told by a member's signed `rekey`. Null when they
 * cannot be followed to their end or do not agree: then the self-note's own key is the only one to lock to.
 */
export function newestAccount(
  note: SelfNote,
  lists: readonly Listed[],
  access: readonly Entry[],
  rekeys: readonly RekeyBody[],
): Account | null {
  const chain = access.flatMap((entry): readonly (Accepted & { header: Header })[] => {
    const manifest = manifestOf(entry.header);
    if (manifest?.compartment !== 'account' || entry.header.stream !== `report/${note.report}`) return [];
    return [{ manifest, hash: entry.hash, by: entry.header.by, receivedAt: 0, header: entry.header }];
  });
  const { epoch, recipient } = note.account;
  const anchor = chain.findIndex(({ manifest: m }) => {
    const members = m.holders.map((holder) => holder.member);
    return m.epoch === epoch && m.recipient === recipient && firstHolders(note, members);
  });
  let current = chain[anchor];
  if (current === undefined || !listed(lists, current.header, current.manifest.holders)) return null;
  for (const next of chain.slice(anchor + 1)) {
    const holders: readonly Holder[] = current.manifest.holders;
    const byHolder = holders.some((holder) => holder.sign === next.by);
    if (!byHolder || !follows(current, next.manifest) || !listed(lists, next.header, next.manifest.holders))
      return null;
    current = next;
  }
  const newest = current.manifest;
  const told = rekeys.filter((rekey) => rekey.epoch > epoch);
  const agrees = told.every((rekey) =>
    chain.some(({ manifest }) => manifest.epoch === rekey.epoch && manifest.recipient === rekey.recipient),
  );
  const known = newest.epoch === epoch || told.some((rekey) => rekey.epoch === newest.epoch);
  if (!agrees || !known) return null;
  return { epoch: newest.epoch, recipient: newest.recipient, members: newest.holders.map((holder) => holder.member) };
}

/**
 * Who is barred from the report now, by its headers in their order. Only a member's word lifts a bar; who holds a key
 * without it is on no list of readers all the same.
 */
export function barredIn(
  { report }: Pick<SelfNote, 'report'>,
  lists: readonly Listed[],
  own: string,
  access: readonly Pick<Entry, 'header'>[],
): readonly string[] {
  const barred = new Set<string>();
  for (const { header } of access) {
    if (header.stream !== `report/${report}`) continue;
    if (header.kind === 'barred') barred.add(textFact(header, 'member'));
    const lifted = header.kind === 'unbarred' && signerIn(lists, own, header).is === 'member';
    if (lifted) barred.delete(textFact(header, 'member'));
  }
  return [...barred];
}
