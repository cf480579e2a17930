import { useState, type ReactNode } from 'react';
import { endOfDay } from '#domain/edition/clock.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { TeamSheet } from '#domain/promises/notices.ts';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Field, Pick, Said, TextField } from '../frame/field.tsx';
import type { Sheets } from './sheets.ts';
import { useStanding } from './standing.ts';
import { useGatheringWords } from './words.ts';

interface Props {
  readonly sheet: TeamSheet['sheet'];
  readonly edition: Edition;
  readonly procedure: Procedure;
  readonly sheets: Sheets;
}

/** One more line for the team to read. An action has an owner and a day, or it is none. */
export function SheetForm({ sheet, edition, procedure, sheets }: Props): ReactNode {
  const t = useGatheringWords();
  const { busy, run } = useActing();
  const { staff } = useStanding(edition, procedure);
  const draft = useDraft(`event/${edition.id}/${sheet}`, { title: '', text: '', owner: '', day: '' });
  const [missing, setMissing] = useState('');
  const { title, text, owner, day } = draft.value;
  const set = (change: Partial<typeof draft.value>): void => {
    setMissing('');
    draft.set(change);
  };
  const add = (): void => {
    if (title.trim() === '') return setMissing(t.whatMissing());
    if (sheet === 'action' && (owner === '' || day === '')) return setMissing(t.actionMissing());
    const due = day === '' ? null : endOfDay(day, edition.zone);
    void run(async () => {
      const added = await sheets.add({ sheet, title: title.trim(), text: text.trim(), owner, due }, edition);
      if (added) draft.clear();
      return { added };
    });
    return undefined;
  };
  const label = { summary: t.addSummary(), improvement: t.addImprovement(), action: t.addAction() }[sheet];
  return (
    <details className="card" open={draft.found.length > 0 || undefined}>
      <summary>{label}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Found draft={draft} edition={edition.id} />
        <Field
          label={t.what()}
          hint={t.noCase()}
          maxLength={200}
          autoComplete="off"
          dir="auto"
          value={title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextField
          label={t.more()}
          rows={3}
          maxLength={10_000}
          value={text}
          onChange={(event) => set({ text: event.target.value })}
        />
        {sheet !== 'summary' && (
          <div className="pair">
            <Pick label={t.owner()} value={owner} onChange={(event) => set({ owner: event.target.value })}>
              <option value="">{t.nobody()}</option>
              {staff.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Pick>
            <Field type="date" label={t.due()} value={day} onChange={(event) => set({ day: event.target.value })} />
          </div>
        )}
        {missing !== '' && <Said tone="clay">{missing}</Said>}
        <button className="btn quiet" disabled={busy}>
          {t.add()}
        </button>
      </form>
    </details>
  );
}
