import { noGuide, type Contact, type Edition, type Room } from '#domain/edition/edition.ts';

/** Settings of an event for tests of pure functions. The names are the rehearsal's cast. */

export const contact = (name: string, more: Partial<Contact> = {}): Contact => ({
  id: name.toLowerCase(),
  lists: [],
  name,
  part: '',
  organisation: '',
  email: '',
  phone: '',
  shows: { name: 'public', email: 'public', phone: 'staff' },
  member: '',
  confirmed: '2027-05-01',
  ...more,
});

export const room = (name: string, kind: Room['kind'], from: string, to: string): Room => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  kind,
  name,
  from,
  to,
  way: '',
  at: null,
});

export const settings = (more: Partial<Edition> = {}): Edition => ({
  id: 'pyharbor',
  organisation: 'PyHarbor',
  name: 'PyHarbor US 2027',
  neutralTitle: 'Care',
  from: '2027-05-14',
  to: '2027-05-16',
  zone: 'America/New_York',
  place: 'Rivergate Convention Center',
  gathering: 'in-person',
  languages: ['en'],
  exit: 'https://www.weather.gov/',
  emergency: [{ label: 'Emergency', number: '911' }],
  teamPhone: '+1 412 555 0142',
  meetingPoint: 'Room 11',
  large: true,
  rooms: [],
  plan: null,
  guide: noGuide,
  rota: [],
  alertWords: '',
  programme: [],
  contacts: [],
  codeOfConduct: [],
  procedure: 'small',
  procedureVersion: '1',
  procedureDigest: '0'.repeat(64),
  ...more,
});
