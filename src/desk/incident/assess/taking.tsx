import { useState, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { tellable } from '#domain/response/referring.ts';
import { told } from '#questions/told.ts';
import { Tick } from '../../frame/field.tsx';
import { nameOf, useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { useAssessWords } from './words.ts';
import type { Scene } from './told.ts';

/** What was told that somebody outside may need: not who told it, nor whom in the team they would leave out. */
function useLines({ questions, answers }: Scene): readonly { readonly id: string; label: string; text: string }[] {
  const { language, questions: words } = useWords();
  const { team } = useSession();
  return tellable(questions).flatMap((question) => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    const text = told(question, answer, language, words, (id) => nameOf(team, id) || id).join('; ');
    return text === '' ? [] : [{ id: question.id, label: say(question.label, language), text }];
  });
}

/** Puts single answers of the report into the text: nothing is in it that was not ticked (IMM-09). */
export function Taking({ scene, put }: { scene: Scene; put: (text: string) => void }): ReactNode {
  const t = useAssessWords();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const lines = useLines(scene);
  if (lines.length === 0) return null;
  return (
    <details className="taking">
      <summary>{t.take()}</summary>
      <p className="soft">{t.takeNote()}</p>
      {lines.map(({ id, label, text }) => (
        <Tick
          key={id}
          label={label}
          hint={<bdi>{text.length > 160 ? `${text.slice(0, 160)}…` : text}</bdi>}
          checked={ticked.includes(id)}
          onChange={(event) => setTicked(event.target.checked ? [...ticked, id] : ticked.filter((one) => one !== id))}
        />
      ))}
      <button
        type="button"
        className="btn quiet"
        onClick={() => {
          put(lines.flatMap(({ id, text }) => (ticked.includes(id) ? [text] : [])).join('\n'));
          setTicked([]);
        }}
      >
        {t.takePut()}
      </button>
    </details>
  );
}
