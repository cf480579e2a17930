import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { fill } from '#domain/procedure/values.ts';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { toldOf } from '../handling/told.ts';
import type { Scene } from './scene.ts';
import { useTalkWords } from './words.ts';

/** What the procedure wants in mind when one opens the door: hear them out, expect denial, forgive nothing (RSP-25, RSP-27). */
export function PromptCard({ scene }: { scene: Scene }): ReactNode {
  const t = useTalkWords();
  const { language } = useWords();
  const { procedure, edition } = scene;
  const { prompts } = procedure.conversation;
  if (prompts.length === 0) return null;
  return (
    <section className="card prompts" aria-labelledby="talk-prompts">
      <h3 id="talk-prompts">{t.cardTitle()}</h3>
      <p className="soft">{t.cardNote()}</p>
      <ul>
        {prompts.map(({ id, text }) => (
          <li key={id}>{fill(procedure, text, language, edition?.gathering)}</li>
        ))}
      </ul>
    </section>
  );
}

/** While somebody fears contact, nobody makes it; what is feared, and where the plan is made (FLD-14). */
export function Lock({ opened, reported }: { opened: Opened; reported: string }): ReactNode {
  const t = useTalkWords();
  const { hold } = opened.handling.response;
  if (hold === null) return null;
  const feared = toldOf(opened, 'hold-contact').find(({ hash }) => hash === hold.hash)?.body.text ?? '';
  return (
    <section className="said amber" aria-labelledby="talk-hold">
      <h3 id="talk-hold">{t.holdTitle({ reported })}</h3>
      <p>{t.holdWhy()}</p>
      {feared !== '' && (
        <>
          <p>{t.holdWords()}</p>
          <Inert block text={feared} />
        </>
      )}
      <p>
        <Link href={deskPaths.part(opened.row.incident, 'assess')}>{t.holdLink()}</Link>
      </p>
    </section>
  );
}

/** What is not there yet, in words; empty where the talk is left out. */
export function Missing({ scene, reported }: { scene: Scene; reported: string }): ReactNode {
  const t = useTalkWords();
  const { states } = scene;
  const wanted = [
    [states.plan, t.missingPlan({ reported })],
    [states.what, t.missingWhat({ reported })],
    [states.side, t.missingSide()],
    [states.outcome, t.missingOutcome({ reported })],
  ] as const;
  const open = wanted.filter(([state]) => state !== 'done' && state !== 'left-out');
  if (open.length === 0) return <p className="soft">{t.nothingMissing()}</p>;
  return (
    <section aria-labelledby="talk-missing">
      <h3 id="talk-missing">{t.missingTitle()}</h3>
      <ul>
        {open.map(([, words]) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  );
}
