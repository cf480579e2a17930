import type { ReactNode } from 'react';
import { useDraft } from '../../drafts/draft.ts';
import { Found } from '../../drafts/found.tsx';
import { Field } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { toldOf } from '../handling/told.ts';
import { Outgoing } from '../outgoing/outgoing.tsx';
import { useAssessWords } from './words.ts';
import { ReferForm } from './refer-form.tsx';
import { Taking } from './taking.tsx';
import type { Scene } from './told.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}

/** To whom a text was begun that is not yet written down as sent. */
function waitingFor({ opened }: Pick<Props, 'opened'>): readonly string[] {
  const sent = new Set(toldOf(opened, 'referred').map(({ body }) => body.draft));
  const drafts = toldOf(opened, 'drafted').filter(({ facts }) => facts['for'] === 'referral');
  const done = new Set(drafts.filter(({ hash }) => sent.has(hash)).map(({ body }) => body.to));
  return [...new Set(drafts.map(({ body }) => body.to))].filter((to) => !done.has(to));
}

/** The text itself, read by a second person, and once it is cleared the log of sending it. */
function TextTo({ opened, again, scene, to, text }: Props & { to: string; text: string }): ReactNode {
  const t = useAssessWords();
  const { language } = useWords();
  return (
    <Outgoing
      opened={opened}
      again={again}
      place={`refer-text/${to}`}
      title={`${t.writtenTitle()}: ${to}`}
      note={t.writtenNote()}
      to={to}
      language={language}
      for="referral"
      parts={[{ id: 'told', label: t.toldLabel(), hint: t.toldHint(), required: true }]}
      initial={{ told: text }}
    >
      {({ hash, text: cleared }) => (
        <>
          <p>{t.writtenNext()}</p>
          <ReferForm opened={opened} again={again} scene={scene} sent={{ draft: hash, to, text: cleared }} />
        </>
      )}
    </Outgoing>
  );
}

/** To whom first, and what of the report they need: nothing is in the text that was not put there. */
export function WriteOutside({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const draft = useDraft(`incident/${opened.row.incident}/refer-begin`, { to: '', text: '', begun: '' });
  const { to, text, begun } = draft.value;
  const waiting = waitingFor({ opened });
  const fresh = begun !== '' && !waiting.includes(begun);
  return (
    <>
      {waiting.map((one) => (
        <TextTo key={one} opened={opened} again={again} scene={scene} to={one} text="" />
      ))}
      {fresh && <TextTo key={begun} opened={opened} again={again} scene={scene} to={begun} text={text} />}
      {!fresh && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (to.trim() !== '') draft.set({ begun: to.trim(), to: '' });
          }}
        >
          <Found draft={draft} edition={opened.row.edition} />
          <Field
            label={t.writtenTo()}
            hint={t.agencyHint()}
            dir="auto"
            required
            value={to}
            onChange={(event) => draft.set({ to: event.target.value, begun: '' })}
          />
          <Taking scene={scene} put={(taken) => draft.set({ text: taken })} />
          <button className="btn">{t.writtenBegin()}</button>
        </form>
      )}
    </>
  );
}
