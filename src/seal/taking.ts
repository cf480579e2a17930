import { randomHex } from './digest.ts';
import type { FileMade } from './entry.ts';
import { newEpoch, type EpochKey } from './seal.ts';
import { mailboxKeys, newEntropy, type MailboxKeys } from './words.ts';

/** What a report may be divided into at birth, in the order of its entries. */
export const compartments = ['account', 'identity', 'parties'] as const;
export type Part = (typeof compartments)[number];

/** A report as it is being taken. In memory only: these are the keys of everything in it. */
export interface Taking {
  /** What its eight words say. */
  readonly entropy: Uint8Array;
  readonly keys: MailboxKeys;
  /** 16 bytes, hex. */
  readonly reportId: string;
  readonly epochs: Readonly<Record<Part, EpochKey>>;
  /** Ids of the manifests to come: a grant is bound to its own. */
  readonly access: Readonly<Record<Part, string>>;
  /** Grants made so far with these keys; they are the same from save to save. */
  readonly granted: Map<string, Promise<FileMade>>;
}

const locks = (): Pick<Taking, 'epochs' | 'access' | 'granted'> => ({
  epochs: { account: newEpoch(), identity: newEpoch(), parties: newEpoch() },
  access: { account: randomHex(16), identity: randomHex(16), parties: randomHex(16) },
  granted: new Map(),
});

/** A new report with words of its own. `saltHex`: of the first list of the team. */
export async function newTaking(saltHex: string): Promise<Taking> {
  const entropy = newEntropy();
  return { entropy, keys: await mailboxKeys(entropy, saltHex), reportId: randomHex(16), ...locks() };
}

/**
 * The same report and words under new keys: when more are kept out than before, when it is finished, and for each of two
 * lockings of which one is for fewer people. Whoever was granted the old keys cannot open what is sealed to the new.
 */
export function freshTaking({ entropy, keys, reportId }: Pick<Taking, 'entropy' | 'keys' | 'reportId'>): Taking {
  return { entropy, keys, reportId, ...locks() };
}
