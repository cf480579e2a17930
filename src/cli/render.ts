import type { Gathering } from '#domain/procedure/gathering.ts';
import { readers, type Procedure, type Text } from '#domain/procedure/procedure.ts';
import {
  publicSections,
  staffSections,
  type Beside,
  type Filled,
  type Item,
  type Section,
} from '#domain/procedure/published.ts';
import { reminderText, ringText, spanText } from '#domain/procedure/spans.ts';
import { fill } from '#domain/procedure/values.ts';
import { owedToWords, sectionWords } from './words.ts';

type Say = (text: Text) => string;

/** Whether something holds at the kind of event that is meant; where none is, it does. */
type Holds = (one: { readonly gatherings: readonly Gathering[] }) => boolean;

const sourceOf = ({ source, rows }: Pick<Item['clause'], 'source' | 'rows'>): string =>
  `(${[source, ...rows].join(', ')})`;

const besideWords: Readonly<Record<Beside['what'], string>> = {
  instead: 'Instead',
  promise: 'The reporter is told',
  violation: 'After a violation',
  none: 'Without one',
};

function dutyLines(procedure: Procedure, { duty }: Item, say: Say): readonly string[] {
  if (duty === undefined) return [];
  const who = duty.owedBy.map((id) => {
    const role = procedure.roles.find((one) => one.id === id);
    return role === undefined ? id : say(role.name);
  });
  const steps = duty.remind.length === 0 ? '' : `; reminders: ${duty.remind.map(reminderText).join(', ')}`;
  const rings = duty.rings.length === 0 ? '' : `; wakes: ${duty.rings.map(ringText).join(', ')}`;
  return [`  - ${spanText(duty.within)}; owed by ${who.join(', ')}; to: ${owedToWords[duty.owedTo]}${steps}${rings}`];
}

function itemLines(procedure: Procedure, item: Item, say: Say): readonly string[] {
  const heading = item.heading === undefined ? '' : `**${say(item.heading)}**: `;
  const needs = item.response?.needs ?? [];
  return [
    `- ${heading}${say(item.clause.text)} ${sourceOf(item.clause)}`,
    ...item.beside.map(({ what, text }) => `  - ${besideWords[what]}: ${say(text)}`),
    ...dutyLines(procedure, item, say),
    ...(needs.length === 0 ? [] : [`  - needs: ${needs.join(', ')}`]),
  ];
}

function filledLines(procedure: Procedure, filled: Filled, say: Say, holds: Holds): readonly string[] {
  switch (filled) {
    case 'none':
      return [];
    case 'contacts':
      return ["- (the event's contacts)"];
    case 'questions':
      return procedure.questions
        .filter((question) => question.asks.includes('reporter') && holds(question))
        .map((q) => `- ${say(q.label)}${q.required ? ' (required)' : ''} ${sourceOf(q)}`);
    case 'roles':
      return readers(procedure)
        .filter(holds)
        .map((role) => `- ${say(role.many)} (${role.source})`);
  }
}

function pageLines(procedure: Procedure, sections: readonly Section[], say: Say, holds: Holds): readonly string[] {
  return sections.flatMap(({ id, items, filled }) => {
    // Contacts are the event's: without a channel that leads to them there is nothing here yet.
    if (filled === 'contacts' && items.length === 0) return [];
    const lines = [
      ...items.flatMap((item) => itemLines(procedure, item, say)),
      ...filledLines(procedure, filled, say, holds),
    ];
    return lines.length === 0 ? [] : ['', `## ${sectionWords[id]}`, '', ...lines];
  });
}

/**
 * Both pages of a procedure as text, each clause with its source and rows, as they are at one kind of event or with all
 * that it says for any. Headings are English.
 */
export function renderPages(procedure: Procedure, language: string, gathering?: Gathering): readonly string[] {
  const say: Say = (text) => fill(procedure, text, language, gathering);
  const holds: Holds = ({ gatherings }) => gathering === undefined || gatherings.includes(gathering);
  return [
    `# ${say(procedure.title)}`,
    '',
    `Version ${procedure.version}. For everybody.`,
    ...pageLines(procedure, publicSections(procedure), say, holds),
    '',
    `# ${say(procedure.title)}: for the staff`,
    ...pageLines(procedure, staffSections(procedure), say, holds),
  ];
}
