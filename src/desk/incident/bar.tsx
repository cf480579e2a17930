import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isTaken } from '#domain/intake/taken.ts';
import type { Desk } from '#words/made/shape.ts';
import { labelOf, termOf, type Saying } from '../frame/duties.ts';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { editionOf, useClock, useSession, versionOf } from '../frame/session.tsx';
import { owedWhen } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import type { Opened } from '../keys/incident-seen.ts';
import { useChannel } from '../list/list.tsx';
import { StepAside } from './conflict/step-aside.tsx';
import { isTakenOut } from './handling/told.ts';
import { Handed, LeadFact } from './lead/handed.tsx';
import { isMailed } from './mailing/way.tsx';
import { useMailingWords, type MailingWords } from './mailing/words.ts';
import { usePeopleWords } from './people/words.ts';
import { useTakenWords } from './taken/words.ts';
import './bar.css';

interface Shown {
  readonly opened: Opened;
  /** It is no longer there for this member, by their own act. */
  readonly gone: () => void;
}

function reporterKind(t: Desk, m: MailingWords, opened: Opened): string {
  const { identity } = opened;
  if (identity === 'locked') return t.reporterHidden();
  if (isMailed(opened)) return m.reporterByMail();
  if (opened.row.channel === 'sms') return m.outReporter();
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

/** Which incident, the way back, and the way out of it. */
export function Title({ opened, gone }: Shown): ReactNode {
  const { t } = useWords();
  return (
    <div className="title">
      <Link className="back" href={deskPaths.list}>
        {t.backToList()}
      </Link>
      <h1>{opened.codeName}</h1>
      <StepAside opened={opened} gone={gone} />
    </div>
  );
}

/** Always in view: which incident, what is owed when, who leads, what kind of reporter, how it was locked. */
export function ContextBar({ opened, gone }: Shown): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const channel = useChannel();
  const mailing = useMailingWords();
  const people = usePeopleWords();
  const taken = useTakenWords();
  const extract = isTakenOut(opened);
  const onDevice = isTaken(opened.row.channel) ? taken.sealedWhereTaken() : t.sealedOnDevice();
  const sealedHow = opened.sealed === 'device' ? onDevice : t.sealedByServer();
  const { next } = opened;
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const saying: Saying = { t, language, procedure: versionOf(team, opened.procedure), gathering };
  const due = next && owedWhen(termOf(next.id, next.arose, next.due, saying), clock);
  const answers = typeof opened.identity === 'object' ? Object.values(opened.identity) : [];
  const avoid = answers.find((answer) => answer.kind === 'contact')?.avoid.trim() ?? '';
  return (
    <>
      <header className="bar">
        <Title opened={opened} gone={gone} />
        <dl className="facts">
          <div>
            <dt>{next === null ? t.owedNext() : labelOf(next.id, saying)}</dt>
            <dd className={due?.urgency}>{due === null ? t.nothingOwed() : due.words}</dd>
          </div>
          <LeadFact opened={opened} />
          <div>
            <dt>{t.reporter()}</dt>
            <dd>{extract ? people.answeredThere() : reporterKind(t, mailing, opened)}</dd>
          </div>
          <div>
            <dt>{channel(opened.row.channel)}</dt>
            <dd>{extract ? people.sealedByMember() : sealedHow}</dd>
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
      <Handed opened={opened} />
    </>
  );
}
