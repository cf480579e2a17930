import { noGuide, type Edition, type Phone } from '#domain/edition/edition.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';

/** What the founder types, in memory until the one POST. */
export interface Draft {
  readonly organisation: string;
  readonly name: string;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly place: string;
  readonly gathering: Gathering;
  readonly languages: readonly string[];
  readonly neutralTitle: string;
  readonly exit: string;
  readonly emergency: readonly Phone[];
  readonly teamPhone: string;
  readonly meetingPoint: string;
  readonly procedure: string;
  readonly founder: string;
  readonly address: string;
  readonly roles: readonly string[];
}

export function emptyDraft(languages: readonly string[], zone: string, procedure: string): Draft {
  return {
    organisation: '',
    name: '',
    id: '',
    from: '',
    to: '',
    zone,
    place: '',
    gathering: 'in-person',
    languages,
    neutralTitle: 'Care',
    exit: 'https://www.wikipedia.org/',
    emergency: [{ label: '', number: '' }],
    teamPhone: '',
    meetingPoint: '',
    procedure,
    founder: '',
    address: '',
    roles: [],
  };
}

/** "PyHarbor US 2027" → "pyharbor-us-2027": how the event stands in its address. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/gu, '');
  return slug.length < 3 ? `event${slug === '' ? '' : `-${slug}`}` : slug;
}

export function editionOf(draft: Draft, procedure: Procedure): Edition {
  const { organisation, name, from, to, zone, place, gathering, languages, neutralTitle, exit } = draft;
  return {
    id: draft.id === '' ? slugOf(name) : draft.id,
    organisation: organisation.trim(),
    name: name.trim(),
    neutralTitle: neutralTitle.trim(),
    from,
    to,
    zone,
    place: place.trim(),
    gathering,
    languages,
    exit: exit.trim(),
    emergency: draft.emergency
      .map(({ label, number }) => ({ label: label.trim(), number: number.trim() }))
      .filter(({ label, number }) => label !== '' || number !== ''),
    teamPhone: draft.teamPhone.trim(),
    meetingPoint: draft.meetingPoint.trim(),
    // The rest is filled in on the desk, when there is one.
    large: false,
    rooms: [],
    plan: null,
    guide: noGuide,
    rota: [],
    alertWords: '',
    programme: [],
    contacts: [],
    codeOfConduct: [],
    procedure: procedure.id,
    procedureVersion: procedure.version,
    procedureDigest: procedure.digest,
  };
}

export const steps = ['organisation', 'event', 'help', 'procedure', 'you', 'words', 'sheet', 'done'] as const;
export type Step = (typeof steps)[number];

/** Fields of an edition by the step that asks them: a fault sends the founder back to it. */
export const fieldsOf: Readonly<Partial<Record<Step, readonly string[]>>> = {
  organisation: ['organisation'],
  event: ['id', 'name', 'from', 'to', 'zone', 'place', 'gathering', 'languages', 'dates', 'span'],
  help: ['neutralTitle', 'exit', 'emergency', 'teamPhone', 'meetingPoint'],
};
