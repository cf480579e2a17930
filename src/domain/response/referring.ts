import type { Procedure, Question } from '../procedure/procedure.ts';
import type { Referred } from './bodies.ts';

/** Who asked for help from outside. */
export type Asker = 'reporter' | 'impacted' | 'nobody';

/** A referral as it is being written down: what is not yet said is `''` or null. */
export interface Referring extends Pick<Referred, 'agency' | 'told' | 'asked' | 'askedAt' | 'consent'> {
  readonly danger: '' | 'yes' | 'no';
  readonly askedBy: '' | Asker;
  readonly at: number | null;
}

/** What a referral has to say and does not: in the order a form has it. */
export type Lack = 'danger' | 'askedBy' | 'askedWords' | 'askedWhen' | 'agency' | 'told' | 'when' | 'consent';

const isEmpty = (text: string): boolean => text.trim() === '';

/**
 * What is missing. Who asked says when and in which words (IMM-05); consent is asked for unless somebody is in danger:
 * then help comes first, and whom it was told to and when is enough (IMM-04).
 */
export function lacksIn({ danger, askedBy, asked, askedAt, agency, told, at, consent }: Referring): readonly Lack[] {
  const somebody = askedBy !== '' && askedBy !== 'nobody';
  const missing: Readonly<Record<Lack, boolean>> = {
    danger: danger === '',
    askedBy: askedBy === '',
    askedWords: somebody && isEmpty(asked),
    askedWhen: somebody && askedAt === null,
    agency: isEmpty(agency),
    told: isEmpty(told),
    when: at === null,
    consent: danger !== 'yes' && isEmpty(consent),
  };
  return (Object.keys(missing) as Lack[]).filter((lack) => missing[lack]);
}

/** Whose wish counts while everybody is safe, who was hurt before who told (D9). */
export function wishes({ police }: Pick<Procedure, 'police'>): readonly Asker[] {
  return (['impacted', 'reporter'] as const).filter((who) => police.onlyIfAskedBy.includes(who));
}

/** What comes first when somebody is in danger, and what second: both are there (D10). */
export function dangerOrder({
  police,
}: Pick<Procedure, 'police'>): readonly ['guide' | 'security', 'guide' | 'security'] {
  return police.dangerFirst === 'guide' ? ['guide', 'security'] : ['security', 'guide'];
}

/**
 * The questions whose answers somebody outside may need: when, where and who, and never who told it, their own account
 * (by its words they can be known), what they fear or whom they left out (IMM-09). `rows` say which a question is.
 */
export function tellable<Q extends Pick<Question, 'rows' | 'compartment' | 'kind'>>(
  questions: readonly Q[],
): readonly Q[] {
  const kept = ['FLD-01', 'FLD-07', 'FLD-08', 'FLD-14', 'INT-12'];
  return questions.filter(
    ({ rows, compartment, kind }) =>
      compartment === 'account' &&
      kind !== 'team' &&
      kind !== 'files' &&
      rows.some((row) => row.startsWith('FLD-')) &&
      !rows.some((row) => kept.includes(row)),
  );
}
