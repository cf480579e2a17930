/** Why something is refused, or allowed with a warning. A closed list: every face has words for each. */
export const reasons = [
  'no-role',
  'suspended',
  'recused',
  'barred',
  'not-asked',
  'contact-on-hold',
  'not-heard',
  'not-cleared',
  'own-draft',
  'no-opt-in',
  'not-announcer',
  'delegation-over',
  'duty-open',
  'owner-not-free',
  'due-missing',
  'invited-not-free',
  'already-closed',
  'decider',
  'not-in-pool',
  'not-waivable',
  'meeting-not-held',
  'no-quorum',
  'no-such-entry',
  'no-witness',
  'nobody-left',
  'part-of-another',
  'no-reporter',
  'words-first',
] as const;
export type Reason = (typeof reasons)[number];

/** `clause`: the id of the clause it comes from, where it is one of the procedure's. */
export interface Refused {
  readonly refused: Reason;
  readonly clause?: string;
}

export type Allowed = { readonly allowed: true; readonly warning?: Reason } | Refused;

export const allowed: Allowed = { allowed: true };

export const refuse = (refused: Reason, clause?: string): Refused => ({
  refused,
  ...(clause === undefined ? {} : { clause }),
});
