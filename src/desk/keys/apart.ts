import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Keeping } from '#domain/promises/grants.ts';
import type { Ground } from '#domain/promises/ground.ts';
import { handlingOf, noKin, type Handling, type Kin } from '#domain/promises/handling.ts';
import { actOf } from '#domain/promises/acts.ts';
import { isKind, type Kind } from '#domain/promises/kinds.ts';
import { idOf, textFact, type Verified } from '#domain/record/header.ts';
import { holds } from '#domain/record/manifest.ts';
import { rolesAt, type RosterMember } from '#domain/team/roster.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { manifests, type Manifested, type Standing } from './opening.ts';

/**
 * [Note: This desk's own word] Whom a key is made for is decided here, from what was verified here: the team list, the
 * record, and the reporter's sealed word. What the server lets through adds nobody. So an entry that moves who is kept
 * apart counts only when somebody wrote it who had the record to themselves at the time and was free: a colleague whom
 * somebody recused brings into the team, or the recused person's own later word, lifts nothing.
 */
export interface Judged {
  readonly handling: Handling;
  readonly where: Ground;
  readonly keeping: Keeping;
}

/** What the reporter said of it, sealed: at birth, and in whatever they added since. */
interface SealedWord {
  readonly leftOut: readonly string[];
  readonly named: AccountBody['named'];
}

const aboutConflicts: ReadonlySet<string> = new Set<Kind>([
  'unbarred',
  'conflict-asked',
  'conflict-answered',
  'recused',
  'stand-in-appointed',
]);

/** By member: who of the notes that hold their present keys signed one. */
export function introducersIn(
  rosters: readonly Pick<RosterAccepted, 'roster' | 'signedBy'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const members = rosters.at(-1)?.roster.members ?? [];
  return new Map(
    members.map(({ id, ageHash, sign }) => {
      const holding = rosters.filter(({ roster }) =>
        roster.members.some((m) => m.id === id && m.ageHash === ageHash && m.sign === sign),
      );
      return [id, new Set(holding.flatMap(({ signedBy }) => signedBy))] as const;
    }),
  );
}

type Streams = Pick<Standing['streams'], 'report' | 'incident'>;

function chainsOf({ report }: Streams): { account: readonly Manifested[]; parties: readonly Manifested[] } {
  const arrival = new Set([report.entries[0]?.header.by ?? '']);
  return {
    account: manifests(report, 'account', arrival).chain,
    parties: manifests(report, 'parties', arrival).chain,
  };
}

const signsIn = (chain: readonly Manifested[]): ReadonlySet<string> =>
  new Set(chain.flatMap(({ manifest }) => manifest.holders.map(({ sign }) => sign)));

/** What words are weighed by: the team lists, and the roles that give an act. */
interface Scales {
  readonly rosters: readonly Pick<RosterAccepted, 'roster' | 'signedBy'>[];
  readonly procedure: Pick<Procedure, 'roles' | 'standIn'>;
  readonly edition: Pick<Edition, 'id'>;
  /** Appointed for this incident: they have the acts of whom they stand in for. */
  readonly standIns: ReadonlySet<string>;
}

/** Whose entry it is, by the list it names; a former member's word stays what it was. */
function authorOf({ rosters }: Scales, { header }: Verified): RosterMember | undefined {
  const named = rosters.find(({ roster }) => roster.version === header.rosterVersion) ?? rosters[0];
  return named?.roster.members.find(({ sign }) => sign === header.by);
}

/** Whether a role of theirs gives the act that a kind is. */
function hasAct(scales: Scales, author: RosterMember, kind: string): boolean {
  const { procedure, edition, standIns } = scales;
  const { rule } = procedure.standIn;
  const roles = [...rolesAt(author, edition.id), ...(rule !== null && standIns.has(author.id) ? [rule.as] : [])];
  const act = isKind(kind) ? actOf[kind] : null;
  return procedure.roles.some((role) => roles.includes(role.id) && role.may.some((one) => one === act));
}

/** Entries of the report; `unbarred` only by who held the account at that place and may, and not about themselves. */
function countedReport({ report }: Streams, scales: Scales, account: readonly Manifested[]): readonly Verified[] {
  const byHash = new Map(account.map((one) => [one.hash, one]));
  let newest: Manifested | undefined;
  return report.entries.filter((entry) => {
    newest = byHash.get(entry.hash) ?? newest;
    const { header } = entry;
    if (header.kind !== 'unbarred') return true;
    const author = authorOf(scales, entry);
    const holding = newest?.manifest.holders.some(({ sign }) => sign === header.by) === true;
    return (
      holding && author !== undefined && author.id !== textFact(header, 'member') && hasAct(scales, author, header.kind)
    );
  });
}

