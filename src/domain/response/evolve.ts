import { doneBy, writtenBy } from '../intake/report.ts';

import { listFact, numberFact } from '../record/facts.ts';
import { textFact, type Verified } from '../record/header.ts';
import { responseKinds } from './kinds.ts';
import type { Responding } from './responding.ts';

type ResponseKind = keyof typeof responseKinds;
const isResponse = (kind: string): kind is ResponseKind => Object.hasOwn(responseKinds, kind);

const changed = <T extends { readonly hash: string }>(items: readonly T[], of: string, change: (item: T) => T) =>
  items.map((item) => (item.hash === of ? change(item) : item));

/** One more entry of `incident/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(so: Responding, entry: Verified): Responding {
  const { header } = entry;
  if (!isResponse(header.kind)) return so;
  const of = textFact(header, 'of');
  const written = writtenBy(entry);
  switch (header.kind) {
    case 'assessed':
      return { ...so, urgency: textFact(header, 'urgency') };
    case 'hold-contact':
      return { ...so, hold: written };
    case 'plan-made':
      return { ...so, hold: null };
    case 'measure-taken': {
      const measure = { ...written, alone: textFact(header, 'alone') === 'yes', reviewed: null };
      return { ...so, measures: [...so.measures, measure] };
    }
    case 'measure-reviewed':
      return { ...so, measures: changed(so.measures, of, (one) => ({ ...one, reviewed: doneBy(entry) })) };
    case 'referred':
      return { ...so, referrals: [...so.referrals, written] };
    case 'need-asked':
      return { ...so, needs: [...so.needs, written] };
    case 'need-done':
      return { ...so, needs: so.needs.filter(({ hash }) => hash !== of) };
    case 'meeting-called': {
      const meeting = { ...written, due: numberFact(header, 'due'), invited: listFact(header, 'invited'), held: null };
      return { ...so, meetings: [...so.meetings, meeting] };
    }
    case 'voted':
      return { ...so, votes: [...so.votes, { ...written, of }] };
    case 'meeting-held': {
      const held = {
        ...doneBy(entry),
        outcome: textFact(header, 'outcome'),
        present: listFact(header, 'present'),
      };
      return { ...so, meetings: changed(so.meetings, of, (one) => ({ ...one, held })) };
    }
    case 'resolved':
      return { ...so, resolutions: [...so.resolutions, { ...written, none: textFact(header, 'none') === 'yes' }] };
    case 'consequence-decided': {
      const open = { carriedOut: null, lifted: null, reviewed: null };
      const [due, until] = [numberFact(header, 'due'), numberFact(header, 'until')];
      const decided = { ...written, owner: textFact(header, 'owner'), due, until, ...open };
      return { ...so, consequences: [...so.consequences, decided] };
    }
    case 'consequence-carried-out':
      return { ...so, consequences: changed(so.consequences, of, (one) => ({ ...one, carriedOut: doneBy(entry) })) };
    case 'consequence-lifted':
      return { ...so, consequences: changed(so.consequences, of, (one) => ({ ...one, lifted: doneBy(entry) })) };
    case 'consequence-reviewed': {
      const reviewed = { ...doneBy(entry), outcome: textFact(header, 'outcome') };
      return { ...so, consequences: changed(so.consequences, of, (one) => ({ ...one, reviewed })) };
    }
    case 'disclosed':
      return { ...so, disclosures: [...so.disclosures, written] };
    case 'warned':
      return { ...so, warnings: [...so.warnings, written] };
  }
}
