import { listFact } from '#domain/record/facts.ts';
import type { Known } from './knowing.ts';

/** Who fetched it when: the server's word, signed by its sealing key; null when it does not hold. */
export function fetchedIn(known: Pick<Known, 'standing' | 'ground'>): readonly { member: string; at: number }[] | null {
  const { audit } = known.standing.streams;
  if (audit === null) return known.standing.auditFails ? null : [];
  const keys = new Set(known.ground.rosters.flatMap(({ roster }) => roster.sealingKeys));
  const sound = audit.entries.every(({ header }) => header.kind === 'fetched' && keys.has(header.by));
  if (!sound) return null;
  return audit.entries.flatMap(({ header, receivedAt }) =>
    listFact(header, 'member').map((member) => ({ member, at: receivedAt })),
  );
}
