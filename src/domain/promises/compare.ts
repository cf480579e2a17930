import { questionsAt, type Procedure } from '../procedure/procedure.ts';
import { parseReminder, parseSpan, reminderText, spanText } from '../procedure/spans.ts';
import { active, memberOf, type RosterMember } from '../team/roster.ts';
import { bornTo, type Playing } from './custody.ts';
import { dutiesOf, whoOwes, type Duty } from './duties.ts';
import { edition, enact, factsOf, incident, rosterOf, type Enacted } from './enact.ts';
import { compartmentOf, type DutyExpected, type Example, type Examples, type Held, type Tried } from './examples.ts';
import { handlingOf, type Handling } from './handling.ts';
import { isKind } from './kinds.ts';
import { instantOf, localOf } from './local-time.ts';
import { may } from './may.ts';
import { standInOf } from './stand-in.ts';

/** Everything an expectation is held against. */
interface Scene {
  readonly ground: Playing;
  readonly procedure: Procedure;
  readonly zone: string;
  readonly enacted: Enacted;
  readonly handling: (report: string) => Handling;
}

const idsOf = (members: readonly RosterMember[]): readonly string[] => members.map((member) => member.id);
const listed = (ids: readonly string[]): string => (ids.length === 0 ? 'nobody' : ids.toSorted().join(', '));
const whenOf = (due: number | null, zone: string): string => (due === null ? 'none' : localOf(due, zone));

/** One expectation as a sentence, or nothing when it holds. */
const differs = (what: string, found: string, expected: string): readonly string[] =>
  found === expected ? [] : [`${what} is ${found}, expected ${expected}`];

function dutyDiffers(scene: Scene, id: string, duty: Duty, expected: DutyExpected): readonly string[] {
  const { ground, zone } = scene;
  const { state } = duty;
  const late = state.is === 'met' ? (state.late ? 'late' : 'in time') : state.is;
  const report = duty.stream.startsWith('report/') ? duty.stream.slice('report/'.length) : 'a';
  const { away, standIns } = scene.handling(report);
  return [
    ...(expected.state === undefined ? [] : differs(`${id} (due ${whenOf(duty.due, zone)})`, state.is, expected.state)),
    ...(expected.due === undefined ? [] : differs(`${id}: due`, whenOf(duty.due, zone), expected.due)),
    ...(expected.late === undefined ? [] : differs(`${id}: met`, late, expected.late ? 'late' : 'in time')),
    ...(expected.by === undefined
      ? []
      : differs(`${id}: free to meet it`, listed(idsOf(whoOwes(ground, duty, away, standIns))), listed(expected.by))),
  ];
}

function dutiesDiffer(scene: Scene, { expect }: Example): readonly string[] {
  const duties = dutiesOf(scene.ground, scene.enacted.entries).toSorted((a, b) => a.arose - b.arose);
  return Object.entries(expect.duties).flatMap(([id, states]) => {
    const own = duties.filter((duty) => duty.id === id);
    return states.flatMap((expected, i) => {
      const cause = expected.of === undefined ? undefined : scene.enacted.named.get(expected.of)?.hash;
      const among = cause === undefined ? own : own.filter((duty) => duty.cause === cause);
      const name = expected.of === undefined ? id : `${id} of ${expected.of}`;
      if (expected.state === 'absent')
        return differs(name, among.length === 0 ? 'absent' : (among[0]?.state.is ?? ''), 'absent');
      if (cause === undefined && states.length !== own.length && own.length > 0)
        return [
          `${id} is there ${own.length} times, expected ${states.length}: list them in order, or name each by \`of\``,
        ];
      const duty = cause === undefined ? among[i] : among[0];
      return duty === undefined
        ? [`${name} is absent, expected ${expected.state ?? 'there'}`]
        : dutyDiffers(scene, name, duty, expected);
    });
  });
}

function triedDiffers(scene: Scene, tried: Tried): readonly string[] {
  const member = memberOf(scene.ground.roster, tried.who);
  if (member === undefined || !isKind(tried.does)) return [`${tried.who} or ${tried.does} is unknown`];
  const facts = factsOf(tried.facts, scene.enacted.named, scene.zone);
  const answer = may(scene.ground, scene.handling(tried.report), member, { kind: tried.does, facts });
  const found = 'refused' in answer ? `refused (${answer.refused})` : 'allowed';
  const warned = 'refused' in answer ? undefined : answer.warning;
  const what = `${tried.does} by ${tried.who}`;
  return [
    ...differs(what, found, tried.refused === undefined ? 'allowed' : `refused (${tried.refused})`),
    ...(tried.warning === undefined ? [] : differs(`${what}: warning`, warned ?? 'none', tried.warning)),
  ];
}

