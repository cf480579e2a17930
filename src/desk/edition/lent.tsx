import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { Edition } from '#domain/edition/edition.ts';
import type { DutyPhoneList, DutyPhoneShown } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Field, Pick, Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { nameOf, useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { asking } from '../sending/ask.ts';
import { isLent, mostLent, newLent, shiftEnds } from './lending.ts';
import { LentLink } from './lent-link.tsx';
import { useLentWords } from './lent-words.ts';

const ask = asking();

interface FormProps {
  readonly edition: Edition;
  readonly made: (lent: { readonly phone: DutyPhoneShown; readonly link: string }) => void;
}

/** A name and a shift. The same secret is sent again after an answer that was lost. */
function LendForm({ edition, made }: FormProps): ReactNode {
  const t = useLentWords();
  const { now } = useSession();
  const clock = useClock(edition.id);
  const { busy, problem, run } = useActing();
  const [ends] = useState(() => shiftEnds(now(), edition));
  const [name, setName] = useState('');
  const [until, setUntil] = useState(ends[0] ?? 0);
  const [waits, setWaits] = useState<ReturnType<typeof newLent> | null>(null);
  const lend = (): void => {
    const same = waits !== null && waits.sent.name === name.trim() && waits.sent.until === until;
    const lent = same ? waits : newLent(name, until, location.origin);
    setWaits(lent);
    void run(
      () => ask.json<DutyPhoneShown>(staffPaths.api.dutyPhones(edition.id), { body: lent.sent }),
      (phone) => made({ phone, link: lent.link }),
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        lend();
      }}
    >
      <div className="pair">
        <Field
          label={t.lentName()}
          hint={t.lentNameHint()}
          required
          maxLength={40}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Pick label={t.lentUntil()} value={until} onChange={({ target }) => setUntil(Number(target.value))}>
          {ends.map((end) => (
            <option key={end} value={end}>
              {whenOf(end, clock)}
            </option>
          ))}
        </Pick>
      </div>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button className="btn" disabled={busy || name.trim() === ''}>
        {t.lentMake()}
      </button>
    </form>
  );
}

interface RowProps {
  readonly phone: DutyPhoneShown;
  readonly edition: string;
  readonly ended: () => void;
}

function Lent({ phone, edition, ended }: RowProps): ReactNode {
  const t = useLentWords();
  const { team, now } = useSession();
  const clock = useClock(edition);
  const { busy, problem, run } = useActing();
  const { id, name, until, madeBy } = phone;
  const when = whenOf(until, clock);
  const open = isLent(phone, now());
  const by = t.lentBy({ when, name: nameOf(team, madeBy) });
  return (
    <li className="card">
      <p>
        <b>
          <Inert text={name} />
        </b>
        <small>{open ? by : phone.ended ? t.lentWasEnded() : t.lentOver({ when })}</small>
      </p>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {open && (
        <div className="row">
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            aria-label={t.lentEndNamed({ name })}
            onClick={() => void run(() => ask.json(staffPaths.api.dutyPhone(edition, id), { method: 'DELETE' }), ended)}
          >
            {t.lentEnd()}
          </button>
        </div>
      )}
    </li>
  );
}

/** Phones for a shift, for volunteers without words of their own. For those who settle the event. */
export function LentPhones({ edition }: { edition: Edition }): ReactNode {
  const { t: desk } = useWords();
  const t = useLentWords();
  const { now } = useSession();
  const clock = useClock(edition.id);
  const [rows, setRows] = useState<readonly DutyPhoneShown[] | null>(null);
  const [made, setMade] = useState<{ readonly phone: DutyPhoneShown; readonly link: string } | null>(null);
  const [ended, setEnded] = useState('');
  const { problem, run } = useActing();
  const load = async (event: string): Promise<void> => {
    await run(
      () => ask.json<DutyPhoneList>(staffPaths.api.dutyPhones(event)),
      (list) => setRows(list.rows),
    );
  };
  // Once for each event that is looked at; after that whoever changes something asks again.
  const look = useEffectEvent(load);
  useEffect(() => void look(edition.id), [edition.id]);
  const lent = rows?.filter((phone) => isLent(phone, now())) ?? [];
  const earlier = rows?.filter((phone) => !isLent(phone, now())) ?? [];
  const row = (phone: DutyPhoneShown): ReactNode => (
    <Lent
      key={phone.id}
      phone={phone}
      edition={edition.id}
      ended={() => {
        setEnded(phone.name);
        void load(edition.id);
      }}
    />
  );
  return (
    <section aria-labelledby="lent" className="lending">
      <h2 id="lent">{t.lent()}</h2>
      <p className="soft">{t.lentNote()}</p>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {ended !== '' && <Said tone="moss">{t.lentEnded({ name: ended })}</Said>}
      {rows === null ? (
        problem === '' && <p className="soft slow">{desk.opening()}</p>
      ) : (
        <>
          {lent.length === 0 && <p>{t.lentNone()}</p>}
          <ul className="cards">{lent.map(row)}</ul>
          {made !== null && (
            <LentLink
              link={made.link}
              name={made.phone.name}
              when={whenOf(made.phone.until, clock)}
              done={() => setMade(null)}
            />
          )}
          {made === null && lent.length >= mostLent && <p>{t.lentMost()}</p>}
          {made === null && lent.length < mostLent && (
            <LendForm
              edition={edition}
              made={(one) => {
                setMade(one);
                setEnded('');
                void load(edition.id);
              }}
            />
          )}
          {earlier.length > 0 && (
            <details>
              <summary>{t.lentEarlier()}</summary>
              <ul className="cards">{earlier.map(row)}</ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
