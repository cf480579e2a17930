import type { ReactNode } from 'react';
import { useClock } from '../../frame/session.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { TimeField } from '../handling/fields.tsx';
import { useAssessWords } from './words.ts';

/** When something was done: mostly just now, which is one tap. */
export function TimeOrNow({
  opened,
  label,
  value,
  onChange,
}: {
  readonly opened: Opened;
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const t = useAssessWords();
  const { now } = useClock(opened.row.edition);
  return (
    <div className="time-or-now">
      <TimeField opened={opened} label={label} value={value} onChange={onChange} />
      <button type="button" className="btn quiet" onClick={() => onChange(now - (now % 60_000))}>
        {t.rightNow()}
      </button>
    </div>
  );
}
