import type { ReactNode } from 'react';
import { Inert } from '../frame/inert.tsx';
import { Code, Letters } from './check.tsx';
import type { Press } from './kinds.ts';
import { helpLines, Numbers } from './numbers.tsx';
import { printWordsIn } from './words.ts';

interface Props {
  readonly press: Press;
  readonly languages: readonly string[];
  readonly place: string;
}

function Says({ press, language, place }: { press: Press; language: string; place: string }): ReactNode {
  const t = printWordsIn(language);
  const { edition } = press;
  return (
    <div className="says" lang={language}>
      <h2>{t.posterTitle()}</h2>
      <p className="lede">{t.posterLede({ organisation: edition.organisation })}</p>
      {edition.gathering !== 'online' && <p>{t.posterStaff()}</p>}
      {place !== '' && (
        <p className="paper-here">
          <b>
            <Inert text={t.here({ place })} />
          </b>{' '}
          {t.hereNote()}
        </p>
      )}
    </div>
  );
}

/** For a wall: who listens, the code, the numbers, and what to compare. In one language or two, with one code. */
export function Poster({ press, languages, place }: Props): ReactNode {
  const said = languages.map((language) => printWordsIn(language));
  const [first] = said;
  const { emergency, contacts, teamPhone, name } = press.edition;
  if (first === undefined) return null;
  return (
    <>
      <p className="of">
        <Inert text={name} />
        {press.rehearsal && <b className="rehearsed">{first.rehearsal()}</b>}
      </p>
      <div className={languages.length > 1 ? 'said-twice' : 'said-once'}>
        {languages.map((language) => (
          <Says key={language} press={press} language={language} place={place} />
        ))}
      </div>
      <Code press={press} place={place} t={first} />
      <div className="foot">
        <div>
          <h3>
            {languages.map((language) => (
              <span key={language} lang={language}>
                {printWordsIn(language).danger()}
              </span>
            ))}
          </h3>
          <Numbers
            lines={[
              ...helpLines({ emergency, contacts }),
              ...(teamPhone === '' ? [] : [{ label: said.map((t) => t.teamPhone()).join(' · '), number: teamPhone }]),
            ]}
          />
        </div>
        <Letters press={press} languages={languages} />
      </div>
    </>
  );
}
