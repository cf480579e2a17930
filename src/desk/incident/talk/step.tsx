import { useState, type ReactNode } from 'react';
import type { StepState } from '#domain/speaking/talking.ts';
import type { Talk } from '#words/made/shape.ts';
import { useTalkWords } from './words.ts';

const tones: Readonly<Record<StepState, string>> = {
  done: 'moss',
  now: 'tint',
  later: '',
  waits: 'amber',
  'left-out': '',
};

function stateIn(t: Talk, state: StepState): string {
  switch (state) {
    case 'done':
      return t.stateDone();
    case 'now':
      return t.stateNow();
    case 'later':
      return t.stateLater();
    case 'waits':
      return t.stateWaits();
    case 'left-out':
      return t.stateLeftOut();
  }
}

/**
 * One step of the talk: open when it comes next or a text in it waits to be read (`unread`), one tap away otherwise; what
 * was typed stays in it when it is folded.
 */
export function Step({
  title,
  state,
  unread = false,
  children,
}: {
  title: string;
  state?: StepState;
  unread?: boolean;
  children: ReactNode;
}): ReactNode {
  const t = useTalkWords();
  const [toggled, setToggled] = useState<boolean | null>(null);
  // Whoever has just cleared it sees that it is cleared, and does not have it folded away from under their hand.
  const [wasUnread, setWasUnread] = useState(unread);
  if (unread && !wasUnread) setWasUnread(true);
  const next = wasUnread || state === 'now';
  return (
    <details
      className="card step"
      open={toggled ?? next}
      onToggle={(event) => {
        const { open } = event.currentTarget;
        if (open !== (toggled ?? next)) setToggled(open);
      }}
    >
      <summary>
        <h3>{title}</h3>
        {unread ? (
          <span className="chip amber">{t.stateRead()}</span>
        ) : (
          state !== undefined && <span className={`chip ${tones[state]}`}>{stateIn(t, state)}</span>
        )}
      </summary>
      {children}
    </details>
  );
}