function standInDiffers(scene: Scene, { expect: { standIn } }: Example): readonly string[] {
  if (standIn === undefined) return [];
  const found = standInOf(scene.ground, scene.handling('a'));
  return [
    ...differs('the stand-in rule', found.fired, standIn.fired),
    ...(standIn.offered === undefined
      ? []
      : differs('offered as stand-in', listed(idsOf(found.offered)), listed(standIn.offered))),
  ];
}

const everyHeld = Object.keys(compartmentOf) as readonly Held[];

/** What each of them is expected to hold, against what they do. */
function heldDiffers(
  when: string,
  expected: Partial<Readonly<Record<Held, readonly string[] | undefined>>>,
  found: (what: Held) => readonly string[],
): readonly string[] {
  return everyHeld.flatMap((what) => {
    const ids = expected[what];
    const name = what === 'asked' ? `asked about the names ${when}` : `${what} ${when}`;
    return ids === undefined ? [] : differs(name, listed(found(what)), listed(ids));
  });
}

function receivesDiffers({ ground }: Scene, { expect: { receives } }: Example): readonly string[] {
  if (receives === undefined) return [];
  const found = bornTo(ground, receives);
  return heldDiffers('of a new report', receives, (what) => idsOf(found[compartmentOf[what]]));
}

/** Who can open it now: holders of the newest key who are there and not kept apart. */
function holdsDiffers({ ground, handling }: Scene, { expect: { holds } }: Example): readonly string[] {
  if (holds === undefined) return [];
  const { reports, away, stoodIn } = handling(holds.report);
  const newest = reports.get(holds.report)?.holding.newest;
  return heldDiffers('now', holds, (what) =>
    (newest?.get(compartmentOf[what])?.manifest.holders ?? [])
      .map(({ member }) => member)
      .filter((id) => {
        const member = memberOf(ground.roster, id);
        return member !== undefined && active(member, ground.now) && !away.has(id) && !stoodIn.has(id);
      }),
  );
}

function asksDiffers({ procedure }: Scene, { expect: { asks } }: Example): readonly string[] {
  if (asks === undefined) return [];
  const found = questionsAt(procedure, asks.gathering, asks.who).map((question) => question.id);
  return differs(`asked of ${asks.who}, ${asks.gathering}`, found.join(', '), asks.questions.join(', '));
}

/** A value of the procedure by path; a step into a list is a place, `length`, or the id of one of its items. */
export function valueAt(procedure: Procedure, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      if (step === 'length') return value.length;
      if (/^\d+$/u.test(step)) return value[Number(step)] as unknown;
      return value.find((one: unknown) => (one as { id?: unknown } | null)?.id === step) as unknown;
    }
    return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
      ? (value as Readonly<Record<string, unknown>>)[step]
      : undefined;
  }, procedure);
}

/** As the file writes it: spans and reminders as their text, one of a list of one as itself. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  if ('unit' in value) return spanText(value as Parameters<typeof spanText>[0]);
  if ('when' in value) return reminderText(value as Parameters<typeof reminderText>[0]);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, written(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** `1 days` and `1 day` are the same; everything else is as it stands. */
function normal(value: unknown): unknown {
  if (typeof value !== 'string') return written(value);
  const [span, reminder] = [parseSpan(value), parseReminder(value)];
  return span !== null ? spanText(span) : reminder !== null ? reminderText(reminder) : value;
}

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(Array.isArray(value) ? value.map(normal) : normal(value));

function dataDiffers({ procedure }: Scene, { expect }: Example): readonly string[] {
  return Object.entries(expect.data).flatMap(([path, expected]) =>
    differs(path, shown(valueAt(procedure, path)), shown(expected)),
  );
}

/** Runs one example: sentences about what is not as expected, none when it holds. */
export function runExample(procedure: Procedure, examples: Examples, one: Example): readonly string[] {
  const { zone } = examples;
  const roster = rosterOf(examples);
  const playing = { procedure, edition: { id: edition, zone, to: examples.event.to }, roster };
  const enacted = enact(playing, examples, one);
  const now = one.at === undefined ? instantOf(`${examples.event.from} 12:00`, zone) : instantOf(one.at, zone);
  const scene: Scene = {
    ground: { ...playing, now },
    procedure,
    zone,
    enacted,
    handling: (report) => handlingOf({ incident, report }, enacted.entries, roster),
  };
  return [
    ...enacted.refused,
    ...dutiesDiffer(scene, one),
    ...one.expect.may.flatMap((tried) => triedDiffers(scene, tried)),
    ...standInDiffers(scene, one),
    ...receivesDiffers(scene, one),
    ...holdsDiffers(scene, one),
    ...asksDiffers(scene, one),
    ...dataDiffers(scene, one),
  ];
}
