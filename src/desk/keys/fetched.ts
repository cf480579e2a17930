import { listFact } from '#domain/record/facts.ts';
import type { Known } from './knowing.ts';

interface ByWhom {
  readonly member: string;
  readonly at: number;
}

/**
 * Who fetched it when, and who looked somebody up out of it: the server's word, signed by its sealing key; null when it
 * does not hold.
 */
export function fetchedIn(
  known: Pick<Known, 'standing' | 'ground'>,
): { readonly fetched: readonly ByWhom[]; readonly lookedUp: readonly ByWhom[] } | null {
  const { audit } = known.standing.streams;
  if (audit === null) return known.standing.auditFails ? null : { fetched: [], lookedUp: [] };
  const keys = new Set(known.ground.rosters.flatMap(({ roster }) => roster.sealingKeys));
  const said = new Set(['fetched', 'looked-up']);
  if (!audit.entries.every(({ header }) => said.has(header.kind) && keys.has(header.by))) return null;
  const by = (kind: string): readonly ByWhom[] =>
    audit.entries.flatMap(({ header, receivedAt }) =>
      header.kind === kind ? listFact(header, 'member').map((member) => ({ member, at: receivedAt })) : [],
    );
  return { fetched: by('fetched'), lookedUp: by('looked-up') };
}
