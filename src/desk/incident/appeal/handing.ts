import type { PacketMade } from '#domain/appeal/bodies.ts';
import type { NotDone } from '../../sending/ask.ts';
import type { Verbs } from '../../keys/protocol.ts';

type Keys = Pick<Verbs, 'notices' | 'sendNotice' | 'endNotice'>;

/**
 * A packet, as a notice to who decides again, and in the same moment as an entry of the incident. What they were given
 * before about the same appeal holds no more.
 */
export async function handOver(
  keys: Keys,
  incident: string,
  of: string,
  body: PacketMade,
): Promise<{ readonly id: string } | NotDone> {
  const before = await keys.notices();
  if ('refused' in before) return before;
  const sent = await keys.sendNotice({
    for: 'appeal',
    incident,
    of,
    members: body.to,
    body: { v: 1, what: body.what, decided: body.decided, side: body.side, appeal: body.appeal, to: body.to },
    also: [{ kind: 'packet-made', facts: { of }, body }],
  });
  if ('refused' in sent) return sent;
  const old = before.filter((one) => one.for === 'appeal' && one.of === of && one.ended === null);
  for (const { id } of old) {
    const ended = await keys.endNotice(id);
    if ('refused' in ended) return ended;
  }
  return sent;
}
