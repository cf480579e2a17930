// Writes procedures/procedure.schema.json from src/domain/procedure/shape.ts, so that editors complete a procedure;
// with --check only says whether it would change anything.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { shape, shapeParts } from '../src/domain/procedure/shape.ts';
import { reminderForms, ringForms, spanForms } from '../src/domain/procedure/spans.ts';

const file = 'procedures/procedure.schema.json';

/** One line for each key that does not explain itself, by the key and by `owner.key` where owners differ. */
const words: Readonly<Record<string, string>> = {
  id: 'Small letters, digits and hyphens; not twice in one list.',
  text: 'Language to text; English is always there. Names in braces stand for the data of this file.',
  source: 'seed: said by the document; linked: by a page it links to; default: our strictest default.',
  force: 'How binding the source words it. info: a fact or a context.',
  rows: 'Rows of the requirement table it answers.',
  gatherings: 'Where it holds. Of a role or a question: everywhere when left out.',
  languages: 'Every text must be there in each of them.',
  terms: "The document's own words for people, where they are not ours.",
  many: 'Its holders together, as in "any of the lead responders".',
  reads: 'Which compartments of a new report its holders receive. None when left out.',
  receives: 'first: every new report. A number: asked in that order when nobody else is left.',
  may: 'What its holders may do; nothing when left out.',
  direct: 'Whether a reporter may send to one holder alone.',
  named: 'How many holders the published document names.',
  asks: 'Who is asked: reporters on the public form, staff who take a report, or both.',
  crisis: 'Shows the crisis numbers at once.',
  more: 'A small text field behind the choice, with this label.',
  compartment: 'Who may read the answer: account, or identity (fewer people).',
  fact: "The header's fact this choice becomes; such a fact is not locked.",
  fields: 'For people: the small fields of each card, in order.',
  users: 'For whom the channel is.',
  contacts: "The list of the event's contacts that follows it.",
  label: 'What it is called: of a question the question, of a duty an instruction.',
  promise: 'What the reporter is told; {due} is the date. There exactly when it is owed to the reporter.',
  arises: 'From each entry that is one of these.',
  met: 'By the first later entry that is one of these.',
  metBySame: 'Only an entry that refers to the cause meets it.',
  within: spanForms,
  remind: `Steps of reminding: ${reminderForms}.`,
  rings: 'Whom it wakes at any hour, step by step, until somebody has it.',
  'ring.after': ringForms,
  whom: 'on-duty: who is on the rota then; owed: who owes it; everybody: all who hold the account. Only who is free.',
  owedBy: 'Roles. An owner that the cause names comes before them.',
  beforeClosing: 'The incident cannot be closed while it is open.',
  waivable: 'Whether it may be waived with a reason.',
  moreThan: 'More recused holders than this fire it.',
  freeBelow: 'Fewer free holders than this fire it.',
  of: 'The role whose holders are counted.',
  from: 'Roles the stand-in is drawn from, in order.',
  as: 'The role whose acts the stand-in has, for this incident.',
  opening: 'Opening a new report in two steps. Left out or null: every reader opens it at once.',
  first: 'Roles whose holders open a new report at once. Every other reader is asked about the names first.',
  onlyIfAskedBy: 'Police while everybody is safe: only if one of these asked.',
  dangerFirst: 'What comes first when somebody is in danger.',
  dueRequired: 'Whether each consequence needs a due time.',
  open: 'Whether anything else may be decided too.',
  needs: 'What it needs to be carried out.',
  none: 'True for "nothing, it was no violation"; among the texts to people aware: what they are told then.',
  prefer: 'Roles that speak, preferred first.',
  hearFirst: 'Whether telling an outcome is refused until their side was heard. Otherwise it is a warning.',
  relay: 'Whether an apology may be passed on: never, or if the person asked for it.',
  body: 'The role that decides again, or null.',
  told: 'Whether outcome letters always name the appeal body.',
  protects: 'Whose identity no public text shows.',
  by: 'Roles that may announce.',
  delegate:
    'The role that announces when those have a conflict, or null. If nobody of it is free, the body for appeals.',
  words: 'About how long an announcement is.',
  violation: 'What people who knew are told after a violation.',
  months: 'How long content is kept.',
  part: 'The section of the public page.',
  instead: 'What to say instead.',
  room: 'The kind of room that is offered.',
};

/** What a check in code holds, said again for editors. */
function withEnglish(schema: Json): Json {
  const defs = schema['$defs'] as Json;
  return { ...schema, $defs: { ...defs, text: { ...(defs['text'] as Json), required: ['en'] } } };
}

type Json = { [key: string]: unknown };
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Gives each property its line. A reference keeps its own: siblings of `$ref` are read by editors of draft 2020-12. */
function described(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(described);
  if (!isJson(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, described(value)]));
  const properties = schema['properties'];
  if (!isJson(properties)) return inner;
  return {
    ...inner,
    properties: Object.fromEntries(
      Object.entries(inner['properties'] as Json).map(([key, value]) => {
        const word = Object.hasOwn(words, key) ? words[key] : undefined;
        return [key, word === undefined ? value : { description: word, ...(value as Json) }];
      }),
    ),
  };
}

const made = toJsonSchema(shape, {
  typeMode: 'input',
  target: 'draft-2020-12',
  errorMode: 'ignore',
  definitions: shapeParts,
});
const text = `${JSON.stringify({ $id: 'procedure.schema.json', title: 'A procedure of Recourse', ...withEnglish(described(made) as Json) }, null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not what the shape says (run "npm run schema").`);
    process.exit(1);
  }
} else {
  writeFileSync(file, text);
  console.log(`${file}: ${text.length} characters`);
}
