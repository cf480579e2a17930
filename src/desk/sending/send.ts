import { staffPaths } from '#wire/staff-paths.ts';
import type { Received } from '#wire/api.ts';
import { isRefused, type Ask, type NotDone } from './ask.ts';
import { formOf, noticeFormOf, placed, type Ground, type Piece, type Ready } from './batch.ts';

/** How often an act is signed again when somebody else was first. */
const mostTries = 5;

/** One look at the record: where its streams end now, and what it is sealed to. */
export interface Look {
  readonly ground: Ground;
  /** The epochs that files are sealed to; another name means that sealing must be done again. */
  readonly sealedTo: string;
}

export interface Act<L extends Look> {
  /** Fetches the record anew. */
  readonly look: () => Promise<L | NotDone>;
  /** Seals what is to be said. Called again only when `sealedTo` changed. `null`: no longer needed; a refusal ends it. */
  readonly seal: (look: L) => Promise<readonly Piece[] | NotDone | null>;
}

const again = (refused: NotDone['refused']): boolean => refused === 'stale-head' || refused === 'roster-moved';
/** What a look that was too old may be refused with: pressed on only when the next look finds other keys. */
const outdated = (refused: NotDone['refused']): boolean => refused === 'turn-first' || refused === 'bad-manifest';

export function post(ask: Ask, ready: Ready): Promise<Received | NotDone> {
  const notice = noticeFormOf(ready);
  if (notice !== null) return ask.json<Received>(staffPaths.api.notices, { body: notice });
  return ask.json<Received>(staffPaths.api.entries, { body: formOf(ready) });
}

/**
 * Draft → seal → sign → append. When a colleague was first, looks again and signs again; what was sealed is sealed
 * again only if the key it was sealed to was turned meanwhile. So of two members acting at once neither is lost.
 */
export async function send<L extends Look>(ask: Ask, act: Act<L>, first?: L): Promise<Received | NotDone> {
  let sealedTo: string | null = null;
  let pieces: readonly Piece[] = [];
  let refused: NotDone = { refused: 'stale-head' };
  for (let tries = 0; tries < mostTries; tries++) {
    const look = tries === 0 && first !== undefined ? first : await act.look();
    if ('refused' in look) return look;
    if (sealedTo === look.sealedTo && outdated(refused.refused)) return refused;
    if (sealedTo !== look.sealedTo) {
      const made = await act.seal(look);
      if (made === null) return { receivedAt: look.ground.at };
      if ('refused' in made) return made;
      pieces = made;
      sealedTo = look.sealedTo;
    }
    const answer = await post(ask, placed(pieces, look.ground));
    if (!isRefused(answer)) return answer;
    if (!again(answer.refused) && !outdated(answer.refused)) return answer;
    refused = answer;
  }
  return refused;
}
