import { useState, type ReactNode } from 'react';
import { shownAs } from '#domain/incident/people.ts';
import { fill } from '#domain/procedure/values.ts';
import { Pick } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { versionsOf } from '../outgoing/drafting.ts';
import type { OutgoingFor } from '../outgoing/kinds.ts';
import { Apology } from './apology.tsx';
import { Lock, Missing, PromptCard } from './card.tsx';
import { First } from './first.tsx';
import { Outcome } from './outcome.tsx';
import { Plan } from './plan.tsx';
import { useScene, type Scene } from './scene.ts';
import { Side } from './side.tsx';
import { Step } from './step.tsx';
import { Warning } from './warning.tsx';
import { useTalkWords } from './words.ts';
import './talk.css';

const languageName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** With whom, where there are several, and in which language the texts are. */
function Whom({
  scene,
  who,
  language,
  set,
}: {
  scene: Scene;
  who: string;
  language: string;
  set: (change: { who?: string; language?: string }) => void;
}): ReactNode {
  const t = useTalkWords();
  const { reported, procedure } = scene;
  return (
    <div className="pair">
      {reported.length > 1 && (
        <Pick label={t.toWhom()} value={who} onChange={(event) => set({ who: event.target.value })}>
          {reported.map((person) => (
            <option key={person.person} value={person.person}>
              {shownAs(person)}
            </option>
          ))}
        </Pick>
      )}
      {procedure.languages.length > 1 && (
        <Pick label={t.textLanguage()} value={language} onChange={(event) => set({ language: event.target.value })}>
          {procedure.languages.map((one) => (
            <option key={one} value={one} lang={one}>
              {languageName(one)}
            </option>
          ))}
        </Pick>
      )}
    </div>
  );
}

function Steps({ scene, opened, again }: PartProps & { scene: Scene }): ReactNode {
  const t = useTalkWords();
  const { language: own } = useWords();
  const { procedure, edition, reported, states } = scene;
  const [chosen, setChosen] = useState<{ readonly who: string; readonly language: string }>({
    who: reported[0]?.person ?? '',
    language: own,
  });
  const called = fill(procedure, procedure.terms.reported, own, edition?.gathering);
  const person = reported.find((one) => one.person === chosen.who) ?? reported[0];
  const to = person?.person ?? 'reported';
  const texts = { scene, to, language: chosen.language, opened, again };
  const named = person === undefined ? called : shownAs(person);
  const key = `${to} ${chosen.language}`;
  // Written, and neither cleared nor sent back: whoever reads it second finds it open.
  const unread = (what: OutgoingFor): boolean => {
    const newest = versionsOf(opened, what, to).at(-1);
    return newest !== undefined && newest.draft.cleared === null && newest.back === null;
  };
  const open = states.outcome !== 'done' && states.outcome !== 'left-out';
  return (
    <>
      <Lock opened={opened} reported={called} />
      <Missing scene={scene} reported={called} />
      <Step title={t.planStep()} state={states.plan}>
        <Plan scene={scene} opened={opened} again={again} />
      </Step>
      {states.plan === 'done' && open && <PromptCard scene={scene} />}
      {open && (
        <Whom
          scene={scene}
          who={person?.person ?? ''}
          language={chosen.language}
          set={(change) => setChosen((before) => ({ ...before, ...change }))}
        />
      )}
      <Step title={t.whatStep()} state={states.what} unread={unread('conversation')}>
        <First key={key} called={named} {...texts} />
      </Step>
      <Step title={t.sideStep()} state={states.side}>
        <Side opened={opened} again={again} />
      </Step>
      <Step title={t.outcomeStep()} state={states.outcome} unread={unread('outcome')}>
        <Outcome key={key} {...texts} />
      </Step>
      <Step title={t.apologyStep()}>
        <Apology opened={opened} again={again} />
      </Step>
      <Step title={t.warnStep()}>
        <Warning opened={opened} again={again} />
      </Step>
    </>
  );
}

/** Talking with the person reported: planned by two, heard before they are told, and nothing said that gives anybody away. */
export default function Talk({ opened, again }: PartProps): ReactNode {
  const t = useTalkWords();
  const scene = useScene(opened);
  if (scene === null) return <p className="soft">{t.noVersion()}</p>;
  if (scene.verdict === 'welfare' && scene.reported.length === 0) return <p className="soft">{t.nobodyReported()}</p>;
  return (
    <div className="talk">
      <Steps scene={scene} opened={opened} again={again} />
    </div>
  );
}
