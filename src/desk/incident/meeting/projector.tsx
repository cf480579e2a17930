import type { ReactNode } from 'react';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fill } from '#domain/procedure/values.ts';
import { agendaOf, firstWords, type Asks } from '#domain/response/meeting.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { peopleOf } from '../handling/told.ts';
import { initialsOf, votesOn } from './standing.ts';
import { useMeetingWords, verdictIn } from './words.ts';

/**
 * What a wall may show, over everything else on the screen: the agenda, initials of who is invited and of people in it, and what the first words come to. No
 * account, no words anybody wrote, nothing of a reporter.
 */
export function Projector({
  opened,
  procedure,
  meeting,
  invited,
  onClose,
}: {
  readonly opened: Opened;
  readonly procedure: Procedure;
  readonly meeting: string;
  readonly invited: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { team } = useSession();
  const { nameOf } = useNames();
  const people = peopleOf(opened).filter(({ parts, name }) => !parts.includes('reporter') && name !== '');
  const { shown } = firstWords(votesOn(opened, meeting), team.me.id, false);
  const names: Readonly<Record<Asks, string>> = {
    summary: t.aimSummary(),
    earlier: t.aimEarlier(),
    options: t.aimOptions(),
    words: t.general(),
  };
  return (
    <dialog
      ref={(wall) => {
        if (wall?.open === false) wall.showModal();
      }}
      className="projector"
      aria-label={opened.codeName}
      onClose={onClose}
    >
      <h2>{opened.codeName}</h2>
      <p>
        {t.invited()}: {invited.map((id) => initialsOf(nameOf(id))).join(' · ')}
      </p>
      {people.length > 0 && (
        <p>
          {t.peopleInitials()}: {people.map(({ name }) => initialsOf(name)).join(' · ')}
        </p>
      )}
      <ol className="plainly">
        {agendaOf(procedure).map(({ aim, asks }) => (
          <li key={aim?.id ?? asks}>{aim === null ? names[asks] : fill(procedure, aim.text, language)}</li>
        ))}
      </ol>
      {shown.length > 0 && (
        <ul className="people">
          {shown.map(({ hash, member, body }) => (
            <li key={hash}>
              {initialsOf(nameOf(member))} · {verdictIn(t, body.verdict)}
            </li>
          ))}
        </ul>
      )}
      <form method="dialog" className="row">
        <button className="btn quiet">{t.projectorEnd()}</button>
      </form>
      <p className="soft">{t.projectorNote()}</p>
    </dialog>
  );
}
