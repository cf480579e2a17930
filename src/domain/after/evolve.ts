import { doneBy } from '../intake/report.ts';
import { textFact, type Verified } from '../record/header.ts';
import type { After } from './after.ts';
import { afterKinds } from './kinds.ts';

type AfterKind = keyof typeof afterKinds;
const isAfter = (kind: string): kind is AfterKind => Object.hasOwn(afterKinds, kind);

/** One more entry of `incident/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(so: After, entry: Verified): After {
  const { header } = entry;
  if (!isAfter(header.kind)) return so;
  switch (header.kind) {
    case 'closed':
      return { ...so, closed: doneBy(entry) };
    case 'reopened':
      return { ...so, closed: null };
    case 'debriefed':
      return { ...so, debriefed: [...so.debriefed, doneBy(entry)] };
    case 'expunged':
      return { ...so, expunged: new Set([...so.expunged, textFact(header, 'of')]) };
  }
}
