import { needKinds } from '#domain/response/bodies.ts';
import type { Bodied, Bodies } from '#domain/promises/bodies.ts';
import type { Assess } from '#words/made/shape.ts';
import type { Seen } from '../../keys/incident-seen.ts';

/** What a line says names with. */
interface Names {
  readonly nameOf: (member: string) => string;
}

const bodyIn = <K extends Bodied>({ body }: Seen, _kind: K): Bodies[K] | null => body as Bodies[K] | null;

/** One calm sentence of the story for an entry of assessing and acting now; null for any other, and for a locked one. */
export function assessLine(seen: Seen, t: Assess, { nameOf }: Names): string | null {
  if (seen.kind === 'need-done') return t.lineNeedDone();
  if (seen.body === null) return null;
  switch (seen.kind) {
    case 'assessed': {
      const why = bodyIn(seen, 'assessed')?.why ?? '';
      return t.lineAssessed({ urgency: t.urgency({ urgency: seen.facts['urgency'] ?? '' }), why });
    }
    case 'hold-contact':
      return t.lineHold({ text: bodyIn(seen, 'hold-contact')?.text ?? '' });
    case 'plan-made': {
      const contact = bodyIn(seen, 'plan-made')?.contact ?? '';
      return contact === '' ? t.linePlanAlone() : t.linePlan({ name: nameOf(contact) });
    }
    case 'measure-taken':
      return t.lineMeasure({
        alone: seen.facts['alone'] ?? '',
        what: bodyIn(seen, 'measure-taken')?.what ?? '',
      });
    case 'measure-reviewed': {
      const body = bodyIn(seen, 'measure-reviewed');
      return t.lineReviewed({ stands: body?.stands === true ? 'yes' : 'no', why: body?.text ?? '' });
    }
    case 'referred':
      return t.lineReferred({ agency: bodyIn(seen, 'referred')?.agency ?? '' });
    case 'need-asked': {
      const need = needKinds.find((one) => one === bodyIn(seen, 'need-asked')?.need) ?? 'other';
      return t.lineNeed({ need: t.need({ need }) });
    }
    default:
      return null;
  }
}
