import { holdingNothing, type Holding } from '../record/holding.ts';

/** What the team handles, as its headers tell it. */
export interface Incident {
  readonly id: string;
  readonly codeName: string;
  /** Ids of the reports it holds; the first is the one it was opened from. */
  readonly reports: readonly string[];
  readonly holding: Holding;
  readonly notes: number;
}

export const noIncident = (id: string): Incident => ({
  id,
  codeName: '',
  reports: [],
  holding: holdingNothing,
  notes: 0,
});
