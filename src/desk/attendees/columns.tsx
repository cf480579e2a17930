import type { ReactNode } from 'react';
import { attendeeFields, type AttendeeField, type AttendeesRead, type Columns } from '#domain/edition/attendees.ts';
import { Pick, Said } from '../frame/field.tsx';
import { Badge } from './badge.tsx';
import type { Table } from './table.ts';
import { useAttendeeWords, type AttendeeWords } from './words.ts';

/** How many are shown before anything is sent: enough to see a wrong column. */
const shown = 3;

const fieldIn = (t: AttendeeWords): Readonly<Record<AttendeeField, string>> => ({
  name: t.columnName(),
  badge: t.columnBadge(),
  company: t.columnCompany(),
  role: t.columnRole(),
});

interface Props {
  readonly file: string;
  readonly table: Table;
  readonly columns: Columns;
  readonly read: AttendeesRead;
  readonly choose: (columns: Columns) => void;
}

/** Which column says what, and whom that makes. */
export function ColumnPicks({ file, table, columns, read, choose }: Props): ReactNode {
  const t = useAttendeeWords();
  const { people, passedOver } = read;
  const named = columns.name >= 0 || columns.badge >= 0;
  return (
    <fieldset>
      <legend>{t.columns({ file })}</legend>
      <p className="soft">{t.columnsNote()}</p>
      <div className="pair">
        {attendeeFields.map((field) => (
          <Pick
            key={field}
            label={fieldIn(t)[field]}
            value={columns[field]}
            onChange={({ target }) => choose({ ...columns, [field]: Number(target.value) })}
          >
            <option value={-1}>{t.columnNone()}</option>
            {table.heading.map((heading, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- two columns may have the same heading
              <option key={column} value={column}>
                {heading === '' ? t.columnNumber({ number: String(column + 1) }) : heading}
              </option>
            ))}
          </Pick>
        ))}
      </div>
      {!named && <Said tone="clay">{t.columnNeeded()}</Said>}
      {named && people.length === 0 && <Said tone="clay">{t.columnsEmpty()}</Said>}
      {people.length > 0 && (
        <>
          <p>
            {t.people({ people: people.length })} {passedOver > 0 && t.passedOver({ rows: passedOver })}{' '}
            {t.firstOfThem({ people: Math.min(shown, people.length) })}
          </p>
          <ul className="attendees-seen">
            {people.slice(0, shown).map((person, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- two people may be called the same
              <li key={n}>
                <Badge person={person} />
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}
