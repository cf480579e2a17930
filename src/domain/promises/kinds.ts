import { gatheringKinds } from '../after/briefing.ts';
import { afterKinds } from '../after/kinds.ts';
import { appealKinds } from '../appeal/kinds.ts';
import { followUpKinds } from '../follow-up/kinds.ts';
import { incidentKinds } from '../incident/kinds.ts';
import { intakeKinds } from '../intake/kinds.ts';
import { recordKinds } from '../record/kinds.ts';
import { rule, type KindRule } from '../record/rule.ts';
import { responseKinds } from '../response/kinds.ts';
import { speakingKinds } from '../speaking/kinds.ts';
import { attendeeKinds } from './attending.ts';
import { noticeKinds } from './notices.ts';

/** One event's settings, each change whole and signed: `edition/<id>`. */
const editionKinds = {
  settled: rule(['edition'], ['member'], [''], [], 'clear', 'any'),
  'opened-alone': rule(['edition'], ['member'], [''], [], 'clear', 'later'),
  ...gatheringKinds,
  ...attendeeKinds,
} as const;

/**
 * Every kind of entry there is: the closed vocabulary of the record, stage by stage. The server refuses any other
 * pairing of kind, stream, author, compartment and facts. Nothing else about an entry is in the clear.
 */
export const kinds = {
  ...recordKinds,
  ...intakeKinds,
  ...incidentKinds,
  ...responseKinds,
  ...speakingKinds,
  ...followUpKinds,
  ...appealKinds,
  ...afterKinds,
  ...editionKinds,
  ...noticeKinds,
} as const satisfies Record<string, KindRule>;

export type Kind = keyof typeof kinds;

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}
