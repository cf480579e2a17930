import { useSyncExternalStore } from 'react';

/** After how many heavy accounts a member is told that a break is fine. */
const many = 3;

/** What one member chose, and which heavy accounts they opened. */
interface Choice {
  readonly cover: boolean;
  readonly read: ReadonlySet<string>;
}

const first: Choice = { cover: true, read: new Set() };
/** By member, in the memory of this tab alone: it is on no server, and gone with the tab. */
const choices = new Map<string, Choice>();
const listeners = new Set<() => void>();

function keep(member: string, choice: Choice): void {
  choices.set(member, choice);
  for (const tell of listeners) tell();
}

export interface Covers {
  /** Whether heavy accounts are covered for this member. */
  readonly cover: boolean;
  readonly choose: (cover: boolean) => void;
  /** An account was uncovered. */
  readonly opened: (incident: string) => void;
  /** Several heavy accounts were read in this tab. */
  readonly many: boolean;
}

/** The choice of one member, for as long as this tab is open. */
export function useCovers(member: string): Covers {
  const choice = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => choices.get(member) ?? first,
  );
  return {
    cover: choice.cover,
    choose: (cover) => keep(member, { ...choice, cover }),
    opened: (incident) => keep(member, { ...choice, read: new Set([...choice.read, incident]) }),
    many: choice.read.size >= many,
  };
}
