import { useId, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Said, TextField } from '../frame/field.tsx';
import { reasonIn } from '../frame/reasons.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { Opened } from '../keys/incident-seen.ts';
import { Stop, useStop } from './conflict/stop.tsx';
import { isHeldForWords } from './paper.tsx';

interface Props {
  readonly opened: Opened;
  readonly afterwards: () => Promise<void>;
}

export function Note({ opened, afterwards }: Props): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const draft = useDraft(`incident/${opened.row.incident}/note`, { text: '' });
  const { text } = draft.value;
  const stop = useStop(opened);
  const heading = useId();
  if ('refused' in opened.may.note) return null;
  return (
    <form
      className="act"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '' || stop.stops(text)) return;
        void run(
          () => keys.note(opened.row.incident, text),
          async () => {
            draft.clear();
            stop.change();
            await afterwards();
          },
        );
      }}
    >
      <h3 id={heading}>{t.addNote()}</h3>
      <Found draft={draft} edition={opened.row.edition} />
      <TextField
        label={t.note()}
        hint={t.noteHint()}
        rows={3}
        maxLength={100_000}
        value={text}
        onChange={(event) => {
          draft.set({ text: event.target.value });
          stop.change();
        }}
      />
      {problem !== '' && <Said tone="clay">{`${problem} ${t.textKept()}`}</Said>}
      {stop.members.length > 0 ? (
        <Stop members={stop.members} change={stop.change} busy={busy} />
      ) : (
        <button className="btn quiet" disabled={busy || text.trim() === ''}>
          {busy ? t.sending() : t.keepNote()}
        </button>
      )}
    </form>
  );
}

/** What is not offered, why, and where the procedure says so: never a silent gap. */
export function NotOffered({ opened }: { opened: Opened }): ReactNode {
  const { t, language } = useWords();
  const { write, note } = opened.may;
  const refusals = [
    { act: t.writeToReporter(), may: write },
    { act: t.addNote(), may: note },
  ].flatMap(({ act, may }) => ('refused' in may && !isHeldForWords(may) ? [{ act, ...may }] : []));
  if (refusals.length === 2 && refusals.every(({ refused }) => refused === 'no-role'))
    return <p className="soft">{t.readOnly()}</p>;
  return refusals.map(({ act, refused, clause }) => (
    <p key={act} className="soft">
      {t.notOffered({ act, reason: reasonIn(t, refused) })}{' '}
      {clause !== null && t.procedureSays({ text: say(clause, language) })}
    </p>
  ));
}
