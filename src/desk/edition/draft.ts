import { noGuide, type Contact, type Edition, type Room } from '#domain/edition/edition.ts';

/** The fields of an edition, in the order of the page. Its id is for ever. */
export const editionKeys = [
  'organisation',
  'name',
  'from',
  'to',
  'zone',
  'place',
  'gathering',
  'large',
  'languages',
  'neutralTitle',
  'exit',
  'emergency',
  'teamPhone',
  'meetingPoint',
  'rooms',
  'plan',
  'guide',
  'rota',
  'alertWords',
  'programme',
  'contacts',
  'codeOfConduct',
  'procedure',
  'procedureVersion',
  'procedureDigest',
] as const satisfies readonly (keyof Edition)[];
export type EditionKey = (typeof editionKeys)[number];

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Fields in which two settings differ. */
export function differingKeys(a: Edition, b: Edition): readonly EditionKey[] {
  return editionKeys.filter((key) => !same(a[key], b[key]));
}

/** A procedure is one choice in three fields: they come from one side, or the settings would name none. */
const together: readonly EditionKey[] = ['procedure', 'procedureVersion', 'procedureDigest'];

export interface Merged {
  readonly edition: Edition;
  /** Changed on both sides, differently: mine was kept. */
  readonly both: readonly EditionKey[];
}

/** My changes since `start`, put onto what somebody else has saved since. */
export function mergeEdition(start: Edition, mine: Edition, theirs: Edition): Merged {
  const changed = differingKeys(start, mine);
  const keep = changed.some((key) => together.includes(key)) ? [...new Set([...changed, ...together])] : changed;
  const kept = Object.fromEntries(keep.map((key) => [key, mine[key]]));
  const disputed = differingKeys(start, theirs).filter((key) => keep.includes(key) && !same(mine[key], theirs[key]));
  return { edition: { ...theirs, ...kept }, both: disputed };
}

/** Settings with nothing but what another event of the organisation has in common with every one. */
export function emptyEdition(like: Edition): Edition {
  return {
    ...like,
    place: '',
    teamPhone: '',
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
  };
}

/** An id that no row has; it is only ever compared. */
export function freeId(rows: readonly { readonly id: string }[], word: string): string {
  for (let n = rows.length + 1; ; n++) if (rows.every(({ id }) => id !== `${word}-${n}`)) return `${word}-${n}`;
}

export function emptyRoom(edition: Edition): Room {
  const { from, to, rooms } = edition;
  return { id: freeId(rooms, 'room'), kind: 'quiet', name: '', from, to, way: '', at: null };
}

export function emptyContact({ contacts }: Edition): Contact {
  return {
    id: freeId(contacts, 'contact'),
    lists: [],
    name: '',
    part: '',
    organisation: '',
    email: '',
    phone: '',
    shows: { name: 'public', email: 'public', phone: 'staff' },
    member: '',
    confirmed: '',
  };
}

/**
 * A contact as changed. Another address or number has not been tried yet, so it is to be confirmed anew: what is
 * published is what somebody checked (PRP-08).
 */
export function contactChanged(contact: Contact, change: Partial<Contact>): Contact {
  const next = { ...contact, ...change };
  const moved = next.email !== contact.email || next.phone !== contact.phone;
  return moved && change.confirmed === undefined ? { ...next, confirmed: '' } : next;
}
