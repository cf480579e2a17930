import type { ReactNode } from 'react';
import { roomKinds, type Room } from '#domain/edition/edition.ts';
import { Field, Pick, Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { emptyRoom } from './draft.ts';
import { changedRow, useFields, withoutRow, type Part } from './part.ts';
import { RoomOnPlan } from './room-on-plan.tsx';
import { Row } from './row.tsx';
import { daysIn, roomKindIn } from './wording.ts';

export function RoomsPart({ draft, set, wrong }: Part): ReactNode {
  const { t, language } = useWords();
  const field = useFields(wrong);
  const { rooms } = draft;
  const change = (at: number, part: Partial<Room>): void => set({ rooms: changedRow(rooms, at, part) });
  return (
    <fieldset className="part">
      <legend>{t.roomsByDay()}</legend>
      <p className="soft">{t.roomsNote()}</p>
      {rooms.map((room, at) => (
        <Row
          key={room.id}
          title={room.name}
          beside={`${roomKindIn(t)[room.kind]}, ${daysIn(room.from, room.to, language)}`}
          untitled={t.roomName()}
          path={`rooms.${at}`}
          wrong={wrong}
        >
          <div className="pair">
            <Field
              {...field(`rooms.${at}.name`, t.roomName(), room.name, (name) => change(at, { name }))}
              maxLength={80}
            />
            <Pick
              {...field(`rooms.${at}.kind`, t.roomKind(), room.kind, (value) =>
                change(at, { kind: roomKinds.find((kind) => kind === value) ?? 'quiet' }),
              )}
            >
              {roomKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {roomKindIn(t)[kind]}
                </option>
              ))}
            </Pick>
            <Field
              {...field(`rooms.${at}.from`, t.firstDay(), room.from, (from) => change(at, { from }))}
              type="date"
            />
            <Field {...field(`rooms.${at}.to`, t.lastDay(), room.to, (to) => change(at, { to }))} type="date" />
          </div>
          {wrong.includes(`rooms.${at}.dates`) && <Said tone="clay">{t.datesWrong()}</Said>}
          <Field
            {...field(`rooms.${at}.way`, t.roomWay(), room.way, (way) => change(at, { way }), t.roomWayHint())}
            maxLength={400}
          />
          {draft.plan !== null && (
            <RoomOnPlan
              plan={draft.plan}
              room={room}
              path={`rooms.${at}`}
              point={(place) => change(at, { at: place })}
            />
          )}
          <button
            type="button"
            className="btn quiet"
            aria-label={t.removeNamed({ name: room.name || t.roomName() })}
            onClick={() => set({ rooms: withoutRow(rooms, at) })}
          >
            {t.removeRow()}
          </button>
        </Row>
      ))}
      <p>
        <button type="button" className="btn quiet" onClick={() => set({ rooms: [...rooms, emptyRoom(draft)] })}>
          {t.addRoom()}
        </button>
      </p>
    </fieldset>
  );
}
