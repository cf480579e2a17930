import * as v from 'valibot';
import { forces, sources } from './clause.ts';
import { owedTos, rungWhoms } from './duty.ts';
import { gatherings } from './gathering.ts';
import { channelKinds, contactLists, majorities, parts, protectedPeople, stepKinds } from './procedure.ts';
import { asked, personFields, questionKinds } from './question.ts';
import { needs } from './response.ts';
import { acts } from './role.ts';
import { parseReminder, parseRingAfter, parseSpan, reminderForms, ringForms, spanForms } from './spans.ts';

/** The shape of `procedure.yaml`: what may be written, and what is filled in where it is left out. */

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/u, 'an id: small letters, digits and hyphens'));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u, 'a language as `en`'));
const text = v.pipe(
  v.record(language, v.pipe(v.string(), v.minLength(1, 'a text that is not empty'))),
  v.check((texts) => texts['en'] !== undefined, 'a text with at least `en`'),
);
const source = v.picklist(sources);
const rows = v.optional(v.array(v.string()), []);
const gatheringList = v.optional(v.array(v.picklist(gatherings)), [...gatherings]);

const clauseEntries = { id, text, force: v.optional(v.picklist(forces), 'info'), source, rows };
const clause = v.strictObject(clauseEntries);
const clauses = v.optional(v.array(clause), []);

const role = v.strictObject({
  id,
  name: text,
  many: text,
  reads: v.optional(v.array(v.picklist(['account', 'identity'])), []),
  receives: v.optional(
    v.union([v.picklist(['first', 'never']), v.pipe(v.number(), v.integer(), v.minValue(1))]),
    'never',
  ),
  may: v.optional(v.array(v.picklist(acts)), []),
  direct: v.optional(v.boolean(), false),
  named: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1, 'at least 1: nobody could hold it'))),
  gatherings: gatheringList,
  source,
  rows,
});

const option = v.strictObject({
  id,
  label: text,
  crisis: v.optional(v.boolean(), false),
  more: v.exactOptional(text),
});

const question = v.strictObject({
  id,
  kind: v.picklist(questionKinds),
  label: text,
  hint: v.exactOptional(text),
  warning: v.exactOptional(text),
  compartment: v.picklist(['account', 'identity']),
  required: v.optional(v.boolean(), false),
  gatherings: gatheringList,
  asks: v.optional(v.array(v.picklist(asked)), [...asked]),
  options: v.optional(v.array(option), []),
  fact: v.exactOptional(v.picklist(['ongoing', 'reachable'])),
  fields: v.optional(v.array(v.picklist(personFields)), []),
  source,
  rows,
});

const factValues = v.pipe(
  v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]),
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
);
const when = v.pipe(
  v.union([v.string(), v.strictObject({ kind: v.string(), facts: v.optional(v.record(v.string(), factValues), {}) })]),
  v.transform((value) => (typeof value === 'string' ? { kind: value, facts: {} } : value)),
);
const whens = v.pipe(
  v.union([when, v.pipe(v.array(when), v.minLength(1))]),
  v.transform((value) => (Array.isArray(value) ? value : [value])),
);
const span = v.pipe(
  v.string(),
  v.check((value) => parseSpan(value) !== null, spanForms),
  v.transform((value) => parseSpan(value) ?? { unit: 'no-limit' as const }),
);
const reminder = v.pipe(
  v.string(),
  v.check((value) => parseReminder(value) !== null, reminderForms),
  v.transform((value) => parseReminder(value) ?? { when: 'due' as const }),
);
const ring = v.strictObject({
  after: v.pipe(
    v.string(),
    v.check((value) => parseRingAfter(value) !== null, ringForms),
    v.transform((value) => parseRingAfter(value) ?? 0),
  ),
  whom: v.picklist(rungWhoms),
});

const duty = v.strictObject({
  ...clauseEntries,
  label: text,
  promise: v.exactOptional(text),
  arises: whens,
  within: span,
  owedBy: v.pipe(v.array(id), v.minLength(1, 'at least one role')),
  owedTo: v.picklist(owedTos),
  met: whens,
  metBySame: v.optional(v.boolean(), false),
  beforeClosing: v.optional(v.boolean(), false),
  waivable: v.optional(v.boolean(), true),
  remind: v.optional(v.array(reminder), []),
  rings: v.optional(v.pipe(v.array(ring), v.maxLength(12)), []),
});

