import { doneBy, writtenBy } from '../intake/report.ts';
import { textFact, type Verified } from '../record/header.ts';
import type { Appeal } from './appeal.ts';
import { appealKinds } from './kinds.ts';

type AppealKind = keyof typeof appealKinds;
const isAppeal = (kind: string): kind is AppealKind => Object.hasOwn(appealKinds, kind);

/** One more entry of `incident/<id>`. Total: an entry that tells the fold nothing changes nothing. */
export function evolve(so: Appeal, entry: Verified): Appeal {
  const { header } = entry;
  if (!isAppeal(header.kind)) return so;
  const of = textFact(header, 'of');
  switch (header.kind) {
    case 'appeal-filed':
      return { filed: [...so.filed, { ...writtenBy(entry), packet: null, decided: null }] };
    case 'packet-made':
      return { filed: so.filed.map((one) => (one.hash === of ? { ...one, packet: doneBy(entry) } : one)) };
    case 'appeal-decided': {
      const decided = { ...doneBy(entry), outcome: textFact(header, 'outcome') };
      return { filed: so.filed.map((one) => (one.hash === of ? { ...one, decided } : one)) };
    }
  }
}
