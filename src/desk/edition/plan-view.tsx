import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import type { Plan, PlanPoint, Room } from '#domain/edition/edition.ts';
import { useWords } from '../frame/words.tsx';
import { useLentWords } from './lent-words.ts';
import { pictureOf } from './picture.ts';
import { listIn } from './wording.ts';

interface Props {
  readonly plan: Plan;
  /** Those it points at; the others are left out. */
  readonly rooms: readonly Pick<Room, 'name' | 'at'>[];
  /** There where a room can be pointed at by a touch; the same is done with two fields. */
  readonly point?: (at: PlanPoint) => void;
}

interface Pin {
  readonly at: PlanPoint;
  readonly names: readonly string[];
}

/** One pin for all that is at one place: the quiet room is often the safe one. */
function pinsOf(rooms: Props['rooms']): readonly Pin[] {
  const pins = new Map<string, Pin>();
  for (const { name, at } of rooms) {
    if (at === null) continue;
    const key = `${at.x} ${at.y}`;
    const names = pins.get(key)?.names ?? [];
    pins.set(key, { at, names: names.includes(name) ? names : [...names, name] });
  }
  return [...pins.values()];
}

const perMille = (part: number, whole: number): number =>
  Math.min(1000, Math.max(0, Math.round((part / whole) * 1000)));

/** The plan with a pin for each room: to look at, and read as a sentence. */
export function PlanView({ plan, rooms, point }: Props): ReactNode {
  const t = useLentWords();
  const { language } = useWords();
  const pins = pinsOf(rooms);
  const names = [...new Set(pins.flatMap((pin) => pin.names))].filter((name) => name !== '');
  const shown = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(pictureOf(plan));
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [plan],
  );
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const on = frame.current;
    if (on === null || point === undefined) return;
    const touched = ({ clientX, clientY }: MouseEvent): void => {
      const { left, top, width, height } = on.getBoundingClientRect();
      point({ x: perMille(clientX - left, width), y: perMille(clientY - top, height) });
    };
    on.addEventListener('click', touched);
    return () => on.removeEventListener('click', touched);
  }, [point]);
  return (
    <div className={point === undefined ? 'plan' : 'plan pointing'} dir="ltr" ref={frame}>
      <img
        ref={shown}
        alt={names.length === 0 ? t.planAlone() : t.planPointing({ rooms: listIn(names, language) })}
        draggable={false}
      />
      {pins.map(({ at, names: here }) => (
        <span
          key={`${at.x} ${at.y}`}
          className={at.x > 600 ? 'pin before' : 'pin'}
          style={{ left: `${at.x / 10}%`, top: `${at.y / 10}%` }}
        >
          <span aria-hidden="true">{here.join(', ')}</span>
        </span>
      ))}
    </div>
  );
}
