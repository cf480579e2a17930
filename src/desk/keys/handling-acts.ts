import type { Attempt } from '#domain/promises/attempt.ts';
import { kinds, isKind } from '#domain/promises/kinds.ts';
import type { Facts } from '#domain/record/header.ts';
import type { KindRule } from '#domain/record/rule.ts';
import { utf8 } from '#seal/digest.ts';
import { bodyOf, isBodied } from '#wire/said.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { acted, type Acted } from './acting.ts';
import { marked, sealedPiece } from './footing.ts';
import type { Known, Knowing } from './knowing.ts';
import { owingIn } from './owing.ts';
import type { ActSent, Done } from './protocol.ts';
import type { TurnsOnOpening } from './turns.ts';

const done: Done = { done: true };

/** Facts as a header carries them: sorted by name, and none that says nothing. */
export function factsOf(facts: ActSent['facts']): Facts {
  return Object.entries(facts)
    .flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Everything members do in an incident that is one entry and its words: assessed, decided, told. The procedure is asked
 * here with what is known now, and the server asks again; what is held back comes back with its reason.
 */
export class HandlingActs {
  readonly #knowing: Knowing;
  readonly #turns: TurnsOnOpening;

  constructor(knowing: Knowing, turns: TurnsOnOpening) {
    this.#knowing = knowing;
    this.#turns = turns;
  }

  /** All of them in one append, or none. */
  async act(incident: string, acts: readonly ActSent[]): Promise<Done | NotDone> {
    const sent = await acted(this.#knowing, incident, this.acting(acts));
    return isRefused(sent) ? sent : done;
  }

  /** These acts as they are done: what the procedure holds back is refused before anything is sealed. */
  acting(acts: readonly ActSent[]): Acted {
    return {
      before: (id, known) => this.#turns.turnedFirst(id, known),
      sealedTo: (known) =>
        ['account', 'internal'].map((one) => this.#knowing.newest(known, one)?.recipient ?? '').join(' '),
      seal: async (known) => {
        const refused = heldBack(known, this.#knowing.room.me(known.ground), acts);
        if (refused !== null) return refused;
        const pieces: Piece[] = [];
        for (const act of acts) {
          const piece = await this.#piece(known, act);
          if ('refused' in piece) return piece;
          pieces.push(piece);
        }
        return pieces;
      },
    };
  }

  async #piece(known: Known, act: ActSent): Promise<Piece | NotDone> {
    if (!isKind(act.kind)) return { refused: 'wrong-kind' };
    const rule: KindRule = kinds[act.kind];
    const { report, incident } = known.standing.streams;
    const { stream } = rule.streams.includes('report') ? report : incident;
    const facts = factsOf(act.facts);
    if (rule.file === 'none') return marked(this.#knowing.room, stream, act.kind, facts);
    const [compartment = 'internal'] = rule.compartments;
    const key = this.#knowing.newest(known, compartment);
    const body = isBodied(act.kind) ? bodyOf(act.kind, act.body) : null;
    if (key === null) return { refused: 'not-allowed' };
    if (body === null) return { refused: 'wrong-kind' };
    return sealedPiece(this.#knowing.room, stream, act.kind, compartment, key, facts, utf8(JSON.stringify(body)));
  }
}

/** The first of these that the procedure holds back now, each judged on what stands before all of them. */
function heldBack(known: Known, me: Parameters<typeof owingIn>[1], acts: readonly ActSent[]): NotDone | null {
  const { tried } = owingIn(known, me);
  for (const { kind, facts } of acts) {
    if (!isKind(kind)) return { refused: 'wrong-kind' };
    const attempt: Attempt = { kind, facts: factsOf(facts) };
    const answer = tried(attempt);
    if ('refused' in answer)
      return answer.refused === 'no-key'
        ? { refused: 'not-allowed' }
        : { refused: 'not-allowed', reason: answer.refused };
  }
  return null;
}
