import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Desk } from '#words/made/shape.ts';
import { Said } from '../frame/field.tsx';
import { useHeading } from '../frame/heading.ts';
import { Inert } from '../frame/inert.tsx';
import { labelOf, termOf, type Saying } from '../frame/duties.ts';
import { deskPaths } from '../frame/places.ts';
import { usePolled } from '../frame/polled.ts';
import { refusalIn } from '../frame/refusals.ts';
import { editionOf, useClock, useSession, versionOf } from '../frame/session.tsx';
import { owedWhen } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { useChannel } from '../list/list.tsx';
import type { Opened, OpenWarning } from '../keys/protocol.ts';
import type { NotDone } from '../sending/ask.ts';
import { Account, Readers } from './account.tsx';
import { Note, NotOffered, Write } from './acts.tsx';
import { Copy } from './copy.tsx';
import { Duties } from './duties.tsx';
import { Files } from './files.tsx';
import { compartmentName, Timeline } from './timeline-list.tsx';

const every = 20_000;

function warningIn(t: Desk, warning: OpenWarning): string {
  switch (warning.what) {
    case 'does-not-hold':
      return t.warnChain();
    case 'went-back':
      return t.warnWentBack();
    case 'grant-fails':
      return t.warnGrant({ what: compartmentName(t, warning.compartment), name: warning.by || t.theSender() });
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

function reporterKind(t: Desk, { identity }: Opened): string {
  if (identity === 'locked') return t.reporterHidden();
  if (identity === 'none') return t.reporterUnnamed();
  const contact = Object.values(identity).find((answer) => answer.kind === 'contact');
  switch (contact?.naming) {
    case 'team-only':
      return t.reporterTeamOnly();
    case 'ask-first':
      return t.reporterAskFirst();
    case 'no-name':
      return t.reporterUnnamed();
    case '':
    case undefined:
      return contact === undefined || contact.name.trim() === '' ? t.reporterUnnamed() : t.reporterTeamOnly();
  }
}

/** Always in view: which incident, what is owed when, what kind of reporter, how it was locked. */
function ContextBar({ opened }: { opened: Opened }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const channel = useChannel();
  const { next } = opened;
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const saying: Saying = { t, language, procedure: versionOf(team, opened.procedure), gathering };
  const due = next && owedWhen(termOf(next.id, next.arose, next.due, saying), clock);
  const answers = typeof opened.identity === 'object' ? Object.values(opened.identity) : [];
  const avoid = answers.find((answer) => answer.kind === 'contact')?.avoid.trim() ?? '';
  return (
    <header className="bar">
      <Link className="back" href={deskPaths.list}>
        {t.backToList()}
      </Link>
      <h1>{opened.codeName}</h1>
      <dl className="facts">
        <div>
          <dt>{next === null ? t.owedNext() : labelOf(next.id, saying)}</dt>
          <dd className={due?.urgency}>{due === null ? t.nothingOwed() : due.words}</dd>
        </div>
        <div>
          <dt>{t.reporter()}</dt>
          <dd>{reporterKind(t, opened)}</dd>
        </div>
        <div>
          <dt>{channel(opened.row.channel)}</dt>
          <dd>{opened.sealed === 'device' ? t.sealedOnDevice() : t.sealedByServer()}</dd>
        </div>
        {avoid !== '' && (
          <div>
            <dt>{t.mustNot()}</dt>
            <dd className="late">
              <Inert text={avoid} />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function Whole({ opened, problem, again }: { opened: Opened; problem: string; again: () => Promise<void> }): ReactNode {
  const { t } = useWords();
  return (
    <article className="case" aria-label={opened.codeName}>
      <ContextBar opened={opened} />
      {problem !== '' && <Said>{problem}</Said>}
      {opened.warnings.map((warning) => (
        <Said key={JSON.stringify(warning)} tone={warning.what === 'other-version' ? 'soft' : 'clay'}>
          {warningIn(t, warning)}
        </Said>
      ))}
      <div className="columns">
        <Duties opened={opened} />
        <div className="story">
          <Account opened={opened} />
          <Files opened={opened} />
          <Timeline opened={opened} />
          <Copy opened={opened} />
        </div>
        <aside aria-label={t.acts()}>
          <Write opened={opened} afterwards={again} />
          <Note opened={opened} afterwards={again} />
          <NotOffered opened={opened} />
          <Readers opened={opened} />
        </aside>
      </div>
    </article>
  );
}

/** One incident. Keyed by its id where it is used, so that nothing of another is ever shown under it. */
export function Incident({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const { keys, hear, lock } = useSession();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refused, setRefused] = useState<NotDone | null>(null);
  const load = async (): Promise<void> => {
    const answer = await keys.open(id);
    if (!('refused' in answer)) {
      hear(true);
      setRefused(null);
      setOpened(answer);
      return;
    }
    if (answer.refused === 'locked') lock();
    hear(answer.refused !== 'offline');
    setRefused(answer);
    // What this member may no longer see is gone from the page at once.
    if (answer.refused === 'not-found') setOpened(null);
  };
  usePolled(load, every);
  useHeading(opened === null ? '' : id, '');
  if (opened !== null) {
    const problem = refused === null || refused.refused === 'offline' ? '' : refusalIn(t, refused);
    return <Whole opened={opened} problem={problem} again={load} />;
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
