import { noGuide, type Edition } from '#domain/edition/edition.ts';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import type { Procedure, Question } from '#domain/procedure/procedure.ts';
import { procedure as small } from '#kit/given.ts';
import { randomHex } from '#seal/digest.ts';
import { newKeyring, newRoot, signerOfKeyring } from '#seal/keyring.ts';
import { newSigner, signerOf, type Signer } from '#seal/sign.ts';
import { fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { writtenUnder, type SealingInfo } from '#wire/api.ts';

/** A small real team: every key, note and hash is made and signed as in the product. */
export interface Team {
  readonly org: string;
  readonly root: string;
  readonly server: Signer;
  readonly notes: readonly string[];
  readonly roster: Roster;
  readonly hash: string;
  readonly signers: ReadonlyMap<string, Signer>;
  readonly recipients: ReadonlyMap<string, string>;
  /** The same team one note later. */
  readonly next: (change: (members: readonly RosterMember[]) => readonly RosterMember[]) => Team;
  readonly info: () => SealingInfo;
}

export const now = Date.parse('2027-05-15T00:25:00-04:00');
const day = 86_400_000;

export const edition: Edition = {
  id: 'pyharbor',
  organisation: 'PyHarbor',
  name: 'PyHarbor US 2027',
  neutralTitle: 'Care',
  from: '2027-05-14',
  to: '2027-05-18',
  zone: 'America/New_York',
  place: '',
  gathering: 'in-person',
  languages: ['en', 'es'],
  exit: 'https://example.org/',
  emergency: [{ label: 'Emergency', number: '911' }],
  teamPhone: '+1 555 0100',
  meetingPoint: '',
  large: false,
  rooms: [],
  plan: null,
  guide: noGuide,
  rota: [],
  alertWords: '',
  programme: [],
  contacts: [],
  codeOfConduct: [],
  procedure: 'p',
  procedureVersion: '1',
  procedureDigest: '0'.repeat(64),
};

const question = (id: string, kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id,
  kind,
  label: { en: `${id}?` },
  compartment: 'account',
  required: false,
  gatherings: ['in-person'],
  asks: ['reporter', 'staff'],
  options: [],
  fields: [],
  source: 'seed',
  rows: [],
  ...more,
});

export const procedure: Procedure = {
  ...small,
  questions: [
    question('what', 'long-text', { required: true }),
    question('where', 'choice', { options: [{ id: 'room', label: { en: 'A room', es: 'Una sala' }, crisis: false }] }),
    question('team', 'team'),
    question('contact', 'contact', { compartment: 'identity', fact: 'reachable' }),
    question('files', 'files'),
  ],
};

/** How the page of the form names what it was made with. */
export const under = writtenUnder(procedure, edition.gathering);

type Person = readonly [id: string, name: string, role: string];
const people: readonly Person[] = [
  ['rosa', 'Rosa', 'lead'],
  ['tomasz', 'Tomasz', 'lead'],
  ['yewande', 'Yewande', 'pool'],
];

export function team(): Team {
  const root = newRoot();
  const server = newSigner();
  const made = people.map(([id, name, role]) => ({ id, name, role, ...newKeyring(id, root.public) }));
  const members = made.map(({ id, name, role, ageHash, sign }): RosterMember => ({
    id,
    name,
    ageHash,
    sign,
    roles: [[edition.id, role]],
    rights: id === 'rosa' ? ['steward'] : [],
    until: now + 200 * day,
    suspended: false,
  }));
  const signers = new Map(made.map(({ id, keyring }) => [id, signerOfKeyring(keyring)] as const));
  const recipients = new Map(made.map((one) => [one.ageHash, one.recipient]));
  const org = fingerprintOf(root.public);
  const at = (notes: readonly string[], roster: Roster): Team => ({
    org,
    root: root.public,
    server,
    notes,
    roster,
    hash: hashNote(notes.at(-1) ?? ''),
    signers,
    recipients,
    next: (change) => {
      const after = {
        ...roster,
        version: roster.version + 1,
        previous: hashNote(notes.at(-1) ?? ''),
        members: change(roster.members),
      };
      const rosa = signers.get('rosa');
      if (rosa === undefined) throw new Error('no steward');
      return at([...notes, signNote(after, [{ name: 'rosa', signer: rosa }])], after);
    },
    info: () => ({ org, root: root.public, notes, edition, procedure, open: true, rehearsal: true, now }),
  });
  const first: Roster = {
    version: 1,
    previous: '',
    time: now - day,
    salt: randomHex(16),
    sealingKeys: [server.public],
    members,
  };
  return at([signNote(first, [{ name: 'root', signer: signerOf(root.seed) }])], first);
}
