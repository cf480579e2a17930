import type { ReactNode } from 'react';
import type { Print } from '#words/made/shape.ts';
import { paths } from '#wire/paths.ts';
import { Qr } from '../setup/sheet.tsx';
import type { Press } from './kinds.ts';
import { groupsOf, posterLink, typedAddress } from './link.ts';
import { printWordsIn } from './words.ts';

/** The code, and for who has no camera the address. */
export function Code({ press, place, t }: { press: Press; place: string; t: Print }): ReactNode {
  const { origin, org, version, edition } = press;
  const address = typedAddress(origin, paths.start(edition.id));
  return (
    <div className="paper-code">
      <Qr text={posterLink({ origin, edition: edition.id, org, version, place })} label={t.codeLabel()} />
      <p className="typed">
        {t.typed()} <b dir="ltr">{address}</b>
      </p>
    </div>
  );
}

/** The fingerprint in groups, with how to compare it: in each language of the sheet. */
export function Letters({ press, languages }: { press: Press; languages: readonly string[] }): ReactNode {
  return (
    <div className="letters">
      <p className="key" dir="ltr">
        {groupsOf(press.org).map((group, at) => (
          <span key={`${at} ${group}`}>{group} </span>
        ))}
      </p>
      {languages.map((language) => (
        <p key={language} lang={language}>
          {printWordsIn(language).compare()}
        </p>
      ))}
    </div>
  );
}
