import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Door } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { Desk } from '#words/made/shape.ts';
import { Said } from '../frame/field.tsx';
import { Plain } from '../frame/frame.tsx';
import { refusalIn } from '../frame/refusals.ts';
import { useWords } from '../frame/words.tsx';
import type { Keys } from '../keys/client.ts';
import type { WordsProblem } from '../keys/protocol.ts';
import type { Team } from '../keys/team-seen.ts';
import { asking, type NotDone } from '../sending/ask.ts';
import './unlock.css';

const ask = asking();

export function problemIn(t: Desk, problem: WordsProblem): string {
  switch (problem.problem) {
    case 'count':
      return problem.count === 0 ? t.wordsNone() : t.wordsCount({ count: problem.count });
    case 'unknown-word':
      return t.wordsUnknown({ place: problem.at + 1, word: problem.word });
    case 'checksum':
      return t.wordsChecksum();
  }
}

/** Wrong words, nobody's words, a suspended member's: one sentence for all. */
function notIn(t: Desk, no: NotDone): string {
  return no.refused === 'not-found' ? t.wordsWrong() : refusalIn(t, no);
}

interface Props {
  readonly keys: Keys;
  readonly wasLocked: boolean;
  readonly onUnlocked: (team: Team) => void;
}

/** The door: eight words, as a normal password field, so that a password manager may keep them. */
export function Unlock({ keys, wasLocked, onUnlocked }: Props): ReactNode {
  const { t } = useWords();
  const [door, setDoor] = useState<Door | NotDone | null>(null);
  const [words, setWords] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void ask.json<Door>(staffPaths.api.door).then(setDoor);
  }, []);

  const unlock = async (text: string): Promise<void> => {
    const typing = await keys.check(text);
    if (typing !== null) return setProblem(problemIn(t, typing));
    const open = door === null || 'refused' in door ? await ask.json<Door>(staffPaths.api.door) : door;
    setDoor(open);
    if ('refused' in open) return setProblem(refusalIn(t, open));
    const answer = await keys.unlock(text, open);
    if ('problem' in answer) return setProblem(problemIn(t, answer));
    if ('refused' in answer) return setProblem(notIn(t, answer));
    const team = await keys.look();
    if ('refused' in team) return setProblem(team.refused === 'bad-signature' ? t.warnTeamList() : refusalIn(t, team));
    setWords('');
    onUnlocked(team);
  };
  const tried = async (text: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      await unlock(text);
    } catch {
      setProblem(t.refusedOther({ code: 'internal' }));
    } finally {
      setBusy(false);
      input.current?.focus();
    }
  };
  const cast = door !== null && !('refused' in door) ? door.cast : [];
  return (
    <Plain rehearsal={door !== null && !('refused' in door) && door.rehearsal}>
      <h1>{t.desk()}</h1>
      {wasLocked && <Said>{t.wasLocked()}</Said>}
      {door !== null && 'refused' in door && door.refused === 'not-found' && <Said tone="clay">{t.notSetUp()}</Said>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void tried(words);
        }}
      >
        <div className="field">
          <label htmlFor="words">{t.eightWords()}</label>
          <small id="words-hint">{t.eightWordsHint()}</small>
          {problem !== '' && (
            <p className="error" id="words-error" role="alert">
              {problem}
            </p>
          )}
          <input
            ref={input}
            id="words"
            name="words"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            dir="auto"
            aria-describedby={problem === '' ? 'words-hint' : 'words-hint words-error'}
            aria-invalid={problem !== '' || undefined}
            value={words}
            onChange={(event) => {
              // The first letter starts the Worker, so that it is there when the eighth word is.
              if (words === '') void keys.check('').catch(() => undefined);
              setWords(event.target.value);
            }}
          />
        </div>
        <div className="row">
          <button className="btn" disabled={busy}>
            {busy ? t.unlocking() : t.unlock()}
          </button>
          <button type="button" className="btn quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t.hideWords() : t.showWords()}
          </button>
        </div>
      </form>
      <p className="soft">{t.unlockNote()}</p>
      {cast.length > 0 && (
        <section aria-labelledby="cast">
          <h2 id="cast">{t.castTitle()}</h2>
          <p className="soft">{t.castHint()}</p>
          <ul className="cast">
            {cast.map(({ name, part, words: theirs }) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => {
                    setWords(theirs);
                    setShown(true);
                    input.current?.focus();
                  }}
                >
                  <b>{name}</b>
                  <small>{part}</small>
                  <span className="eight">{theirs}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Plain>
  );
}
