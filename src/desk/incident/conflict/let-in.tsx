import { useState, type ReactNode } from 'react';
import type { Desk } from '#words/made/shape.ts';
import { useActing } from '../../frame/acting.ts';
import { Said, Tick } from '../../frame/field.tsx';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from './names.ts';
import { candidatesOf, type Candidate } from './standing.ts';
import './conflict.css';

interface Props {
  readonly opened: Opened;
  readonly again: () => Promise<void>;
}

function whyIn(t: Desk, why: Candidate['why']): string {
  switch (why) {
    case 'reads-reports':
      return t.letInReads();
    case 'new-keys':
      return t.letInKeys();
    case 'lifted':
      return t.letInLifted();
    case 'helps':
      return t.letInHelps();
  }
}

/** Who signs for those who are in the first list: no member of the team. */
const setUp = 'root';

/** Why they could be let in, and who brought their keys into the team: a tap trusts exactly that. */
function useAbout(): (candidate: Candidate) => string {
  const { t, language } = useWords();
  return ({ why, introducedBy }) => {
    const by = introducedBy.filter((name) => name !== setUp);
    const names = new Intl.ListFormat(language, { type: 'unit' }).format(by);
    const brought = by.length > 0 ? t.letInBy({ names }) : introducedBy.length > 0 ? t.letInSetup() : '';
    return [whyIn(t, why), brought].filter((part) => part !== '').join(' · ');
  };
}

/** Sent to one alone: whom they choose reads it too, and the reporter's page says so. */
function Widen({ opened, again }: Props): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  const about = useAbout();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { letIn } = opened.conflicts;
  const { first, more } = candidatesOf(opened.conflicts);
  const wanted = chosen.filter((id) => letIn.some(({ member }) => member === id));
  const tick = (candidate: Candidate): ReactNode => (
    <Tick
      key={candidate.member}
      label={nameOf(candidate.member)}
      hint={about(candidate)}
      checked={wanted.includes(candidate.member)}
      onChange={(event) =>
        setChosen(event.target.checked ? [...wanted, candidate.member] : wanted.filter((id) => id !== candidate.member))
      }
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.length > 0) void run(() => keys.letIn(opened.row.incident, wanted), again);
      }}
    >
      <fieldset>
        <legend>{t.widenTitle()}</legend>
        <p className="soft">{t.widenNote()}</p>
        {first.map(tick)}
        {more.length > 0 && (
          <details>
            <summary>{t.letInMore({ n: more.length })}</summary>
            {more.map(tick)}
          </details>
        )}
      </fieldset>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button className="btn quiet" disabled={busy || wanted.length === 0}>
        {busy ? t.sending() : t.widenDo()}
      </button>
    </form>
  );
}

/** Who could be given the keys, one tap each. */
export function LetIn({ opened, again }: Props): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  const about = useAbout();
  const [done, setDone] = useState<readonly string[]>([]);
  const { letIn, narrow, oneLeadFree } = opened.conflicts;
  const { first, more } = candidatesOf(opened.conflicts);
  // In view when there is a reason to look: somebody should come back, one alone leads it, or it is another event's now.
  const calledFor =
    letIn.length > 0 &&
    (oneLeadFree ||
      opened.handling.incident.movedTo !== '' ||
      first.some(({ why }) => why === 'lifted' || why === 'new-keys'));
  if (letIn.length === 0 && done.length === 0) return null;
  const rows = (candidates: readonly Candidate[]): ReactNode => (
    <ul className="people">
      {candidates.map((candidate) => (
        <li key={candidate.member}>
          <span>
            <b>{nameOf(candidate.member)}</b>
            <small>{about(candidate)}</small>
          </span>
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() =>
              void run(
                () => keys.letIn(opened.row.incident, [candidate.member]),
                async () => {
                  setDone([...done, candidate.member]);
                  await again();
                },
              )
            }
          >
            {t.letIn({ name: nameOf(candidate.member) })}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <div id="let-in" className="let-in" tabIndex={-1}>
      {narrow ? (
        <Widen opened={opened} again={again} />
      ) : (
        <>
          {calledFor ? (
            <>
              <h3>{t.letInTitle()}</h3>
              {rows(first)}
              {more.length > 0 && (
                <details>
                  <summary>{t.letInMore({ n: more.length })}</summary>
                  {rows(more)}
                </details>
              )}
            </>
          ) : (
            letIn.length > 0 && (
              <details>
                <summary>{t.letInFolded()}</summary>
                {rows([...first, ...more])}
              </details>
            )
          )}
          {problem !== '' && <Said tone="clay">{problem}</Said>}
          {done.length > 0 && <Said tone="moss">{t.letInDone({ names: done.map(nameOf).join(', ') })}</Said>}
        </>
      )}
    </div>
  );
}
