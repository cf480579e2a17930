import { turnDue } from '#domain/promises/grants.ts';
import { holds } from '#domain/record/manifest.ts';
import type { Manifest } from '#domain/record/manifest.ts';
import type { Received } from '#wire/api.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { send, type Look } from '../sending/send.ts';
import { footingOn } from './footing.ts';
import { isUnsound, type Known, type Knowing } from './knowing.ts';

export interface Acted {
  /** What it is sealed to: another name means that it must be sealed again. */
  readonly sealedTo: (known: Known) => string;
  /** Null: nothing to do any more. */
  readonly seal: (known: Known) => Promise<readonly Piece[] | NotDone | null>;
  /** Before anything is sealed: locks again what must be. Without it the act does that itself, or seals nothing. */
  readonly before?: (incident: string, known: Known) => Promise<Known | NotDone>;
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
    return { known, sealedTo: act.sealedTo(known), ground: footingOn(room, known.ground, held) };
  };
  return knowing.gone(incident, await send(room.ask, { look, seal: ({ known }) => act.seal(known) }));
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
