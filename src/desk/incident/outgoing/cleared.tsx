import { useState, type ReactNode } from 'react';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { useOwn } from '../../frame/own-words.ts';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { ClearedDraft, Written } from './drafting.ts';
import type { OutgoingProps } from './kinds.ts';
import { Sheet } from './reading.tsx';
import { Takeaway } from './takeaway.tsx';

/** A text that may be used, word for word: to copy, to print, to read aloud, and what to do with it next. */
export function Cleared({
  opened,
  newest,
  cleared,
  parts,
  anew,
  children,
}: Pick<OutgoingProps, 'opened' | 'parts'> & {
  newest: Written;
  cleared: ClearedDraft;
  anew: () => void;
  children?: ReactNode;
}): ReactNode {
  const t = useOwn({ en, es });
  const { t: words } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const [confirming, setConfirming] = useState(false);
  const by = team.members.find(({ sign }) => sign === newest.draft.cleared?.by)?.name ?? words.formerMember();
  return (
    <>
      <p className="soft">{t.clearedBy({ name: by, when: whenOf(cleared.clearedAt, clock) })}</p>
      <Takeaway
        text={cleared.text}
        sheet={<Sheet newest={newest} parts={parts} />}
        large={<Sheet newest={newest} parts={parts} large />}
      />
      {children}
      {confirming ? (
        <div className="row">
          <span className="soft">{t.againNote()}</span>
          <button type="button" className="btn quiet" onClick={anew}>
            {t.again()}
          </button>
        </div>
      ) : (
        <button type="button" className="btn quiet" onClick={() => setConfirming(true)}>
          {t.again()}
        </button>
      )}
    </>
  );
}
