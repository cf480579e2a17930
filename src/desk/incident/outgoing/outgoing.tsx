import { useState, type ReactNode } from 'react';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { useOwn } from '../../frame/own-words.ts';
import { Cleared } from './cleared.tsx';
import { clearedOf, versionsOf } from './drafting.ts';
import type { OutgoingProps } from './kinds.ts';
import { Reading } from './reading.tsx';
import { Writing } from './writing.tsx';

/**
 * A text that leaves the team: written, checked for what could give somebody away, read by somebody else, and only then
 * there to be used. It goes out word for word as it was cleared; every change is a new version and a new reading.
 */
export function Outgoing(props: OutgoingProps): ReactNode {
  const { opened, title, parts, children } = props;
  const t = useOwn({ en, es });
  const [anew, setAnew] = useState(false);
  const order = parts.map(({ id }) => id);
  const versions = versionsOf(opened, props.for, props.to);
  const newest = versions.at(-1);
  const cleared = newest === undefined ? null : clearedOf(newest, order);
  if (newest === undefined || anew)
    return (
      <div className="outgoing">
        <Writing {...props} before={newest} written={() => setAnew(false)} />
        {anew && (
          <button type="button" className="btn quiet" onClick={() => setAnew(false)}>
            {t.againStop()}
          </button>
        )}
      </div>
    );
  return (
    <section className="outgoing" aria-label={title}>
      <h3>{title}</h3>
      {cleared === null ? (
        <Reading {...props} newest={newest} anew={() => setAnew(true)} />
      ) : (
        <Cleared {...props} newest={newest} cleared={cleared} anew={() => setAnew(true)}>
          {children?.(cleared)}
        </Cleared>
      )}
      {versions.length > 1 && <p className="soft">{t.older({ n: versions.length - 1 })}</p>}
    </section>
  );
}
