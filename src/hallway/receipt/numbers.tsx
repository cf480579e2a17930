import { useRef, type ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Taking } from '#words/made/shape.ts';
import { printAlone } from './printing.ts';
import './receipt.css';

/** The crisis card: numbers that anybody may know, and nothing of a report (INT-24). */
export function Numbers({ t, edition }: { t: Taking; edition: Edition }): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  const people = contactsOn(edition, 'crisis', 'public').filter(({ phone, email }) => phone + email !== '');
  const none = people.length + edition.emergency.length === 0;
  return (
    <div className="handout" ref={card}>
      <h2>{t.crisisCard()}</h2>
      {none && <p>{t.crisisNone()}</p>}
      <ul className="numbers">
        {edition.emergency.map(({ label, number }) => (
          <li key={`${label} ${number}`}>
            {label} <a href={`tel:${number.replaceAll(/[^+\d]/gu, '')}`}>{number}</a>
          </li>
        ))}
        {people.map(({ id, name, part, organisation, phone, email }) => (
          <li key={id}>
            {[name, part, organisation].filter((text) => text !== '').join(', ')}{' '}
            {phone !== '' && <a href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`}>{phone}</a>} {email}
          </li>
        ))}
      </ul>
      <p className="noprint">
        <button type="button" className="btn quiet" onClick={() => printAlone(card.current)}>
          {t.crisisPrint()}
        </button>
      </p>
    </div>
  );
}
