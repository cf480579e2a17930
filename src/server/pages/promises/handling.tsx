import type { ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import { questionsAt, say } from '#domain/procedure/procedure.ts';
import { publicSections, type PublicSectionId, type Section } from '#domain/procedure/published.ts';
import { fill } from '#domain/procedure/values.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import type { EventView } from '../frame/view.ts';
import { addressOf, Asked, Clauses, Contacts, Contents, From, isSaid, Outside, Sources } from './clauses.tsx';
import { People, receiversOf } from './people.tsx';
import { publicTitle } from './phrases.ts';

/** What is asked at this kind of event, and why: the very questions of the form. */
function Fields({ view }: { view: EventView }): ReactNode {
  const { current, edition, language, w } = view;
  return (
    <dl className="fields">
      {questionsAt(current.procedure, edition.gathering).map((question) => (
        <div key={question.id} id={`question-${question.id}`}>
          <dt>{fill(current.procedure, question.label, language, edition.gathering)}</dt>
          <dd>
            {question.hint && fill(current.procedure, question.hint, language, edition.gathering)}
            {question.required && <b> {w.needsAnswer()}</b>} <From view={view} source={question.source} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The three lists are kept apart: who receives, to whom one may write alone, and (next section) who is outside (D4). */
function Readers({ view }: { view: EventView }): ReactNode {
  const { w, edition, link } = view;
  const team = receiversOf(view);
  return (
    <>
      <People title={w.handlingReaders()} people={team.readers} />
      {team.asked.length > 0 && (
        <Asked view={view}>
          <People people={team.asked} />
        </Asked>
      )}
      <People title={w.handlingBehind()} people={team.behind} />
      <People title={w.handlingDirect()} people={team.direct} />
      <p>
        <a href={link(paths.who(edition.id))}>{w.footerWho()}</a>
      </p>
    </>
  );
}

function Filled({ view, section: { id, items } }: { view: EventView; section: Section<PublicSectionId> }): ReactNode {
  if (id === 'who-reads') return <Readers view={view} />;
  if (id === 'fields') return <Fields view={view} />;
  if (id !== 'conflict-contacts') return null;
  const contacts = contactsOn(view.edition, 'conflict', 'public');
  return (
    <>
      {/* Where a channel names the list, its people stand under it already. */}
      {items.length === 0 && <Contacts contacts={contacts} />}
      <Outside view={view} contacts={contacts} />
    </>
  );
}

/** Which version of which file this is: its digest is what every report made under it names. */
export function Version({ view }: { view: EventView }): ReactNode {
  const { w, edition, current, language } = view;
  const { procedure } = current;
  return (
    <p className="small">
      {w.handlingVersion({ title: say(procedure.title, language), version: procedure.version })}
      <br />
      <a href={paths.procedureFile(edition.id)}>{w.procedureFile()}</a>
      <br />
      <bdi dir="ltr" className="print">
        {procedure.digest}
      </bdi>
    </p>
  );
}

/** The procedure itself, as the public page: made from its file and the event's settings, and from nothing else. */
export function HandlingPage({ view }: { view: EventView }): ReactNode {
  const { w, edition, current, link } = view;
  const outside = contactsOn(edition, 'conflict', 'public').length > 0;
  const sections = publicSections(current.procedure)
    .filter((section) => isSaid(section) && (section.id !== 'conflict-contacts' || section.items.length > 0 || outside))
    .map((section) => ({ ...section, title: publicTitle(view, section.id) }));
  return (
    <>
      <Languages view={view} path={paths.handling(edition.id)} />
      <Danger view={view} />
      <h1>{w.handlingTitle()}</h1>
      <p className="lede">{w.handlingLede({ event: edition.name })}</p>
      <Sources view={view} />
      <Contents view={view} sections={sections} />
      {sections.map((section) => (
        <section key={section.id} id={addressOf(section.id)}>
          <h2>{section.title}</h2>
          <Clauses page={{ view, staff: false }} items={section.items} />
          <Filled view={view} section={section} />
        </section>
      ))}
      <Version view={view} />
      <p className="row noprint">
        <a href={link(paths.staffGuide(edition.id))}>{w.footerStaff()}</a>
      </p>
    </>
  );
}
