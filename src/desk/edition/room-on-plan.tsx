import type { ReactNode } from 'react';
import type { Plan, PlanPoint, Room } from '#domain/edition/edition.ts';
import { Field } from '../frame/field.tsx';
import { useLentWords } from './lent-words.ts';
import { PlanView } from './plan-view.tsx';

interface Props {
  readonly plan: Plan;
  readonly room: Room;
  /** The path of the room's fields, as `rooms.2`. */
  readonly path: string;
  readonly point: (at: PlanPoint | null) => void;
}

const middle: PlanPoint = { x: 500, y: 500 };
/** Per mille from percent as typed; null for what is none. */
function perMille(typed: string): number | null {
  const percent = Number(typed.replace(',', '.'));
  return typed.trim() === '' || Number.isNaN(percent) ? null : Math.round(Math.min(100, Math.max(0, percent)) * 10);
}

/** Where one room is on the plan: by a touch, or by two numbers. */
export function RoomOnPlan({ plan, room, path, point }: Props): ReactNode {
  const t = useLentWords();
  const field = (part: 'x' | 'y', label: string): ReactNode => (
    <Field
      label={label}
      name={`${path}.at.${part}`}
      type="number"
      min={0}
      max={100}
      step="any"
      inputMode="decimal"
      value={room.at === null ? '' : room.at[part] / 10}
      onChange={({ target }) => {
        const typed = perMille(target.value);
        if (typed !== null) point({ ...(room.at ?? middle), [part]: typed });
      }}
    />
  );
  return (
    <fieldset>
      <legend>{t.onPlan()}</legend>
      <p className="soft">{t.onPlanHint()}</p>
      <PlanView plan={plan} rooms={[room]} point={point} />
      <div className="pair">
        {field('x', t.fromLeft())}
        {field('y', t.fromTop())}
      </div>
      {room.at !== null && (
        <button type="button" className="btn quiet" onClick={() => point(null)}>
          {t.offPlan()}
        </button>
      )}
    </fieldset>
  );
}
