import './incident.css';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Desk } from '#words/made/shape.ts';
import { Said } from '../frame/field.tsx';
import { useHeading } from '../frame/heading.ts';
import { deskPaths } from '../frame/places.ts';
import { askAgain, usePolled } from '../frame/polled.ts';
import { refusalIn } from '../frame/refusals.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { Opened, OpenWarning } from '../keys/incident-seen.ts';
import type { NotDone } from '../sending/ask.ts';
import { Mine } from '../rota/mine.tsx';
import { Account } from './account.tsx';
import { Note, NotOffered } from './acts.tsx';
import { ContextBar, Title } from './bar.tsx';
import { Aside } from './conflict/aside.tsx';
import { AskedOfMe } from './conflict/asked-of-me.tsx';
import { useKept } from './conflict/focus.ts';
import { NamedWaits, NameQuestion, NameStill } from './conflict/named.tsx';
import { People } from './conflict/people.tsx';
import { StandIn } from './conflict/stand-in.tsx';
import { questionsOf } from './conflict/standing.ts';
import { Gone } from './conflict/step-aside.tsx';
import { Copy } from './copy.tsx';
import { Duties } from './duties.tsx';
import { Files } from './files.tsx';
import { Parts } from './handling/nav.tsx';
import { fetchPages, PartPage } from './handling/part-page.tsx';
import type { Part } from './handling/parts.ts';
import { PartOf } from './people/part-of.tsx';
import { compartmentName, Timeline } from './timeline-list.tsx';
import { Write } from './write.tsx';

/** How often it asks whether it is still there and still the same: cheap, and a page that is not, is empty (COI-01). */
const every = 4_000;
/** How often it is opened again although nothing changed: what is owed becomes late by itself. */
const reload = 60_000;

function warningIn(t: Desk, warning: OpenWarning): string {
  switch (warning.what) {
    case 'does-not-hold':
      return t.warnChain();
    case 'went-back':
      return warning.stream === 'audit' ? t.warnAudit() : t.warnWentBack();
    case 'grant-fails':
      return t.warnGrant({ what: compartmentName(t, warning.compartment), name: warning.by || t.theSender() });
    case 'key-absent':
      return t.refusedOffline();
    case 'grants-fail-again':
      return t.warnGrantsAgain({ what: compartmentName(t, warning.compartment), name: warning.by || t.theSender() });
    case 'forked':
      return t.warnForked({ what: compartmentName(t, warning.compartment) });
    case 'not-theirs':
      return t.warnNotTheirs();
    case 'not-turned':
      return t.warnNotTurned();
    case 'other-version':
      return t.warnOtherVersion({ version: warning.version });
  }
}

interface Shows {
  readonly opened: Opened;
  /** After an act here: loads it again. */
  readonly again: () => Promise<void>;
  /** It is no longer there for this member, by their own act. */
  readonly gone: () => void;
}

/** What waits for an answer of this member, or must be known before anything is said about it. */
function First({ opened, again, gone }: Shows): ReactNode {
  const { named, may } = opened.conflicts;
  const questions = questionsOf({ named });
  return (
    <>
      <AskedOfMe opened={opened} again={again} gone={gone} />
      {'allowed' in may.answerNamed
        ? questions.map(({ member }) => <NameStill key={member} opened={opened} member={member} again={again} />)
        : questions.length > 0 && <NamedWaits members={questions.map(({ member }) => member)} />}
      <StandIn opened={opened} again={again} />
      <Aside opened={opened} />
    </>
  );
}

function Story({ opened, again }: Pick<Shows, 'opened' | 'again'>): ReactNode {
  const { t } = useWords();
  const acts = useRef<HTMLElement>(null);
  return (
    <div className="columns">
      <Duties opened={opened} />
      <div className="story">
        <button
          type="button"
          className="as-link to-acts"
          onClick={() => {
            acts.current?.scrollIntoView();
            acts.current?.focus({ preventScroll: true });
          }}
        >
          {t.toActs()}
        </button>
        <Account opened={opened} />
        <Files opened={opened} />
        <Timeline opened={opened} />
        <Copy opened={opened} />
      </div>
      <aside aria-label={t.acts()} ref={acts} tabIndex={-1}>
        <Write opened={opened} afterwards={again} />
        <Note opened={opened} afterwards={again} />
        <NotOffered opened={opened} />
        <People opened={opened} again={again} />
      </aside>
    </div>
  );
}

