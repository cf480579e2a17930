import type { ReactNode } from 'react';
import { textLink } from '#domain/edition/texting.ts';
import type { Hallway } from '#words/made/shape.ts';
import { Sheet } from '../frame/heading.tsx';
import { BigNumbers, phonesOf, Tel } from '../frame/phones.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';
import { numbersByKind, type NumberKind } from './numbers.ts';

function kindText(t: Hallway, kind: NumberKind): string {
  switch (kind) {
    case 'crisis':
      return t.numbersCrisis();
    case 'staff':
      return t.numbersStaff();
    case 'team':
      return t.numbersTeam();
    case 'other':
      return t.numbersOther();
  }
}

/** Numbers by kind, each with its place: two taps from the first page (RPT-03). */
export function NumbersPage({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useWords();
  const { edition } = useSession().pack;
  const fromGuide = edition.guide.entries.filter(({ phone }) => phone !== '');
  return (
    <Sheet title={t.numbers()} onBack={onBack}>
      <BigNumbers phones={phonesOf(edition, t.teamPhone())} />
      {numbersByKind(edition).map(({ kind, contacts }) => (
        <section key={kind}>
          <h2>{kindText(t, kind)}</h2>
          <ul className="readers">
            {contacts.map(({ id, name, part, organisation, phone, lists }) => (
              <li key={id}>
                <span>
                  {name === '' ? part : name}
                  <small>{[name === '' ? '' : part, organisation].filter(Boolean).join(', ')}</small>
                </span>
                <span>
                  <Tel number={phone} />
                  {lists.includes('hotline') && (
                    <a className="tel" href={textLink(phone, t.textLineWords())}>
                      {t.textLine()}
                    </a>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {fromGuide.length > 0 && (
        <section>
          <h2>{t.numbersGuide()}</h2>
          <ul className="readers">
            {fromGuide.map(({ id, title, phone, address }) => (
              <li key={id}>
                <span>
                  {title}
                  {address !== '' && <small>{address}</small>}
                </span>
                <Tel number={phone} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="soft">{t.numbersTake()}</p>
    </Sheet>
  );
}
