import type { Contact } from '#domain/edition/edition.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { Conflicts, Who } from '../../keys/standing-seen.ts';

type Apart = Conflicts['aside'][number];
type Named = Conflicts['named'][number];
export type Candidate = Conflicts['letIn'][number];

/** Somebody who cannot read it; `aside` when it is by their own or a colleague's word, which can be lifted. */
export interface Out {
  readonly member: string;
  readonly aside: Apart | null;
  /** Named in it, and a colleague said that it is them. */
  readonly confirmed: boolean;
}

/** Everybody who is kept apart, once each: those a colleague could let come back first. No reason is told apart. */
export function outOf({ apart, conflicts }: Pick<Opened, 'apart' | 'conflicts'>): readonly Out[] {
  const { aside, leftOut, named, confirmed } = conflicts;
  const all = [...aside, ...confirmed.map((member) => ({ member })), ...named].map(({ member }) => member);
  return [...new Set([...all, ...leftOut, ...apart])].map((member) => ({
    member,
    aside: aside.find((one) => one.member === member) ?? null,
    confirmed: confirmed.includes(member),
  }));
}

/** Who is named and not answered for: one person once, with the first place that names them; those postponed last. */
export function questionsOf({ named }: Pick<Conflicts, 'named'>): readonly Named[] {
  const first = new Map<string, Named>();
  for (const one of named) if (!first.has(one.member)) first.set(one.member, one);
  return [...first.values()];
}

/** The places where one person seems to be named. */
export function placesOf({ named }: Pick<Conflicts, 'named'>, member: string): readonly Named[] {
  return named.filter((one) => one.member === member && one.words !== '');
}

/** Whether an entry is by somebody who has been aside since: it stays, and says so. `null`: they are not. */
export function sinceAside(
  { aside, confirmed }: Pick<Conflicts, 'aside' | 'confirmed'>,
  { who, at }: { readonly who: Who; readonly at: number },
): 'stepped' | 'out' | null {
  if (who.is !== 'member') return null;
  const found = aside.find((one) => one.member === who.id);
  if (found !== undefined) return at > found.at ? null : found.own ? 'stepped' : 'out';
  return confirmed.includes(who.id) ? 'out' : null;
}

/** Who is shown at once among those who could be let in, and who is folded away: helpers, when they are many. */
export function candidatesOf({ letIn }: Pick<Conflicts, 'letIn'>): {
  readonly first: readonly Candidate[];
  readonly more: readonly Candidate[];
} {
  const first = letIn.filter(({ why }) => why !== 'helps');
  const helpers = letIn.filter(({ why }) => why === 'helps');
  return helpers.length <= 2 ? { first: [...first, ...helpers], more: [] } : { first, more: helpers };
}

/** Whom a colleague can ask, or set aside: who reads it, or could be given it, and is not the one who looks. */
export function askable({ readers, conflicts }: Pick<Opened, 'readers' | 'conflicts'>, me: string): readonly string[] {
  const could = conflicts.letIn.filter(({ why }) => why !== 'helps').map(({ member }) => member);
  return [...new Set([...readers.account, ...could])].filter((id) => id !== me);
}

/** Who outside can be turned to when nobody of the team is left (COI-06): what staff may be shown, and nothing else. */
export function outsideOf(
  contacts: readonly Contact[],
): readonly { readonly name: string; readonly ways: readonly string[] }[] {
  return contacts
    .filter(({ lists, member }) => lists.includes('conflict') && member === '')
    .map(({ name, part, organisation, email, phone, shows }) => ({
      name: (shows.name === 'nobody' ? '' : name) || part || organisation,
      ways: [shows.phone === 'nobody' ? '' : phone, shows.email === 'nobody' ? '' : email].filter((way) => way !== ''),
    }))
    .filter(({ ways }) => ways.length > 0);
}
