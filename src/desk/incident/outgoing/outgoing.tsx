import { useState, type ReactNode } from 'react';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { useOwn } from '../../frame/own-words.ts';
import type { PartProps } from '../handling/act-form.tsx';
import { Cleared } from './cleared.tsx';
import { clearedOf, versionsOf, type ClearedDraft } from './drafting.ts';
import type { OutgoingFor } from './kinds.ts';
import { Reading } from './reading.tsx';
import { Writing } from './writing.tsx';

export type { ClearedDraft } from './drafting.ts';
export type { OutgoingFor } from './kinds.ts';

/** One field of the text. */
export interface OutgoingPart {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
}

export interface OutgoingProps extends PartProps {
  /** Names the form within the incident; what is being written is kept under this name. */
  readonly place: string;
  readonly title: string;
  readonly note?: ReactNode;
  /** For whom: a person's id or what they are called. Together with `for` it tells one text from another. */
  readonly to: string;
  /** Of the text. */
  readonly language: string;
  readonly parts: readonly OutgoingPart[];
  readonly for: OutgoingFor;
  readonly initial?: Readonly<Record<string, string>>;
  /** A hint, never a limit. */
  readonly words?: number;
  /** What to do with the text once somebody else has cleared it. */
  readonly children?: (draft: ClearedDraft) => ReactNode;
}

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
