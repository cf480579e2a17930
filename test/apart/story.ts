import fc from 'fast-check';
import type { Act as Right } from '#domain/procedure/procedure.ts';
import { procedureOf, type TeamOf } from './house.ts';

/**
 * A world as it is told: a team, two or three reports, and what is done then. Incident 0 is the one that is there in one
 * world and not in the other.
 */
export interface Story {
  readonly procedure: string;
  /** Role ids of each of `players`, in their order. */
  readonly roles: readonly (readonly string[])[];
  readonly births: readonly Birth[];
  /** X is reported under a version that is no longer installed; then the event is settled anew, and the other comes. */
  readonly aged: boolean;
  /** The incident of `births[0]` is reported first, or after the second one. */
  readonly first: boolean;
  readonly acts: readonly Act[];
}

export interface Birth {
  readonly leaveOut: readonly string[];
  readonly named: readonly string[];
  readonly only: string;
  readonly nameGiven: boolean;
  /** It comes by letter, which can leave nobody out; whoever wrote it answers by letter too. */
  readonly byLetter: boolean;
}

export const verbs = [
  'open',
  'write',
  'note',
  'stepAside',
  'setAside',
  'lift',
  'askAbout',
  'clear',
  'conflict',
  'confirmNamed',
  'releaseNamed',
  'letIn',
  'appointStandIn',
  'askedClear',
  'askedConflict',
  'reply',
  'replyNaming',
  'newWords',
  'hours',
  'days',
  'suspend',
  'judge',
  'takeLead',
  'measure',
  'callMeeting',
  'decide',
  'tell',
  'joinOther',
  'joinX',
  'lookTogether',
  'takeApart',
  'file',
  'move',
  'minutes',
] as const;
export type Verb = (typeof verbs)[number];
/** Acts on X and the other one at once. */
export const linking: ReadonlySet<Verb> = new Set<Verb>(['joinOther', 'joinX', 'lookTogether', 'takeApart']);

export interface Act {
  readonly does: Verb;
  readonly who: string;
  /** Whom it is about, where it is about somebody. */
  readonly whom: string;
  /** Index of the incident. */
  readonly about: number;
}

/** Who is in the team of every world; what they are differs. Two of them always receive, one behind them. */
export const players = ['rosa', 'amina', 'gwen', 'tomasz', 'kenji', 'helen'] as const;
const steward = new Set<string>(['rosa', 'helen']);

export function teamOf({ procedure, aged, roles }: Story): TeamOf {
  return {
    procedure,
    aged,
    members: players.map((id, i) => ({
      id,
      roles: roles[i] ?? [],
      rights: steward.has(id) ? ['steward', 'edition'] : [],
    })),
  };
}

const rolesFor = (id: string): fc.Arbitrary<Story['roles']> => {
  const { roles, opening } = procedureOf(id);
  const all = roles.map((role) => role.id);
  const readers = opening?.first ?? roles.filter((role) => role.receives === 'first').map((role) => role.id);
  const behind = roles.filter((role) => typeof role.receives === 'number').map((role) => role.id);
  const some = fc.uniqueArray(fc.constantFrom(...all), { maxLength: 2 });
  const held = (of: readonly string[]) =>
    fc.tuple(fc.constantFrom(...of), some).map(([one, more]) => [...new Set([one, ...more])]);
  const reading = roles.filter((role) => role.receives === 'first').map((role) => role.id);
  const asked = reading.filter((role) => !readers.includes(role));
  const second = opening === null ? held(readers) : fc.constant(asked.slice(0, 1));
  return fc.tuple(held(readers), second, held(behind), held(reading), fc.oneof(some, held(behind)), some);
};

const member = fc.constantFrom(...players);
const rarely = <T>(usual: T, else_: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: else_ });

