import { useState, type ReactNode } from 'react';
import { roomKinds } from '#domain/edition/edition.ts';
import { roomFor } from '#domain/edition/rooms.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';

/** Where they are: a room of today by one tap, or a few words. */
export function Where({
  place,
  onPlace,
  missing,
}: {
  place: string;
  onPlace: (place: string) => void;
  missing: boolean;
}): ReactNode {
  const { t } = useWords();
  const { pack, now } = useSession();
  const rooms = [...new Set(roomKinds.flatMap((kind) => roomFor(pack.edition, kind, now())?.name ?? []))];
  const [other, setOther] = useState(place !== '' && !rooms.includes(place));
  return (
    <fieldset>
      <legend className="q">{t.callWhere()}</legend>
      {missing && (
        <p className="error" role="alert">
          {t.callNeedsPlace()}
        </p>
      )}
      {rooms.map((room) => (
        <label key={room} className="choice">
          <input
            type="radio"
            name="where"
            checked={!other && place === room}
            onChange={() => {
              setOther(false);
              onPlace(room);
            }}
          />
          {room}
        </label>
      ))}
      <label className="choice">
        <input
          type="radio"
          name="where"
          checked={other}
          onChange={() => {
            setOther(true);
            onPlace('');
          }}
        />
        {t.callWhereOther()}
      </label>
      {other && (
        <label className="line">
          {t.callWherePlace()}
          <input
            type="text"
            autoComplete="off"
            dir="auto"
            maxLength={120}
            value={place}
            onChange={(event) => onPlace(event.target.value)}
          />
        </label>
      )}
    </fieldset>
  );
}
