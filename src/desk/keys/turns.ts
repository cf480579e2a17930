import { holds } from '#domain/record/manifest.ts';
import { textFact } from '#domain/record/header.ts';
import { mayBeLetIn } from '#domain/promises/grants.ts';
import { rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { acted, dueIn, keysNamed } from './acting.ts';
import type { OpenWarning } from './incident-seen.ts';
import { isUnsound, type Known, type Knowing } from './knowing.ts';
import { firstInternal, locksFor, sealedLocks, type Change } from './locking.ts';

/** How long after a note signed by the root alone nobody is handed a key without a hand (sealing §4). */
const rootPause = 72 * 60 * 60_000;

/** What a desk does by itself when somebody opens an incident. */
export class TurnsOnOpening {
  readonly #knowing: Knowing;

  constructor(knowing: Knowing) {
    this.#knowing = knowing;
  }

  /**
   * Whatever must be locked again is, by the first who opens it: what arrived in clear, what somebody made who is away
   * now, what somebody holds who may not any more. The incident gets its `internal`. All of it is one batch; a colleague
   * who was first makes it needless.
   */
  async whereNeeded(incident: string, first: Known): Promise<{ again: boolean; warnings: readonly OpenWarning[] }> {
    const me = this.#knowing.room.keyring.member;
    if (!this.#canTurn(first) || this.#locks(first).length === 0) return { again: false, warnings: [] };
    const sent = await acted(this.#knowing, incident, {
      sealedTo: keysNamed,
      seal: async (known) => {
        const locks = this.#canTurn(known) ? this.#locks(known) : [];
        if (locks.length === 0) return null;
        const sealed = await sealedLocks(this.#knowing, known, locks);
        return sealed?.pieces ?? { refused: 'turn-first' };
      },
    });
    const due = dueIn(first, me).length > 0;
    const failed: OpenWarning[] = isRefused(sent) && due ? [{ what: 'not-turned' }] : [];
    return { again: true, warnings: failed };
  }

  /** The record as it stands once that is done; refused where it could not be. */
  async turnedFirst(incident: string, known: Known): Promise<Known | NotDone> {
    const turn = await this.whereNeeded(incident, known);
    const fresh = turn.again ? await this.#knowing.know(incident) : known;
    if (isRefused(fresh)) return fresh;
    return dueIn(fresh, this.#knowing.room.keyring.member).length === 0 ? fresh : { refused: 'turn-first' };
  }

  /**
   * Who was asked first whether they know anybody in it, said no, and may read it, is let in by the desk of a first
   * reader (two-step opening). Whether anything was done.
   */
  async letInAnswered(incident: string, first: Known): Promise<boolean> {
    if (!this.#canTurn(first) || this.answered(first).length === 0) return false;
    const sent = await acted(this.#knowing, incident, {
      sealedTo: keysNamed,
      before: (id, known) => this.turnedFirst(id, known),
      seal: async (known) => {
        const add = this.#canTurn(known) ? this.answered(known) : [];
        const { handling, keeping } = known.judged;
        const change: Change = { handling, keeping, add, why: 'introduced' };
        const locks = add.length === 0 ? [] : locksFor(known, this.#knowing.room.keyring.member, change);
        if (locks.length === 0) return null;
        return (await sealedLocks(this.#knowing, known, locks))?.pieces ?? { refused: 'not-allowed' };
      },
    });
    return !isRefused(sent);
  }

  /** Members to be let in without a tap, by a first reader, unless the root spoke a short while ago. */
  answered(known: Known): readonly RosterMember[] {
    const { procedure, edition, ground } = known;
    const me = this.#knowing.room.me(ground);
    const first = procedure.opening?.first ?? [];
    const mine = me === undefined ? [] : rolesAt(me, edition.id);
    const paused = ground.rosters.some(
      ({ roster, byRoot }) => byRoot && roster.version > 1 && roster.time > known.standing.now - rootPause,
    );
    return mine.some((role) => first.includes(role)) && !paused ? clearedIn(known) : [];
  }

  #locks(known: Known) {
    const me = this.#knowing.room.keyring.member;
    const { handling, keeping } = known.judged;
    const locks = locksFor(known, me, { handling, keeping, add: [], why: 're-keyed' });
    return [...locks, ...firstInternal(known, me, locks)];
  }

  /** Somebody who may hold it themselves and knows the reporter's own word on who is left out. */
  #canTurn(known: Known): boolean {
    const { room } = this.#knowing;
    const me = room.me(known.ground);
    const { apart } = known.judged.keeping;
    return me !== undefined && !me.suspended && !apart.has(me.id) && known.account !== null && !isUnsound(known);
  }
}

/** Who holds the names, said that they know nobody of them, and may hold the account and does not yet. */
export function clearedIn(known: Known): readonly RosterMember[] {
  const { handling, keeping, where } = known.judged;
  const [parties, account] = ['parties', 'account'].map((compartment) => known.chains.get(compartment)?.at(-1));
  const saidClear = (member: RosterMember): boolean =>
    handling.entries.some(
      ({ header }) =>
        header.kind === 'conflict-answered' &&
        header.by === member.sign &&
        textFact(header, 'member') === member.id &&
        textFact(header, 'answer') === 'clear',
    );
  return keeping.roster.members.filter(
    (member) =>
      holds(parties, member.id) &&
      !holds(account, member.id) &&
      saidClear(member) &&
      mayBeLetIn(where, handling, keeping, member, 'account'),
  );
}