const birth: fc.Arbitrary<Birth> = fc
  .record({
    leaveOut: rarely<readonly string[]>([], fc.uniqueArray(member, { minLength: 1, maxLength: 3 }), 1),
    named: rarely<readonly string[]>([], fc.uniqueArray(member, { minLength: 1, maxLength: 2 }), 1),
    only: rarely<string>('', member, 7),
    nameGiven: fc.boolean(),
    byLetter: rarely(false, fc.constant(true), 4),
  })
  .map((one) => (one.byLetter ? { ...one, leaveOut: [], only: '' } : one));

const weights: Readonly<Record<Verb, number>> = {
  open: 4,
  write: 2,
  note: 2,
  stepAside: 5,
  setAside: 4,
  lift: 2,
  askAbout: 2,
  clear: 1,
  conflict: 2,
  confirmNamed: 2,
  releaseNamed: 2,
  letIn: 3,
  appointStandIn: 1,
  askedClear: 2,
  askedConflict: 2,
  reply: 2,
  replyNaming: 2,
  newWords: 2,
  hours: 2,
  days: 1,
  suspend: 1,
  judge: 1,
  takeLead: 1,
  measure: 1,
  callMeeting: 1,
  decide: 1,
  tell: 1,
  joinOther: 2,
  joinX: 2,
  lookTogether: 1,
  takeApart: 1,
  file: 1,
  move: 2,
  minutes: 2,
};

const verb = fc.oneof(...verbs.map((does) => ({ weight: weights[does], arbitrary: fc.constant(does) })));
/** Who acts is more often somebody who reads. */
const actor = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...players.slice(0, 2)) },
  { weight: 2, arbitrary: member },
);
const reader = fc.constantFrom<string>('rosa', 'amina', 'tomasz');
const incident = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const step = (does: Verb, who: string, whom: string, about: number): Act => ({ does, who, whom, about });

const readied = (me: string): readonly Act[] =>
  [0, 1].flatMap((it) => [step('open', me, '', it), step('judge', me, '', it)]);

/** Acts that follow on one another: alone they would rarely meet. */
const scenes: readonly ((me: string, other: string, it: number) => readonly Act[])[] = [
  (me, other, it) => [step('open', me, '', it), step('stepAside', me, '', it), step('open', other, '', it)],
  (me, other, it) => [step('stepAside', me, '', it), step('stepAside', other, '', it), step('open', me, '', it)],
  (me, other, it) => [step('open', me, '', it), step('setAside', me, other, it), step('open', other, '', it)],
  (me, other, it) => [step('setAside', me, other, it), step('lift', me, other, it), step('letIn', me, other, it)],
  (me, other, it) => [step('askAbout', me, other, it), step('conflict', other, '', it), step('hours', me, '', it)],
  (me, other, it) => [step('askAbout', me, other, it), step('clear', other, '', it)],
  (me, other, it) => [
    step('releaseNamed', me, other, it),
    step('open', other, '', it),
    step('stepAside', other, '', it),
  ],
  (me, other, it) => [step('releaseNamed', me, other, it), step('note', other, '', it)],
  (me, other, it) => [step('confirmNamed', me, other, it), step('letIn', me, other, it)],
  (me, other, it) => [step('askedClear', other, '', it), step('open', me, '', it), step('stepAside', other, '', it)],
  (me, other, it) => [step('askedConflict', other, '', it), step('open', me, '', it), step('days', me, '', it)],
  (me, other, it) => [step('stepAside', me, '', it), step('days', me, '', it), step('write', other, '', it)],
  (me, other, it) => [step('open', me, '', it), step('replyNaming', me, other, it), step('note', other, '', it)],
  (me, other, it) => [step('suspend', 'helen', other, it), step('open', me, '', it)],
  // Nobody has it yet: it rings, and rings on for those who are left.
  (me, other, it) => [step('minutes', me, '', it), step('stepAside', other, '', it), step('minutes', me, '', it)],
  (me, other, it) => [
    ...(['open', 'judge', 'file'] as const).map((does) => step(does, me, '', it)),
    step('setAside', me, other, it),
    step('hours', me, '', it),
  ],
  // It belongs to another event, where others answer; and some day it is brought back.
  (me, other, it) => [
    ...(['open', 'judge', 'move'] as const).map((does) => step(does, me, '', it)),
    step('letIn', me, other, it),
    step('stepAside', other, '', it),
    step('hours', me, '', it),
    step('move', me, '', it),
  ],
  // Handled for a while; then what was owed of it falls due.
  (me, other, it) => [
    ...(['open', 'judge', 'takeLead', 'measure', 'callMeeting'] as const).map((does) => step(does, me, other, it)),
    step('stepAside', other, '', it),
    step('days', me, '', it),
  ],
  (me, other, it) => [
    ...(['open', 'judge', 'decide'] as const).map((does) => step(does, me, other, it)),
    step('tell', me, me, it),
    step('setAside', me, other, it),
    step('days', me, '', it),
  ],
  // Judged first, as what is not clear may not wait in another; then handled together, by whoever may.
  (me, other) => [
    ...readied(me),
    step('joinOther', me, '', 0),
    step('stepAside', other, '', 0),
    step('open', me, '', 1),
  ],
  (me, other) => [...readied(me), step('joinX', me, '', 0), step('setAside', me, other, 1), step('note', other, '', 1)],
  (me, other) => [...readied(me), step('joinX', me, '', 0), step('letIn', me, other, 1), step('takeApart', me, '', 0)],
  (me, other) => [
    ...readied(me),
    step('lookTogether', me, '', 0),
    step('letIn', me, other, 0),
    step('hours', me, '', 0),
  ],
];
/** Where some are asked before they open it. */
const asking: readonly (typeof scenes)[number][] = [
  (_me, _other, it) => [
    step('askedClear', 'amina', '', it),
    step('open', 'rosa', '', it),
    step('note', 'amina', '', it),
  ],
  (_me, _other, it) => [
    step('askedClear', 'tomasz', '', it),
    step('open', 'rosa', '', it),
    step('stepAside', 'tomasz', '', it),
  ],
  (_me, _other, it) => [
    step('askedConflict', 'amina', '', it),
    step('open', 'rosa', '', it),
    step('days', 'rosa', '', it),
  ],
];

