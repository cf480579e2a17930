import type { Contact, Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { event } from './cast.ts';
import { volunteerGuide } from './guide.ts';
import { venuePlan } from './plan.ts';

const hidden = { name: 'nobody', email: 'nobody', phone: 'nobody' } as const;
const checkedOn = '2027-05-10';

const contact = (id: string, lists: Contact['lists'], name: string, more: Partial<Contact> = {}): Contact => ({
  id,
  lists,
  name,
  part: '',
  organisation: 'PyHarbor',
  email: '',
  phone: '',
  shows: { ...hidden, name: 'public', email: 'public' },
  member: '',
  confirmed: checkedOn,
  ...more,
});

const contacts: readonly Contact[] = [
  contact('conduct', ['shared-address'], 'Conduct team', { email: 'conduct@pyharbor.example' }),
  contact('hello', ['general-address', 'feedback'], 'PyHarbor office', { email: 'hello@pyharbor.example' }),
  contact('rosa', ['conflict'], 'Rosa Okafor', {
    part: 'Lead responder',
    email: 'rosa.okafor@pyharbor.example',
    member: 'rosa',
  }),
  contact('amina', ['conflict'], 'Amina Haidari', {
    part: 'Lead responder',
    email: 'amina.haidari@pyharbor.example',
    member: 'amina',
  }),
  contact('ruth', ['conflict'], 'Ruth Villanova', {
    part: 'Independent contact, not part of the team',
    organisation: 'Harbor Mediation',
    email: 'ruth@harbor-mediation.example',
  }),
  contact('board', ['appeal'], 'PyHarbor foundation board', { email: 'board@pyharbor.example' }),
  contact('chair', ['chair'], 'Helen Adeyemi', {
    part: 'Conference chair',
    email: 'chair@pyharbor.example',
    member: 'helen',
  }),
  contact('coordinator', ['coordinator', 'staff'], 'Marcus Lind', {
    part: 'Event coordinator',
    phone: '+1 412 555 0117',
    shows: { name: 'public', email: 'nobody', phone: 'staff' },
    member: 'marcus',
  }),
  contact('hotline', ['hotline', 'staff'], 'Staff line', {
    part: 'Reaches the lead responders while the doors are open',
    phone: '+1 412 555 0111',
    shows: { name: 'staff', email: 'nobody', phone: 'staff' },
  }),
  contact('crisis', ['crisis'], 'Suicide and Crisis Lifeline', {
    organisation: '988 Lifeline',
    phone: '988',
    shows: { name: 'public', email: 'nobody', phone: 'public' },
  }),
];

const codeText = `Everybody who comes to PyHarbor can expect to learn, to talk and to rest without being harassed.

We do not accept words or images that demean people, unwanted attention, following or photographing somebody who does not want it, threats, or touching without consent. This holds in every room of the event, in its chat and at its evenings, for speakers, sponsors, staff and guests alike.

If something happens to you, or you see it happen to somebody else, please tell us. You decide how much you say and whether you give your name. We will read it, answer you and tell you what we do.

People who do not keep to this may be asked to stop, to leave a session or the event, or to stay away from later ones.`;

/** On the plan. */
const room11 = { x: 131, y: 312 };
const room23 = { x: 869, y: 285 };
const room25C = { x: 875, y: 850 };

/** The invented event under any procedure: what its settings say is the same, whoever's rules it follows. */
export function pyharbor(procedure: Procedure): Edition {
  return {
    id: event,
    organisation: 'PyHarbor',
    name: 'PyHarbor US 2027',
    neutralTitle: 'Care',
    from: '2027-05-14',
    to: '2027-05-18',
    zone: 'America/New_York',
    place: 'Rivergate Convention Center',
    gathering: procedure.gatherings.includes('in-person') ? 'in-person' : (procedure.gatherings[0] ?? 'in-person'),
    languages: ['en', 'es'],
    exit: 'https://www.weather.gov/',
    emergency: [
      { label: 'Emergency', number: '911' },
      { label: 'Crisis line', number: '988' },
    ],
    teamPhone: '+1 412 555 0142',
    meetingPoint: 'Staff room, Room 11',
    large: true,
    rooms: [
      { id: 'quiet-14', kind: 'quiet', name: 'Room 23', from: '2027-05-14', to: '2027-05-14', way: '', at: room23 },
      { id: 'safety-14', kind: 'safety', name: 'Room 23', from: '2027-05-14', to: '2027-05-14', way: '', at: room23 },
      { id: 'quiet-15', kind: 'quiet', name: 'Room 25C', from: '2027-05-15', to: '2027-05-16', way: '', at: room25C },
      { id: 'safety-15', kind: 'safety', name: 'Room 25C', from: '2027-05-15', to: '2027-05-16', way: '', at: room25C },
      { id: 'staff', kind: 'staff', name: 'Room 11', from: '2027-05-14', to: '2027-05-18', way: '', at: room11 },
    ],
    plan: venuePlan,
    guide: volunteerGuide,
    rota: [],
    alertWords: '',
    programme: [],
    contacts,
    codeOfConduct: [
      { version: '2027', from: '2027-01-15', title: 'PyHarbor Code of Conduct', text: codeText, link: '' },
    ],
    procedure: procedure.id,
    procedureVersion: procedure.version,
    procedureDigest: procedure.digest,
  };
}
