import { useState, type ReactNode } from 'react';
import { daysBetween, daysOf } from '#domain/edition/days.ts';
import { dayAfter } from '#domain/edition/clock.ts';
import type { Edition, Shift } from '#domain/edition/edition.ts';
import { unable } from '#domain/edition/rota.ts';
import { active } from '#domain/team/roster.ts';
import { Field, Pick, Said } from '../frame/field.tsx';
import { nameOf, useSession, versionOf } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { useRotaWords } from '../rota/words.ts';
import { freeId } from './draft.ts';
import { changedRow, useFields, withoutRow, type Part } from './part.ts';
import { Row } from './row.tsx';
import { dayIn } from './wording.ts';

/** A turn after the last one, as long as that; the first is a day's. */
function nextTurn({ rota, from }: Edition): Shift {
  const last = rota.at(-1);
  const id = freeId(rota, 'turn');
  if (last === undefined) return { id, from: `${from}T08:00`, to: `${from}T20:00`, members: [] };
  const day = dayAfter(last.from.slice(0, 10), 1);
  return { id, from: `${day}${last.from.slice(10)}`, to: movedBy(last.to, 1), members: [] };
}

const movedBy = (field: string, days: number): string => dayAfter(field.slice(0, 10), days) + field.slice(10);

function People({
  turn,
  edition,
  change,
}: {
  turn: Shift;
  edition: Edition;
  change: (ids: readonly string[]) => void;
}): ReactNode {
  const t = useRotaWords();
  const { team, now } = useSession();
  const [chosen, setChosen] = useState('');
  const procedure = versionOf(team, edition.procedureDigest);
  // Whoever could do nothing when woken is not offered.
  const comes = (id: string): boolean =>
    procedure === undefined || unable(procedure, edition, team, id, now()) === null;
  const free = team.members.filter((one) => active(one, now()) && comes(one.id) && !turn.members.includes(one.id));
  return (
    <>
      {turn.members.length > 0 && (
        <>
          <p className="soft">{t.people()}</p>
          <ol className="turn-people">
            {turn.members.map((id) => (
              <li key={id}>
                {nameOf(team, id) || id}{' '}
                <button
                  type="button"
                  className="as-link"
                  onClick={() => change(turn.members.filter((other) => other !== id))}
                >
                  {t.removePerson({ name: nameOf(team, id) || id })}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
      <div className="row">
        <Pick label={t.person()} value={chosen} onChange={({ target }) => setChosen(target.value)}>
          <option value="">{t.choose()}</option>
          {free.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Pick>
        <button
          type="button"
          className="btn quiet"
          disabled={!free.some(({ id }) => id === chosen)}
          onClick={() => {
            change([...turn.members, chosen]);
            setChosen('');
          }}
        >
          {t.addPerson()}
        </button>
      </div>
    </>
  );
}

/** All turns that begin on a day, on another day too. */
function CopyDay({ draft, set }: Pick<Part, 'draft' | 'set'>): ReactNode {
  const t = useRotaWords();
  const { language } = useWords();
  const days = daysOf(draft);
  const [from, setFrom] = useState(days[0] ?? '');
  const [to, setTo] = useState(days[1] ?? days[0] ?? '');
  const [copied, setCopied] = useState<number | null>(null);
  const copy = (): void => {
    const turns = draft.rota.filter((one) => one.from.startsWith(from));
    const by = daysBetween(from, to);
    let rota = draft.rota;
    for (const one of turns)
      rota = [...rota, { ...one, id: freeId(rota, 'turn'), from: movedBy(one.from, by), to: movedBy(one.to, by) }];
    set({ rota });
    setCopied(turns.length);
  };
  const options = days.map((day) => (
    <option key={day} value={day}>
      {dayIn(day, language, false)}
    </option>
  ));
  return (
    <details className="card">
      <summary>{t.copyDay()}</summary>
      <div className="pair">
        <Pick label={t.copyFrom()} value={from} onChange={({ target }) => setFrom(target.value)}>
          {options}
        </Pick>
        <Pick label={t.copyTo()} value={to} onChange={({ target }) => setTo(target.value)}>
          {options}
        </Pick>
      </div>
      <button type="button" className="btn quiet" disabled={from === to} onClick={copy}>
        {t.copy()}
      </button>
      {copied !== null && <Said>{t.copied({ count: copied })}</Said>}
    </details>
  );
}

/** Who is on duty when. Turns may overlap; times are on the clock of the event. */
export function RotaPart({ draft, set, wrong }: Part): ReactNode {
  const t = useRotaWords();
  const { t: desk, language } = useWords();
  const { team } = useSession();
  const field = useFields(wrong);
  const { rota } = draft;
  const change = (at: number, part: Partial<Shift>): void => set({ rota: changedRow(rota, at, part) });
  const beside = ({ from, to }: Shift): string =>
    `${dayIn(from.slice(0, 10), language, false)}, ${from.slice(11)} – ${to.slice(11)}`;
  return (
    <fieldset className="part">
      <legend>{desk.rota()}</legend>
      <p className="soft">{t.intro()}</p>
      {rota.length === 0 && <p>{t.noTurns()}</p>}
      {rota.map((turn, at) => (
        <Row
          key={turn.id}
          title={turn.members.map((id) => nameOf(team, id) || id).join(', ')}
          beside={beside(turn)}
          untitled={t.rotaTitle()}
          path={`rota.${at}`}
          wrong={wrong}
        >
          <div className="pair">
            <Field
              {...field(`rota.${at}.from`, t.from(), turn.from, (from) => change(at, { from: from.slice(0, 16) }))}
              type="datetime-local"
            />
            <Field
              {...field(`rota.${at}.to`, t.to(), turn.to, (to) => change(at, { to: to.slice(0, 16) }))}
              type="datetime-local"
            />
          </div>
          {wrong.some((place) => place === `rota.${at}.dates` || place === `rota.${at}.members`) && (
            <Said tone="clay">{t.wrongTurn()}</Said>
          )}
          <People turn={turn} edition={draft} change={(members) => change(at, { members })} />
          <button type="button" className="btn quiet" onClick={() => set({ rota: withoutRow(rota, at) })}>
            {t.turnRemove()}
          </button>
        </Row>
      ))}
      <p>
        <button type="button" className="btn quiet" onClick={() => set({ rota: [...rota, nextTurn(draft)] })}>
          {t.addTurn()}
        </button>
      </p>
      {rota.length > 0 && <CopyDay draft={draft} set={set} />}
    </fieldset>
  );
}
