import type { Compartment, Facts, Header, Stream, Verified } from '#domain/record/header.ts';
import { factsOf, type Holder, type Manifest, type Why } from '#domain/record/manifest.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Right, Roster, RosterMember } from '#domain/team/roster.ts';

/**
 * Entries and rosters for tests of pure functions: nothing here is signed, so nothing here may reach a store. The
 * names are the rehearsal's cast.
 */

export const hour = 3_600_000;
export const hex = (seed: string, bytes = 32): string =>
  [...seed.padEnd(bytes, '.')]
    .map((c) => (c.codePointAt(0) ?? 0).toString(16).padStart(2, '0'))
    .join('')
    .slice(0, bytes * 2);

let count = 0;

export interface Given {
  readonly by?: string;
  readonly at?: number;
  readonly seq?: number;
  readonly prev?: string;
  readonly compartment?: Compartment;
  readonly epoch?: number;
  readonly facts?: Facts;
  readonly receivedAt?: number;
  readonly roster?: readonly [number, string];
  readonly size?: number;
  readonly to?: string;
}

export function entry(stream: Stream, kind: string, given: Given = {}): Verified {
  count++;
  const hash = hex(`${kind}${count}`);
  const header: Header = {
    org: 'org',
    stream,
    seq: given.seq ?? 0,
    prev: given.prev ?? '',
    id: hex(`id${count}`, 16),
    kind,
    compartment: given.compartment ?? '',
    epoch: given.epoch ?? 0,
    to: given.to ?? '',
    rosterVersion: given.roster?.[0] ?? 1,
    rosterHash: given.roster?.[1] ?? 'r1',
    at: given.at ?? 0,
    facts: given.facts ?? [],
    by: given.by ?? 'mailbox-key',
    size: given.size ?? 0,
    file: '',
  };
  return { header, hash, receivedAt: given.receivedAt ?? 0 } as unknown as Verified;
}

export function member(id: string, roles: readonly string[], more: Partial<RosterMember> = {}): RosterMember {
  return {
    id,
    name: id,
    ageHash: `${id}-age`,
    sign: `${id}-sign`,
    roles: roles.map((role) => ['pyharbor', role] as const),
    rights: [],
    until: Number.MAX_SAFE_INTEGER,
    suspended: false,
    ...more,
  };
}

export function roster(members: readonly RosterMember[], version = 1): Roster {
  return { version, previous: '', time: 0, salt: '00', sealingKeys: ['server-key'], members };
}

export const steward: readonly Right[] = ['steward'];

const holder = (m: RosterMember): Holder => ({
  member: m.id,
  ageHash: m.ageHash,
  sign: m.sign,
  grant: `${m.id}-grant`,
});

export function access(
  stream: Stream,
  who: readonly RosterMember[],
  more: Partial<Manifest> & Given & { readonly why?: Why } = {},
): Verified {
  const manifest: Manifest = {
    compartment: more.compartment === 'identity' || more.compartment === 'internal' ? more.compartment : 'account',
    epoch: more.epoch ?? 1,
    recipient: more.recipient ?? 'age1one',
    holders: who.map(holder),
    prevAccess: more.prevAccess ?? '',
    why: more.why ?? 'birth',
  };
  const given: Given = { ...more, compartment: manifest.compartment, epoch: manifest.epoch, facts: factsOf(manifest) };
  return entry(stream, 'access', given);
}

const en = (text: string): { en: string } => ({ en: text });

/** A procedure small enough to read in a test: two reading roles, two fallbacks, the two duties. */
export const procedure: Procedure = {
  id: 'small',
  title: en('Small'),
  version: '1',
  digest: '0'.repeat(64),
  gatherings: ['in-person'],
  languages: ['en'],
  roles: [
    {
      id: 'lead',
      name: en('Lead'),
      reads: ['account', 'identity'],
      receives: 'first',
      may: ['note', 'acknowledge', 'write-to-reporter'],
      direct: true,
      source: 'seed',
    },
    {
      id: 'reader',
      name: en('Reader'),
      reads: ['account'],
      receives: 'first',
      may: ['note'],
      direct: false,
      source: 'seed',
    },
    { id: 'pool', name: en('Pool'), reads: ['account'], receives: 1, may: ['note'], direct: false, source: 'seed' },
    { id: 'board', name: en('Board'), reads: ['account'], receives: 2, may: [], direct: false, source: 'seed' },
    { id: 'floor', name: en('Floor'), reads: [], receives: 'never', may: [], direct: false, source: 'seed' },
  ],
  questions: [],
  duties: [
    {
      id: 'acknowledge',
      label: en('Acknowledge'),
      promise: en('by {due}'),
      arises: 'reported',
      hours: 24,
      owedBy: ['lead'],
      owedTo: 'reporter',
      met: { kind: 'acknowledged', facts: {} },
      source: 'linked',
      rows: [],
    },
    {
      id: 'follow-up',
      label: en('Follow up'),
      promise: en('by {due}'),
      arises: 'reported',
      hours: 168,
      owedBy: ['lead'],
      owedTo: 'reporter',
      met: { kind: 'said-to-reporter', facts: { 'follow-up': 'yes' } },
      source: 'seed',
      rows: [],
    },
  ],
  handling: [],
  attribution: [],
};
