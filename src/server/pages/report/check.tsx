import type { ReactNode } from 'react';
import { fieldsOf, type Answers } from '#domain/intake/answers.ts';
import { keptBackFrom } from '#domain/intake/recipients.ts';
import { say } from '#domain/procedure/procedure.ts';
import { memberOf, type RosterMember } from '#domain/team/roster.ts';
import { partiesIn } from '#questions/parties.ts';
import { told } from '#questions/told.ts';
import { paths } from '#wire/paths.ts';
import { receiversOf } from '../../arrival.ts';
import { noEvent } from './any.tsx';
import { Danger, Problems, Submit } from '../frame/document.tsx';
import { listed, type EventView } from '../frame/view.ts';
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
): {
  readonly names: readonly string[];
  /** Who is asked about the names first. */
  readonly asked: readonly string[];
  /** Who is kept out for being named in it, until a colleague has looked. */
  readonly keptBack: readonly string[];
  readonly seen: string;
} {
  const { edition, procedure } = view.current;
  const { roster } = view.organisation;
  const now = view.parts.now();
  const receivers = receiversOf(view.organisation, view.current, answers, now);
  const { account, parties } = receivers;
  const namesOf = (members: readonly RosterMember[]): readonly string[] => members.map((m) => m.name);
  return {
    names: namesOf(account),
    asked: partiesIn(answers) === null ? [] : namesOf(parties),
    keptBack: namesOf(keptBackFrom(procedure, edition.id, roster, receivers, now)),
    seen: [account, ...(parties.length > 0 ? [parties] : [])].map((all) => all.map((m) => m.id).join(' ')).join('|'),
  };
}

/** Under the readers, quietly: who is asked first, and who is kept out until a colleague has looked. */
export function BesideReaders({
  view,
  asked,
  keptBack,
}: {
  view: EventView;
  asked: readonly string[];
  keptBack: readonly string[];
}): ReactNode {
  return (
    <>
      {asked.length > 0 && <p className="small">{view.w.askedFirst({ names: listed(view, asked) })}</p>}
      {keptBack.map((name) => (
        <p key={name} className="small">
          {view.w.namedInIt({ name })}
        </p>
      ))}
    </>
  );
}

/** Before sending: what goes and who reads it. Nothing is stored yet. */
export function CheckPage({
  view,
  asking,
  token,
  answers,
  unnamed,
  problems: given = [],
}: {
  view: EventView;
  asking: Asking;
  token: string;
  answers: Answers;
  /** They did not say which event it is about. */
  unnamed: boolean;
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
        {unnamed && <input type="hidden" name={noEvent} value="1" />}
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
            <BesideReaders view={view} asked={readers.asked} keptBack={readers.keptBack} />
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
