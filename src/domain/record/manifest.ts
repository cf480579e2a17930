import type { Compartment, Facts, FactValue, Header, Verified } from './header.ts';

/** Why an access manifest was made. */
export const reasons = [
  'birth',
  'turned-on-opening',
  'internal-made',
  're-keyed',
  'introduced',
  'stepped-aside',
  'widened',
  'stand-in',
  'linked',
  'left',
] as const;
export type Why = (typeof reasons)[number];

/** One holder: their keys at the time, and the hash of the grant file made for them. */
export interface Holder {
  readonly member: string;
  readonly ageHash: string;
  readonly sign: string;
  readonly grant: string;
}

/** Who holds an epoch of a compartment; itself a signed entry, kind `access`. */
export interface Manifest {
  readonly compartment: Exclude<Compartment, '' | 'mailbox'>;
  readonly epoch: number;
  /** The age recipient that everything of this epoch is sealed to. */
  readonly recipient: string;
  readonly holders: readonly Holder[];
  /** Hash of the manifest this one follows; `''` for the first of a compartment. */
  readonly prevAccess: string;
  readonly why: Why;
}

/** A manifest and the entry that carries it. */
export interface Accepted {
  readonly manifest: Manifest;
  readonly hash: string;
  readonly by: string;
  readonly receivedAt: number;
}

export function factsOf(manifest: Manifest): Facts {
  const members = manifest.holders.map((h) => [h.member, h.ageHash, h.sign, h.grant] as const);
  return [
    ['compartment', manifest.compartment],
    ['epoch', manifest.epoch],
    ['members', members],
    ['prevAccess', manifest.prevAccess],
    ['recipient', manifest.recipient],
    ['why', manifest.why],
  ];
}

const compartments: readonly string[] = ['account', 'identity', 'parties', 'internal'];

function holderOf(value: FactValue): Holder | null {
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [member, ageHash, sign, grant] = value as readonly FactValue[];
  if (typeof member !== 'string' || typeof ageHash !== 'string' || typeof sign !== 'string') return null;
  return typeof grant === 'string' ? { member, ageHash, sign, grant } : null;
}

/** The manifest of an `access` entry, or null when its facts are not of that shape. */
export function manifestOf(header: Header): Manifest | null {
  if (header.kind !== 'access') return null;
  const facts = new Map(header.facts);
  const compartment = facts.get('compartment');
  const epoch = facts.get('epoch');
  const recipient = facts.get('recipient');
  const prevAccess = facts.get('prevAccess');
  const why = facts.get('why');
  const members = facts.get('members');
  if (typeof compartment !== 'string' || !compartments.includes(compartment)) return null;
  if (typeof epoch !== 'number' || epoch < 1 || typeof recipient !== 'string') return null;
  if (typeof prevAccess !== 'string' || !reasons.some((reason) => reason === why)) return null;
  if (!Array.isArray(members)) return null;
  const holders = (members as readonly FactValue[]).map(holderOf);
  if (holders.length === 0 || holders.includes(null)) return null;
  if (new Set(holders.map((h) => h?.member)).size !== holders.length) return null;
  if (header.compartment !== compartment || header.epoch !== epoch) return null;
  return {
    compartment: compartment as Manifest['compartment'],
    epoch,
    recipient,
    holders: holders as readonly Holder[],
    prevAccess,
    why: why as Why,
  };
}

export function holds(accepted: Pick<Accepted, 'manifest'> | undefined, member: string): boolean {
  return accepted?.manifest.holders.some((holder) => holder.member === member) ?? false;
}

/**
 * Whether `next` may follow `current` in one compartment: it names it, and turns the epoch by one or keeps epoch and
 * recipient (a grant made later). Who may author it is asked elsewhere (`promises/admits.ts`).
 */
export function follows(current: Accepted | undefined, next: Manifest): boolean {
  if (current === undefined) return next.prevAccess === '' && next.epoch === 1;
  if (next.prevAccess !== current.hash) return false;
  const same = next.epoch === current.manifest.epoch && next.recipient === current.manifest.recipient;
  const turned = next.epoch === current.manifest.epoch + 1 && next.recipient !== current.manifest.recipient;
  return same || turned;
}

export function acceptedOf(entry: Verified): Accepted | null {
  const manifest = manifestOf(entry.header);
  return manifest && { manifest, hash: entry.hash, by: entry.header.by, receivedAt: entry.receivedAt };
}
