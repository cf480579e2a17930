import type { Answers } from '#domain/intake/answers.ts';
import type { Procedure, Question } from '#domain/procedure/procedure.ts';
import { fearsIn, isUnsafe, type Fears } from '#domain/response/assessing.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import type { Edition } from '#domain/edition/edition.ts';
import type { Opened } from '../../keys/incident-seen.ts';

/** What the page is about, beside the record: the version it is under, its event, and what was told. */
export interface Scene {
  readonly procedure: Procedure | undefined;
  readonly edition: Edition | undefined;
  /** The questions that were answered. */
  readonly questions: readonly Question[];
  /** What was told, the newest answer to a question where it was added to. */
  readonly answers: Answers;
  readonly fears: Fears;
  readonly unsafe: boolean;
  /** Whoever took it down judged that somebody has to act now (IMM-01). */
  readonly staffNow: boolean;
}

/** Everything the reporter answered, at first and later. */
export function answersIn({ account, entries }: Pick<Opened, 'account' | 'entries'>): Answers {
  const added = entries.filter(({ kind }) => kind === 'added' || kind === 'heard-from-reporter');
  const later = added.map(({ body }) => (body as { readonly answers?: Answers | null } | null)?.answers ?? {});
  return Object.assign({}, account ?? {}, ...later) as Answers;
}

export function useScene(opened: Opened): Scene {
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  const questions = (versionOf(team, opened.form) ?? procedure)?.questions ?? [];
  const answers = answersIn(opened);
  const steps = opened.taken?.steps ?? [];
  return {
    procedure,
    edition: editionOf(team, opened.row.edition),
    questions,
    answers,
    fears: fearsIn(questions, answers, steps),
    unsafe: isUnsafe(questions, answers, steps),
    staffNow: steps.some(({ kind, choice }) => kind === 'triage' && choice === 'now'),
  };
}
