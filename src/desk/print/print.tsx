import { useId, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { isLanguage } from '#words/words.ts';
import { TextField, Tick } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { editionOf, procedureOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { isPoster, printKinds, type Press, type PrintKind } from './kinds.ts';
import { placesIn } from './link.ts';
import { Papers } from './papers.tsx';
import { usePrintWords } from './words.ts';
import './print.css';

function Kinds({ kind, choose }: { kind: PrintKind; choose: (kind: PrintKind) => void }): ReactNode {
  const t = usePrintWords();
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{t.what()}</legend>
      <div className="choices">
        {printKinds.map((one) => (
          <div key={one} className="tick">
            <input id={`${name}-${one}`} type="radio" name={name} checked={one === kind} onChange={() => choose(one)} />
            <label htmlFor={`${name}-${one}`}>{t.kind({ kind: one.replace('-', '_') })}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

interface LanguagesProps {
  readonly offered: readonly string[];
  readonly chosen: readonly string[];
  readonly choose: (languages: readonly string[]) => void;
}

/** One or two: with more, nothing on a sheet is large enough. The one that was chosen first gives way. */
function LanguageTicks({ offered, chosen, choose }: LanguagesProps): ReactNode {
  const t = usePrintWords();
  const { language } = useWords();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  if (offered.length < 2) return null;
  return (
    <fieldset>
      <legend>{t.languages()}</legend>
      {offered.map((one) => (
        <Tick
          key={one}
          label={names.of(one) ?? one}
          checked={chosen.includes(one)}
          onChange={({ target }) => {
            const next = target.checked ? [...chosen, one].slice(-2) : chosen.filter((other) => other !== one);
            if (next.length > 0) choose(next);
          }}
        />
      ))}
    </fieldset>
  );
}

function Desk({ press }: { press: Press }): ReactNode {
  const t = usePrintWords();
  const { language } = useWords();
  const { edition } = press;
  const offered = edition.languages.filter((one) => isLanguage(one));
  const [kind, setKind] = useState<PrintKind>('poster-a4');
  const [chosen, setChosen] = useState<readonly string[]>(
    offered.includes(language) ? [language] : offered.slice(0, 1),
  );
  const [typed, setTyped] = useState('');
  const places = isPoster(kind) ? placesIn(typed) : [];
  return (
    <>
      <div className="printing">
        <p className="back">
          <Link href={deskPaths.event(edition.id)}>{t.back()}</Link>
        </p>
        <h1>{t.title()}</h1>
        <p className="soft">
          <Inert text={edition.name} />
        </p>
        <p>{t.intro()}</p>
        <Kinds kind={kind} choose={setKind} />
        <LanguageTicks offered={offered} chosen={chosen} choose={setChosen} />
        {isPoster(kind) && (
          <TextField
            label={t.places()}
            hint={t.placesHint()}
            rows={4}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
        <div className="row">
          <button type="button" className="btn" onClick={() => print()}>
            {t.print({ n: Math.max(1, places.length) })}
          </button>
        </div>
        <p className="soft">{t.printHint()}</p>
      </div>
      <div className="papers">
        <Papers press={press} kind={kind} languages={chosen.length === 0 ? ['en'] : chosen} places={places} />
      </div>
    </>
  );
}

/** Posters and cards of an event. They are made where the list was verified: a changed key on a wall would lead astray. */
export default function PrintPage({ id }: { id: string }): ReactNode {
  const t = usePrintWords();
  const { team } = useSession();
  const edition = editionOf(team, id);
  const unsure = team.warnings.includes('team-list-fails') || team.warnings.includes('team-list-went-back');
  return (
    <main id="main" className="sheet wide print-page">
      {edition === undefined || unsure ? (
        <>
          <h1>{t.title()}</h1>
          <p className="said clay">{edition === undefined ? t.unknown() : t.unsure()}</p>
        </>
      ) : (
        <Desk
          press={{
            edition,
            procedure: procedureOf(team, id),
            origin: location.origin,
            org: team.org,
            version: team.version,
            rehearsal: team.rehearsal,
          }}
        />
      )}
    </main>
  );
}
