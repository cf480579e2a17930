import { barredFrom } from '../intake/recipients.ts';
import type { Facts, FactValue, Stream, Verified } from '../record/header.ts';
import { factsOf as manifestFacts, type Manifest } from '../record/manifest.ts';
import type { KindRule } from '../record/rule.ts';
import { memberOf, type Roster, type RosterMember } from '../team/roster.ts';
import {
  birthManifests,
  bornTo,
  holdsAccount,
  manifestsAfter,
  manifestsBefore,
  type Handed,
  type Playing,
} from './custody.ts';
import { isTime, type Example, type Examples, type Given } from './examples.ts';
import { keptOut, mayBeLetIn } from './grants.ts';
import { handlingOf, type Handling } from './handling.ts';
import { isKind, kinds } from './kinds.ts';
import { instantOf } from './local-time.ts';
import { may } from './may.ts';

/** The team of the examples as a roster, the one edition they play at, and its names for things. */
export const edition = 'example';
export const incident = 'incident';
export const serverKey = 'server-key';
export const reporterKey = 'reporter-key';
const keyOf = (by: string): string => (by === 'server' ? serverKey : by === 'reporter' ? reporterKey : signKeyOf(by));
const signKeyOf = (member: string): string => `${member}-sign`;

export function rosterOf({ team }: Pick<Examples, 'team'>): Roster {
  const members = Object.entries(team).map(([id, { roles, suspended }]): RosterMember => ({
    id,
    name: id,
    ageHash: `${id}-age`,
    sign: signKeyOf(id),
    roles: roles.map((role) => [edition, role] as const),
    rights: [],
    until: Number.MAX_SAFE_INTEGER,
    suspended,
  }));
  return { version: 1, previous: '', time: 0, salt: '00', sealingKeys: [serverKey], members };
}

/** What was entered in one example, in its order, and the entries that have names. */
export interface Enacted {
  readonly entries: readonly Verified[];
  readonly named: ReadonlyMap<string, Verified>;
  /** Sentences about what was entered and would be refused: an example tells nothing that cannot happen. */
  readonly refused: readonly string[];
}

