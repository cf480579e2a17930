import type { ReactNode } from 'react';
import type { Answer, Answers } from '#domain/intake/answers.ts';
import { say, type Question } from '#domain/procedure/procedure.ts';
import { told } from '#questions/told.ts';
import { Inert } from '../frame/inert.tsx';
import { nameOf, useSession, versionOf } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { Opened } from '../keys/incident-seen.ts';

/** A question this procedure no longer has is shown by its id; nothing that was told is dropped. */
function unknownQuestion(id: string, answer: Answer): Question {
  const kind = answer.kind === 'text' ? 'text' : answer.kind;
  const plain = { id, kind, label: { en: id }, compartment: 'account', required: false } as const;
  return { ...plain, gatherings: [], asks: [], options: [], fields: [], source: 'seed', rows: [] };
}

type Contact = Extract<Answer, { kind: 'contact' }>;

/** Name and contact, each under its own label: two directions of text never share a line. */
function ContactLines({ answer }: { answer: Contact }): ReactNode {
  const { questions: words } = useWords();
  const naming = {
    '': '',
    'no-name': words.namingNo(),
    'team-only': words.namingTeam(),
    'ask-first': words.namingAsk(),
  }[answer.naming];
  const parts = [
    [words.contactName(), answer.name],
    [words.contactPronouns(), answer.pronouns],
    [words.contactReach(), answer.reach],
    [words.contactAvoid(), answer.avoid],
  ] as const;
  return (
    <>
      {naming !== '' && <p>{naming}</p>}
      {parts
        .filter(([, value]) => value.trim() !== '')
        .map(([label, value]) => (
          <div key={label}>
            <small>{label}</small>
            <Inert block text={value} />
          </div>
        ))}
    </>
  );
}

/** Answers under the labels of their questions, in the procedure's order. */
export function AnswerList({ opened, answers }: { opened: Opened; answers: Answers }): ReactNode {
  const { language, questions: words } = useWords();
  const { team } = useSession();
  const asked = (versionOf(team, opened.form) ?? versionOf(team, opened.procedure))?.questions ?? [];
  const known = asked.filter(({ id }) => id in answers);
  const rest = Object.entries(answers)
    .filter(([id]) => !asked.some((question) => question.id === id))
    .map(([id, answer]) => unknownQuestion(id, answer));
  return (
    <dl className="answers">
      {[...known, ...rest].map((question) => {
        const answer = answers[question.id];
        const lines =
          answer === undefined ? [] : told(question, answer, language, words, (id) => nameOf(team, id) || id);
        return (
          <div key={question.id} className={question.kind === 'long-text' ? 'long' : undefined}>
            <dt>{say(question.label, language)}</dt>
            <dd>
              {answer?.kind === 'contact' ? (
                <ContactLines answer={answer} />
              ) : (
                lines.map((line) => <Inert key={line} block text={line} />)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
