import * as v from 'valibot';
import { gatherings } from '#domain/procedure/gathering.ts';
import { mostPlanBytes, noGuide, planTypes, roomKinds, shownTos, type Edition } from '#domain/edition/edition.ts';
import { contactLists } from '#domain/procedure/procedure.ts';

const line = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const filled = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/u),
  // A month's 31st that it does not have is read as the next month's first by some.
  v.check((d) => !Number.isNaN(Date.parse(d)) && new Date(d).toISOString().startsWith(d)),
);
const zone = v.pipe(
  v.string(),
  v.check((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
    } catch {
      return false;
    }
  }),
);

/** A series of meet-ups may be one event; more than a few years is a slip. */
const longest = 1_100 * 86_400_000;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/u));
const days = (row: { readonly from: string; readonly to: string }): boolean => row.from <= row.to;
const distinct = (items: readonly { readonly id: string }[]): boolean =>
  new Set(items.map((item) => item.id)).size === items.length;

const perMille = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));
const point = v.strictObject({ x: perMille, y: perMille });
const room = v.pipe(
  v.strictObject({
    id,
    kind: v.picklist(roomKinds),
    name: filled(80),
    from: day,
    to: day,
    way: line(400),
    // Settings from before rooms were pointed at have none; so too the guide and the plan below.
    at: v.optional(v.nullable(point), null),
  }),
  v.check((row) => days(row), 'dates'),
);
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;
const plan = v.strictObject({
  type: v.picklist(planTypes),
  image: v.pipe(v.string(), v.minLength(4), v.maxLength(Math.ceil(mostPlanBytes / 3) * 4), v.regex(base64)),
});
const guide = v.strictObject({
  version: line(40),
  entries: v.pipe(
    v.array(v.strictObject({ id, title: filled(120), text: filled(4_000), phone: line(40), address: line(200) })),
    v.maxLength(60),
    v.check((rows) => distinct(rows), 'ids'),
  ),
});
const clock = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/u),
  v.check((text) => !Number.isNaN(Date.parse(`${text}Z`)) && new Date(`${text}Z`).toISOString().startsWith(text)),
);
const turn = (row: { readonly from: string; readonly to: string }): boolean => row.from < row.to;
const shift = v.pipe(
  v.strictObject({
    id,
    from: clock,
    to: clock,
    members: v.pipe(
      v.array(filled(64)),
      v.minLength(1),
      v.maxLength(20),
      v.check((ids) => new Set(ids).size === ids.length, 'distinct'),
    ),
  }),
  v.check((row) => turn(row), 'dates'),
);
const session = v.pipe(
  v.strictObject({ id, title: filled(200), room: line(80), from: clock, to: clock }),
  v.check((row) => turn(row), 'dates'),
);
const email = v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(200))]);
const shown = v.picklist(shownTos);
const contact = v.strictObject({
  id,
  lists: v.array(v.picklist(contactLists)),
  name: filled(120),
  part: line(120),
  organisation: line(120),
  email,
  phone: line(40),
  shows: v.strictObject({ name: shown, email: shown, phone: shown }),
  member: line(64),
  confirmed: v.union([v.literal(''), day]),
});
/** In every browser and in Node; the types of neither are in this room. */
declare const URL: new (text: string) => {
  readonly href: string;
  readonly username: string;
  readonly password: string;
};

/** The address as browsers write it, or null for what they would not go to. */
function hrefOf(text: string): string | null {
  try {
    const { href, username, password } = new URL(text);
    return username === '' && password === '' ? href : null;
  } catch {
    return null;
  }
}

/** An address on the web: what is signed, shown and sent in a header is this very text. */
const web = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^https:\/\/[^\p{C}\p{Z}<>"]+$/u),
  v.check((text) => hrefOf(text) !== null),
  v.transform((text) => hrefOf(text) ?? ''),
  v.maxLength(400),
);
const link = v.union([v.literal(''), web]);
const code = v.strictObject({ version: filled(40), from: day, title: filled(160), text: filled(60_000), link });

/** The settings file of an edition, as it is sent and stored (clear JSON; settings are public). */
export const editionShape = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/u)),
    organisation: filled(120),
    name: filled(120),
    neutralTitle: filled(40),
    from: day,
    to: day,
    zone,
    place: line(200),
    gathering: v.picklist(gatherings),
    languages: v.pipe(
      v.array(line(35)),
      v.minLength(1),
      v.check((tags) => new Set(tags).size === tags.length, 'distinct'),
    ),
    exit: web,
    emergency: v.pipe(
      v.array(v.strictObject({ label: filled(60), number: filled(40) })),
      v.minLength(1),
      v.maxLength(8),
    ),
    teamPhone: line(40),
    meetingPoint: line(200),
    large: v.boolean(),
    rooms: v.pipe(
      v.array(room),
      v.maxLength(100),
      v.check((rows) => distinct(rows), 'ids'),
    ),
    plan: v.optional(v.nullable(plan), null),
    guide: v.optional(guide, noGuide),
    rota: v.optional(
      v.pipe(
        v.array(shift),
        v.maxLength(400),
        v.check((rows) => distinct(rows), 'ids'),
      ),
      [],
    ),
    alertWords: v.optional(line(80), ''),
    programme: v.optional(
      v.pipe(
        v.array(session),
        v.maxLength(2_000),
        v.check((rows) => distinct(rows), 'ids'),
      ),
      [],
    ),
    contacts: v.pipe(
      v.array(contact),
      v.maxLength(100),
      v.check((rows) => distinct(rows), 'ids'),
    ),
    codeOfConduct: v.pipe(v.array(code), v.maxLength(12)),
    procedure: filled(60),
    procedureVersion: filled(60),
    procedureDigest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
  }),
  v.check((edition) => edition.from <= edition.to, 'dates'),
  v.check((edition) => Date.parse(edition.to) - Date.parse(edition.from) <= longest, 'span'),
);

/** What is wrong with settings: the fields by name, and each place by its path, as `contacts.2.email`. */
export interface WrongEdition {
  readonly wrong: readonly string[];
  readonly places: readonly string[];
}

/** The edition, or what is wrong with it. */
export function parseEdition(value: unknown): Edition | WrongEdition {
  const read = v.safeParse(editionShape, value);
  if (read.success) return read.output;
  const places = [
    ...new Set(
      read.issues.map((issue) => {
        const path = v.getDotPath(issue);
        // A check over the whole of a row has the row's path, and names what it looked at.
        return issue.type === 'check' && issue.message === 'dates'
          ? [path, 'dates'].filter(Boolean).join('.')
          : (path ?? issue.message);
      }),
    ),
  ];
  return { wrong: [...new Set(places.map((place) => place.split('.')[0] ?? place))], places };
}
