import { codeAt } from '../edition/codes.ts';
import { holdersOf, type Members } from '../edition/lists.ts';
import type { CodeVersion, Edition } from '../edition/edition.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { listFact } from '../record/facts.ts';
import { textFact, type Verified } from '../record/header.ts';
import { rule } from '../record/rule.ts';
import { maySettle, rolesAt, type RosterMember } from '../team/roster.ts';

/** What everybody on the team reads before an event: PRP-01, PRP-02, PRP-04. */
export const documents = ['code', 'procedure', 'instructions'] as const;
export type Document = (typeof documents)[number];

/** Where the team comes together: before (PRP-03), once more for who was not there, and afterwards (DBR-01). */
export const meetings = ['briefing', 'make-up', 'debrief'] as const;
export type Meeting = (typeof meetings)[number];

/**
 * Two words that members sign in the record of an event, each its facts and nothing more. `confirmed`: I have read this
 * version. `attended`: who was there; each whole, the newest holds.
 */
export const gatheringKinds = {
  confirmed: { ...rule(['edition'], ['member'], [''], ['of', 'what'], 'none', 'later'), words: { what: documents } },
  attended: { ...rule(['edition'], ['member'], [''], ['for', 'present'], 'none', 'later'), words: { for: meetings } },
} as const;

/** Hash of the version that is in force, for each document; `''` where there is none. */
export type Versions = Readonly<Record<Document, string>>;

export interface Confirmation {
  readonly member: string;
  readonly what: Document;
  readonly of: string;
  /** Received by the server, ms. */
  readonly at: number;
}

export interface Attendance {
  readonly for: Meeting;
  /** Member ids. */
  readonly present: readonly string[];
  /** Who wrote it down. */
  readonly by: string;
  readonly at: number;
  /** Of its entry: what a newer one must have been made from. */
  readonly hash: string;
}

export interface Gatherings {
  readonly confirmed: readonly Confirmation[];
  /** The newest of each meeting. */
  readonly attended: readonly Attendance[];
}

const isDocument = (what: string): what is Document => documents.some((one) => one === what);
const isMeeting = (what: string): what is Meeting => meetings.some((one) => one === what);

/** Whether this member may say who was at a meeting: hosts of the debrief, who settles events, who holds a debrief. */
export function mayRecord(
  procedure: Pick<Procedure, 'roles' | 'debrief'>,
  edition: string,
  member: RosterMember,
): boolean {
  const roles = rolesAt(member, edition);
  const hosts = procedure.debrief?.hosts ?? [];
  const holds = procedure.roles.filter(({ id }) => roles.includes(id));
  return maySettle(member) || holds.some(({ id, may }) => hosts.includes(id) || may.includes('debrief'));
}

/** Folds `edition/<id>`. `authorOf`: the member whose key signed it; entries of anybody else tell nothing. */
export function gatheringsOf(
  entries: readonly Verified[],
  authorOf: (entry: Verified) => RosterMember | undefined,
  mayAttest: (member: RosterMember) => boolean,
): Gatherings {
  const confirmed: Confirmation[] = [];
  const attended = new Map<Meeting, Attendance>();
  for (const entry of entries) {
    const { header, hash, receivedAt: at } = entry;
    const author = authorOf(entry);
    if (author === undefined) continue;
    const [what, meeting] = [textFact(header, 'what'), textFact(header, 'for')];
    if (header.kind === 'confirmed' && isDocument(what))
      confirmed.push({ member: author.id, what, of: textFact(header, 'of'), at });
    if (header.kind === 'attended' && isMeeting(meeting) && mayAttest(author))
      attended.set(meeting, { for: meeting, present: listFact(header, 'present'), by: author.id, at, hash });
  }
  return { confirmed, attended: [...attended.values()] };
}

/** The code of conduct to be read for an event: the one in force on its first day. */
export function codeFor(edition: Edition): CodeVersion | null {
  return codeAt(edition, edition.from);
}

/**
 * Everybody active who works at the event: with any role of its procedure but that of the appeal body, which stays apart
 * until there is an appeal.
 */
export function staffOf(
  procedure: Procedure,
  edition: Pick<Edition, 'id'>,
  roster: Members,
  now: number,
): readonly RosterMember[] {
  const roles = procedure.roles.map(({ id }) => id).filter((id) => id !== procedure.appeal.body);
  return holdersOf(roles, edition.id, roster, now);
}

export interface Reading {
  readonly what: Document;
  readonly of: string;
  /** Member ids with when they confirmed this very version. */
  readonly read: readonly { readonly member: string; readonly at: number }[];
  readonly missing: readonly string[];
}

/** Who has read which document in the version that is in force: a new version is asked for again. */
export function readings(
  { confirmed }: Gatherings,
  staff: readonly RosterMember[],
  versions: Versions,
): readonly Reading[] {
  return documents
    .filter((what) => versions[what] !== '')
    .map((what) => {
      const of = versions[what];
      const now = confirmed.filter((one) => one.what === what && one.of === of);
      const read = staff.flatMap(({ id }) => {
        const first = now.find(({ member }) => member === id);
        return first === undefined ? [] : [{ member: id, at: first.at }];
      });
      const missing = staff.map(({ id }) => id).filter((id) => read.every(({ member }) => member !== id));
      return { what, of, read, missing };
    });
}

/** Whether the procedure asks for a meeting before such an event: a large one in person (PRP-03). */
export function briefingAsked(
  procedure: Pick<Procedure, 'briefing'>,
  { large, gathering }: Pick<Edition, 'large' | 'gathering'>,
): boolean {
  const asked = procedure.briefing.some(({ rows }) => rows.includes('PRP-03'));
  return asked && large && gathering !== 'online';
}

const presentAt = ({ attended }: Gatherings, at: readonly Meeting[]): ReadonlySet<string> =>
  new Set(attended.filter((one) => at.includes(one.for)).flatMap(({ present }) => present));

/** Who was neither at the briefing nor at a make-up. */
export function unbriefed(gatherings: Gatherings, staff: readonly RosterMember[]): readonly string[] {
  const present = presentAt(gatherings, ['briefing', 'make-up']);
  return staff.map(({ id }) => id).filter((id) => !present.has(id));
}
