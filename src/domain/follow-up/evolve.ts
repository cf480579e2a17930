import { doneBy, writtenBy } from '../intake/report.ts';
import { numberFact } from '../record/facts.ts';
import { textFact, type Verified } from '../record/header.ts';
import type { FollowUp } from './follow-up.ts';
import { followUpKinds } from './kinds.ts';

type FollowUpKind = keyof typeof followUpKinds;
const isFollowUp = (kind: string): kind is FollowUpKind => Object.hasOwn(followUpKinds, kind);

/** One more entry of `report/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(so: FollowUp, entry: Verified): FollowUp {
  const { header } = entry;
  if (!isFollowUp(header.kind)) return so;
  switch (header.kind) {
    case 'follow-up-planned':
    case 'support-planned': {
      const what = header.kind === 'follow-up-planned' ? 'follow-up' : 'support';
      const plan = { owner: textFact(header, 'owner'), due: numberFact(header, 'due'), checked: null };
      return { ...so, plans: [...so.plans, { ...writtenBy(entry), what, ...plan }] };
    }
    case 'checked-back': {
      const of = textFact(header, 'of');
      return { ...so, plans: so.plans.map((one) => (one.hash === of ? { ...one, checked: doneBy(entry) } : one)) };
    }
    case 'acknowledged':
    case 'said-to-reporter':
    case 'heard-from-reporter':
      return so;
  }
}
