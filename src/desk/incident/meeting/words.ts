import { meeting as en } from '#words/made/en/meeting.ts';
import { meeting as es } from '#words/made/es/meeting.ts';
import type { Meeting } from '#words/made/shape.ts';
import type { Verdict } from '#domain/response/bodies.ts';
import { useOwn } from '../../frame/own-words.ts';

/** The words of this page. */
export function useMeetingWords(): Meeting {
  return useOwn({ en, es });
}

export function verdictIn(t: Pick<Meeting, 'verdict'>, verdict: Verdict): string {
  return t.verdict({ verdict: verdict.replaceAll('-', '_') });
}
