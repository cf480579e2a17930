import type { ReactNode } from 'react';
import { dayOf } from '#domain/edition/clock.ts';
import { shownTos, type Contact } from '#domain/edition/edition.ts';
import { contactLists } from '#domain/procedure/procedure.ts';
import { Field, Pick, Tick } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { contactChanged, emptyContact } from './draft.ts';
import { changedRow, toggled, useFields, withoutRow, type Part } from './part.ts';
import { Row } from './row.tsx';
import { contactListIn, dayIn, shownIn } from './wording.ts';

interface OneProps {
  readonly contact: Contact;
  readonly at: number;
  readonly wrong: readonly string[];
  readonly zone: string;
  readonly change: (change: Partial<Contact>) => void;
  readonly remove: () => void;
}

function One({ contact, at, wrong, zone, change, remove }: OneProps): ReactNode {
  const { t, language } = useWords();
  const { team, now } = useSession();
  const field = useFields(wrong);
  const { name, part, organisation, email, phone, lists, shows, member, confirmed } = contact;
  const shown = (way: keyof Contact['shows'], label: string): ReactNode => (
    <Pick
      {...field(`contacts.${at}.shows.${way}`, label, shows[way], (value) =>
        change({ shows: { ...shows, [way]: shownTos.find((one) => one === value) ?? 'nobody' } }),
      )}
    >
      {shownTos.map((one) => (
        <option key={one} value={one}>
          {shownIn(t)[one]}
        </option>
      ))}
    </Pick>
  );
  const path = (of: string): string => `contacts.${at}.${of}`;
  return (
    <Row
      title={name}
      beside={
        <>
          <Inert text={part} /> {confirmed === '' && <span className="chip amber">{t.toConfirm()}</span>}
        </>
      }
      untitled={t.contactName()}
      path={`contacts.${at}`}
      wrong={wrong}
    >
      <div className="pair">
        <Field
          {...field(path('name'), t.contactName(), name, (to) => change({ name: to }), t.contactNameHint())}
          maxLength={120}
        />
        {shown('name', t.showName())}
        <Field
          {...field(path('email'), t.contactEmail(), email, (to) => change({ email: to }))}
          type="email"
          dir="ltr"
        />
        {shown('email', t.showEmail())}
        <Field
          {...field(path('phone'), t.contactPhone(), phone, (to) => change({ phone: to }))}
          type="tel"
          dir="ltr"
          maxLength={40}
        />
        {shown('phone', t.showPhone())}
        <Field
          {...field(path('part'), t.contactPart(), part, (to) => change({ part: to }), t.contactPartHint())}
          maxLength={120}
        />
        <Field
          {...field(path('organisation'), t.contactOrganisation(), organisation, (to) => change({ organisation: to }))}
          maxLength={120}
        />
      </div>
      <Pick {...field(path('member'), t.contactMember(), member, (to) => change({ member: to }))}>
        <option value="">{t.contactNoMember()}</option>
        {member !== '' && team.members.every(({ id }) => id !== member) && (
          <option value={member}>{t.formerMember()}</option>
        )}
        {team.members.map(({ id, name: called }) => (
          <option key={id} value={id}>
            {called}
          </option>
        ))}
      </Pick>
      <fieldset className="ticks">
        <legend>{t.contactLists()}</legend>
        {contactLists.map((list) => (
          <Tick
            key={list}
            label={contactListIn(t)[list]}
            checked={lists.includes(list)}
            onChange={() => change({ lists: toggled(lists, list) })}
          />
        ))}
      </fieldset>
      <div className="row">
        {confirmed === '' ? (
          <>
            <span className="chip amber">{t.toConfirm()}</span>
            <button type="button" className="btn quiet" onClick={() => change({ confirmed: dayOf(now(), zone) })}>
              {t.confirmToday()}
            </button>
          </>
        ) : (
          <>
            <span className="chip moss">{t.confirmedOn({ day: dayIn(confirmed, language) })}</span>
            <button type="button" className="btn quiet" onClick={() => change({ confirmed: '' })}>
              {t.unconfirm()}
            </button>
          </>
        )}
        <button
          type="button"
          className="btn quiet"
          aria-label={t.removeNamed({ name: name || t.contactName() })}
          onClick={remove}
        >
          {t.removeRow()}
        </button>
      </div>
    </Row>
  );
}

export function ContactsPart({ draft, set, wrong }: Part): ReactNode {
  const { t } = useWords();
  const { contacts, zone } = draft;
  return (
    <fieldset className="part">
      <legend>{t.contacts()}</legend>
      <p className="soft">{t.contactsNote()}</p>
      {contacts.map((contact, at) => (
        <One
          key={contact.id}
          contact={contact}
          at={at}
          wrong={wrong}
          zone={zone}
          change={(change) => set({ contacts: changedRow(contacts, at, contactChanged(contact, change)) })}
          remove={() => set({ contacts: withoutRow(contacts, at) })}
        />
      ))}
      <p>
        <button
          type="button"
          className="btn quiet"
          onClick={() => set({ contacts: [...contacts, emptyContact(draft)] })}
        >
          {t.addContact()}
        </button>
      </p>
    </fieldset>
  );
}
