import { everNotedIn, peopleIn, standsFor, type PeopleEntry } from '#domain/incident/people.ts';
import type { Tagged } from '#domain/incident/bodies.ts';
import type { Answers } from '#domain/intake/answers.ts';
import { textFact } from '#domain/record/header.ts';
import {
  alikeIn,
  strengthOf,
  type Alike,
  type Compared,
  type Described,
  type Strength,
} from '#domain/response/alike.ts';
import type { ConsequenceDecided, Warned } from '#domain/response/bodies.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { IncidentList, IncidentSummary } from '#wire/api.ts';
import { bodyOf, isBodied } from '#wire/said.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { jsonIn } from './bodies.ts';
import type { Known, Knowing } from './knowing.ts';
import { fits, whoWrote } from './opening.ts';

/** Another incident that this member can open and that may be about the same people (MTG-05). */
export interface AlikeSeen {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  /** ms. */
  readonly receivedAt: number;
  readonly strength: Strength;
  readonly why: readonly Alike[];
  /** What the same people were told there, oldest first (RSP-02). */
  readonly warned: readonly { readonly at: number; readonly medium: string; readonly text: string }[];
  /** What was decided there about them and is not lifted or over. */
  readonly decided: readonly {
    readonly at: number;
    readonly response: string;
    readonly text: string;
    readonly until: number | null;
    /** Digest of the procedure whose catalogue the response is of. */
    readonly procedure: string;
  }[];
}

interface Read extends PeopleEntry {
  readonly at: number;
}

const compared: ReadonlySet<string> = new Set([
  'person-noted',
  'identity-joined',
  'identity-undone',
  'tagged',
  'warned',
  'consequence-decided',
  'consequence-lifted',
  'consequence-reviewed',
]);

/** What of an incident is compared, read with the keys this member has; what does not open is not there. */
async function readOf(knowing: Knowing, known: Known): Promise<readonly Read[]> {
  const found: Read[] = [];
  for (const entry of known.standing.streams.incident.entries) {
    const { header, hash, receivedAt: at } = entry;
    const who = whoWrote(header.by, known.ground.rosters, known.reporters);
    if (!compared.has(header.kind) || !fits(entry, who)) continue;
    const bytes = header.size === 0 ? null : await knowing.body(known, entry, true);
    const body = bytes instanceof Uint8Array && isBodied(header.kind) ? bodyOf(header.kind, jsonIn(bytes)) : null;
    found.push({ hash, kind: header.kind, of: textFact(header, 'of'), body, at });
  }
  return found;
}

/** Whom the reporter described, without the reporter: their contact is no part of the account. */
function toldPeople(answers: Answers | undefined): readonly Described[] {
  return Object.values(answers ?? {}).flatMap((answer) =>
    answer.kind !== 'people'
      ? []
      : answer.people.map(({ name = '', handle = '', badge = '', looks = '' }) => ({
          person: '',
          names: [name, handle, badge].filter((one) => one !== ''),
          looks,
        })),
  );
}

/** Reporters are compared with nobody: two incidents never show who told both (CNF-05). */
const describedAs = ({ person, name, also, looks }: ReturnType<typeof everNotedIn>[number]): Described => ({
  person,
  names: [name, ...also].filter((one) => one !== ''),
  looks,
});

function comparedOf(read: readonly Read[], known: Known): Compared {
  const people = everNotedIn(read).filter(({ parts }) => !parts.includes('reporter'));
  const tags = read.filter(({ kind, body }) => kind === 'tagged' && body !== null).at(-1)?.body as Tagged | undefined;
  return {
    people: [...people.map(describedAs), ...toldPeople(known.account?.answers)],
    behaviours: tags?.behaviours ?? [],
  };
}

function seenOf(row: IncidentSummary, why: readonly Alike[], read: readonly Read[]): AlikeSeen {
  const people = new Set(why.flatMap(({ person }) => (person === '' ? [] : [person])));
  const noted = peopleIn(read);
  const isOne = (person: string): boolean => people.has(standsFor(noted, person));
  const over = new Set(read.flatMap(({ kind, of }) => (kind.startsWith('consequence-') ? [of] : [])));
  return {
    incident: row.incident,
    edition: row.edition,
    codeName: row.codeName,
    receivedAt: row.receivedAt,
    strength: strengthOf(why),
    why,
    warned: read.flatMap(({ kind, body, at }) => {
      if (kind !== 'warned' || body === null) return [];
      const { person, medium, text } = body as Warned;
      return isOne(person) ? [{ at, medium, text }] : [];
    }),
    decided: read.flatMap(({ kind, body, at, hash }) => {
      if (kind !== 'consequence-decided' || body === null || over.has(hash)) return [];
      const { person, response, text, until } = body as ConsequenceDecided;
      return isOne(person) ? [{ at, response, text, until, procedure: row.procedure }] : [];
    }),
  };
}

/**
 * Other incidents in which the same people may be, from those this member can open and no others: what is locked for
 * them is neither compared nor counted (D8). Strong ones first, then the newest.
 */
export async function alikeTo(knowing: Knowing, incident: string): Promise<readonly AlikeSeen[] | NotDone> {
  const known = await knowing.know(incident);
  if (isRefused(known)) return known;
  const here = comparedOf(await readOf(knowing, known), known);
  const found: AlikeSeen[] = [];
  for (let after = ''; ;) {
    const list = await knowing.room.ask.json<IncidentList>(
      `${staffPaths.api.incidents}?after=${encodeURIComponent(after)}`,
    );
    if (isRefused(list)) return list;
    for (const row of list.rows) {
      if (row.incident === incident) continue;
      const other = await knowing.know(row.incident);
      if (isRefused(other)) continue;
      const read = await readOf(knowing, other);
      const why = alikeIn(here, comparedOf(read, other));
      if (why.length > 0) found.push(seenOf(row, why, read));
    }
    if (list.next === '') break;
    after = list.next;
  }
  const weak = ({ strength }: AlikeSeen): number => (strength === 'strong' ? 0 : 1);
  return found.toSorted((a, b) => weak(a) - weak(b) || b.receivedAt - a.receivedAt);
}
