import type { Compartment, StreamKind } from './header.ts';

/** Whose signature an entry may carry. `mailbox`: the reporter's own key. `server`: its sealing key. */
export type Author = 'mailbox' | 'server' | 'member';

export interface KindRule {
  readonly streams: readonly StreamKind[];
  readonly authors: readonly Author[];
  readonly compartments: readonly Compartment[];
  /** Exactly these fact keys, sorted; a key that ends in `?` may be absent. */
  readonly facts: readonly string[];
  /**
   * `past`: sealed, where there is a key before this one to pass on; none at the beginning. `held`: sealed by who holds
   * the compartment; without a file and a compartment by who does not.
   */
  readonly file: 'sealed' | 'clear' | 'none' | 'past' | 'held';
  /** At what place of a stream it may stand: the first, as part of the birth, or anywhere after. */
  readonly place: 'first' | 'birth' | 'later' | 'any';
  /** Facts that are one of a few words. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

export const rule = (
  streams: readonly StreamKind[],
  authors: readonly Author[],
  compartments: readonly Compartment[],
  facts: readonly string[],
  file: KindRule['file'],
  place: KindRule['place'],
): KindRule => ({ streams, authors, compartments, facts, file, place });

type Words = NonNullable<KindRule['words']>;

/** A member's entry of `incident/<id>` with a body that the team reads. */
export const told = (facts: readonly string[], words?: Words): KindRule => ({
  ...rule(['incident'], ['member'], ['internal'], facts, 'sealed', 'later'),
  ...(words && { words }),
});

/** A member's entry of `incident/<id>` that is its facts and nothing more. */
export const marked = (facts: readonly string[], words?: Words): KindRule => ({
  ...rule(['incident'], ['member'], [''], facts, 'none', 'later'),
  ...(words && { words }),
});

/** A member's entry of `report/<id>` with a body for who may read the account. */
export const accounted = (facts: readonly string[]): KindRule =>
  rule(['report'], ['member'], ['account'], facts, 'sealed', 'later');
