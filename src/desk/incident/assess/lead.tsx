import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { firstWord } from '#domain/response/assessing.ts';
import { deskPaths } from '../../frame/places.ts';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { ageOf, spanOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useAssessWords } from './words.ts';
import { Numbers } from './numbers.tsx';
import type { Scene } from './told.ts';

/** Whether acting comes before judging: it goes on, somebody may not be safe, or somebody judged that it cannot wait. */
export function leads({ row, handling }: Opened, { unsafe, staffNow }: Scene): boolean {
  const goesOn = (row.ongoing === 'yes' || row.ongoing === 'unsure') && handling.response.urgency === '';
  return goesOn || handling.response.urgency === 'now' || ((unsafe || staffNow) && handling.response.urgency === '');
}

/** Ways in on which nobody asks anything: that it may still go on is what we assume there. */
const unasked: readonly string[] = ['e-mail', 'sms'];

/** What stands over what comes first, as the reporter said it and no more. */
export function stillOn({ channel, ongoing }: Pick<Opened['row'], 'channel' | 'ongoing'>): string {
  if (ongoing !== 'yes' && ongoing !== 'unsure') return 'now';
  return ongoing === 'unsure' && unasked.includes(channel) ? 'unasked' : ongoing;
}

/** How long nobody wrote, or how long it took: what a person wrote counts, no message of the server (IMM-02). */
export function FirstWord({ opened }: { opened: Opened }): ReactNode {
  const t = useAssessWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const first = firstWord(opened.entries);
  const { receivedAt } = opened.row;
  if (first !== null) return <p className="soft">{t.firstWordAfter({ span: spanOf(first - receivedAt, desk) })}</p>;
  return (
    <p className="waits">
      {t.noWordYet({ age: ageOf(receivedAt, clock) })}{' '}
      <Link href={deskPaths.incident(opened.row.incident)}>{t.writeThem()}</Link>
    </p>
  );
}

/** A meeting that is owed, as one at once with the chair (CNS-04): where it is called. */
export function MeetNow({ opened }: { opened: Opened }): ReactNode {
  const t = useAssessWords();
  const { team } = useSession();
  const rules = versionOf(team, opened.procedure)?.duties ?? [];
  const owed = opened.duties.some(
    ({ id, state }) =>
      (state.is === 'open' || state.is === 'overdue') &&
      rules.some(
        (rule) =>
          rule.id === id &&
          rule.met.some(({ kind }) => kind === 'meeting-called') &&
          rule.met.every(({ kind }) => kind.startsWith('meeting-')),
      ),
  );
  if (!owed) return null;
  return (
    <p>
      {t.meet()} <Link href={deskPaths.part(opened.row.incident, 'meeting')}>{t.meetLink()}</Link>
    </p>
  );
}

/** What comes first: people are safe, the numbers, and how long nobody answered. */
export function Lead({ opened, scene }: { opened: Opened; scene: Scene }): ReactNode {
  const t = useAssessWords();
  const { edition } = scene;
  const urgent = leads(opened, scene);
  const goesOn = opened.row.ongoing === 'yes' || opened.row.ongoing === 'unsure';
  const title = scene.unsafe && !goesOn ? t.notSafe() : t.stillOn({ ongoing: stillOn(opened.row) });
  const numbers = edition !== undefined && <Numbers opened={opened} scene={{ ...scene, edition }} />;
  if (!urgent)
    return (
      <>
        <FirstWord opened={opened} />
        <MeetNow opened={opened} />
        <details className="card fold">
          <summary>{t.numbers()}</summary>
          {numbers}
        </details>
      </>
    );
  return (
    <section className="act-first" aria-labelledby="act-first">
      <h3 id="act-first">{title}</h3>
      {scene.unsafe && goesOn && (
        <p>
          <b>{t.notSafe()}</b>
        </p>
      )}
      <p>{t.leadNote()}</p>
      <FirstWord opened={opened} />
      <MeetNow opened={opened} />
      {numbers}
    </section>
  );
}
