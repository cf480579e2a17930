import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { agendaFor, couldNotFind } from '#domain/after/debrief.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { IncidentSummary } from '#wire/api.ts';
import { Said, TextField } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { refusalIn } from '../frame/refusals.ts';
import { useSession, versionOf } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { ActForm } from '../incident/handling/act-form.tsx';
import { attemptOf } from '../incident/handling/permission.ts';
import { toldOf } from '../incident/handling/told.ts';
import type { Opened } from '../keys/incident-seen.ts';
import { useIncidents } from '../list/incidents.ts';
import type { NotDone } from '../sending/ask.ts';
import type { Sheets } from './sheets.ts';
import { useGatheringWords } from './words.ts';

/** One tap: that somebody could not find how to report, in our words and without a word of the report (RPT-09). */
function NotFound({ opened, edition, sheets }: { opened: Opened; edition: Edition; sheets: Sheets }): ReactNode {
  const t = useGatheringWords();
  const { team } = useSession();
  const [made, setMade] = useState(false);
  const procedure = versionOf(team, opened.procedure);
  if (procedure === undefined || opened.account === null || !couldNotFind(procedure, opened.account)) return null;
  if (made) return <Said tone="moss">{t.itemMade()}</Said>;
  return (
    <div className="row">
      <p>{t.couldNotFind()}</p>
      {sheets.may && (
        <button
          type="button"
          className="btn quiet"
          onClick={() =>
            void sheets
              .add({ sheet: 'improvement', title: t.itemTitle(), text: t.itemText(), owner: '', due: null }, edition)
              .then(setMade)
          }
        >
          {t.makeItem()}
        </button>
      )}
    </div>
  );
}

function Through({ id, edition, sheets }: { id: string; edition: Edition; sheets: Sheets }): ReactNode {
  const t = useGatheringWords();
  const { t: desk } = useWords();
  const { keys } = useSession();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<NotDone | null>(null);
  const load = async (): Promise<void> => {
    const answer = await keys.open(id);
    if ('refused' in answer) {
      setOpened(null);
      setProblem(answer);
    } else setOpened(answer);
  };
  useEffect(() => {
    let over = false;
    void keys.open(id).then((answer) => {
      if (over) return;
      if ('refused' in answer) setProblem(answer);
      else setOpened(answer);
    });
    return () => {
      over = true;
    };
  }, [keys, id]);
  if (problem !== null) return <Said tone="clay">{refusalIn(desk, problem)}</Said>;
  if (opened === null) return <p className="soft slow">{desk.opening()}</p>;
  return (
    <>
      <NotFound opened={opened} edition={edition} sheets={sheets} />
      {toldOf(opened, 'debriefed').map(({ hash, body }) => (
        <Inert key={hash} text={body.text} block />
      ))}
      <ActForm
        opened={opened}
        again={load}
        place="debrief"
        title={t.said()}
        attempt={attemptOf('debriefed')}
        initial={{ text: '' }}
        label={t.keepSaid()}
        quiet
        texts={({ text }) => [text]}
        make={({ text }) =>
          text.trim() === '' ? t.saidMissing() : [{ kind: 'debriefed', facts: {}, body: { v: 1, text: text.trim() } }]
        }
        done={t.wentThrough()}
      >
        {({ text }, set) => (
          <TextField
            label={t.saidLabel()}
            hint={t.saidHint()}
            rows={3}
            maxLength={20_000}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </ActForm>
      <p>
        <Link href={deskPaths.incident(id)}>{t.openIncident()}</Link>
      </p>
    </>
  );
}

function Item({ row, edition, sheets }: { row: IncidentSummary; edition: Edition; sheets: Sheets }): ReactNode {
  const t = useGatheringWords();
  const [open, setOpen] = useState(false);
  return (
    <li className="card">
      <div className="row">
        <b className="name">{row.codeName}</b>
        <button type="button" className="btn quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.close() : t.talkOver()}
        </button>
      </div>
      {open && <Through id={row.incident} edition={edition} sheets={sheets} />}
    </li>
  );
}

/** What this participant goes through, made on their own desk: no numbers, no total, no gap (DBR-02). */
export function Agenda({ edition, sheets }: { edition: Edition; sheets: Sheets }): ReactNode {
  const t = useGatheringWords();
  const { t: desk } = useWords();
  const { rows, more } = useIncidents();
  const mine = agendaFor(rows ?? [], edition.id);
  return (
    <section aria-labelledby="agenda">
      <h3 id="agenda">{t.agenda()}</h3>
      <p className="soft">{t.agendaNote()}</p>
      {rows !== null && mine.length === 0 && <p className="soft">{t.agendaEmpty()}</p>}
      <ul className="agenda">
        {mine.map((row) => (
          <Item key={row.incident} row={row} edition={edition} sheets={sheets} />
        ))}
      </ul>
      {more !== null && (
        <button type="button" className="btn quiet" onClick={() => void more()}>
          {desk.showMore()}
        </button>
      )}
    </section>
  );
}
