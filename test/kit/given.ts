import type { Compartment, Facts, Header, Stream, Verified } from '#domain/record/header.ts';
import { factsOf, type Holder, type Manifest, type Why } from '#domain/record/manifest.ts';
import {
  acts,
  type Clause,
  type DutyRule,
  type Procedure,
  type Role,
  type Span,
  type When,
} from '#domain/procedure/procedure.ts';
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
  readonly file?: string;
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
    file: given.file ?? '',
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

const isLocked = (compartment: string): compartment is Manifest['compartment'] =>
  ['account', 'identity', 'parties', 'internal'].includes(compartment);

export function access(
  stream: Stream,
  who: readonly RosterMember[],
  more: Partial<Manifest> & Given & { readonly why?: Why } = {},
): Verified {
  const manifest: Manifest = {
    compartment: more.compartment === undefined || !isLocked(more.compartment) ? 'account' : more.compartment,
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

const clause = (id: string): Clause => ({ id, text: en(id), force: 'info', source: 'seed', rows: [] });

const role = (id: string, more: Partial<Role>): Role => ({
  id,
  name: en(id),
  many: en(`${id}s`),
  reads: [],
  receives: 'never',
  may: [],
  direct: false,
  gatherings: ['in-person'],
  source: 'seed',
  rows: [],
  ...more,
});

/** A duty owed by the leads to the reporter of each report. */
export const duty = (id: string, within: Span, met: When, more: Partial<DutyRule> = {}): DutyRule => ({
  ...clause(id),
  label: en(id),
  promise: en('by {due}'),
  arises: [{ kind: 'reported', facts: {} }],
  within,
  owedBy: ['lead'],
  owedTo: 'reporter',
  met: [met],
  metBySame: false,
  beforeClosing: false,
  waivable: true,
  remind: [],
  rings: [],
  ...more,
});

/** The event of every test that needs one: its days and its zone. */
export const edition = { id: 'pyharbor', zone: 'America/New_York', to: '2027-05-18' } as const;

/** A procedure small enough to read in a test: two reading roles, two fallbacks, a chair who announces, two duties. */
export const procedure: Procedure = {
  id: 'small',
  title: en('Small'),
  version: '1',
  digest: '0'.repeat(64),
  gatherings: ['in-person'],
  languages: ['en'],
  terms: { reported: en('the person reported'), impacted: en('the person it happened to') },
  roles: [
    role('lead', {
      reads: ['account', 'identity'],
      receives: 'first',
      may: acts.filter((act) => !['announce', 'delegate', 'decide-appeal'].includes(act)),
      direct: true,
    }),
    role('reader', { reads: ['account'], receives: 'first', may: ['note', 'clear', 'appoint-stand-in'] }),
    role('pool', { reads: ['account'], receives: 1, may: ['note'] }),
    role('board', { reads: ['account'], receives: 2, may: ['decide-appeal'] }),
    role('floor', {}),
    role('chair', { may: ['announce', 'delegate'] }),
    role('deputy', {}),
  ],
  channels: [],
  questions: [],
  intake: { steps: [], nevers: [], offers: [] },
  urgency: [],
  police: { ...clause('police'), onlyIfAskedBy: ['reporter'], dangerFirst: 'guide' },
  duties: [
    duty('acknowledge', { unit: 'hours', count: 24 }, { kind: 'acknowledged', facts: {} }, { source: 'linked' }),
    duty('follow-up', { unit: 'days', count: 7 }, { kind: 'said-to-reporter', facts: { 'follow-up': ['yes'] } }),
  ],
  standIn: {
    ...clause('stand-in'),
    rule: { of: 'lead', moreThan: 2, freeBelow: 1, from: ['pool', 'board'], as: 'lead' },
  },
  opening: null,
  meeting: { ...clause('meeting'), invites: ['lead'], aims: [], dueRequired: false },
  responses: { ...clause('responses'), open: true, list: [] },
  conversation: { ...clause('conversation'), prefer: ['lead'], people: 2, hearFirst: true, parts: [], prompts: [] },
  apology: { ...clause('apology'), relay: 'opt-in' },
  appeal: { ...clause('appeal'), body: 'board', told: 'always' },
  public: {
    protects: { ...clause('protects'), people: ['reporter', 'impacted'] },
    announcing: { ...clause('announcing'), by: ['chair'], delegate: 'deputy', words: 120 },
    aware: { ...clause('aware'), violation: en('It was against the code.'), none: en('It was looked at.') },
    clauses: [],
  },
  briefing: [],
  debrief: null,
  retention: { ...clause('retention'), months: 24 },
  handling: [],
  attribution: [],
};
