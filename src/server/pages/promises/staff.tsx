import type { ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import { questionsAt, say } from '#domain/procedure/procedure.ts';
import { staffSections, type Item, type Section, type StaffSectionId } from '#domain/procedure/published.ts';
import { fill } from '#domain/procedure/values.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import { listed, type EventView } from '../frame/view.ts';
import {
  addressOf,
  anchorOf,
  Clauses,
  Contacts,
  Contents,
  Duties,
  From,
  isSaid,
  Said,
  Sources,
  type Page,
} from './clauses.tsx';
import { Version } from './handling.tsx';
import { actText, rolesInOrder, staffTitle } from './phrases.ts';

/** Steps in their order. Which room it is today stands on the desk: a safe room that everybody can find is none. */
function Steps({ view, items }: { view: EventView; items: readonly Item[] }): ReactNode {
  const { w, current } = view;
  return (
    <ol className="steps">
      {items.map((item, i) => {
        const step = current.procedure.intake.steps[i];
        return (
          <li key={item.path} id={anchorOf(item)}>
            <span>
              <Said view={view} clause={item.clause} needsAnswer={step?.required === true} />
              {step?.room !== undefined && <small className="room">{w.roomToday()}</small>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Questions that no reporter is ever asked (INT-13). */
function StaffQuestions({ view }: { view: EventView }): ReactNode {
  const { w, current, edition, language } = view;
  const asked = questionsAt(current.procedure, edition.gathering, 'staff').filter(
    ({ asks }) => !asks.includes('reporter'),
  );
  if (asked.length === 0) return null;
  return (
    <>
      <h3>{w.staffOnly()}</h3>
      <dl className="fields">
        {asked.map((question) => (
          <div key={question.id} id={`question-${question.id}`}>
            <dt>{fill(current.procedure, question.label, language, edition.gathering)}</dt>
            <dd>
              {question.hint && fill(current.procedure, question.hint, language, edition.gathering)}{' '}
              <From view={view} source={question.source} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What each role may do: the same list that the server refuses by. */
function Roles({ view }: { view: EventView }): ReactNode {
  const { w, current, language } = view;
  return (
    <>
      <h3 id="roles">{w.whoMay()}</h3>
      <dl className="fields">
        {rolesInOrder(current.procedure).map((role) => (
          <div key={role.id} id={`role-${role.id}`}>
            <dt>{say(role.name, language)}</dt>
            <dd>
              {role.may.length === 0
                ? w.mayNothing()
                : listed(
                    view,
                    role.may.map((act) => actText(view, act)),
                  )}{' '}
              <From view={view} source={role.source} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Content({ page, section }: { page: Page; section: Section<StaffSectionId> }): ReactNode {
  const { view } = page;
  const { id, items } = section;
  switch (id) {
    case 'taking':
      return (
        <>
          <Steps view={view} items={items} />
          <StaffQuestions view={view} />
        </>
      );
    case 'duties':
      return (
        <>
          <Duties page={page} items={items} />
          <Roles view={view} />
        </>
      );
    case 'appeal':
      return (
        <>
          <Clauses page={page} items={items} />
          <Contacts contacts={contactsOn(view.edition, 'appeal', 'public')} />
        </>
      );
    case 'briefing':
    case 'reaching':
    case 'nevers':
    case 'offers':
    case 'urgency':
    case 'conflict':
    case 'meeting':
    case 'responses':
    case 'conversation':
    case 'apology':
    case 'public-statements':
    case 'follow-up':
    case 'debrief':
    case 'retention':
    case 'attribution':
      return <Clauses page={page} items={items} />;
  }
}

/** What the staff follow. Public, as the procedure is; rooms and staff phones are never on it. */
export function StaffPage({ view }: { view: EventView }): ReactNode {
  const { w, edition, current, link } = view;
  const sections = staffSections(current.procedure)
    .filter((section) => isSaid(section) && (section.id !== 'reaching' || section.items.length > 0))
    .map((section) => ({ ...section, title: staffTitle(view, section.id) }));
  return (
    <>
      <Languages view={view} path={paths.staffGuide(edition.id)} />
      <Danger view={view} />
      <h1>{w.staffTitle()}</h1>
      <p className="lede">{w.staffLede({ event: edition.name })}</p>
      <p>{w.staffPublic()}</p>
      <Sources view={view} />
      <Contents view={view} sections={sections} />
      {sections.map((section) => (
        <section key={section.id} id={addressOf(section.id)}>
          <h2>{section.title}</h2>
          <Content page={{ view, staff: true }} section={section} />
        </section>
      ))}
      <Version view={view} />
      <p className="row noprint">
        <a href={link(paths.handling(edition.id))}>{w.footerHandling()}</a>
      </p>
    </>
  );
}
