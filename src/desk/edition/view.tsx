import type { ReactNode } from 'react';
import { dayOf } from '#domain/edition/clock.ts';
import { codeAt } from '#domain/edition/codes.ts';
import { contactsSeen, isConfirmed } from '#domain/edition/contacts.ts';
import { roomKinds, type Contact, type Edition } from '#domain/edition/edition.ts';
import { roomFor } from '#domain/edition/rooms.ts';
import { say, type Procedure } from '#domain/procedure/procedure.ts';
import { Inert } from '../frame/inert.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { contactListIn, dayIn, daysIn, listIn, promisesIn, roomKindIn } from './wording.ts';

export function Phone({ number }: { number: string }): ReactNode {
  return (
    <a href={`tel:${number.replaceAll(/[^+\d*#]/gu, '')}`} dir="ltr">
      {number}
    </a>
  );
}

/** Where to bring somebody now, and whom to call: for everybody who works at the event (INT-03, CNS-05). */
export function Today({ edition }: { edition: Edition }): ReactNode {
  const { t, language } = useWords();
  const { now } = useSession();
  const { gathering, emergency, teamPhone, meetingPoint, zone } = edition;
  const shownRooms = gathering === 'online' ? [] : roomKinds;
  return (
    <section aria-labelledby="today">
      <h2 id="today">
        {shownRooms.length > 0 ? t.roomsToday({ day: dayIn(dayOf(now(), zone), language) }) : t.numbers()}
      </h2>
      <dl className="answers">
        {shownRooms.map((kind) => {
          const room = roomFor(edition, kind, now());
          return (
            <div key={kind}>
              <dt>{roomKindIn(t)[kind]}</dt>
              <dd>
                {room === null ? (
                  <span className="soft">{kind === 'staff' ? t.roomNoneStaff() : t.roomNone()}</span>
                ) : (
                  <>
                    <b>
                      <Inert text={room.name} />
                    </b>
                    {room.way !== '' && (
                      <small>
                        <Inert text={room.way} />
                      </small>
                    )}
                  </>
                )}
              </dd>
            </div>
          );
        })}
        {emergency.map(({ label, number }) => (
          <div key={`${label} ${number}`}>
            <dt>
              <Inert text={label} />
            </dt>
            <dd>
              <Phone number={number} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t.teamPhone()}</dt>
          <dd>{teamPhone === '' ? <span className="soft">{t.noneSet()}</span> : <Phone number={teamPhone} />}</dd>
        </div>
        <div>
          <dt>{t.meetingPoint()}</dt>
          <dd>{meetingPoint === '' ? <span className="soft">{t.noneSet()}</span> : <Inert text={meetingPoint} />}</dd>
        </div>
      </dl>
    </section>
  );
}

export function Rooms({ edition }: { edition: Edition }): ReactNode {
  const { t, language } = useWords();
  const inOrder = edition.rooms.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return (
    <section aria-labelledby="rooms">
      <h2 id="rooms">{t.roomsByDay()}</h2>
      <p className="soft">{t.roomsNote()}</p>
      {inOrder.length === 0 ? (
        <p>{t.noneSet()}</p>
      ) : (
        <dl className="answers">
          {inOrder.map(({ id, kind, name, from, to, way }) => (
            <div key={id}>
              <dt>
                {roomKindIn(t)[kind]}
                <small>{daysIn(from, to, language)}</small>
              </dt>
              <dd>
                <Inert text={name} />
                {way !== '' && (
                  <small>
                    <Inert text={way} />
                  </small>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

interface ContactsProps {
  readonly edition: Edition;
  /** There for those who may save: one tap says that it works. */
  readonly confirm: ((contact: Contact) => void) | null;
}

export function Contacts({ edition, confirm }: ContactsProps): ReactNode {
  const { t, language } = useWords();
  const seen = contactsSeen(edition, 'staff');
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">{t.contacts()}</h2>
      <p className="soft">{t.contactsNote()}</p>
      {seen.length === 0 && <p>{t.noContacts()}</p>}
      <ul className="cards">
        {seen.map((contact) => {
          const { id, name, part, organisation, email, phone, lists, confirmed } = contact;
          return (
            <li key={id} className="card">
              <p>
                <b>
                  <Inert text={name || part} />
                </b>
                <small>
                  <Inert text={[name === '' ? '' : part, organisation].filter(Boolean).join(', ')} />
                </small>
              </p>
              <p>
                {email !== '' && (
                  <a href={`mailto:${email}`} dir="ltr">
                    {email}
                  </a>
                )}
                {email !== '' && phone !== '' && ' · '}
                {phone !== '' && <Phone number={phone} />}
              </p>
              <div className="row">
                {isConfirmed(contact) ? (
                  <span className="chip moss">{t.confirmedOn({ day: dayIn(confirmed, language) })}</span>
                ) : (
                  <span className="chip amber">{t.toConfirm()}</span>
                )}
                <span className="soft">
                  {listIn(
                    lists.map((list) => contactListIn(t)[list]),
                    language,
                  )}
                </span>
                {confirm !== null && !isConfirmed(contact) && (
                  <button
                    type="button"
                    className="btn quiet"
                    aria-label={t.confirmTodayNamed({ name: name || part })}
                    onClick={() => confirm(contact)}
                  >
                    {t.confirmToday()}
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function Codes({ edition }: { edition: Edition }): ReactNode {
  const { t, language } = useWords();
  const { now } = useSession();
  const current = codeAt(edition, dayOf(now(), edition.zone));
  return (
    <section aria-labelledby="code">
      <h2 id="code">{t.codeOfConduct()}</h2>
      {edition.codeOfConduct.length === 0 && <p>{t.codeNone()}</p>}
      {edition.codeOfConduct.toReversed().map((code) => (
        <details key={`${code.version} ${code.from}`} className="card">
          <summary>
            <Inert text={code.title} />{' '}
            <span className="soft">
              {t.procedureVersion({ version: code.version })} · {t.codeFrom()} {dayIn(code.from, language)}
            </span>{' '}
            {code === current && <span className="chip moss">{t.codeInForce()}</span>}
          </summary>
          <Inert text={code.text} block />
          {code.link !== '' && (
            <p>
              <a href={code.link} rel="noreferrer" dir="ltr">
                {code.link}
              </a>
            </p>
          )}
        </details>
      ))}
    </section>
  );
}

export function InForce({ edition, procedure }: { edition: Edition; procedure: Procedure | undefined }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const newer = team.procedures.find(
    ({ id, digest }) =>
      id === edition.procedure && digest !== edition.procedureDigest && team.installed.includes(digest),
  );
  return (
    <section aria-labelledby="procedure">
      <h2 id="procedure">{t.procedureInForce()}</h2>
      {procedure === undefined ? (
        <p className="said clay">{t.procedureUnread()}</p>
      ) : (
        <>
          <p>
            <b>{say(procedure.title, language)}</b>{' '}
            <span className="soft">{t.procedureVersion({ version: procedure.version })}</span>
          </p>
          <ul className="plainly">
            {promisesIn(t, procedure, language).map((promise) => (
              <li key={promise}>{promise}</li>
            ))}
          </ul>
        </>
      )}
      <p className="soft">
        {t.procedureDigest()}: <code dir="ltr">{edition.procedureDigest}</code>
      </p>
      <p className="soft">{t.procedureKept()}</p>
      {newer !== undefined && <p>{t.procedureNewer({ version: newer.version })}</p>}
    </section>
  );
}
