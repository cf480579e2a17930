import type { ReactNode } from 'react';
import { shownAs, suggestedIn } from '#domain/incident/people.ts';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useSession, versionOf } from '../../frame/session.tsx';
import { usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { noting, peopleEntries } from './known.ts';
import { usePeopleWords } from './words.ts';

/** Whom the reporter wrote down: one tap each, and nobody by itself. */
export function FromReport({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const { questions } = versionOf(team, opened.form) ?? versionOf(team, opened.procedure) ?? { questions: [] };
  const suggested = suggestedIn(questions, opened.account ?? {}, peopleEntries(opened));
  if (suggested.length === 0 || !('allowed' in permission(attemptOf('person-noted')))) return null;
  return (
    <section className="act" aria-labelledby="people-told">
      <h3 id="people-told">{t.inReport()}</h3>
      <p className="soft">{t.inReportNote()}</p>
      <div className="answers-of">
        {suggested.map(({ key, known }) => (
          <button
            key={key}
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() => void run(() => keys.act(opened.row.incident, [noting('', known)]), again)}
          >
            <Inert text={t.addOne({ name: shownAs(known) || known.contact })} />
          </button>
        ))}
      </div>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
    </section>
  );
}
