import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { dayOf } from '#domain/edition/clock.ts';
import type { Contact, Edition } from '#domain/edition/edition.ts';
import { Attendees } from '../attendees/attendees.tsx';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { procedureOf, useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import type { SettingsSeen } from '../keys/team-seen.ts';
import { PrintLink } from '../print/print-link.tsx';
import { Checklist } from './checklist.tsx';
import { EventForm } from './form.tsx';
import { GuideSeen, PlanSeen } from './guide-view.tsx';
import { LentPhones } from './lent.tsx';
import { WhoDoesWhat } from './lists.tsx';
import { ToHallway } from './to-hallway.tsx';
import { Codes, Contacts, InForce, Rooms, Today } from './view.tsx';
import { daysIn, gatheringIn } from './wording.ts';
import './edition.css';

function History({ edition, changes }: { edition: string; changes: SettingsSeen['changes'] }): ReactNode {
  const { t } = useWords();
  const clock = useClock(edition);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.history()}</h2>
      <ul className="plainly">
        {changes.toReversed().map(({ hash, kind, name, at }) => (
          <li key={hash}>
            {kind === 'settled' ? t.historySettled({ name }) : t.historyAlone({ name })}{' '}
            <span className="soft">{whenOf(at, clock)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Others({ here, steward }: { here: string; steward: boolean }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const others = team.editions.filter(({ edition }) => edition.id !== here);
  if (others.length === 0 && !steward) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t.events()}</h2>
      <ul className="plainly">
        {others.map(({ edition }) => (
          <li key={edition.id}>
            <Link href={deskPaths.event(edition.id)}>
              <Inert text={edition.name} />
            </Link>{' '}
            <span className="soft">{daysIn(edition.from, edition.to, language)}</span>
          </li>
        ))}
      </ul>
      {steward && (
        <div className="row">
          <Link className="btn quiet" href={deskPaths.newEvent('none')}>
            {t.newEvent()}
          </Link>
          <Link className="btn quiet" href={deskPaths.newEvent(here)}>
            {t.copyEvent()}
          </Link>
        </div>
      )}
    </section>
  );
}

function Shown({ edition, base, change }: { edition: Edition; base: string; change: (() => void) | null }): ReactNode {
  const { t } = useWords();
  const { team, keys, refresh, now } = useSession();
  const { busy, problem, run } = useActing();
  const procedure = procedureOf(team, edition.id);
  const settings = team.settings.find((one) => one.edition === edition.id);
  const confirm = ({ id }: Contact): void => {
    const today = dayOf(now(), edition.zone);
    const contacts = edition.contacts.map((one) => (one.id === id ? { ...one, confirmed: today } : one));
    // Done or not, what stands there now is looked at again: a colleague may have been first.
    void run(() => keys.settle({ ...edition, contacts }, base)).then(refresh);
  };
  return (
    <>
      <Today edition={edition} />
      {procedure !== undefined && <Checklist edition={edition} procedure={procedure} />}
      {change === null ? (
        <p className="soft">{t.readOnlyEvent()}</p>
      ) : (
        <div className="row">
          <button type="button" className="btn" onClick={change}>
            {t.editEvent()}
          </button>
        </div>
      )}
      {edition.gathering !== 'online' && (
        <>
          <Rooms edition={edition} />
          <PlanSeen {...edition} />
          <GuideSeen {...edition} />
        </>
      )}
      <ToHallway edition={edition.id} />
      <PrintLink edition={edition.id} />
      {change !== null && <LentPhones edition={edition} />}
      <Attendees edition={edition} settles={change !== null} />
      {procedure !== undefined && <WhoDoesWhat edition={edition} procedure={procedure} />}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <Contacts edition={edition} confirm={change === null || busy ? null : confirm} />
      <Codes edition={edition} />
      <InForce edition={edition} procedure={procedure} />
      <History edition={edition.id} changes={settings?.changes ?? []} />
      <Others here={edition.id} steward={change !== null} />
    </>
  );
}

/** One event: what everybody who works there needs, and for those with the right, a form for all of it. */
export default function EventPage({ id }: { id: string }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const [editing, setEditing] = useState<{ readonly start: Edition; readonly base: string } | null>(null);
  const [kept, setKept] = useState(false);
  const edition = team.editions.find((one) => one.edition.id === id)?.edition;
  const base = team.settings.find((one) => one.edition === id)?.base ?? '';
  const mayChange = team.me.rights.some((right) => right === 'edition' || right === 'steward');
  if (edition === undefined)
    return (
      <main id="main" className="sheet">
        <h1>{t.event()}</h1>
        <p>{t.eventUnknown()}</p>
      </main>
    );
  const close = (saved: boolean): void => {
    setEditing(null);
    setKept(saved);
    window.scrollTo(0, 0);
  };
  return (
    <main id="main" className="sheet wide event">
      <h1>
        <Inert text={edition.name} />
      </h1>
      <p className="soft">
        {daysIn(edition.from, edition.to, language)} · {edition.place === '' ? '' : `${edition.place} · `}
        {gatheringIn(t)[edition.gathering]} · {edition.zone}
      </p>
      {kept && <Said tone="moss">{t.savedEvent()}</Said>}
      {editing === null ? (
        <Shown
          edition={edition}
          base={base}
          change={
            mayChange
              ? () => {
                  setKept(false);
                  setEditing({ start: edition, base });
                  window.scrollTo(0, 0);
                }
              : null
          }
        />
      ) : (
        <EventForm {...editing} saved={() => close(true)} leave={() => close(false)} />
      )}
    </main>
  );
}
