import * as v from 'valibot';
import { gatherings } from '../procedure/gathering.ts';
import { asked } from '../procedure/question.ts';
import { reasons } from './reason.ts';

/**
 * Worked examples of a procedure, `examples.yaml`: what was entered, when it is now, and what must follow. They are run
 * by `promises/enact.ts` and `promises/compare.ts`, after `promises/checks.ts`. Times are local in the file's zone, `2027-05-15 00:25`.
 */

export const time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d$/u, 'a local time as 2027-05-15 00:25'),
  v.check((text) => !Number.isNaN(Date.parse(`${text.replace(' ', 'T')}Z`)), 'a time that there is'),
);
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/u, 'a day as 2027-05-15'));
const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/u, 'a name: small letters, digits and hyphens'));
const nameList = v.array(name);
const facts = v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())])), {});

const given = v.strictObject({
  kind: v.string(),
  /** A member, `reporter` or `server`. */
  by: name,
  at: time,
  /** What the author's own clock said, where it differs: a report that staff took down offline. */
  device: v.exactOptional(time),
  facts,
  /** Of a `reported`: whom the reporter leaves out, and to whom alone it goes. */
  leaveOut: v.optional(nameList, []),
  only: v.optional(v.string(), ''),
  /** Of a `reported`: members who are named in what was told. */
  named: v.optional(nameList, []),
  /** A name for this entry, for `of` and `file` below it. A `reported` is called as its report is. */
  as: v.exactOptional(name),
  report: v.optional(name, 'a'),
});

export const dutyStates = ['open', 'overdue', 'met', 'waived', 'absent'] as const;
const dutyExpected = v.strictObject({
  state: v.exactOptional(v.picklist(dutyStates)),
  due: v.exactOptional(v.union([v.literal('none'), time])),
  /** Members free to meet it. */
  by: v.exactOptional(nameList),
  late: v.exactOptional(v.boolean()),
  /** Which of several: the name of the entry it arose from. */
  of: v.exactOptional(name),
});
const oneDuty = v.pipe(
  v.union([v.picklist(dutyStates), dutyExpected]),
  v.transform((value) => (typeof value === 'string' ? { state: value } : value)),
);
const dutyShape = v.pipe(
  v.union([oneDuty, v.pipe(v.array(oneDuty), v.minLength(1))]),
  v.transform((value) => (Array.isArray(value) ? value : [value])),
);

const tried = v.strictObject({
  who: name,
  does: v.string(),
  facts,
  report: v.optional(name, 'a'),
  /** The reason; allowed without it. */
  refused: v.exactOptional(v.picklist(reasons)),
  /** Allowed, and this is said. */
  warning: v.exactOptional(v.picklist(reasons)),
});

export const fired = ['none', 'too-many-recused', 'too-few-free'] as const;
const expected = v.strictObject({
  duties: v.optional(v.record(v.string(), dutyShape), {}),
  may: v.optional(v.array(tried), []),
  standIn: v.exactOptional(v.strictObject({ fired: v.picklist(fired), offered: v.exactOptional(nameList) })),
  receives: v.exactOptional(
    v.strictObject({
      leaveOut: v.optional(nameList, []),
      named: v.optional(nameList, []),
      only: v.optional(v.string(), ''),
      account: v.exactOptional(nameList),
      identity: v.exactOptional(nameList),
      /** Asked about the names before they may open it. */
      asked: v.exactOptional(nameList),
    }),
  ),
  /** Who can open it now. */
  holds: v.exactOptional(
    v.strictObject({
      report: v.optional(name, 'a'),
      account: v.exactOptional(nameList),
      identity: v.exactOptional(nameList),
      asked: v.exactOptional(nameList),
    }),
  ),
  asks: v.exactOptional(
    v.strictObject({
      gathering: v.picklist(gatherings),
      who: v.optional(v.picklist(asked), 'reporter'),
      questions: v.array(v.string()),
    }),
  ),
  data: v.optional(v.record(v.string(), v.unknown()), {}),
});

const example = v.strictObject({
  id: name,
  it: v.pipe(v.string(), v.minLength(1)),
  rows: v.optional(v.array(v.string()), []),
  given: v.optional(v.array(given), []),
  at: v.exactOptional(time),
  expect: expected,
});

const memberShape = v.pipe(
  v.union([nameList, v.strictObject({ roles: nameList, suspended: v.optional(v.boolean(), false) })]),
  v.transform((value) => (Array.isArray(value) ? { roles: value, suspended: false } : value)),
);

const shape = v.strictObject({
  zone: v.pipe(v.string(), v.check(isZone, 'a time zone as Europe/Vienna')),
  event: v.strictObject({ from: day, to: day }),
  gathering: v.picklist(gatherings),
  team: v.record(name, memberShape),
  examples: v.pipe(v.array(example), v.minLength(1, 'at least one example')),
});

export type Examples = v.InferOutput<typeof shape>;
export type Example = Examples['examples'][number];
export type Given = Example['given'][number];
export type Tried = Example['expect']['may'][number];
export type DutyExpected = v.InferOutput<typeof oneDuty>;
export type FactsWritten = Given['facts'];

/** Who holds what, as examples call it: `asked` hold the names alone. */
export const compartmentOf = { account: 'account', identity: 'identity', asked: 'parties' } as const;
export type Held = keyof typeof compartmentOf;

export type ReadExamples = { readonly examples: Examples } | { readonly issues: readonly v.BaseIssue<unknown>[] };

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Reads what YAML said. `issues` are for `wrongIn` of `procedure/read.ts`, which gives them their lines. */
export function readExamples(parsed: unknown): ReadExamples {
  const read = v.safeParse(shape, parsed);
  return read.success ? { examples: read.output } : { issues: read.issues };
}

/** Facts that are instants in the record and local times in examples. */
export const isTime = (key: string): boolean => key === 'due' || key === 'until';
