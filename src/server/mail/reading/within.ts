import type { ForwardedLetter } from '#wire/bodies.ts';
import { valuesOf } from './addresses.ts';
import { fieldText, open, type Opened } from './opened.ts';

/** Letters within letters that are read; deeper ones are in the original alone. */
const deepest = 10;

interface Within {
  readonly forwarded: readonly ForwardedLetter[];
  readonly parts: Opened['parts'];
  /** Not all of it could be read. */
  readonly broken: boolean;
}

const isLetterPart = ({ mimeType }: Opened['parts'][number]): boolean => /^message\/(?:rfc822|global)$/u.test(mimeType);

/** Letters that lie in it as parts, with what lies in those, outermost first; and every other part. */
export async function within(parts: Opened['parts'], depth: number): Promise<Within> {
  const forwarded: ForwardedLetter[] = [];
  const others: Opened['parts'][number][] = [];
  let broken = false;
  for (const part of parts) {
    if (!isLetterPart(part) || typeof part.content === 'string') {
      others.push(part);
      continue;
    }
    if (depth >= deepest || forwarded.length >= 50) {
      others.push(part);
      broken = true;
      continue;
    }
    const inner = await open(new Uint8Array(part.content));
    const [from = ''] = valuesOf(inner.fields, 'from');
    const [subject = ''] = valuesOf(inner.fields, 'subject');
    const [sent = ''] = valuesOf(inner.fields, 'date');
    forwarded.push({
      from: fieldText(from),
      subject: fieldText(subject),
      sent: fieldText(sent),
      text: inner.text.trim(),
    });
    const below = await within(inner.parts, depth + 1);
    forwarded.push(...below.forwarded);
    others.push(...below.parts);
    broken ||= below.broken || inner.broken;
  }
  return { forwarded, parts: others, broken };
}
