import type { Attempt } from '#domain/promises/attempt.ts';
import { costsNothing, linkCost } from '#domain/promises/linking.ts';
import { may } from '#domain/promises/may.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import { utf8 } from '#seal/digest.ts';
import type { Linked } from '#domain/incident/bodies.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { actedTogether } from './acting.ts';
import { marked, sealedPiece } from './footing.ts';
import type { Known, Knowing } from './knowing.ts';
import type { Done } from './protocol.ts';
import type { LinkSeen } from './standing-seen.ts';
import type { TurnsOnOpening } from './turns.ts';

const done: Done = { done: true };
const notAllowed: NotDone = { refused: 'not-allowed' };

type Said = Readonly<Record<string, string>>;
const attemptOf = (kind: Kind, said: Said): Attempt => ({
  kind,
  facts: Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1)),
});

/** Handling incidents together, looking at them together, and taking them apart: each in both records or in neither. */
export class LinkActs {
  readonly #knowing: Knowing;
  readonly #turns: TurnsOnOpening;

  constructor(knowing: Knowing, turns: TurnsOnOpening) {
    this.#knowing = knowing;
    this.#turns = turns;
  }

  /** What it would cost to handle `other` in `first`, and what holds it back, before anybody confirms it. */
  async cost(first: string, other: string): Promise<LinkSeen | NotDone> {
    const [one, two] = [await this.#knowing.know(first, true), await this.#knowing.know(other)];
    if (isRefused(one)) return one;
    if (isRefused(two)) return two;
    const alike = one.procedure.digest === two.procedure.digest && one.edition.id === two.edition.id;
    const heldBack = this.#tried(one, attemptOf('linked', { how: 'part', other }));
    return {
      cost: linkCost(one.judged.handling, two.judged.handling, one.judged.where),
      alike,
      heldBack: heldBack ?? this.#tried(two, attemptOf('joined-into', { other: first })),
    };
  }

  /** From now on `part` is handled in `whole`; its reporter is answered in its own record as before. */
  join(part: string, whole: string, why: string): Promise<Done | NotDone> {
    return this.#both(whole, part, why, (one, two) => [
      [one, attemptOf('linked', { how: 'part', other: part })],
      [two, attemptOf('joined-into', { other: whole })],
    ]);
  }

  /** Each is handled by itself, and who reads one is shown the way to the other (CNF-06). */
  lookTogether(first: string, other: string, why: string): Promise<Done | NotDone> {
    return this.#both(first, other, why, (one, two) => [
      [one, attemptOf('linked', { how: 'beside', other })],
      [two, attemptOf('linked', { how: 'beside', other: first })],
    ]);
  }

  takeApart(first: string, other: string): Promise<Done | NotDone> {
    return this.#both(first, other, '', (one, two) => [
      [one, attemptOf('unlinked', { other })],
      [two, attemptOf('unlinked', { other: first })],
    ]);
  }

  async #both(
    first: string,
    other: string,
    why: string,
    said: (one: Known, two: Known) => readonly (readonly [Known, Attempt])[],
  ): Promise<Done | NotDone> {
    const sent = await actedTogether(this.#knowing, first, {
      ids: () => [other],
      before: (id, known) => this.#turns.turnedFirst(id, known),
      sealedTo: (knowns) => knowns.map((known) => this.#knowing.newest(known, 'internal')?.recipient ?? '').join(' '),
      seal: async ([one, two]) => {
        if (one === undefined || two === undefined) return notAllowed;
        const pieces: Piece[] = [];
        for (const [known, attempt] of said(one, two)) {
          const reason = this.#tried(known, attempt);
          if (reason !== null) return { refused: 'not-allowed', reason };
          const links = attempt.kind !== 'unlinked';
          if (links && !costsNothing(linkCost(one.judged.handling, two.judged.handling, one.judged.where)))
            return notAllowed;
          const piece = await this.#piece(known, attempt, why);
          if (piece === null) return notAllowed;
          pieces.push(piece);
        }
        return pieces;
      },
    });
    return isRefused(sent) ? sent : done;
  }

  async #piece(known: Known, { kind, facts }: Attempt, why: string): Promise<Piece | null> {
    const { room } = this.#knowing;
    const { stream } = known.standing.streams.incident;
    if (kind !== 'linked') return marked(room, stream, kind, facts);
    const key = this.#knowing.newest(known, 'internal');
    const body: Linked = { v: 1, why };
    return key && sealedPiece(room, stream, kind, 'internal', key, facts, utf8(JSON.stringify(body)));
  }

  #tried({ judged: { handling, where }, ground }: Known, attempt: Attempt): LinkSeen['heldBack'] {
    const me = this.#knowing.room.me(ground);
    if (me === undefined) return 'no-role';
    const answer = may(where, handling, me, attempt);
    return 'refused' in answer ? answer.refused : null;
  }
}
