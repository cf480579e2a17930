import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { copyEdition } from '#domain/edition/copy.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { paths } from '#wire/paths.ts';
import { parseEdition } from '#wire/edition.ts';
import { useDraft, type Draft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { Field, Pick, Said } from '../frame/field.tsx';
import { deskPaths } from '../frame/places.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { slugOf } from '../setup/draft.ts';
import { emptyEdition } from './draft.ts';
import { EventForm } from './form.tsx';
import { useFields } from './part.ts';
import './edition.css';

interface Beginning {
  readonly like: string;
  readonly name: string;
  readonly typed: string;
  readonly from: string;
  readonly to: string;
}

interface FirstProps {
  readonly draft: Draft<Beginning>;
  readonly begun: (edition: Edition) => void;
}

/** Name, short name and days: what the copied rooms move by, and what can never be changed later. */
function First({ draft, begun }: FirstProps): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const { like, name, typed, from, to } = draft.value;
  const sets = (key: keyof Beginning) => (text: string) => draft.set({ [key]: text });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const field = useFields(wrong);
  const id = typed === '' ? slugOf(name) : typed;
  const taken = team.editions.some(({ edition }) => edition.id === id);
  const go = (): void => {
    const other = team.editions.find(({ edition }) => edition.id === like)?.edition;
    const any = other ?? team.editions[0]?.edition;
    if (any === undefined) return;
    const next = { id, name: name.trim(), from, to };
    // The dates are looked at first: rooms cannot be moved to a day that is none.
    const read = parseEdition({ ...emptyEdition(any), ...next });
    const faults =
      'wrong' in read ? read.places.filter((place) => place in next || place === 'dates' || place === 'span') : [];
    setWrong(taken ? [...faults, 'id'] : faults);
    if (faults.length > 0 || taken) return;
    begun(other === undefined ? { ...emptyEdition(any), ...next } : copyEdition(other, next));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Found draft={draft} edition={team.editions[0]?.edition.id ?? ''} />
      <Pick
        label={t.beginFrom()}
        hint={t.beginFromHint()}
        value={like}
        onChange={(e) => draft.set({ like: e.target.value })}
      >
        <option value="none">{t.beginEmpty()}</option>
        {team.editions.map(({ edition }) => (
          <option key={edition.id} value={edition.id}>
            {edition.name}
          </option>
        ))}
      </Pick>
      <Field {...field('name', t.eventName(), name, sets('name'), t.eventNameHint())} maxLength={120} />
      <Field
        {...field(
          'id',
          t.eventAddress(),
          typed,
          sets('typed'),
          t.eventAddressHint({ address: `${location.origin}${paths.start(id)}` }),
        )}
        {...(taken && { error: t.eventTaken() })}
        placeholder={id}
        dir="ltr"
        maxLength={40}
      />
      <div className="pair">
        <Field {...field('from', t.firstDay(), from, sets('from'))} type="date" />
        <Field {...field('to', t.lastDay(), to, sets('to'))} type="date" />
      </div>
      {wrong.includes('dates') && <Said tone="clay">{t.datesWrong()}</Said>}
      {wrong.includes('span') && <Said tone="clay">{t.datesLong()}</Said>}
      <button className="btn">{t.continue()}</button>
    </form>
  );
}

/** A new event, empty or from another one. It is there once it is signed; its team comes after. */
export default function NewEvent({ from }: { from: string }): ReactNode {
  const { t } = useWords();
  const [, go] = useLocation();
  const [start, setStart] = useState<Edition | null>(null);
  const draft = useDraft<Beginning>('new-event', { like: from, name: '', typed: '', from: '', to: '' });
  return (
    <main id="main" className="sheet event">
      <h1>{t.newEvent()}</h1>
      <p className="soft">{t.newEventNext()}</p>
      {start === null ? (
        <First
          draft={draft}
          begun={(edition) => {
            setStart(edition);
            window.scrollTo(0, 0);
          }}
        />
      ) : (
        <EventForm
          start={start}
          base=""
          saved={() => {
            draft.clear();
            go(deskPaths.event(start.id));
          }}
          leave={() => setStart(null)}
        />
      )}
    </main>
  );
}
