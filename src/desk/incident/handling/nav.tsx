import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Desk } from '#words/made/shape.ts';
import { deskPaths } from '../../frame/places.ts';
import { useStrip } from '../../frame/strip.ts';
import { useWords } from '../../frame/words.tsx';
import type { DutySeen, Opened } from '../../keys/incident-seen.ts';
import { waitingFor } from '../outgoing/drafting.ts';
import { parts, type Part } from './parts.ts';
import { isOwedOn } from './rules.ts';
import { useSession, versionOf } from '../../frame/session.tsx';
import './nav.css';

export function partName(t: Desk, part: Part): string {
  switch (part) {
    case 'story':
      return t.partStory();
    case 'people':
      return t.partPeople();
    case 'assess':
      return t.partAssess();
    case 'meeting':
      return t.partMeeting();
    case 'decision':
      return t.partDecision();
    case 'talk':
      return t.partTalk();
    case 'follow-up':
      return t.partFollowUp();
    case 'aware':
      return t.partAware();
    case 'appeal':
      return t.partAppeal();
    case 'lead':
      return t.partLead();
  }
}

/** Duties that are owed now and can be met by what is written on a page. */
export function useOwedOn(opened: Opened): (part: Part) => readonly DutySeen[] {
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  return (part) => opened.duties.filter((duty) => isOwedOn(part, duty, procedure));
}

/** The pages of one incident. Where something is owed, it says so in words. */
export function Parts({ opened, here }: { opened: Opened; here: Part }): ReactNode {
  const { t } = useWords();
  const owedOn = useOwedOn(opened);
  const { team } = useSession();
  const strip = useStrip<HTMLElement>(here);
  return (
    <nav className="parts" aria-label={t.partsNav()} ref={strip}>
      {parts.map((part) => {
        const n = part === 'story' ? 0 : owedOn(part).length;
        const read = waitingFor(opened, team.me.id, part).length;
        return (
          <Link
            key={part}
            href={
              part === 'story' ? deskPaths.incident(opened.row.incident) : deskPaths.part(opened.row.incident, part)
            }
            aria-current={part === here ? 'page' : undefined}
          >
            {partName(t, part)}
            {n > 0 && <small>{t.partOwed({ n })}</small>}
            {read > 0 && <small>{t.partRead({ n: read })}</small>}
          </Link>
        );
      })}
    </nav>
  );
}
