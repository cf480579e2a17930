import type { ReactNode } from 'react';
import { isBlank } from '#domain/intake/taken.ts';
import type { Scene } from './scene.ts';

/** To put it away, locked; or, while nothing is written, to throw it away. */
export function Stop({
  scene: { t, form },
  putAway,
  discard,
}: {
  scene: Scene;
  putAway: () => void;
  discard: () => void;
}): ReactNode {
  return (
    <details className="stop">
      <summary>{t.stop()}</summary>
      <p className="small">{t.stopNote()}</p>
      <p className="row">
        <button type="button" className="btn quiet" onClick={putAway}>
          {t.putAway()}
        </button>
        {isBlank(form) && (
          <button type="button" className="btn quiet" onClick={discard}>
            {t.mistake()}
          </button>
        )}
      </p>
    </details>
  );
}
