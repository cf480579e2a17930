import { decision as en } from '#words/made/en/decision.ts';
import { decision as es } from '#words/made/es/decision.ts';
import type { Decision } from '#words/made/shape.ts';
import type { Need } from '#domain/procedure/response.ts';
import type { Ending, Verdict } from '#domain/response/bodies.ts';
import type { State } from '#domain/response/deciding.ts';
import { useOwn } from '../../frame/own-words.ts';

/** The words of this page. */
export function useDecisionWords(): Decision {
  return useOwn({ en, es });
}

// A word of a select has no hyphens.
const plain = (word: string): string => word.replaceAll('-', '_');

export const findingIn = (t: Decision, verdict: Verdict): string => t.finding({ verdict: plain(verdict) });
export const needIn = (t: Decision, need: Need): string => t.need({ need: plain(need) });
export const endingIn = (t: Decision, ends: Ending): string => t.endsAs({ ends: plain(ends) });
export const stateIn = (t: Decision, state: State): string => t.state({ state: plain(state) });
