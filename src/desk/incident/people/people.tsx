import type { ReactNode } from 'react';
import type { PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { countedIn } from '#domain/promises/linking.ts';
import { peopleOf } from '../handling/told.ts';
import { FromReport } from './from-report.tsx';
import { LinkForm } from './link.tsx';
import './people.css';
import { PersonForm } from './person-form.tsx';
import { PersonCard } from './person.tsx';
import { Reports } from './reports.tsx';
import { TakeOut } from './take-out.tsx';
import { Tags } from './tags.tsx';
import { usePeopleWords } from './words.ts';

/** How many people told what is handled here: its own report, and each that is handled in it. */
function reportsIn({ row, near }: PartProps['opened']): number {
  const parts = near.filter(({ handles }) => !handles);
  return countedIn([row, ...parts.map(({ channel }) => ({ channel, partOf: row.incident }))]).reports;
}

/** Reports, people and what it is about, as separate things (D21). */
export default function People({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const people = peopleOf(opened);
  return (
    <div className="people-page">
      <p className="soft">
        {t.intro()}
        <br />
        {t.counts({ reports: reportsIn(opened), people: people.length })}
      </p>
      <section>
        <h3 className="unseen">{t.persons()}</h3>
        {people.length === 0 && <p className="empty">{t.nobody()}</p>}
        <ul className="cards">
          {people.map((person) => (
            <PersonCard
              key={person.person}
              opened={opened}
              again={again}
              person={person}
              others={people.filter((other) => other !== person)}
            />
          ))}
        </ul>
      </section>
      <FromReport opened={opened} again={again} />
      <Fold title={t.add()} open={people.length === 0}>
        <PersonForm opened={opened} again={again} person="" title={t.add()} note={t.addNote()} />
      </Fold>
      <Tags opened={opened} again={again} />
      <Reports opened={opened} again={again} />
      {opened.handling.incident.partOf === '' && (
        <Fold title={t.take()}>
          <TakeOut opened={opened} again={again} />
        </Fold>
      )}
      {opened.handling.incident.partOf === '' && (
        <Fold title={t.link()}>
          <LinkForm opened={opened} again={again} />
        </Fold>
      )}
    </div>
  );
}
