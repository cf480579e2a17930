import { acceptedOf, follows, type Accepted } from './manifest.ts';
import type { Verified } from './header.ts';

/** The accepted manifests of one record, newest per compartment, and every one that was ever accepted. */
export interface Holding {
  readonly newest: ReadonlyMap<string, Accepted>;
  readonly all: readonly Accepted[];
  /** Compartments with two manifests on one predecessor: nothing is written in them any more. */
  readonly forked: ReadonlySet<string>;
}

export const holdingNothing: Holding = { newest: new Map(), all: [], forked: new Set() };

/**
 * Folds one more `access` entry. One that does not follow the newest is never used; if it names the predecessor of
 * another accepted one, the compartment is forked (sealing §5: refuse both for writing, alarm).
 */
export function holdingAfter(holding: Holding, entry: Verified): Holding {
  const next = acceptedOf(entry);
  if (next === null) return holding;
  const { compartment } = next.manifest;
  if (!follows(holding.newest.get(compartment), next.manifest)) {
    const rival = holding.all.some(
      (a) => a.manifest.compartment === compartment && a.manifest.prevAccess === next.manifest.prevAccess,
    );
    return rival ? { ...holding, forked: new Set([...holding.forked, compartment]) } : holding;
  }
  return {
    newest: new Map([...holding.newest, [compartment, next]]),
    all: [...holding.all, next],
    forked: holding.forked,
  };
}