const actsUnder = (procedure: string, births: readonly Birth[]): fc.Arbitrary<readonly Act[]> => {
  const named = births[0]?.named ?? [];
  const whom = named.length === 0 ? member : fc.oneof(member, fc.constantFrom(...named));
  const more = procedureOf(procedure).opening === null ? [] : Array.from({ length: 6 }, () => asking).flat();
  // Whoever of them reads it says so; the others are refused.
  const release = (me: string, _other: string, it: number): readonly Act[] => {
    const who = named[0] ?? me;
    const all = players.slice(0, 4).filter((id) => id !== who);
    return [
      ...all.map((id) => step('releaseNamed', id, who, it)),
      step('note', who, '', it),
      step('newWords', me, '', it),
    ];
  };
  if (named.length > 0) more.push(release, release);
  const one = fc
    .record({ does: verb, who: actor, whom, about: incident })
    .map((act) => [linking.has(act.does) ? { ...act, about: 0 } : act]);
  const scene = fc
    .tuple(fc.constantFrom(...scenes, ...more), actor, fc.oneof(whom, reader), incident)
    .map(([made, me, other, it]) => made(me, other, it));
  return fc.array(fc.oneof(one, scene), { minLength: 1, maxLength: 4 }).map((all) => all.flat());
};

const usually = (procedure: string): fc.Arbitrary<Story> =>
  fc.array(birth, { minLength: 2, maxLength: 2 }).chain((births) =>
    fc
      .record({
        procedure: fc.constant(procedure),
        roles: rolesFor(procedure),
        births: fc.constant(births),
        when: fc.constantFrom('first', 'second', 'aged'),
        acts: actsUnder(procedure, births),
      })
      .map(({ when, ...rest }) => ({ ...rest, aged: when === 'aged', first: when !== 'second' })),
  );

const plain: Birth = { leaveOut: [], named: [], only: '', nameGiven: false, byLetter: false };