/** Facts as the record has them: names become hashes, local times instants. */
export function factsOf(written: Given['facts'], named: ReadonlyMap<string, Verified>, zone: string): Facts {
  const value = (key: string, said: string | number | readonly string[]): FactValue => {
    if (typeof said !== 'string') return said;
    if (key === 'of') return named.get(said)?.hash ?? said;
    if (key === 'file') return named.get(said)?.header.file ?? said;
    return isTime(key) ? instantOf(said, zone) : said;
  };
  return Object.entries(written)
    .map(([key, said]) => [key, value(key, said)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A report to one alone says so; an example may say it too. */
const withNarrow = (facts: Facts): Facts =>
  [...facts.filter(([key]) => key !== 'narrow'), ['narrow', 'yes'] as const].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Why this would be refused to the member who enters it; null when it would not, or nobody of the team does. */
function refusedTo(ground: Playing, handling: Handling, { kind, by, facts }: Given, said: Facts): string | null {
  const member = memberOf(ground.roster, by);
  if (member === undefined || !isKind(kind)) return null;
  if (kind === 'access') {
    const keeping = { ...ground, apart: keptOut(handling) };
    const come = [facts['members'] ?? []].flat().flatMap((id) => memberOf(ground.roster, String(id)) ?? []);
    const stray = come.find((one) => !mayBeLetIn(ground, handling, keeping, one, 'account'));
    if (!holdsAccount(handling, by)) return `${by} does not hold it`;
    return stray === undefined ? null : `${stray.id} may not hold it`;
  }
  const answer = may(ground, handling, member, { kind, facts: said });
  return 'refused' in answer ? answer.refused : null;
}

interface Written {
  readonly stream: Stream;
  readonly kind: string;
  readonly by: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly facts: Facts;
  readonly manifest?: Manifest;
  readonly seq: number;
  readonly number: number;
}

/** A header by hand. The one cast: worked examples are written, nobody signed them, and they reach no store. */
function entered({ stream, kind, by, at, receivedAt, facts, manifest, seq, number }: Written): Verified {
  const rule: KindRule | undefined = isKind(kind) ? kinds[kind] : undefined;
  const sealed = rule?.file === 'sealed';
  const compartment = manifest?.compartment ?? rule?.compartments[0] ?? '';
  return {
    header: {
      org: 'example',
      stream,
      seq,
      prev: '',
      id: number.toString(16).padStart(32, '0'),
      kind,
      compartment,
      epoch: manifest?.epoch ?? (compartment === '' ? 0 : 1),
      to: sealed ? 'to' : '',
      rosterVersion: 1,
      rosterHash: 'r1',
      at,
      facts,
      by,
      size: sealed ? 1 : 0,
      file: sealed ? number.toString(16).padStart(64, 'f') : '',
    },
    hash: number.toString(16).padStart(64, '0'),
    receivedAt,
  } as unknown as Verified;
}

/**
 * The entries of an example. Every report is opened into one incident, as the server does at birth, and the keys go
 * where browsers and desks would send them.
 */
export function enact(
  playing: Omit<Playing, 'now'>,
  { zone }: Pick<Examples, 'zone'>,
  { given }: Pick<Example, 'given'>,
): Enacted {
  const entries: Verified[] = [];
  const named = new Map<string, Verified>();
  const refused: string[] = [];
  const add = (one: Omit<Written, 'number' | 'seq'>): Verified => {
    const seq = entries.filter(({ header }) => header.stream === one.stream).length;
    const made = entered({ ...one, seq, number: entries.length + 1 });
    entries.push(made);
    return made;
  };
  for (const [i, one] of given.entries()) {
    const rule: KindRule | undefined = isKind(one.kind) ? kinds[one.kind] : undefined;
    const receivedAt = instantOf(one.at, zone);
    const when = {
      by: keyOf(one.by),
      at: one.device === undefined ? receivedAt : instantOf(one.device, zone),
      receivedAt,
    };
    const ground: Playing = { ...playing, now: receivedAt };
    const hand = (keys: readonly Handed[]): void => {
      for (const { report, manifest } of keys)
        add({ ...when, stream: `report/${report}`, kind: 'access', manifest, facts: manifestFacts(manifest) });
    };
    const standing = (): Handling => handlingOf({ incident, report: one.report }, entries, playing.roster);
    const facts = factsOf(one.facts, named, zone);
    const reason = refusedTo(ground, standing(), one, facts);
    if (reason !== null) refused.push(`given.${i}, ${one.kind} by ${one.by}, would be refused (${reason})`);
    hand(manifestsBefore(ground, standing(), one));
    const born = one.kind === 'reported' ? bornTo(ground, one) : null;
    const made =
      one.kind === 'access'
        ? undefined
        : add({
            ...when,
            stream: rule?.streams.includes('report') === true ? `report/${one.report}` : `incident/${incident}`,
            kind: one.kind,
            facts: born?.narrow === true ? withNarrow(facts) : facts,
          });
    const name = one.as ?? (one.kind === 'reported' ? one.report : undefined);
    if (name !== undefined && made !== undefined) named.set(name, made);
    if (born !== null) {
      for (const member of barredFrom(born, one))
        add({ ...when, stream: `report/${one.report}`, kind: 'barred', facts: [['member', member]] });
      hand(birthManifests(one.report, born));
      add({
        stream: `incident/${incident}`,
        kind: 'opened',
        by: serverKey,
        at: receivedAt,
        receivedAt,
        facts: [
          ['codeName', 'example'],
          ['procedure', ''],
          ['report', one.report],
        ],
      });
    }
    hand(manifestsAfter(ground, standing(), one));
  }
  return { entries, named, refused };
}
