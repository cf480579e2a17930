import type { ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import { MailDown } from '../frame/mail-down.tsx';
import { dayName, type EventView } from '../frame/view.ts';
import { Asked, Contacts, Outside } from './clauses.tsx';
import { People, receiversOf } from './people.tsx';

/**
 * Three lists that are three questions (D4): who would receive a new report, computed from the signed list of keys
 * (RPT-13); to whom one may send alone; and who else can be written to, without a key here.
 */
export function WhoPage({ view, mailDown }: { view: EventView; mailDown: boolean }): ReactNode {
  const { w, edition, organisation } = view;
  const team = receiversOf(view);
  const outside = contactsOn(edition, 'conflict', 'public');
  return (
    <>
      <Languages view={view} path={paths.who(edition.id)} />
      <h1>{w.whoTitle()}</h1>
      <Danger view={view} />
      {mailDown && <MailDown view={view} />}
      <p className="lede">{w.whoLede({ event: edition.name })}</p>
      <People people={team.readers} />
      {team.asked.length > 0 && (
        <Asked view={view}>
          <People people={team.asked} />
        </Asked>
      )}
      {team.behind.length > 0 && (
        <>
          <h2>{w.whoFallback()}</h2>
          <People people={team.behind} />
        </>
      )}
      {team.direct.length > 0 && (
        <>
          <h2>{w.whoDirect()}</h2>
          <People people={team.direct} />
        </>
      )}
      {outside.length > 0 && (
        <>
          <h2>{w.secConflictContacts()}</h2>
          <Contacts contacts={outside} />
          <Outside view={view} contacts={outside} />
        </>
      )}
      <p>{w.whoOperator()}</p>
      <p className="small">{w.whoConfirmed({ day: dayName(view, organisation.roster.time) })}</p>
      <p className="small">
        {w.whoCheck()}{' '}
        <bdi dir="ltr" className="print">
          {organisation.org}
        </bdi>
      </p>
    </>
  );
}
