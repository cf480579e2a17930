import { useId, type ReactNode } from 'react';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { reasonIn } from '../../frame/reasons.ts';
import { useSession } from '../../frame/session.tsx';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { Outside } from './outside.tsx';

/** A colleague asks whether I should stay out. */
export function AskedOfMe({
  opened,
  again,
  gone,
}: {
  opened: Opened;
  again: () => Promise<void>;
  gone: () => void;
}): ReactNode {
  const { t } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const heading = useId();
  const asked = opened.conflicts.asked.find(({ member }) => member === team.me.id);
  if (asked === undefined) return null;
  const { incident, edition } = opened.row;
  const may = opened.conflicts.may.stepAside;
  return (
    <section className="card ask" aria-labelledby={heading}>
      <h2 id={heading}>{t.askedYou({ name: whoIs(t, asked.by) })}</h2>
      {'refused' in may ? (
        <>
          <p>{may.refused === 'nobody-left' ? t.nobodyLeft() : reasonIn(t, may.refused)}</p>
          {may.refused === 'nobody-left' && <Outside edition={edition} />}
        </>
      ) : (
        <p className="soft">{t.askedYouNote()}</p>
      )}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="row">
        <button
          type="button"
          className="btn quiet"
          disabled={busy}
          onClick={() => void run(() => keys.answerForMe(incident, 'clear'), again)}
        >
          {t.askedYouNo()}
        </button>
        {'allowed' in may && (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() => void run(() => keys.answerForMe(incident, 'conflict'), gone)}
          >
            {t.askedYouYes()}
          </button>
        )}
      </div>
    </section>
  );
}
