import type { Clause, DutyRule, Part, Procedure, Response, Text } from './procedure.ts';

/**
 * The two pages that are made from a procedure: what anybody may read, and what the staff follow. Here they are plain
 * lists; a face gives the headings and the looks. What the file says elsewhere than in clauses (roles, questions) or not
 * at all (contacts, which are the event's) is `filled` by the face.
 */
export const publicSectionIds = [
  'first',
  'channels',
  'who-reads',
  'conflict-contacts',
  'fields',
  'confidential',
  'handling',
  'follow-up',
  'conflict',
  'responses',
  'conversation',
  'public-statements',
  'appeal',
  'retention',
  'attribution',
] as const;
export type PublicSectionId = (typeof publicSectionIds)[number];

export const staffSectionIds = [
  'briefing',
  'reaching',
  'taking',
  'nevers',
  'offers',
  'urgency',
  'duties',
  'conflict',
  'meeting',
  'responses',
  'conversation',
  'apology',
  'appeal',
  'public-statements',
  'follow-up',
  'debrief',
  'retention',
  'attribution',
] as const;
export type StaffSectionId = (typeof staffSectionIds)[number];
export type SectionId = PublicSectionId | StaffSectionId;

/** What a section is filled with besides its items: from `roles`, from `questions`, or from the event's contacts. */
export type Filled = 'roles' | 'questions' | 'contacts' | 'none';

/** A text that stands beside a clause: what to say instead, what a reporter is promised, the two texts to those aware. */
export interface Beside {
  readonly what: 'instead' | 'promise' | 'violation' | 'none';
  readonly text: Text;
}

export interface Item {
  /** Where it stands in the file, as `handling.3` or `police`: an anchor, and what a problem's path says. */
  readonly path: string;
  readonly clause: Clause;
  /** A short name before the text: a duty's label, a response's name. */
  readonly heading?: Text;
  readonly beside: readonly Beside[];
  /** There when the clause is a duty: for a row with its span, who owes and to whom. */
  readonly duty?: DutyRule;
  /** There when the clause is an entry of the catalogue: for what it needs. */
  readonly response?: Response;
}

export interface Section<Id extends SectionId = SectionId> {
  readonly id: Id;
  readonly items: readonly Item[];
  readonly filled: Filled;
}

export type Page = 'public' | 'staff';

const item = (path: string, clause: Clause, beside: readonly Beside[] = []): Item => ({ path, clause, beside });

const items = <C extends Clause>(
  path: string,
  clauses: readonly C[],
  wanted: (clause: C) => boolean = () => true,
  made: (path: string, clause: C) => Item = item,
): readonly Item[] => clauses.flatMap((clause, i) => (wanted(clause) ? [made(`${path}.${i}`, clause)] : []));

const dutyItem = (path: string, duty: DutyRule): Item => ({
  path,
  clause: duty,
  heading: duty.label,
  beside: duty.promise === undefined ? [] : [{ what: 'promise', text: duty.promise }],
  duty,
});

const responseItem = (path: string, response: Response): Item => ({
  path,
  clause: response,
  heading: response.name,
  beside: [],
  response,
});

const paragraphs = ({ handling }: Procedure, part: Part): readonly Item[] =>
  items('handling', handling, (one) => one.part === part);

/** Who steps aside, who is asked before they open anything, and who stands in. */
const conflictIn = (p: Procedure): readonly Item[] => [
  ...paragraphs(p, 'conflict'),
  ...(p.opening === null ? [] : [item('opening', p.opening)]),
  item('standIn', p.standIn),
];

const responsesIn = ({ responses }: Procedure): readonly Item[] => [
  item('responses', responses),
  ...items('responses.list', responses.list, undefined, responseItem),
];

const awareItem = ({ public: { aware } }: Procedure): Item =>
  item('public.aware', aware, [
    { what: 'violation', text: aware.violation },
    { what: 'none', text: aware.none },
  ]);

type Content = readonly [items: readonly Item[], filled?: Filled];

const sections = <Id extends SectionId>(
  ids: readonly Id[],
  content: Readonly<Record<Id, Content>>,
): readonly Section<Id>[] =>
  ids.map((id) => {
    const [its, filled = 'none'] = content[id];
    return { id, items: its, filled };
  });

