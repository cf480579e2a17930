import fc from 'fast-check';
import { lies, type LieTold } from './liar.ts';
import { players, stories, type Story } from './story.ts';
import { told } from './told.ts';

/** What is done in a world of the model. `again`: a batch that was sent once is sent once more, byte for byte. */
export const deeds = [
  'open',
  'note',
  'write',
  'stepAside',
  'setAside',
  'lift',
  'ask',
  'confirm',
  'release',
  'letIn',
  'standIn',
  'answer',
  'reply',
  'replyNaming',
  'suspend',
  'again',
  'hours',
] as const;

export interface Deed {
  readonly does: (typeof deeds)[number];
  readonly who: string;
  readonly whom: string;
  readonly lie: LieTold;
  /** A number for whatever chance is needed besides. */
  readonly pick: number;
  /** What another desk does at the same moment. */
  readonly beside: { readonly does: Deed['does']; readonly who: string; readonly whom: string } | null;
}

/** One world: a team and one report (`story`), and what is done then. */
export interface Tale {
  readonly story: Story;
  readonly deeds: readonly Deed[];
  readonly pick: number;
}

const weights: Readonly<Record<Deed['does'], number>> = {
  open: 8,
  note: 4,
  write: 3,
  stepAside: 6,
  setAside: 5,
  lift: 3,
  ask: 1,
  confirm: 2,
  release: 3,
  letIn: 5,
  standIn: 4,
  answer: 4,
  reply: 2,
  replyNaming: 3,
  suspend: 2,
  again: 2,
  hours: 1,
};

const member = fc.constantFrom(...players);
/** Who reads new reports acts most: the first in the list. */
const actor = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...players.slice(0, 3)) },
  { weight: 2, arbitrary: member },
);
const does = (of: readonly Deed['does'][]): fc.Arbitrary<Deed['does']> =>
  fc.oneof(...of.map((one) => ({ weight: weights[one], arbitrary: fc.constant(one) })));
const desked = deeds.filter((one) => !['reply', 'replyNaming', 'suspend', 'again', 'hours'].includes(one));

const deed: fc.Arbitrary<Deed> = fc.record({
  does: does(deeds),
  who: actor,
  whom: member,
  lie: fc.oneof(
    { weight: 5, arbitrary: fc.constant<LieTold>('none') },
    { weight: 3, arbitrary: fc.constantFrom(...lies) },
  ),
  pick: fc.nat(4_000),
  beside: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ does: does(desked), who: actor, whom: member }) },
  ),
});

export const tales = (procedures: readonly string[]): fc.Arbitrary<Tale> =>
  fc.record({
    story: stories(procedures),
    deeds: fc.array(deed, { minLength: 5, maxLength: 11 }),
    pick: fc.nat(1_000),
  });

/** The world in words: what was done, and what became of it. */
export function taleTold({ story, deeds: all }: Tale, acted: readonly string[], outcomes: readonly string[]): string {
  const lines = all.map(({ lie }, i) => {
    const lied = lie === 'none' ? '' : ` [the server: ${lie}]`;
    return `  ${i}. ${acted[i] ?? 'nobody acts'}${lied} → ${outcomes[i] ?? 'not told'}`;
  });
  const births = story.births.slice(0, 1).map((birth) => ({ ...birth, byLetter: false }));
  return [told({ ...story, births, acts: [] }), ...lines].join('\n');
}
