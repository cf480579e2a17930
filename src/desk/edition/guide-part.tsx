import type { ReactNode } from 'react';
import type { Guide, GuideEntry } from '#domain/edition/edition.ts';
import { Field, TextField } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { freeId } from './draft.ts';
import { useLentWords } from './lent-words.ts';
import { changedRow, useFields, withoutRow, type Part } from './part.ts';
import { Row } from './row.tsx';

const most = 60;

/** What volunteers do and whom they call: one row for each thing that may happen. */
export function GuidePart({ draft, set, wrong }: Part): ReactNode {
  const { t: desk } = useWords();
  const t = useLentWords();
  const field = useFields(wrong);
  const { guide } = draft;
  const { entries } = guide;
  const write = (part: Partial<Guide>): void => set({ guide: { ...guide, ...part } });
  const change = (at: number, part: Partial<GuideEntry>): void => write({ entries: changedRow(entries, at, part) });
  const path = (at: number, of: string): string => `guide.entries.${at}.${of}`;
  const add = (): void =>
    write({ entries: [...entries, { id: freeId(entries, 'entry'), title: '', text: '', phone: '', address: '' }] });
  return (
    <fieldset className="part">
      <legend>{desk.guide()}</legend>
      <p className="soft">{t.guideNote()}</p>
      <Field
        {...field(
          'guide.version',
          t.guideVersion(),
          guide.version,
          (version) => write({ version }),
          t.guideVersionHint(),
        )}
        maxLength={40}
      />
      {entries.map((entry, at) => (
        <Row
          key={entry.id}
          title={entry.title}
          beside={entry.phone}
          untitled={t.entry()}
          path={`guide.entries.${at}`}
          wrong={wrong}
        >
          <Field
            {...field(
              path(at, 'title'),
              t.entryTitle(),
              entry.title,
              (title) => change(at, { title }),
              t.entryTitleHint(),
            )}
            maxLength={120}
          />
          <TextField
            {...field(path(at, 'text'), t.entryText(), entry.text, (text) => change(at, { text }))}
            rows={5}
            maxLength={4000}
          />
          <div className="pair">
            <Field
              {...field(path(at, 'phone'), t.entryPhone(), entry.phone, (phone) => change(at, { phone }))}
              type="tel"
              dir="ltr"
              maxLength={40}
            />
            <Field
              {...field(path(at, 'address'), t.entryAddress(), entry.address, (address) => change(at, { address }))}
              maxLength={200}
            />
          </div>
          <button
            type="button"
            className="btn quiet"
            aria-label={desk.removeNamed({ name: entry.title || t.entry() })}
            onClick={() => write({ entries: withoutRow(entries, at) })}
          >
            {desk.removeRow()}
          </button>
        </Row>
      ))}
      {entries.length < most && (
        <p>
          <button type="button" className="btn quiet" onClick={add}>
            {t.addEntry()}
          </button>
        </p>
      )}
    </fieldset>
  );
}
