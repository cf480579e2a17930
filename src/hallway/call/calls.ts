import { useState } from 'react';
import type { CallFor } from '#wire/bodies.ts';
import type { Verbs } from '../keys/protocol.ts';
import { useAnswers, type Answered, type Calling } from './answers.ts';

/** A call that was made, if it was, and how it stands. */
export interface CallKept {
  readonly calling: Calling | null;
  readonly answered: Answered;
  readonly keep: (calling: Calling | null) => void;
}

/** The two that may stand at once: asking for a hand never loses sight of the lead who was called. */
export interface Calls {
  readonly lead: CallKept;
  readonly hand: CallKept;
  readonly of: (what: CallFor) => CallKept;
}

export function useCalls(keys: Pick<Verbs, 'callStanding'>): Calls {
  const [leadCalling, keepLead] = useState<Calling | null>(null);
  const [handCalling, keepHand] = useState<Calling | null>(null);
  const lead: CallKept = { calling: leadCalling, answered: useAnswers(keys, leadCalling), keep: keepLead };
  const hand: CallKept = { calling: handCalling, answered: useAnswers(keys, handCalling), keep: keepHand };
  return { lead, hand, of: (what) => (what === 'lead' ? lead : hand) };
}
