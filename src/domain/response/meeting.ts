import type { Clause, Majority, Procedure } from '../procedure/procedure.ts';

/**
 * What a point of the agenda asks for: the neutral summary, earlier incidents, options, or words. Told by the rows its
 * clause is marked with, so that a procedure keeps its own order and wording (MTG-04…06).
 */
export type Asks = 'summary' | 'earlier' | 'options' | 'words';

export interface Point {
  /** Null: the procedure has no aim of its own for it. */
  readonly aim: Clause | null;
  readonly asks: Asks;
  /** Another point answers it: as "if there is none, write down why", which the options answer. */
  readonly answered: boolean;
}

const asked: readonly (readonly [row: string, asks: Asks])[] = [
  ['MTG-04', 'summary'],
  ['MTG-05', 'earlier'],
  ['MTG-06', 'options'],
];

/**
 * The aims of the procedure in their order. What every meeting has to establish and no aim speaks of comes first
 * (what happened) or last (earlier incidents, options).
 */
export function agendaOf({ meeting }: Pick<Procedure, 'meeting'>): readonly Point[] {
  const taken = new Set<Asks>();
  const points = meeting.aims.map((aim): Point => {
    const meant = asked.filter(([row]) => aim.rows.includes(row)).map(([, one]) => one);
    const asks = meant.find((one) => !taken.has(one)) ?? 'words';
    taken.add(asks);
    return { aim, asks, answered: asks === 'words' && meant.length > 0 };
  });
  const added = (asks: Asks): readonly Point[] => (taken.has(asks) ? [] : [{ aim: null, asks, answered: false }]);
  return [...added('summary'), ...points, ...added('earlier'), ...added('options')];
}

/** A meeting as it is written down so far. `words`: by id of the aim. */
export interface Minutes {
  readonly summary: string;
  readonly unclear: boolean;
  readonly pattern: string;
  readonly options: readonly { readonly response: string; readonly text: string }[];
  readonly words: Readonly<Record<string, string>>;
  /** Member ids. */
  readonly present: readonly string[];
  /** Of those, who is for what was decided; asked only where the procedure sets a majority. */
  readonly agreed: readonly string[];
}

export type Missing =
  | { readonly is: 'summary' | 'earlier' | 'options' | 'present' }
  /** An option that needs its reason: nothing, or none of the catalogue. */
  | { readonly is: 'option-words'; readonly response: string }
  | { readonly is: 'aim'; readonly aim: Clause }
  | { readonly is: 'quorum'; readonly needed: number; readonly there: number }
  | { readonly is: 'majority'; readonly needed: number; readonly agreed: number };

const said = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** How many of those present must be for it. */
export function neededFor(majority: Majority, present: number): number {
  switch (majority) {
    case 'more-than-half':
      return Math.floor(present / 2) + 1;
    case 'two-thirds':
      return Math.ceil((present * 2) / 3);
    case 'all':
      return present;
  }
}

function missingAt({ aim, asks, answered }: Point, minutes: Minutes, none: ReadonlySet<string>): readonly Missing[] {
  switch (asks) {
    case 'summary':
      return minutes.unclear || said(minutes.summary) ? [] : [{ is: 'summary' }];
    case 'earlier':
      return said(minutes.pattern) ? [] : [{ is: 'earlier' }];
    case 'options': {
      if (minutes.options.length === 0) return [{ is: 'options' }];
      const bare = minutes.options.filter(
        ({ response, text }) => !said(text) && (response === '' || none.has(response)),
      );
      return bare.map(({ response }) => ({ is: 'option-words', response }));
    }
    case 'words':
      return aim === null || answered || aim.force !== 'must' || said(minutes.words[aim.id])
        ? []
        : [{ is: 'aim', aim }];
  }
}

/** What a meeting still owes before it can end with a decision; empty when it can (MTG-04…06). */
export function missingFrom(procedure: Pick<Procedure, 'meeting' | 'responses'>, minutes: Minutes): readonly Missing[] {
  const none = new Set(procedure.responses.list.filter((one) => one.none).map(({ id }) => id));
  const { quorum, majority } = procedure.meeting;
  const there = minutes.present.length;
  const agreed = minutes.agreed.filter((id) => minutes.present.includes(id)).length;
  const points = agendaOf(procedure).flatMap((point) => missingAt(point, minutes, none));
  const short: Missing[] = [];
  if (there === 0) short.push({ is: 'present' });
  else if (quorum !== undefined && there < quorum) short.push({ is: 'quorum', needed: quorum, there });
  if (there > 0 && majority !== undefined && agreed < neededFor(majority, there))
    short.push({ is: 'majority', needed: neededFor(majority, there), agreed });
  return [...points, ...short];
}

/**
 * Whose first words a member is shown: everybody's once they gave their own or the meeting is over, nobody's before.
 * `votes`: by member id, oldest first; only a member's first word counts.
 */
export function firstWords<T extends { readonly member: string }>(
  votes: readonly T[],
  me: string,
  over: boolean,
): { readonly own: T | null; readonly shown: readonly T[]; readonly gave: readonly string[] } {
  const first = votes.filter((vote, i) => votes.findIndex(({ member }) => member === vote.member) === i);
  const own = first.find(({ member }) => member === me) ?? null;
  return { own, shown: own !== null || over ? first : [], gave: first.map(({ member }) => member) };
}

/** Roles that a meeting invites and that have nobody free to come (MTG-03). */
export function gapsIn(
  invites: readonly string[],
  free: readonly { readonly roles: readonly string[] }[],
): readonly string[] {
  return invites.filter((role) => !free.some(({ roles }) => roles.includes(role)));
}
