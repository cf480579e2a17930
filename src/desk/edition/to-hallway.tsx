import type { ReactNode } from 'react';
import { staffPaths } from '#wire/staff-paths.ts';
import { useLentWords } from './lent-words.ts';

/** The way to the hallway, for everybody who works there. */
export function ToHallway({ edition }: { edition: string }): ReactNode {
  const t = useLentWords();
  return (
    <section aria-labelledby="hallway">
      <h2 id="hallway">{t.hallway()}</h2>
      <p className="soft">{t.hallwayNote()}</p>
      <p>
        <a className="btn quiet" href={`${staffPaths.hallway}#e=${edition}`}>
          {t.hallwayOpen()}
        </a>
      </p>
    </section>
  );
}
