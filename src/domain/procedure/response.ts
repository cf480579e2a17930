import type { Clause, Text } from './clause.ts';

/** What a response needs to be carried out (matrix 2b). A closed list: the desk has a field for each. */
export const needs = [
  'reason',
  'medium',
  'wording',
  'next-step',
  'protected-person',
  'until',
  'event-list',
  'who-is-told',
  'talk',
  'by-whom',
  'when',
  'media-item',
  'hold-owner',
  'scope',
  'systems',
  'condition-existed',
  'door-list',
  'register',
  'organisation',
  'its-answer',
  'authority',
  'consents',
] as const;
export type Need = (typeof needs)[number];

/** One entry of the catalogue of responses. */
export interface Response extends Clause {
  readonly name: Text;
  readonly needs: readonly Need[];
  /** True for "nothing, it was no violation": it carries no consequence (RSP-01). */
  readonly none: boolean;
}
