import { createContext, useContext } from 'react';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Keys } from '../keys/client.ts';
import type { Team } from '../keys/team-seen.ts';
import { useWords } from './words.tsx';
import type { Clock } from './times.ts';

/** An unlocked desk. */
export interface Session {
  readonly keys: Keys;
  readonly team: Team;
  /** The server's time, as last heard and run on. */
  readonly now: () => number;
  readonly refresh: () => Promise<void>;
  readonly lock: () => void;
  readonly reached: boolean;
  readonly hear: (reached: boolean) => void;
}

export const Unlocked = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Unlocked);
  if (session === null) throw new Error('outside of Unlocked');
  return session;
}

export function editionOf(team: Team, id: string): Edition | undefined {
  return team.editions.find(({ edition }) => edition.id === id)?.edition;
}

/** The version of a procedure with this digest: what an incident was made under, whatever its event runs now. */
export function versionOf(team: Team, digest: string): Procedure | undefined {
  return team.procedures.find((procedure) => procedure.digest === digest);
}

/** What an event runs now. */
export function procedureOf(team: Team, edition: string): Procedure | undefined {
  return versionOf(team, editionOf(team, edition)?.procedureDigest ?? '');
}

/** The clock of an edition: its zone, the page's language, the server's time. */
export function useClock(edition: string): Clock {
  const { t, language } = useWords();
  const { team, now } = useSession();
  return { now: now(), zone: editionOf(team, edition)?.zone ?? 'UTC', language, t };
}

export function nameOf(team: Team, member: string): string {
  return team.members.find(({ id }) => id === member)?.name ?? '';
}