function Whole({ opened, problem, part, again, gone }: Shows & { problem: string; part: Part }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <ContextBar opened={opened} gone={gone} />
      {problem !== '' && <Said>{problem}</Said>}
      {opened.warnings.map((warning) => (
        <Said key={JSON.stringify(warning)} tone={warning.what === 'other-version' ? 'soft' : 'clay'}>
          {warningIn(t, warning)}
        </Said>
      ))}
      <Mine opened={opened} again={again} />
      <PartOf opened={opened} />
      <First opened={opened} again={again} gone={gone} />
      <Parts opened={opened} here={part} />
      {part === 'story' ? (
        <Story opened={opened} again={again} />
      ) : (
        <PartPage key={part} part={part} opened={opened} again={again} />
      )}
    </>
  );
}

/**
 * Shows it, or first the question alone who is meant by a name in it. Once it is being read, a question that comes later
 * stands in the page: what is being typed is never taken away.
 */
function Shown({ opened, problem, part, again, gone }: Shows & { problem: string; part: Part }): ReactNode {
  const [reading, setReading] = useState(false);
  const { named, may } = opened.conflicts;
  const question = 'allowed' in may.answerNamed ? questionsOf({ named })[0] : undefined;
  const alone = !reading && question !== undefined;
  if (!alone && !reading) setReading(true);
  const acts = useKept(opened);
  useHeading(alone ? '' : opened.row.incident, '');
  const acted = (): Promise<void> => {
    acts();
    return again();
  };
  return (
    <article className="case" aria-label={opened.codeName}>
      {alone ? (
        <>
          <Title opened={opened} gone={gone} />
          <NameQuestion
            key={question.member}
            opened={opened}
            member={question.member}
            again={acted}
            later={() => setReading(true)}
          />
        </>
      ) : (
        <Whole opened={opened} problem={problem} part={part} again={acted} gone={gone} />
      )}
    </article>
  );
}

/** One incident. Keyed by its id where it is used, so that nothing of another is ever shown under it. */
export default function Incident({ id, part }: { id: string; part: Part }): ReactNode {
  const { t } = useWords();
  const { keys, hear, lock } = useSession();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refused, setRefused] = useState<NotDone | null>(null);
  const [gone, setGone] = useState<'' | 'stepped' | 'not-here'>('');
  const [loadedAt, setLoadedAt] = useState(0);
  useEffect(fetchPages, []);
  const empty = (how: 'stepped' | 'not-here'): void => {
    // What this member may no longer see is gone from the page at once.
    setOpened(null);
    // A poll may find it gone before the act that ended it has its answer, or after.
    setGone((before) => (before === 'stepped' ? before : how));
    askAgain();
  };
  const notDone = (answer: NotDone): void => {
    if (answer.refused === 'locked') lock();
    hear(answer.refused !== 'offline');
    setRefused(answer);
    if (answer.refused === 'not-found') empty('not-here');
  };
  const load = async (): Promise<void> => {
    const answer = await keys.open(id);
    if ('refused' in answer) return notDone(answer);
    hear(true);
    setRefused(null);
    setOpened(answer);
    setLoadedAt(performance.now());
  };
  const look = async (): Promise<void> => {
    if (gone !== '') return;
    if (opened === null || performance.now() - loadedAt > reload) return load();
    const answer = await keys.still(id);
    if ('refused' in answer) return notDone(answer);
    hear(true);
    if (!answer.same) await load();
  };
  usePolled(look, every, { always: true });
  if (gone !== '') return <Gone stepped={gone === 'stepped'} />;
  if (opened !== null) {
    const problem = refused === null || refused.refused === 'offline' ? '' : refusalIn(t, refused);
    return <Shown opened={opened} problem={problem} part={part} again={load} gone={() => empty('stepped')} />;
  }
  return (
    <div className="case">
      <Link className="back" href={deskPaths.list}>
        {t.backToList()}
      </Link>
      {refused === null ? (
        <p className="soft slow">{t.opening()}</p>
      ) : (
        <Said tone="clay">{refused.refused === 'bad-signature' ? t.warnChain() : refusalIn(t, refused)}</Said>
      )}
    </div>
  );
}
