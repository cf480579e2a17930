import type { Attempt } from '#domain/promises/attempt.ts';
import { isNarrow, isFree, mayBeLetIn, readsIdentity, turnable, type Keeping } from '#domain/promises/grants.ts';
import type { Handling } from '#domain/promises/handling.ts';
import { may } from '#domain/promises/may.ts';
import { comesTo, holdersWithout } from '#domain/promises/successors.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import { memberOf, type RosterMember } from '#domain/team/roster.ts';
import { utf8 } from '#seal/digest.ts';
import type { HeadsAnswer } from '#wire/api.ts';
import type { ReleasedBody } from '#wire/bodies.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { acted, actedTogether, keysNamed, type Acted } from './acting.ts';
import { marked, sealedPiece } from './footing.ts';
import type { Known, Knowing } from './knowing.ts';
import { locksFor, sealedLocks, type Change, type Locked } from './locking.ts';
import type { Done } from './protocol.ts';

const done: Done = { done: true };
const notAllowed: NotDone = { refused: 'not-allowed' };
/** No answer of the server's own: it may have taken what was sent. */
const lost: ReadonlySet<NotDone['refused']> = new Set(['offline', 'internal']);

/** Pieces of one act, or why not. */
type Sealed = readonly Piece[] | NotDone;

/** Stepping aside, setting aside, asking, releasing, letting in: each one batch that stands or falls whole. */
export class ConflictActs {
  readonly #knowing: Knowing;
  /** Incidents whose word of mine was sent, and its answer lost. */
  readonly #unanswered = new Set<string>();

  constructor(knowing: Knowing) {
    this.#knowing = knowing;
  }