/**
 * What everybody may read, in its order. A section without items and without a filling is kept: the face leaves it out
 * or says that the procedure says nothing.
 */
export function publicSections(procedure: Procedure): readonly Section<PublicSectionId>[] {
  const p = procedure;
  return sections(publicSectionIds, {
    first: [paragraphs(p, 'first')],
    channels: [items('channels', p.channels, (one) => one.users === 'reporter' && one.contacts !== 'conflict')],
    'who-reads': [[], 'roles'],
    'conflict-contacts': [
      items('channels', p.channels, (one) => one.users === 'reporter' && one.contacts === 'conflict'),
      'contacts',
    ],
    fields: [[], 'questions'],
    confidential: [paragraphs(p, 'confidential')],
    handling: [[...paragraphs(p, 'handling'), ...items('urgency', p.urgency), item('meeting', p.meeting)]],
    'follow-up': [
      [...paragraphs(p, 'follow-up'), ...items('duties', p.duties, (one) => one.owedTo === 'reporter', dutyItem)],
    ],
    conflict: [conflictIn(p)],
    responses: [responsesIn(p)],
    conversation: [[item('conversation', p.conversation)]],
    'public-statements': [
      [
        item('public.protects', p.public.protects),
        item('public.announcing', p.public.announcing),
        ...items('public.clauses', p.public.clauses),
      ],
    ],
    appeal: [[item('appeal', p.appeal)]],
    retention: [[item('retention', p.retention)]],
    attribution: [items('attribution', p.attribution)],
  });
}

/** What the staff follow, in the order they need it. */
export function staffSections(procedure: Procedure): readonly Section<StaffSectionId>[] {
  const p = procedure;
  return sections(staffSectionIds, {
    briefing: [items('briefing', p.briefing)],
    reaching: [items('channels', p.channels, (one) => one.users === 'staff'), 'contacts'],
    taking: [items('intake.steps', p.intake.steps)],
    nevers: [
      items('intake.nevers', p.intake.nevers, undefined, (path, never) =>
        item(path, never, never.instead === undefined ? [] : [{ what: 'instead', text: never.instead }]),
      ),
    ],
    offers: [items('intake.offers', p.intake.offers)],
    urgency: [[...items('urgency', p.urgency), item('police', p.police)]],
    duties: [items('duties', p.duties, undefined, dutyItem)],
    conflict: [conflictIn(p)],
    meeting: [[item('meeting', p.meeting), ...items('meeting.aims', p.meeting.aims)]],
    responses: [responsesIn(p)],
    conversation: [
      [
        item('conversation', p.conversation),
        ...items('conversation.parts', p.conversation.parts),
        ...items('conversation.prompts', p.conversation.prompts),
      ],
    ],
    apology: [[item('apology', p.apology)]],
    appeal: [[item('appeal', p.appeal)]],
    'public-statements': [
      [
        item('public.announcing', p.public.announcing),
        item('public.protects', p.public.protects),
        awareItem(p),
        ...items('public.clauses', p.public.clauses),
      ],
    ],
    'follow-up': [paragraphs(p, 'follow-up')],
    debrief: [p.debrief === null ? [] : [item('debrief', p.debrief)]],
    retention: [[item('retention', p.retention)]],
    attribution: [items('attribution', p.attribution)],
  });
}

/** A clause, where it stands in the file and the pages that show it. */
export interface Placed {
  readonly path: string;
  readonly clause: Clause;
  readonly pages: readonly Page[];
}

/** Every clause of the file, in the order of the pages, each once. */
export function clausesOf(procedure: Procedure): readonly Placed[] {
  const found = new Map<string, Placed>();
  const add = (page: Page, its: readonly Item[]): void => {
    for (const { path, clause } of its) {
      const before = found.get(path)?.pages ?? [];
      found.set(path, { path, clause, pages: [...new Set([...before, page])] });
    }
  };
  for (const section of publicSections(procedure)) add('public', section.items);
  for (const section of staffSections(procedure)) add('staff', section.items);
  return [...found.values()];
}
