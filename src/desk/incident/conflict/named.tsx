import { useEffect, useId, useState, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { useHeading } from '../../frame/heading.ts';
import { Inert } from '../../frame/inert.tsx';
import { useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { notedAt, useTakenWords } from '../taken/words.ts';
import { useNames } from './names.ts';
import { placesOf } from './standing.ts';

interface Props {
  readonly opened: Opened;
  readonly member: string;
  readonly again: () => Promise<void>;
}

/** The words where somebody seems to be named, under the question they answer. */
function Places({ opened, member }: Pick<Props, 'opened' | 'member'>): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const { nameOf } = useNames();
  const taking = useTakenWords();
  const procedure = versionOf(team, opened.form) ?? versionOf(team, opened.procedure);
  const labelOf = (id: string): string => {
    const question = procedure?.questions.find((one) => one.id === id);
    return question === undefined ? notedAt(taking, procedure?.intake.steps ?? [], id) : say(question.label, language);
  };
  const places = placesOf(opened.conflicts, member);
  return (
    <>
      {places.length === 0 && <p>{t.namedAdded()}</p>}
      {places.map(({ question, words }) => (
        <figure key={`${question} ${words}`}>
          <blockquote>
            <Inert block text={words} />
          </blockquote>
          {question !== '' && <figcaption>{t.namedWhere({ question: labelOf(question) })}</figcaption>}
        </figure>
      ))}
      <p className="soft">{t.namedNote({ name: nameOf(member) })}</p>
    </>
  );
}

/** A tap meant for the question before this one must not answer it: ms. */
const settles = 500;

/** One tap for each answer. */
function AnswerNamed({ opened, member, again, later }: Props & { later?: () => void }): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), settles);
    return () => clearTimeout(timer);
  }, []);
  const name = nameOf(member);
  const { incident } = opened.row;
  const act = (answer: 'confirmNamed' | 'releaseNamed'): void => void run(() => keys[answer](incident, member), again);
  return (
    <>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="answers-of">
        <button type="button" className="btn quiet" disabled={busy || !ready} onClick={() => act('confirmNamed')}>
          {t.namedYes({ name })}
        </button>
        <button type="button" className="btn quiet" disabled={busy || !ready} onClick={() => act('releaseNamed')}>
          {t.namedNo({ name })}
        </button>
        {later !== undefined && (
          <button type="button" className="as-link" disabled={busy} onClick={later}>
            {t.namedLater()}
          </button>
        )}
      </div>
    </>
  );
}

/** Alone on the page, before anything of the report is shown (FLD-13). `later`: read first. */
export function NameQuestion({ later, ...props }: Props & { later: () => void }): ReactNode {
  const { t } = useWords();
  const { nameOf } = useNames();
  const heading = useId();
  useHeading(props.member, '', `#${CSS.escape(heading)}`);
  return (
    <section className="ask alone" aria-labelledby={heading}>
      <h2 id={heading}>{t.namedAsk({ name: nameOf(props.member) })}</h2>
      <Places {...props} />
      <AnswerNamed {...props} later={later} />
    </section>
  );
}

/** The same in a page that is being read: folded, so that it takes no room and no tap that was meant for another. */
export function NameStill(props: Props): ReactNode {
  const { t } = useWords();
  const { nameOf } = useNames();
  return (
    <details className="card ask">
      <summary>{t.namedStill({ name: nameOf(props.member) })}</summary>
      <Places {...props} />
      <AnswerNamed {...props} />
    </details>
  );
}

/** For who may not answer it: that a colleague has to. */
export function NamedWaits({ members }: { members: readonly string[] }): ReactNode {
  const { t } = useWords();
  const { each } = useNames();
  return <p className="said soft">{t.namedWaits({ names: each(members) })}</p>;
}
