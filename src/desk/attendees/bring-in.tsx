import { useMemo, useRef, useState, type ReactNode } from 'react';
import { readAttendees, type Columns } from '#domain/edition/attendees.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { useActing } from '../frame/acting.ts';
import { FileField, Said } from '../frame/field.tsx';
import { procedureOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { NotDone } from '../sending/ask.ts';
import { ColumnPicks } from './columns.tsx';
import { couldLook, Lookers, lookersFirst } from './lookers.tsx';
import { parser } from './parser.ts';
import { mostBytes, tableIn, type Wrong } from './reading.ts';
import type { Table } from './table.ts';
import { useAttendeeWords } from './words.ts';
import { notBroughtIn, wrongIn } from './wrong.ts';

interface Chosen {
  readonly file: string;
  readonly table: Table;
  readonly columns: Columns;
}

/** Reads a file here, in the page; nothing of it is sent. Null: the reading itself could not be fetched. */
async function readHere(file: File): Promise<Table | Wrong | null> {
  if (file.size > mostBytes) return { wrong: 'too-large' };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { wrong: 'unread' };
  const parse = await parser().catch(() => null);
  return parse && tableIn(new Uint8Array(bytes), parse);
}

interface Props {
  readonly edition: Edition;
  /** Who could look until now, member ids. */
  readonly before: readonly string[];
  /** How many people it was. */
  readonly done: (people: number) => void;
}

/** A file, its columns, who may look: each stays chosen when another is wrong. */
export function BringIn({ edition, before, done }: Props): ReactNode {
  const { t: desk, language } = useWords();
  const t = useAttendeeWords();
  const { keys, team, now, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [wrong, setWrong] = useState<{ readonly file: string; readonly why: Wrong | 'offline' } | null>(null);
  const [reading, setReading] = useState(false);
  const [refused, setRefused] = useState<NotDone['refused'] | ''>('');
  const first = lookersFirst(procedureOf(team, edition.id), edition.id, team, { before, now: now() });
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const could = couldLook(team, edition.id, now());
  const readers = (ticked ?? first).filter((id) => could.some((member) => member.id === id));
  // Of two files that were chosen one after the other, the second is meant.
  const newest = useRef<File>(null);
  const read = useMemo(() => (chosen === null ? null : readAttendees(chosen.table.rows, chosen.columns)), [chosen]);
  const people = read?.people ?? [];
  const take = async (file: File): Promise<void> => {
    newest.current = file;
    setWrong(null);
    setReading(true);
    const table = await readHere(file);
    if (newest.current !== file) return;
    setReading(false);
    if (table === null || 'wrong' in table) setWrong({ file: file.name, why: table ?? 'offline' });
    else setChosen({ file: file.name, table, columns: table.guessed });
  };
  const bring = (): void =>
    void run(
      async () => {
        const answer = await keys.bringAttendees(edition.id, people, readers);
        setRefused('refused' in answer ? answer.refused : '');
        return answer;
      },
      async () => {
        await refresh();
        done(people.length);
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        bring();
      }}
    >
      <FileField label={t.file()} hint={t.fileHint()} name="attendees" accept=".csv,.tsv,.txt,text/csv" take={take} />
      {reading && <Said>{t.reading()}</Said>}
      {wrong !== null && (
        <Said tone="clay">
          {wrong.why === 'offline'
            ? desk.refusedOffline()
            : t.wrongFile({ file: wrong.file, why: wrongIn(t, wrong.why, language) })}
        </Said>
      )}
      {chosen !== null && read !== null && (
        <>
          <ColumnPicks {...chosen} read={read} choose={(columns) => setChosen({ ...chosen, columns })} />
          <Lookers edition={edition.id} chosen={readers} choose={setTicked} />
          {readers.length === 0 && <Said tone="clay">{t.lookerNeeded()}</Said>}
          {problem !== '' && <Said tone="clay">{notBroughtIn(t, refused) || problem}</Said>}
          <button className="btn" disabled={busy || reading || people.length === 0 || readers.length === 0}>
            {busy ? desk.sending() : t.bring()}
          </button>
        </>
      )}
    </form>
  );
}
