import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { namesAway } from '../../keys/names-away.ts';
import { useNames } from './names.ts';

export interface Stopping {
  /** Who is kept out and named in the text that was about to be written; empty while nothing stops it. */
  readonly members: readonly string[];
  /** Whether this text has to wait for a second tap; the second time it does not. */
  readonly stops: (text: string) => boolean;
  /** The text is being changed, or was written. */
  readonly change: () => void;
}

/** A text that names somebody who is kept out is not written before a second tap (COI-03). */
export function useStop(opened: Opened): Stopping {
  const { team } = useSession();
  const [members, setMembers] = useState<readonly string[]>([]);
  return {
    members,
    stops(text) {
      if (members.length > 0) return false;
      const named = namesAway(
        text,
        team.members.filter(({ id }) => opened.apart.includes(id)),
      );
      setMembers(named);
      return named.length > 0;
    },
    change: () => setMembers([]),
  };
}

/** In place of the form's own button. */
export function Stop({
  members,
  change,
  busy,
}: {
  members: readonly string[];
  change: () => void;
  busy: boolean;
}): ReactNode {
  const { t } = useWords();
  const { each } = useNames();
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => sentence.current?.focus(), []);
  return (
    <div className="stop">
      <p ref={sentence} className="said amber" tabIndex={-1}>
        {t.stopNames({ names: each(members) })}
      </p>
      <div className="row">
        <button className="btn quiet" disabled={busy}>
          {busy ? t.sending() : t.stopAnyway()}
        </button>
        <button type="button" className="btn" disabled={busy} onClick={change}>
          {t.stopChange()}
        </button>
      </div>
    </div>
  );
}
