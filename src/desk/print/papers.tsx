import type { ReactNode } from 'react';
import { Card } from './cards.tsx';
import { onOnePage, type Press, type PrintKind } from './kinds.ts';
import { helpLines } from './numbers.tsx';
import { Poster } from './poster.tsx';
import { printWordsIn } from './words.ts';

interface Props {
  readonly press: Press;
  readonly kind: PrintKind;
  readonly languages: readonly string[];
  readonly places: readonly string[];
}

/** Which language a card is in: in turn, where there are two. The two sides of a pocket card are in the same. */
function languageOf(kind: PrintKind, languages: readonly string[], at: number): string {
  const turn = kind === 'pocket' ? Math.floor(at / 2) : at;
  return languages[turn % languages.length] ?? '';
}

/** What leaves the printer, page by page; on the screen the same pages, as wide as there is room. */
export function Papers({ press, kind, languages, places }: Props): ReactNode {
  const [first = ''] = languages;
  if (kind === 'poster-a4' || kind === 'poster-a5')
    return (places.length === 0 ? [''] : places).map((place) => (
      <section key={place} className={`paper ${kind}`} aria-label={place || press.edition.name}>
        <Poster press={press} languages={languages} place={place} />
      </section>
    ));
  return (
    <section className="paper cards-page" aria-label={press.edition.name} data-kind={kind}>
      {Array.from({ length: onOnePage[kind] }, (_, at) => {
        const language = languageOf(kind, languages, at);
        return (
          // The same card again is for scissors alone.
          <div
            key={at}
            className={
              kind === 'crisis' && helpLines(press.edition).length > 7 ? 'cut for-crisis many' : `cut for-${kind}`
            }
            lang={language}
            aria-hidden={at >= (kind === 'pocket' ? 2 : 1) * languages.length}
          >
            <Card kind={kind} press={press} language={language} at={at} />
            {press.rehearsal && <b className="rehearsed">{printWordsIn(first).rehearsal()}</b>}
          </div>
        );
      })}
    </section>
  );
}
