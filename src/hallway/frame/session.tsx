import { createContext, use } from 'react';
import type { HallwayPack } from '#wire/hallway.ts';
import type { Keys } from '../keys/client.ts';
import type { Started } from '../keys/protocol.ts';

/** What every page of the app stands on, whoever is signed in. */
export interface Session {
  readonly keys: Keys;
  readonly pack: HallwayPack;
  readonly started: Started;
  /** The phone's clock, ms. */
  readonly now: () => number;
  readonly online: boolean;
  /** Looks at the device again. */
  readonly look: () => Promise<void>;
}

export const Here = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(Here);
  if (session === null) throw new Error('outside of Here');
  return session;
}
