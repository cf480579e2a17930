import type { ReactNode } from 'react';
import type { PersonNoted } from '#domain/incident/bodies.ts';
import { earlierOf, shownAs, type Known, type Person } from '#domain/incident/people.ts';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { JoinForm } from './join.tsx';
import { partNames, peopleEntries, writtenOf } from './known.ts';
import { PersonForm } from './person-form.tsx';
import { usePeopleWords } from './words.ts';

/** One line for each thing that is known. */
function Lines({ opened, known }: Pick<PartProps, 'opened'> & { known: Known }): ReactNode {
  const t = usePeopleWords();
  const { language } = useWords();
  const { team } = useSession();
  const names = partNames(t, language, versionOf(team, opened.procedure));
  const { name, looks, also, contact, parts, organisation, minor } = known;
  const kinds = [
    ...parts.map((part) => names[part]),
    ...(organisation ? [t.organisation()] : []),
    ...(minor ? [t.minor()] : []),
  ];
  return (
    <>
      <p className="soft">{new Intl.ListFormat(language, { type: 'unit' }).format(kinds)}</p>
      {name !== '' && looks !== '' && <Inert block text={t.looksLike({ looks })} />}
      {also.length > 0 && <Inert block text={t.alsoKnown({ names: also.join(', ') })} />}
      {contact !== '' && <Inert block text={t.reach({ contact })} />}
      {minor && <p className="soft">{t.minorShown({ initial: shownAs(known) })}</p>}
    </>
  );
}

/** What was noted before, by whom: nothing is overwritten. */
function Earlier({ opened, person }: Pick<PartProps, 'opened'> & { person: string }): ReactNode {
  const t = usePeopleWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const earlier = earlierOf(peopleEntries(opened), person);
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary>{t.earlier()}</summary>
      <ul className="plain">
        {earlier.map(({ hash, body }) => {
          const known = body as PersonNoted;
          const entry = opened.entries.find((one) => one.hash === hash);
          return (
            <li key={hash}>
              <b>
                <Inert text={known.name || known.looks || (known.also[0] ?? '')} />
              </b>
              <Lines opened={opened} known={known} />
              {entry && <small>{t.earlierBy({ name: whoIs(desk, entry.who), when: whenOf(entry.at, clock) })}</small>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Who turned out to be the same; one tap makes them two again. */
function Joined({ opened, again, joined }: PartProps & { joined: Person['joined'] }): ReactNode {
  const t = usePeopleWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const noted = peopleEntries(opened).filter(({ kind, body }) => kind === 'person-noted' && body !== null);
  return (
    <>
      {joined.map(({ joining, person }) => {
        const known = noted.findLast(({ body }) => (body as PersonNoted).person === person)?.body as
          | PersonNoted
          | undefined;
        const may = permission(attemptOf('identity-undone', { of: joining }));
        const act = { kind: 'identity-undone', facts: { of: joining }, body: null } as const;
        return (
          <p key={joining} className="row">
            <Inert text={t.joinedWith({ name: known === undefined ? t.unknown() : shownAs(known) })} />
            {'allowed' in may && (
              <button
                type="button"
                className="btn quiet"
                disabled={busy}
                onClick={() => void run(() => keys.act(opened.row.incident, [act]), again)}
              >
                {t.undo()}
              </button>
            )}
          </p>
        );
      })}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
    </>
  );
}

/** Somebody, everything known of them, and what can be done about it. */
export function PersonCard({
  opened,
  again,
  person,
  others,
}: PartProps & { person: Person; others: readonly Person[] }) {
  const t = usePeopleWords();
  // In their own line a minor has a name: who looks after them must know whom.
  const name = person.name || person.looks || (person.also[0] ?? t.unknown());
  return (
    <li className="card person">
      <h4>
        <Inert text={name} />
      </h4>
      <Lines opened={opened} known={person} />
      <Joined opened={opened} again={again} joined={person.joined} />
      <Earlier opened={opened} person={person.person} />
      <details>
        <summary>{t.change()}</summary>
        <PersonForm
          opened={opened}
          again={again}
          person={person.person}
          title={t.changeOf({ name: shownAs(person) })}
          initial={writtenOf(person)}
        />
      </details>
      {others.length > 0 && (
        <details>
          <summary>{t.join()}</summary>
          <JoinForm opened={opened} again={again} person={person} others={others} />
        </details>
      )}
    </li>
  );
}
