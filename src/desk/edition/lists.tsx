import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Edition } from '#domain/edition/edition.ts';
import { responsibleAt, type Responsible } from '#domain/edition/lists.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { responsibilityIn, rolesIn } from './wording.ts';

function Names({ members, contacts }: Pick<Responsible, 'members' | 'contacts'>): ReactNode {
  const { t } = useWords();
  if (members.length + contacts.length === 0) return <span className="soft">{t.nobodyYet()}</span>;
  return (
    <ul className="names">
      {members.map(({ id, name }) => (
        <li key={id}>
          <Inert text={name} />
        </li>
      ))}
      {contacts.map(({ id, name, part, member }) => (
        <li key={id}>
          <Inert text={name || part} />
          {member === '' && <span className="soft"> ({t.outsideTeam()})</span>}
        </li>
      ))}
    </ul>
  );
}

/** Who reads, who leads, whom to turn to in a conflict: kept apart, because they are not the same people (D4). */
export function WhoDoesWhat({ edition, procedure }: { edition: Edition; procedure: Procedure }): ReactNode {
  const { t, language } = useWords();
  const { team, now } = useSession();
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t.whoDoesWhat()}</h2>
      <p className="soft">
        {t.whoDoesWhatNote()} <Link href={deskPaths.team}>{t.toTeam()}</Link>
      </p>
      <dl className="answers">
        {responsibleAt(procedure, edition, team, now(), 'staff').map(({ as, roles, members, contacts }) => (
          <div key={as}>
            <dt>
              {responsibilityIn(t)[as]}
              {roles.length > 0 && (
                <small>
                  {rolesIn(
                    procedure,
                    roles.map(({ id }) => id),
                    language,
                  )}
                </small>
              )}
            </dt>
            <dd>
              <Names members={members} contacts={contacts} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
