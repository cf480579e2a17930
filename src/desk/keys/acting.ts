import { turnDue } from '#domain/promises/grants.ts';
import { holds } from '#domain/record/manifest.ts';
import type { Manifest } from '#domain/record/manifest.ts';
import type { Received } from '#wire/api.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { send, type Look } from '../sending/send.ts';
import { footingOn } from './footing.ts';
import { isUnsound, type Known, type Knowing, type OneLook } from './knowing.ts';
import type { Held } from './opening.ts';

export interface Acted {
  /** What it is sealed to: another name means that it must be sealed again. */
  readonly sealedTo: (known: Known) => string;
  /** Null: nothing to do any more. */
  readonly seal: (known: Known) => Promise<readonly Piece[] | NotDone | null>;
  /** Before anything is sealed: locks again what must be. Without it the act does that itself, or seals nothing. */
  readonly before?: (incident: string, known: Known) => Promise<Known | NotDone>;
  /** A notice that is written in the same moment: where it ends, and what it says. */
  readonly beside?: () => Promise<Held | NotDone>;
  readonly also?: (known: Known) => Promise<readonly Piece[] | NotDone>;
}

/** Every act in one incident: on a fresh team list, on a record that holds; again when a colleague was first. */
export async function acted(knowing: Knowing, incident: string, act: Acted): Promise<Received | NotDone> {
  const { room } = knowing;
  const look = async (): Promise<(Look & { readonly known: Known }) | NotDone> => {
    const first = await knowing.know(incident, true);
    if (isRefused(first)) return first;
    // A record that goes back or contradicts itself could hide that somebody is kept apart.
    if (isUnsound(first)) return { refused: 'bad-manifest' };
    const known = act.before === undefined ? first : await act.before(incident, first);
    if (isRefused(known)) return known;
    const { report, incident: inside } = known.standing.streams;
    const held = [report, inside, ...(known.mailbox ? [known.mailbox] : [])];
    const beside = await act.beside?.();
    if (beside !== undefined && isRefused(beside)) return beside;
    // A notice is sealed to the members of the newest list: a new list, and it is sealed again.
    const sealedTo = act.also === undefined ? act.sealedTo(known) : `${act.sealedTo(known)} ${known.ground.head.hash}`;
    return { known, sealedTo, ground: footingOn(room, known.ground, beside === undefined ? held : [...held, beside]) };
  };
  const seal = async (known: Known): Promise<readonly Piece[] | NotDone | null> => {
    const pieces = await act.seal(known);
    if (pieces === null || 'refused' in pieces) return pieces;
    const also = (await act.also?.(known)) ?? [];
    return 'refused' in also ? also : [...pieces, ...also];
  };
  return knowing.gone(incident, await send(room.ask, { look, seal: ({ known }) => seal(known) }));
}

export interface ActedTogether {
  /** The others it is about, by how the first one stands. */
  readonly ids: (first: Known) => readonly string[];
  readonly sealedTo: (knowns: readonly Known[]) => string;
  /** The first one, then the others. */
  readonly seal: (knowns: readonly Known[]) => Promise<readonly Piece[] | NotDone | null>;
  readonly before?: Acted['before'];
}

/** The same for one act in several incidents: all of it stands, or none. */
export async function actedTogether(
  knowing: Knowing,
  incident: string,
  act: ActedTogether,
): Promise<Received | NotDone> {
  const { room } = knowing;
  const one = async (id: string, fresh: boolean, found: OneLook): Promise<Known | NotDone> => {
    const known = await knowing.know(id, fresh, found);
    if (isRefused(known)) return known;
    if (isUnsound(known)) return { refused: 'bad-manifest' };
    return act.before === undefined ? known : act.before(id, known);
  };
  const look = async (): Promise<(Look & { readonly knowns: readonly Known[] }) | NotDone> => {
    const found = knowing.look();
    const first = await one(incident, true, found);
    if (isRefused(first)) return first;
    const knowns = [first];
    for (const id of act.ids(first)) {
      const other = await one(id, false, found);
      if (isRefused(other)) return other;
      knowns.push(other);
    }
    const held = knowns.flatMap(({ standing: { streams }, mailbox }) => [
      streams.report,
      streams.incident,
      ...(mailbox ? [mailbox] : []),
    ]);
    return { knowns, sealedTo: act.sealedTo(knowns), ground: footingOn(room, first.ground, held) };
  };
  return knowing.gone(incident, await send(room.ask, { look, seal: ({ knowns }) => act.seal(knowns) }));
}

/** Everything that says who may be handed a key: when nothing of it moved, the same manifests are signed again. */
export function keysNamed({ chains, ground, mailboxKey, judged, leftOut, heardAll }: Known): string {
  const newest = [...chains].map(([compartment, chain]) => `${compartment} ${chain.at(-1)?.hash ?? ''}`);
  const { apart } = judged.keeping;
  const standIns = [...judged.handling.standIns];
  // Somebody who only seemed to be named may be left out by what was added since.
  const out = ['/', ...leftOut.toSorted(), heardAll];
  return [...newest, ground.head.hash, mailboxKey?.id, ...[...apart].toSorted(), '/', ...standIns, ...out].join(' ');
}

/** Compartments that this member holds and nobody may write in before they are locked again. */
export function dueIn({ chains, judged }: Known, me: string): readonly Manifest['compartment'][] {
  return [...chains].flatMap(([, chain]) => {
    const newest = chain.at(-1);
    if (newest === undefined || newest.manifest.compartment === 'parties' || !holds(newest, me)) return [];
    return turnDue(newest, judged.keeping) === null ? [] : [newest.manifest.compartment];
  });
}
