import { useState, type ReactNode } from 'react';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { Opened } from '../keys/incident-seen.ts';
import { save } from './files.tsx';

/** What was told, to take elsewhere: a standard age file, and the key made for this copy alone, shown once. */
export function Copy({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const [key, setKey] = useState('');
  if (opened.account === null) return null;
  const name = opened.codeName.replaceAll(' ', '-');
  return (
    <details className="copy">
      <summary>{t.copyTitle()}</summary>
      <p className="soft">{t.copyNote()}</p>
      <button
        type="button"
        className="btn quiet"
        disabled={busy}
        onClick={() =>
          void run(
            () => keys.lockedCopy(opened.row.incident),
            ({ file, identity }) => {
              save(`${name}.age`, file);
              setKey(identity);
            },
          )
        }
      >
        {t.copySave()}
      </button>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {key !== '' && (
        <Said tone="moss">
          {t.copyKey()} <code dir="ltr">{key}</code>
        </Said>
      )}
    </details>
  );
}
