import type { ReactNode } from 'react';
import { fieldsOf, type Answers } from '#domain/intake/answers.ts';
import { say } from '#domain/procedure/procedure.ts';
import { memberOf } from '#domain/team/roster.ts';
import { told } from '#questions/told.ts';
import { paths } from '#wire/paths.ts';
import { receiversOf } from '../../arrival.ts';
import { Danger, Problems, Submit } from '../frame/document.tsx';
import type { EventView } from '../frame/view.ts';
import type { Asking } from './page.tsx';

/** Everything typed, carried on unseen. */
export function Carried({ answers }: { answers: Answers }): ReactNode {
  return fieldsOf(answers).map(([name, value], i) => (
    <input key={`${i} ${name}`} type="hidden" name={name} value={value} />
  ));
}

/** Who would receive these answers, as the check page showed it and Send repeats it. */
export function shownReaders(
  view: EventView,
  answers: Answers,
): { readonly names: readonly string[]; readonly seen: string } {
  const { account } = receiversOf(view.organisation, view.current, answers, view.parts.now());
  return { names: account.map((m) => m.name), seen: account.map((m) => m.id).join(' ') };
}

/** Before sending: what goes and who reads it. Nothing is stored yet. */
export function CheckPage({
  view,
  asking,
  token,
  answers,
  problems: given = [],
}: {
  view: EventView;
  asking: Asking;
  token: string;
  answers: Answers;
  problems?: readonly string[];
}): ReactNode {
  const { w, q, edition, language, organisation } = view;
  const readers = shownReaders(view, answers);
  const nameOf = (id: string): string => memberOf(organisation.roster, id)?.name ?? id;
  const asked = asking.questions.filter((question) => question.kind !== 'files');
  const problems = [...given, ...(readers.names.length === 0 ? [w.readersNobody()] : [])];
  return (
    <>
      <Danger view={view} />
      <Problems view={view} problems={[...new Set(problems)].map((text) => ({ href: '', text }))} />
      <h1>{w.checkTitle()}</h1>
      <p className="lede">{w.checkNothing()}</p>
      <form method="post" action={paths.sent(edition.id)}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="l" value={language} />
        <input type="hidden" name="seen" value={readers.seen} />
        <input type="hidden" name="under" value={asking.under} />
        <Carried answers={answers} />
        <dl className="answers">
          {asked.map((question) => {
            const answer = answers[question.id];
            const lines = answer === undefined ? [] : told(question, answer, language, q, nameOf);
            return (
              <div key={question.id}>
                <dt>{say(question.label, language)}</dt>
                <dd dir="auto" className={lines.length === 0 ? 'none' : undefined}>
                  {lines.length === 0 ? w.notAnswered() : lines.join('\n')}
                </dd>
                <dd>
                  <button
                    className="linklike"
                    name="do"
                    value="write"
                    formAction={`${paths.check(edition.id)}#q-${question.id}`}
                    aria-label={`${lines.length === 0 ? w.add() : w.change()}: ${say(question.label, language)}`}
                  >
                    {lines.length === 0 ? w.add() : w.change()}
                  </button>
                </dd>
              </div>
            );
          })}
        </dl>
        <h2>{w.whoWillRead()}</h2>
        {readers.names.length > 0 && (
          <>
            <p>{w.readersOnly()}</p>
            <ul className="readers">
              {readers.names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
        <p className="small">{w.lockedServer()}</p>
        <p className="row">
          <Submit name="do" value="send">
            {w.send()}
          </Submit>
          <Submit name="do" value="write" to={paths.check(edition.id)} quiet>
            {w.keepWriting()}
          </Submit>
        </p>
        <p className="small">
          <a href={paths.leave(edition.id)}>{w.discard()}</a>
        </p>
      </form>
    </>
  );
}
