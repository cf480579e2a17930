import type { ReactNode } from 'react';
import { roomFor } from '#domain/edition/rooms.ts';
import { Heading } from '../frame/heading.tsx';
import { phonesOf, Tel } from '../frame/phones.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';
import { RoomOnPlan } from './plan.tsx';

export type WhyWalk = 'offline' | 'lost' | 'refused' | 'nobody' | 'over' | 'asked';

/** Where every way of calling ends: a room, the way to it, and a number (CNS-05). */
export function Walk({ why }: { why: WhyWalk }): ReactNode {
  const { t } = useWords();
  const { pack, now } = useSession();
  const { edition } = pack;
  const room = roomFor(edition, 'staff', now());
  const said: Readonly<Record<WhyWalk, string>> = {
    offline: t.walkOffline(),
    lost: t.callLost(),
    refused: t.walkRefused(),
    nobody: t.walkNobody(),
    over: t.walkOver(),
    asked: '',
  };
  return (
    <section className="walk" role="alert">
      {said[why] !== '' && <p>{said[why]}</p>}
      <Heading>{room === null ? t.walkTitle() : t.walkTitleRoom({ room: room.name })}</Heading>
      {room === null ? (
        <p>{edition.meetingPoint === '' ? t.walkNoRoom() : edition.meetingPoint}</p>
      ) : (
        <>
          {room.way !== '' && <p className="as-written">{room.way}</p>}
          <RoomOnPlan plan={edition.plan} room={room} />
        </>
      )}
      <p>{t.walkTogether()}</p>
      <h2>{t.walkPhones()}</h2>
      <p className="tels">
        {phonesOf(edition, t.teamPhone()).map(({ label, number }) => (
          <Tel key={number} number={number} label={label} />
        ))}
      </p>
    </section>
  );
}
