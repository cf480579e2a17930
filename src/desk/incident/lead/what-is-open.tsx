import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Open } from '#domain/after/closing.ts';
import { say } from '#domain/procedure/clause.ts';
import { labelOf, type Saying } from '../../frame/duties.ts';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { shownPerson } from '../follow-up/told.ts';
import { partName } from '../handling/nav.tsx';
import { toldAs, toldOf } from '../handling/told.ts';
import { whereIs, type Place } from './open.ts';
import { useLeadWords, type LeadWords } from './words.ts';

function nameOf(t: LeadWords, open: Open, saying: Saying): string {
  switch (open.what) {
    case 'duty':
      return labelOf(open.duty, saying);
    case 'no-plan':
      return t.openNoPlan();
    case 'consequence':
      return t.openConsequence();
    case 'aware':
      return t.openAware();
    case 'measure':
      return t.openMeasure();
    case 'need':
      return t.openNeed();
    case 'hold':
      return t.openHold();
    case 'meeting':
      return t.openMeeting();
    case 'draft':
      return t.openDraft();
    case 'appeal':
      return t.openAppeal();
    case 'anew':
      return t.openAnew();
  }
}

/** Which one it is: in the team's own words, or as the catalogue calls it. */
export function useDetail(opened: Opened): (open: Open) => string {
  const { language } = useWords();
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  return (open) => {
    if (open.what === 'no-plan') return shownPerson(opened, open.person);
    const hash = open.what === 'duty' ? open.cause : 'of' in open ? open.of : '';
    const decided = toldAs(opened, 'consequence-decided', hash)?.body;
    const entry = procedure?.responses.list.find(({ id }) => id === decided?.response);
    const plan = [...toldOf(opened, 'follow-up-planned'), ...toldOf(opened, 'support-planned')];
    return (
      (entry === undefined ? decided?.text : say(entry.name, language)) ??
      toldAs(opened, 'aware-listed', hash)?.body.who ??
      toldAs(opened, 'measure-taken', hash)?.body.what ??
      toldAs(opened, 'need-asked', hash)?.body.text ??
      shownPerson(opened, plan.find((one) => one.hash === hash)?.body.person ?? '')
    );
  };
}

/** Each thing that is open, with a way to the page where it is done. */
export function OpenList({ opened, open }: { opened: Opened; open: readonly Open[] }): ReactNode {
  const t = useLeadWords();
  const { t: desk, language } = useWords();
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const saying: Saying = { t: desk, language, procedure, gathering };
  const detailOf = useDetail(opened);
  const { incident, edition } = opened.row;
  const hrefOf = (place: Place): string => {
    if (place === 'gatherings') return deskPaths.gatherings(edition);
    return place === 'story' ? deskPaths.incident(incident) : deskPaths.part(incident, place);
  };
  return (
    <ul className="people">
      {open.map((one) => {
        const place = whereIs(opened, procedure, one);
        const detail = detailOf(one);
        return (
          <li key={JSON.stringify(one)}>
            <span>
              {nameOf(t, one, saying)}
              {detail !== '' && (
                <small>
                  <Inert text={detail} />
                </small>
              )}
            </span>
            <Link href={hrefOf(place)}>
              {t.goTo({ page: place === 'gatherings' ? desk.beforeAfter() : partName(desk, place) })}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
