import type { Procedure } from '../procedure/procedure.ts';
import type { Responding } from '../response/responding.ts';
import { active, rolesAt, type Roster } from '../team/roster.ts';

type Member = Roster['members'][number];

/**
 * Who took part in the decision: present where it was decided, or signed it, or a consequence of it. Member ids.
 * `isTheirs`: whether a key is a member's, or was one of theirs before.
 */
export function decidersOf(
  { meetings, resolutions, consequences }: Pick<Responding, 'meetings' | 'resolutions' | 'consequences'>,
  { members }: Pick<Roster, 'members'>,
  isTheirs: (member: Member, key: string) => boolean = ({ sign }, key) => sign === key,
): ReadonlySet<string> {
  const present = meetings.flatMap(({ held }) => (held?.outcome === 'decided' ? held.present : []));
  const signs = [...resolutions, ...consequences].map(({ by }) => by);
  const signed = members.filter((member) => signs.some((key) => isTheirs(member, key)));
  return new Set([...present, ...signed.map(({ id }) => id)]);
}

export type OutOfReview = 'decider' | 'no-part' | 'suspended';

/** Who may decide again. */
export interface Reviewers {
  /** Member ids. */
  readonly free: readonly string[];
  readonly out: readonly { readonly member: string; readonly why: OutOfReview }[];
}

/**
 * Members of the appeal body who are free of a conflict and took no part in the decision; where the procedure names no
 * body, whoever may decide appeals. `away`: stepped aside or left out here.
 */
export function reviewersOf(
  { appeal, roles }: Pick<Procedure, 'appeal' | 'roles'>,
  {
    roster,
    edition,
    now,
  }: { readonly roster: Roster; readonly edition: { readonly id: string }; readonly now: number },
  away: ReadonlySet<string>,
  deciders: ReadonlySet<string>,
): Reviewers {
  const bodies = roles.filter(({ id, may }) =>
    appeal.body === null ? may.includes('decide-appeal') : id === appeal.body,
  );
  const named = roster.members.filter((member) => bodies.some(({ id }) => rolesAt(member, edition.id).includes(id)));
  const whyNot = (member: Member): OutOfReview | null => {
    if (away.has(member.id)) return 'no-part';
    if (!active(member, now)) return 'suspended';
    return deciders.has(member.id) ? 'decider' : null;
  };
  return {
    free: named.filter((member) => whyNot(member) === null).map(({ id }) => id),
    out: named.flatMap((member) => {
      const why = whyNot(member);
      return why === null ? [] : [{ member: member.id, why }];
    }),
  };
}
