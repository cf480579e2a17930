import type { DutyRule } from '../procedure/procedure.ts';
import { textFact, type Stream, type Verified } from '../record/header.ts';

/** Nobody but the server ever had the eight words of what came so: who wrote is answered by the same way, or not at all. */
const wordless: ReadonlySet<string> = new Set(['sms', 'e-mail']);

/**
 * Whether nothing could reach who told the report `stream` at this time, ms: it came by letter or text message, said of no
 * way back, and none was given since (who agrees to keep a number says so in an `added` of the identity).
 */
function isOutOfReach(entries: readonly Verified[], stream: Stream, at: number): boolean {
  const own = entries.filter(({ header }) => header.stream === stream);
  const born = own.find(({ header }) => header.kind === 'reported');
  if (born === undefined || !wordless.has(textFact(born.header, 'channel'))) return false;
  const gave = ({ header, receivedAt }: Verified): boolean =>
    header.kind === 'added' && header.compartment === 'identity' && born.receivedAt < receivedAt && receivedAt <= at;
  return textFact(born.header, 'reachable') === 'no' && !own.some(gave);
}

/**
 * [Note: Nobody to tell] Whether what is owed in `stream` may be waived with a reason at this time, ms: where the procedure
 * lets it be; and what is owed to a reporter whom nothing reaches, which could be neither kept nor ended otherwise (FUP-01).
 */
export function mayBeWaived(
  { waivable, owedTo }: Pick<DutyRule, 'waivable' | 'owedTo'>,
  stream: Stream,
  entries: readonly Verified[],
  at: number,
): boolean {
  return waivable || (owedTo === 'reporter' && isOutOfReach(entries, stream, at));
}
