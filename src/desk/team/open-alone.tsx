import type { ReactNode } from 'react';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Said, TextField } from '../frame/field.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';

/** While there is one steward the form stays closed, unless somebody with the right says in words why it must open. */
export function OpenAlone(): ReactNode {
  const { t } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const draft = useDraft('team/open-alone', { words: '' });
  const { words } = draft.value;
  const alone = team.editions.filter(
    ({ missing, openedAlone }) => missing.includes('no-second-steward') && !openedAlone,
  );
  if (alone.length === 0) return null;
  return (
    <section aria-labelledby="alone">
      <h2 id="alone">{t.openAlone()}</h2>
      <p>{t.openAloneNote()}</p>
      {alone.map(({ edition }) => (
        <form
          key={edition.id}
          onSubmit={(event) => {
            event.preventDefault();
            void run(
              () => keys.openAlone(edition.id, words.trim()),
              () => {
                draft.clear();
                return refresh();
              },
            );
          }}
        >
          <Found draft={draft} edition={edition.id} />
          <TextField
            label={t.openAloneWhy({ name: edition.name })}
            hint={t.openAloneHint()}
            rows={3}
            maxLength={2000}
            value={words}
            onChange={(event) => draft.set({ words: event.target.value })}
          />
          {problem !== '' && <Said tone="clay">{problem}</Said>}
          <button className="btn quiet" disabled={busy || words.trim().length < 10}>
            {t.openAloneNow()}
          </button>
        </form>
      ))}
    </section>
  );
}
