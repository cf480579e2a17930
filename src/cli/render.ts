import { readers, type Procedure, type Text } from '#domain/procedure/procedure.ts';
import {
  publicSections,
  staffSections,
  type Beside,
  type Filled,
  type Item,
  type Section,
} from '#domain/procedure/published.ts';
import { reminderText, spanText } from '#domain/procedure/spans.ts';
import { fill } from '#domain/procedure/values.ts';
import { owedToWords, sectionWords } from './words.ts';

type Say = (text: Text) => string;

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
  return [`  - ${spanText(duty.within)}; owed by ${who.join(', ')}; to: ${owedToWords[duty.owedTo]}${steps}`];
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

function filledLines(procedure: Procedure, filled: Filled, say: Say): readonly string[] {
  switch (filled) {
    case 'none':
      return [];
    case 'contacts':
      return ["- (the event's contacts)"];
    case 'questions':
      return procedure.questions
        .filter((question) => question.asks.includes('reporter'))
        .map((q) => `- ${say(q.label)}${q.required ? ' (required)' : ''} ${sourceOf(q)}`);
    case 'roles':
      return readers(procedure).map((role) => `- ${say(role.many)} (${role.source})`);
  }
}

function pageLines(procedure: Procedure, sections: readonly Section[], say: Say): readonly string[] {
  return sections.flatMap(({ id, items, filled }) => {
    const lines = [...items.flatMap((item) => itemLines(procedure, item, say)), ...filledLines(procedure, filled, say)];
    return lines.length === 0 ? [] : ['', `## ${sectionWords[id]}`, '', ...lines];
  });
}

/** Both pages of a procedure as text, each clause with its source and rows. Headings are English. */
export function renderPages(procedure: Procedure, language: string): readonly string[] {
  const say: Say = (text) => fill(procedure, text, language);
  return [
    `# ${say(procedure.title)}`,
    '',
    `Version ${procedure.version}. For everybody.`,
    ...pageLines(procedure, publicSections(procedure), say),
    '',
    `# ${say(procedure.title)}: for the staff`,
    ...pageLines(procedure, staffSections(procedure), say),
  ];
}