const standIn = v.strictObject({
  of: id,
  moreThan: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  freeBelow: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
  from: v.pipe(v.array(id), v.minLength(1)),
  as: id,
});

/** Words of ours where the document has none of its own (PRP-12). */
const terms = {
  reported: { en: 'the person reported', es: 'la persona reportada' },
  impacted: { en: 'the person it happened to', es: 'la persona a quien le pasó' },
};

export const shape = v.strictObject({
  id,
  title: text,
  version: v.pipe(v.string(), v.minLength(1)),
  gatherings: v.pipe(v.array(v.picklist(gatherings)), v.minLength(1)),
  languages: v.pipe(v.array(language), v.minLength(1)),
  terms: v.optional(
    v.strictObject({ reported: v.optional(text, terms.reported), impacted: v.optional(text, terms.impacted) }),
    terms,
  ),
  roles: v.array(role),
  channels: v.array(
    v.strictObject({
      ...clauseEntries,
      kind: v.picklist(channelKinds),
      users: v.optional(v.picklist(asked), 'reporter'),
      contacts: v.exactOptional(v.picklist(contactLists)),
    }),
  ),
  questions: v.array(question),
  intake: v.strictObject({
    steps: v.array(
      v.strictObject({
        ...clauseEntries,
        kind: v.picklist(stepKinds),
        required: v.optional(v.boolean(), false),
        room: v.exactOptional(v.picklist(['quiet', 'safety', 'staff'])),
      }),
    ),
    nevers: v.array(v.strictObject({ ...clauseEntries, instead: v.exactOptional(text) })),
    offers: clauses,
  }),
  urgency: clauses,
  police: v.strictObject({
    ...clauseEntries,
    onlyIfAskedBy: v.pipe(v.array(v.picklist(['reporter', 'impacted'])), v.minLength(1)),
    dangerFirst: v.picklist(['guide', 'security']),
  }),
  duties: v.array(duty),
  standIn: v.strictObject({ ...clauseEntries, rule: v.nullable(standIn) }),
  opening: v.optional(
    v.nullable(v.strictObject({ ...clauseEntries, first: v.pipe(v.array(id), v.minLength(1, 'at least one role')) })),
    null,
  ),
  meeting: v.strictObject({
    ...clauseEntries,
    invites: v.pipe(v.array(id), v.minLength(1)),
    aims: clauses,
    dueRequired: v.optional(v.boolean(), false),
    quorum: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1, 'at least 1: nobody decides alone by less'))),
    majority: v.exactOptional(v.picklist(majorities)),
  }),
  responses: v.strictObject({
    ...clauseEntries,
    open: v.optional(v.boolean(), true),
    list: v.array(
      v.strictObject({
        ...clauseEntries,
        name: text,
        needs: v.optional(v.array(v.picklist(needs)), []),
        none: v.optional(v.boolean(), false),
      }),
    ),
  }),
  conversation: v.strictObject({
    ...clauseEntries,
    prefer: v.pipe(v.array(id), v.minLength(1)),
    people: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)), 2),
    hearFirst: v.optional(v.boolean(), false),
    parts: clauses,
    prompts: clauses,
  }),
  apology: v.strictObject({ ...clauseEntries, relay: v.optional(v.picklist(['never', 'opt-in']), 'opt-in') }),
  appeal: v.strictObject({
    ...clauseEntries,
    body: v.nullable(id),
    told: v.optional(v.picklist(['always', 'if-any']), 'always'),
  }),
  public: v.strictObject({
    protects: v.strictObject({
      ...clauseEntries,
      people: v.pipe(v.array(v.picklist(protectedPeople)), v.minLength(1)),
    }),
    announcing: v.strictObject({
      ...clauseEntries,
      by: v.pipe(v.array(id), v.minLength(1)),
      delegate: v.nullable(id),
      words: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10)), 120),
    }),
    aware: v.strictObject({ ...clauseEntries, violation: text, none: text }),
    clauses,
  }),
  briefing: clauses,
  debrief: v.nullable(v.strictObject({ ...clauseEntries, hosts: v.array(id), attend: v.array(id) })),
  retention: v.strictObject({
    ...clauseEntries,
    months: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120)),
  }),
  handling: v.array(v.strictObject({ ...clauseEntries, part: v.picklist(parts) })),
  attribution: clauses,
});

export type Shape = v.InferOutput<typeof shape>;

/** Parts of the shape that a reader of its JSON Schema meets by name. */
export const shapeParts = { id, text, clause, role, question, option, when, span, reminder, ring, duty };