/** All who read step aside one after the other, until a stand-in is needed. */
function standIns(procedure: string): fc.Arbitrary<Story> | null {
  const { rule } = procedureOf(procedure).standIn;
  if (rule === null) return null;
  const [of, from] = [[rule.of], rule.from.slice(0, 1)];
  return fc.tuple(fc.boolean(), fc.boolean(), actsUnder(procedure, [plain, plain])).map(([first, nameGiven, then]) => ({
    procedure,
    roles: [of, of, from, of, from, []],
    births: [{ ...plain, nameGiven }, plain],
    aged: false,
    first,
    acts: [
      ...['tomasz', 'rosa', 'amina'].map((who) => step('stepAside', who, '', 0)),
      step('appointStandIn', 'gwen', 'kenji', 0),
      ...then,
    ],
  }));
}

/** Worlds that begin with these acts: three read both, one is behind them. Null where no role of the first may do them. */
function beginning(
  procedure: string,
  needs: readonly Right[],
  x: Birth,
  acts: fc.Arbitrary<readonly Act[]>,
): fc.Arbitrary<Story> | null {
  const { roles, opening } = procedureOf(procedure);
  const [both] = roles.filter(({ receives, may }) => receives === 'first' && needs.every((act) => may.includes(act)));
  const behind = roles.filter(({ receives }) => typeof receives === 'number').slice(0, 1);
  if (both === undefined || opening !== null) return null;
  const [of, from] = [[both.id], behind.map(({ id }) => id)];
  return fc.tuple(acts, fc.boolean(), actsUnder(procedure, [x, plain])).map(([begin, first, then]) => ({
    procedure,
    roles: [of, of, from, of, [], []],
    births: [x, plain],
    aged: false,
    first,
    acts: [...begin, ...then],
  }));
}

/** Both are judged, and then handled or looked at together before anything else happens. */
const linkedWorlds = (procedure: string): fc.Arbitrary<Story> | null =>
  beginning(
    procedure,
    ['link', 'assess'],
    plain,
    fc
      .tuple(fc.constantFrom<Verb>('joinOther', 'joinX', 'lookTogether'), fc.boolean())
      .map(([does, apart]) => [
        ...readied('rosa'),
        step(does, 'rosa', '', 0),
        ...(apart ? [step('takeApart', 'amina', '', 0), step('open', 'amina', '', 1)] : []),
      ]),
  );

/** It is decided, and somebody is told the little that a list says, before anything else happens. */
const handledWorlds = (procedure: string): fc.Arbitrary<Story> | null =>
  beginning(
    procedure,
    ['assess', 'measure', 'decide', 'disclose'],
    plain,
    fc
      .constantFrom('amina', 'tomasz')
      .map((owner) => [
        ...(['open', 'judge', 'takeLead', 'measure', 'decide'] as const).map((does) => step(does, 'rosa', owner, 0)),
        step('tell', 'rosa', 'rosa', 0),
      ]),
  );

/** Somebody who reads such reports is named; a colleague says that it is they, or that it is somebody else. */
const namedWorlds = (procedure: string): fc.Arbitrary<Story> | null =>
  beginning(
    procedure,
    ['recuse-other'],
    { ...plain, named: ['tomasz'] },
    fc
      .constantFrom<Verb>('releaseNamed', 'confirmNamed')
      .map((does) => [
        step('open', 'rosa', '', 0),
        step(does, 'rosa', 'tomasz', 0),
        step('open', 'tomasz', '', 0),
        step('stepAside', 'tomasz', '', 0),
      ]),
  );

/** Worlds under one of these procedures. */
export const stories = (procedures: readonly string[]): fc.Arbitrary<Story> =>
  fc.constantFrom(...procedures).chain((procedure) => {
    const certain = [standIns, linkedWorlds, handledWorlds, namedWorlds].map((made) => made(procedure));
    const others = certain.flatMap((arbitrary) => (arbitrary === null ? [] : [{ weight: 1, arbitrary }]));
    return fc.oneof({ weight: 8, arbitrary: usually(procedure) }, ...others);
  });