/** Entries of the incident; words on conflicts only by who ever held the account, may, and was not out by then. */
function countedIncident(
  { incident }: Streams,
  scales: Scales,
  { account, parties }: ReturnType<typeof chainsOf>,
): readonly Verified[] {
  const [readers, asked] = [signsIn(account), signsIn(parties)];
  const out = new Set<string>();
  return incident.entries.filter((entry) => {
    const { header } = entry;
    if (!aboutConflicts.has(header.kind)) return true;
    const author = authorOf(scales, entry);
    const about = textFact(header, 'member');
    if (author === undefined || out.has(author.id)) return false;
    const own = author.id === about;
    const answer = own && header.kind === 'conflict-answered';
    const counts = own ? readers.has(header.by) || (answer && asked.has(header.by)) : readers.has(header.by);
    const ownWord = own && (answer || header.kind === 'recused');
    if (!counts || !(ownWord || hasAct(scales, author, header.kind))) return false;
    const clear = textFact(header, 'answer') === 'clear';
    if (header.kind === 'recused' || (header.kind === 'conflict-answered' && !clear)) out.add(about);
    if (header.kind === 'conflict-answered' && clear && !own) out.delete(about);
    return true;
  });
}

/** Members who seem to be named in what was told, did not receive it all the same, and were not released. */
function namedIn(account: SealedWord, entries: readonly Verified[], birth: Manifested | undefined): readonly string[] {
  const freed = new Set(
    entries.flatMap(({ header }) => (header.kind === 'unbarred' ? [textFact(header, 'member')] : [])),
  );
  return account.named.map(({ member }) => member).filter((id) => !freed.has(id) && !holds(birth, id));
}

/**
 * Who was ever barred from it, lifted or not. [Note: A word needs its header] A sealed word keeps somebody out only
 * together with a header, which every honest sender makes: a body that names all readers would lock out everybody, and no
 * server could have seen it coming.
 */
export function everBarred({ entries }: Pick<Streams['report'], 'entries'>): ReadonlySet<string> {
  return new Set(entries.flatMap(({ header }) => (header.kind === 'barred' ? [textFact(header, 'member')] : [])));
}

/** How an incident stands for this desk. `word`: the reporter's sealed word, null when it could not be opened. `kin`: what follows from others. */
export function judged(
  { streams, now }: { readonly streams: Streams; readonly now: number },
  rosters: readonly Pick<RosterAccepted, 'roster' | 'signedBy'>[],
  procedure: Procedure,
  edition: Pick<Edition, 'id' | 'zone' | 'to'>,
  word: SealedWord | null,
  kin: Kin = noKin,
): Judged {
  const roster = rosters.at(-1)?.roster;
  if (roster === undefined) throw new Error('no team list');
  const chains = chainsOf(streams);
  const appointed = streams.incident.entries.filter(({ header }) => header.kind === 'stand-in-appointed');
  const bare: Scales = { rosters, procedure, edition, standIns: new Set() };
  const byRole = countedIncident({ ...streams, incident: { ...streams.incident, entries: appointed } }, bare, chains);
  const scales: Scales = { ...bare, standIns: new Set(byRole.map(({ header }) => textFact(header, 'member'))) };
  const told = countedReport(streams, scales, chains.account);
  const inside = countedIncident(streams, scales, chains);
  const ids = { incident: idOf(streams.incident.stream), report: idOf(streams.report.stream) };
  const folded = handlingOf(ids, [...told, ...inside], roster, kin);
  const sealed = word === null ? [] : [...word.leftOut, ...namedIn(word, told, chains.account[0])];
  const barred = everBarred(streams.report);
  const apart = new Set([...folded.away, ...sealed.filter((id) => barred.has(id))]);
  const serving = new Set([...folded.standIns].filter((id) => !apart.has(id)));
  const introducers = introducersIn(rosters);
  const where: Ground = { procedure, edition, roster, now, introducers };
  return {
    handling: { ...folded, away: apart, standIns: serving },
    where,
    keeping: { roster, now, apart: new Set([...apart, ...folded.stoodIn]), introducers },
  };
}
