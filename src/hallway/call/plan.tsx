import { useMemo, type ReactNode } from 'react';
import type { Plan, Room } from '#domain/edition/edition.ts';
import { useWords } from '../language/words.tsx';

/** Shows the picture as long as the page does. */
function shown({ type, image }: Plan): (place: HTMLImageElement) => () => void {
  return (place) => {
    const bytes = Uint8Array.from(atob(image), (letter) => letter.codePointAt(0) ?? 0);
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    place.src = address;
    return () => URL.revokeObjectURL(address);
  };
}

/** The plan of the venue with a pin at the room; nothing where nobody pointed at it. */
export function RoomOnPlan({ plan, room }: { plan: Plan | null; room: Room }): ReactNode {
  const { t } = useWords();
  const show = useMemo(() => (plan === null ? null : shown(plan)), [plan]);
  if (room.at === null || show === null) return null;
  return (
    <figure className="plan" dir="ltr">
      <img ref={show} alt={t.planOf({ room: room.name })} />
      <span className="pin" aria-hidden="true" style={{ top: `${room.at.y / 10}%`, left: `${room.at.x / 10}%` }} />
    </figure>
  );
}
