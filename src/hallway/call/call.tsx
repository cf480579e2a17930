import { useState, type ReactNode } from 'react';
import { Heading } from '../frame/heading.tsx';
import { useOnline } from '../frame/online.ts';
import { useSession } from '../frame/session.tsx';
import { teamOf } from '../frame/team.ts';
import { useWords } from '../language/words.tsx';
import type { Wanted } from '../taking/taking.tsx';
import type { Answered, Calling } from './answers.ts';
import { Standing } from './standing.tsx';
import { titleOf } from './titles.ts';
import { Walk, type WhyWalk } from './walk.tsx';
import { Where } from './where.tsx';
import './call.css';

/** Nothing is known yet but that a lead must come. */
export const leadWanted: Wanted = { what: 'lead', place: '', person: '', out: [] };

interface Asked {
  readonly place: string;
  readonly person: string;
  readonly words: string;
  readonly out: readonly string[];
}

function Field({
  label,
  hint = '',
  value,
  onValue,
}: {
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
}): ReactNode {
  return (
    <label className="line">
      {label}
      {hint !== '' && <small>{hint}</small>}
      <input
        type="text"
        autoComplete="off"
        dir="auto"
        maxLength={120}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  );
}

function Out({ out, onOut }: { out: readonly string[]; onOut: (out: readonly string[]) => void }): ReactNode {
  const { t } = useWords();
  const { pack, now } = useSession();
  return (
    <details className="out">
      <summary>{out.length === 0 ? t.callOut() : t.callOutCount({ count: out.length })}</summary>
      <fieldset>
        <legend className="soft">{t.callOutNote()}</legend>
        {teamOf(pack, now()).map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={out.includes(id)}
              onChange={() => onOut(out.includes(id) ? out.filter((one) => one !== id) : [...out, id])}
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

interface Props {
  readonly wanted: Wanted;
  /** The call that was made, if it was; and how it stands. */
  readonly calling: Calling | null;
  readonly answered: Answered;
  readonly onCalling: (calling: Calling | null) => void;
  readonly onEnd: () => void;
}

/** What is asked before a call is made: where, and who must not come. */
function Asking({ wanted, asked, change, missing }: AskingProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Heading>{titleOf(t, wanted.what)}</Heading>
      <p className="soft">{t.callNote()}</p>
      <Where place={asked.place} onPlace={(place) => change({ place })} missing={missing} />
      {wanted.what === 'person' && (
        <Field
          label={t.callPerson()}
          hint={t.callPersonHint()}
          value={asked.person}
          onValue={(person) => change({ person })}
        />
      )}
      {wanted.what === 'else' && (
        <Field label={t.callBring()} value={asked.words} onValue={(words) => change({ words })} />
      )}
      <Out out={asked.out} onOut={(out) => change({ out })} />
    </>
  );
}
interface AskingProps {
  readonly wanted: Wanted;
  readonly asked: Asked;
  readonly change: (some: Partial<Asked>) => void;
  readonly missing: boolean;
}

/** Calling a lead, or a hand: where, who must not come, and nothing of why (IMM-06, INT-21, INT-22). */
export function CallSheet({ wanted, calling, answered, onCalling, onEnd }: Props): ReactNode {
  const { t } = useWords();
  const { keys, pack } = useSession();
  const online = useOnline();
  const lead = wanted.what === 'lead';
  const [asked, setAsked] = useState<Asked>({ ...wanted, words: '' });
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [walk, setWalk] = useState<WhyWalk | null>(null);

  const send = async (): Promise<void> => {
    const place = asked.place.trim();
    setMissing(place === '');
    if (place === '') return;
    setBusy(true);
    const made = await keys
      .call({
        edition: pack.edition.id,
        purpose: lead ? 'lead' : 'hand',
        what: wanted.what,
        place,
        person: asked.person.trim(),
        words: asked.words.trim(),
        out: asked.out,
      })
      .catch(() => ({ refused: 'busy' }) as const);
    setBusy(false);
    if (!('refused' in made)) return onCalling({ ...made, what: wanted.what });
    // No dead end: whoever cannot be called is walked to.
    setWalk(made.refused === 'nobody' || made.refused === 'offline' ? made.refused : 'refused');
  };
  const why: WhyWalk | null = walk ?? (!online && calling === null ? 'offline' : null);
  return (
    <div className="over">
      <main className="page" tabIndex={-1}>
        {why !== null && <Walk why={why} />}
        {why === null && calling !== null && <Standing calling={calling} answered={answered} />}
        {why === null && calling === null && (
          <Asking wanted={wanted} asked={asked} change={(some) => setAsked({ ...asked, ...some })} missing={missing} />
        )}
      </main>
      <div className="dock">
        {why === null && calling === null && (
          <button type="button" className="btn danger wide" disabled={busy} onClick={() => void send()}>
            {busy ? t.callSending() : t.callSend()}
          </button>
        )}
        {why === null && (calling !== null || lead) && (
          <button type="button" className="btn quiet" onClick={() => setWalk('asked')}>
            {t.callWalkAnyway()}
          </button>
        )}
        {walk !== null && online && (
          <button type="button" className="btn quiet" onClick={() => setWalk(null)}>
            {t.back()}
          </button>
        )}
        <button type="button" className="btn quiet" onClick={onEnd}>
          {calling === null && why === null ? t.cancel() : t.callEnough()}
        </button>
      </div>
    </div>
  );
}
