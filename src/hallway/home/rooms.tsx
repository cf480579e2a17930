import { useState, type ReactNode } from 'react';
import { roomKinds, type RoomKind } from '#domain/edition/edition.ts';
import { roomFor } from '#domain/edition/rooms.ts';
import type { Hallway } from '#words/made/shape.ts';
import { RoomOnPlan } from '../call/plan.tsx';
import { dayAt } from '../frame/times.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';

function kindText(t: Hallway, kind: RoomKind): string {
  switch (kind) {
    case 'quiet':
      return t.roomQuiet();
    case 'safety':
      return t.roomSafety();
    case 'staff':
      return t.roomStaff();
  }
}

function Kind({ kind }: { kind: RoomKind }): ReactNode {
  const { t } = useWords();
  const { pack, now } = useSession();
  const { edition } = pack;
  const [open, setOpen] = useState(false);
  const room = roomFor(edition, kind, now());
  const staff = roomFor(edition, 'staff', now());
  const none = (): string => {
    if (kind === 'staff') return t.roomNoneStaff();
    return staff === null ? t.roomNone() : t.roomNoneUse({ room: staff.name });
  };
  return (
    <div>
      <dt>{kindText(t, kind)}</dt>
      <dd>
        {room === null ? (
          <span className="soft">{none()}</span>
        ) : (
          <>
            <b>{room.name}</b>
            {room.way !== '' && <small className="block">{room.way}</small>}
            {room.at !== null && edition.plan !== null && (
              <details onToggle={(event) => setOpen(event.currentTarget.open)}>
                <summary>{t.onThePlan()}</summary>
                {open && <RoomOnPlan plan={edition.plan} room={room} />}
              </details>
            )}
          </>
        )}
      </dd>
    </div>
  );
}

/** Rooms of today by the event's own date, never by the phone's zone (INT-03). */
export function Rooms(): ReactNode {
  const { t, language } = useWords();
  const { pack, now } = useSession();
  const { edition } = pack;
  if (edition.gathering === 'online' && edition.rooms.length === 0) return null;
  return (
    <section aria-labelledby="rooms">
      <h2 id="rooms">{t.roomsToday()}</h2>
      <p className="soft">{dayAt(edition, now(), language)}</p>
      <dl className="rooms">
        {roomKinds.map((kind) => (
          <Kind key={kind} kind={kind} />
        ))}
      </dl>
    </section>
  );
}
