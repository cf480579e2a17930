import type { ReactNode } from 'react';
import { roomFor } from '#domain/edition/rooms.ts';
import type { RoomKind } from '#domain/edition/edition.ts';
import { stepOf } from '#domain/intake/taking.ts';
import { Numbers } from '../receipt/numbers.tsx';
import { Heading } from './heading.tsx';
import { chooser, spoken, type CardProps, type Scene } from './scene.ts';
import { Choices } from './thumb.tsx';

/** The room of the day by the event's date, or what to do without one (INT-03). */
export function Room({ scene, kind }: { scene: Scene; kind: RoomKind }): ReactNode {
  const { t, pack, at } = scene;
  const room = roomFor(pack.edition, kind, at);
  const staff = roomFor(pack.edition, 'staff', at);
  if (room === null)
    return <p className="room">{staff === null ? t.roomNowhere() : t.roomNone({ room: staff.name })}</p>;
  return (
    <p className="room">
      <b>{t.roomToday({ room: room.name })}</b>
      {room.way !== '' && <small>{room.way}</small>}
    </p>
  );
}

/** The first card: somewhere quiet (INT-02). */
export function QuietPlace({ scene, card }: CardProps): ReactNode {
  const { t, form } = scene;
  const said = spoken(scene, card.steps, t.quietTitle());
  const choice = stepOf(form, card).choice;
  const choose = chooser(scene, card);
  const kind = card.steps.find(({ room }) => room !== undefined)?.room;
  return (
    <>
      <Heading title={said.title} />
      {kind !== undefined && <Room scene={scene} kind={kind} />}
      {said.rest !== '' && <p className="say">{said.rest}</p>}
      <Choices
        scene={scene}
        name={said.title}
        choices={[
          { label: t.quietYes(), chosen: choice === 'yes', choose: choose('yes') },
          { label: t.quietNo(), chosen: choice === 'declined', choose: choose('declined') },
        ]}
        skip={choose('skipped')}
      />
    </>
  );
}

/** Somebody they trust: another colleague fetches them and is not told why (INT-22). */
export function TrustedPerson({ scene, card }: CardProps): ReactNode {
  const { t, form, call } = scene;
  const said = spoken(scene, card.steps, t.trustedTitle());
  const choice = stepOf(form, card).choice;
  const choose = chooser(scene, card);
  const fetch = (): void => {
    scene.choose(card, { choice: 'yes' });
    scene.change((now) => ({ ...now, hands: [...new Set([...now.hands, 'person' as const])] }));
    call('person');
  };
  return (
    <>
      <Heading {...said} />
      {choice === 'yes' && <p className="note">{t.trustedDone()}</p>}
      <Choices
        scene={scene}
        name={said.title}
        choices={[
          { label: t.trustedYes(), chosen: choice === 'yes', choose: fetch },
          { label: t.trustedNo(), chosen: choice === 'declined', choose: choose('declined') },
        ]}
        skip={choose('skipped')}
      />
    </>
  );
}

/** Numbers for help, now or later, on a card that shows nothing of a report (INT-24). */
export function CrisisCard({ scene, card }: CardProps): ReactNode {
  const { t, form, pack } = scene;
  const said = spoken(scene, card.steps, t.crisisTitle());
  const choice = stepOf(form, card).choice;
  const choose = chooser(scene, card);
  return (
    <>
      <Heading {...said} />
      <Numbers t={t} edition={pack.edition} />
      <Choices
        scene={scene}
        name={said.title}
        choices={[
          { label: t.crisisGiven(), chosen: choice === 'yes', choose: choose('yes') },
          { label: t.crisisNo(), chosen: choice === 'declined', choose: choose('declined') },
        ]}
        skip={choose('skipped')}
      />
    </>
  );
}