  /** My keys go to nobody but who stays, and who must follow me; afterwards it is not on this device any more. */
  async stepAside(incident: string): Promise<Done | NotDone> {
    let sent = false;
    const left = new Set([incident]);
    const answer = await this.#actInAll(incident, async (known, me) => {
      left.add(known.standing.row.incident);
      // Said there already, before the two were linked.
      if (known.standing.row.incident !== incident && known.judged.handling.recused.has(me.id)) return [];
      const sealed = await this.#goodbye(known, me);
      sent = !('refused' in sealed);
      return sealed;
    });
    // Whoever is out is told that nothing is there: pressed again, that is the answer that was lost.
    const isDone = !isRefused(answer) || (answer.refused === 'not-found' && this.#unanswered.has(incident));
    if (isDone) {
      this.#unanswered.delete(incident);
      for (const id of left) this.#knowing.room.forget(id);
      return done;
    }
    if (sent && lost.has(answer.refused)) this.#unanswered.add(incident);
    return answer;
  }

  async #goodbye(known: Known, me: RosterMember): Promise<Sealed> {
    const attempt: Attempt = { kind: 'recused', facts: [['member', me.id]] };
    const refused = this.#refused(known, me, attempt);
    if (refused !== null) return refused;
    const { handling, where, keeping } = known.judged;
    // A key that never fitted can be handed to nobody; going must be possible all the same. One that could only not be
    // fetched just now must follow to whoever stays: later.
    if (known.account === null) {
      const isMine = turnable(handling, me).some(({ manifest }) => manifest.compartment === 'account');
      const isHere = this.#knowing.newest(known, 'account') !== null;
      return isMine && !isHere ? { refused: 'offline' } : [this.#word(known, attempt)];
    }
    const without = apartWith(keeping, me.id);
    const following = new Map(
      [...known.chains].flatMap(([compartment, chain]) => {
        const newest = chain.at(-1);
        if (newest === undefined) return [];
        const all = holdersWithout(where, handling, keeping, me.id, newest);
        const trusted = all.filter((member) => readsIdentity(where, handling, member));
        return [[compartment, compartment === 'identity' && trusted.length > 0 ? trusted : all] as const];
      }),
    );
    const locked = await this.#locked(known, me, {
      keeping: without,
      handling,
      add: [...new Set([...following.values()].flat())],
      why: 'stepped-aside',
      may: (member, compartment) => isFree(without, member) && following.get(compartment)?.includes(member) === true,
    });
    return locked === null ? notAllowed : [...locked.pieces, this.#word(known, attempt)];
  }

  setAside(incident: string, member: string): Promise<Done | NotDone> {
    const attempt: Attempt = { kind: 'recused', facts: [['member', member]] };
    return this.#actInAll(incident, async (known, me) => {
      const there = known.standing.row.incident !== incident && known.judged.handling.recused.has(member);
      return there ? [] : this.#taken(known, me, member, attempt);
    });
  }

  confirmNamed(incident: string, member: string): Promise<Done | NotDone> {
    return this.#without(incident, member, answered(member, 'conflict'));
  }

  lift(incident: string, member: string): Promise<Done | NotDone> {
    const attempt = answered(member, 'clear');
    return this.#actInAll(incident, async (known, me) => {
      const elsewhere = known.standing.row.incident !== incident;
      if (elsewhere && !known.judged.handling.recused.has(member)) return this.#turnedBeside(known, me);
      return this.#refused(known, me, attempt) ?? [this.#word(known, attempt)];
    });
  }

  askAbout(incident: string, member: string): Promise<Done | NotDone> {
    return this.#say(incident, { kind: 'conflict-asked', facts: [['member', member]] });
  }

  answerForMe(incident: string, says: 'clear' | 'conflict'): Promise<Done | NotDone> {
    return says === 'conflict'
      ? this.stepAside(incident)
      : this.#say(incident, answered(this.#knowing.room.keyring.member, 'clear'));
  }

  /** Somebody else is meant: the bar is lifted, and who would read such a report is handed the keys with it. */
  releaseNamed(incident: string, member: string): Promise<Done | NotDone> {
    return this.#actInAll(incident, async (known, me) => {
      if (known.standing.row.incident !== incident) return this.#turnedBeside(known, me);
      const attempt: Attempt = { kind: 'unbarred', facts: [['member', member]] };
      const refused = this.#refused(known, me, attempt);
      if (refused !== null) return refused;
      const { handling, where, keeping } = known.judged;
      // What was added and cannot be opened here may leave them out.
      if (known.account === null || !known.heardAll || known.leftOut.includes(member)) return notAllowed;
      const barred = new Set([...handling.barred].filter((id) => id !== member));
      const away = new Set([...handling.away].filter((id) => id !== member || handling.recused.has(id)));
      const then = { ...handling, barred, away };
      const free: Keeping = { ...keeping, apart: away };
      const released = memberOf(where.roster, member);
      // Where others were ever linked with it, they are let into all of them at once, by a tap of its own.
      const joins = known.near.length === 0 && released !== undefined && comesTo(where, then, free, released);
      const change: Change = { keeping: free, handling: then, add: joins ? [released] : [], why: 'introduced' };
      const locked = await this.#locked(known, me, change);
      if (locked === null) return notAllowed;
      const body: ReleasedBody = { v: 1, text: '' };
      const { stream } = known.standing.streams.report;
      const { room } = this.#knowing;
      const { kind, facts } = attempt;
      const freed = await sealedPiece(room, stream, kind, 'account', locked.account, facts, utf8(JSON.stringify(body)));
      return [...locked.pieces, freed];
    });
  }

  /** Who may come back by this reads all of it or nothing: a key they hold elsewhere is turned in the same moment. */
  async #turnedBeside(known: Known, me: RosterMember): Promise<Sealed> {
    const { handling, keeping } = known.judged;
    const locked = await this.#locked(known, me, { keeping, handling, add: [], why: 'turned-on-opening' });
    return locked?.pieces ?? [];
  }

  /** A tap for each of them. A report sent to one alone is turned, and its reporter told (`rekey`). */
  letIn(incident: string, members: readonly string[]): Promise<Done | NotDone> {
    return this.#actInAll(incident, async (known, me) => {
      const { handling, where, keeping } = known.judged;
      const add = members.flatMap((id) => memberOf(where.roster, id) ?? []);
      const entitled = add.filter((member) => mayBeLetIn(where, handling, keeping, member, 'account'));
      if (entitled.length < members.length || members.length === 0) return notAllowed;
      const why = isNarrow(handling) ? 'widened' : 'introduced';
      const locked = await this.#locked(known, me, { keeping, handling, add, why });
      return locked?.pieces ?? notAllowed;
    });
  }

  appointStandIn(incident: string, member: string): Promise<Done | NotDone> {
    return this.#actInAll(incident, async (known, me) => {
      const attempt: Attempt = { kind: 'stand-in-appointed', facts: [['member', member]] };
      const refused = this.#refused(known, me, attempt);
      if (refused !== null) return refused;
      const { handling, where, keeping } = known.judged;
      const then: Handling = { ...handling, standIns: new Set([...handling.standIns, member]) };
      const appointed = memberOf(where.roster, member);
      if (appointed === undefined || !mayBeLetIn(where, then, keeping, appointed, 'account')) return notAllowed;
      const locked = await this.#locked(known, me, { keeping, handling: then, add: [appointed], why: 'stand-in' });
      return locked === null ? notAllowed : [...locked.pieces, this.#word(known, attempt)];
    });
  }

  /** Whether everything ends where it did when it was opened last. */
  async still(incident: string): Promise<{ readonly same: boolean } | NotDone> {
    const { room } = this.#knowing;
    const { heads } = room.here(incident);
    const answer = this.#knowing.gone(incident, await room.ask.json<HeadsAnswer>(staffPaths.api.heads(incident)));
    if (isRefused(answer)) return answer;
    const same = (['incident', 'report', 'mailbox'] as const).every((stream) => heads?.[stream] === answer[stream]);
    return { same };
  }

  /** Takes somebody else out: the word, and every key of it that I hold and that they could open, turned. */
  #without(incident: string, member: string, attempt: Attempt): Promise<Done | NotDone> {
    return this.#act(incident, (known, me) => this.#taken(known, me, member, attempt));
  }

  async #taken(known: Known, me: RosterMember, member: string, attempt: Attempt): Promise<Sealed> {
    if (member === me.id) return notAllowed;
    const refused = this.#refused(known, me, attempt);
    if (refused !== null) return refused;
    const { handling, keeping } = known.judged;
    const without = apartWith(keeping, member);
    const locked = await this.#locked(known, me, { keeping: without, handling, add: [], why: 'stepped-aside' });
    return locked === null ? notAllowed : [...locked.pieces, this.#word(known, attempt)];
  }

  /** A word alone: no key moves by it. */
  #say(incident: string, attempt: Attempt): Promise<Done | NotDone> {
    return this.#act(
      incident,
      async (known, me) => this.#refused(known, me, attempt) ?? [this.#word(known, attempt)],
      () => '',
    );
  }

  /** In everything that is handled together with it, so that one circle reads all of it; `[]`: nothing to do there. */
  async #actInAll(
    incident: string,
    seal: (known: Known, me: RosterMember) => Promise<Sealed>,
    sealedTo: Acted['sealedTo'] = keysNamed,
  ): Promise<Done | NotDone> {
    const sent = await actedTogether(this.#knowing, incident, {
      ids: ({ near }) => near.map(({ standing: { row } }) => row.incident),
      sealedTo: (knowns) => knowns.map(sealedTo).join('\n'),
      seal: async (knowns) => {
        const pieces: Piece[] = [];
        for (const known of knowns) {
          const me = this.#knowing.room.me(known.ground);
          const sealed = me === undefined ? notAllowed : await seal(known, me);
          if ('refused' in sealed) return sealed;
          pieces.push(...sealed);
        }
        return pieces;
      },
    });
    return isRefused(sent) ? sent : done;
  }

  async #act(
    incident: string,
    seal: (known: Known, me: RosterMember) => Promise<Sealed>,
    sealedTo: Acted['sealedTo'] = keysNamed,
  ): Promise<Done | NotDone> {
    const sent = await acted(this.#knowing, incident, {
      sealedTo,
      seal: async (known) => {
        const me = this.#knowing.room.me(known.ground);
        return me === undefined ? notAllowed : seal(known, me);
      },
    });
    return isRefused(sent) ? sent : done;
  }

  #refused({ judged: { handling, where } }: Known, me: RosterMember, attempt: Attempt): NotDone | null {
    const answer = may(where, handling, me, attempt);
    return 'refused' in answer ? { refused: 'not-allowed', reason: answer.refused } : null;
  }

  async #locked(known: Known, me: RosterMember, change: Change): Promise<Locked | null> {
    // Without the reporter's own word nobody knows here who is left out.
    if (known.account === null) return null;
    // Who goes, or is taken out, goes also where my own key does not fit; a colleague turns that one.
    const openable = (compartment: string): boolean => this.#knowing.newest(known, compartment) !== null;
    const locks = locksFor(known, me.id, change).filter(
      ({ compartment }) => change.why !== 'stepped-aside' || openable(compartment),
    );
    return sealedLocks(this.#knowing, known, locks);
  }

  #word({ standing: { streams } }: Known, { kind, facts }: { readonly kind: Kind; readonly facts: Attempt['facts'] }) {
    return marked(this.#knowing.room, streams.incident.stream, kind, facts);
  }
}

const answered = (member: string, answer: 'clear' | 'conflict'): Attempt => ({
  kind: 'conflict-answered',
  facts: [
    ['answer', answer],
    ['member', member],
  ],
});

const apartWith = (keeping: Keeping, member: string): Keeping => ({
  ...keeping,
  apart: new Set([...keeping.apart, member]),
});
