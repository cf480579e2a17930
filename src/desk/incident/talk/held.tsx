import type { ReactNode } from 'react';
import { Said, TextField, Tick } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import type { Scene } from './scene.ts';
import { useTalkWords } from './words.ts';

type Part = 'what' | 'outcome';

/** What was said already, by whom, and what came back. */
export function HeldBefore({ opened, part }: { opened: PartProps['opened']; part: Part }): ReactNode {
  const t = useTalkWords();
  const clock = useClock(opened.row.edition);
  const { each } = useNames();
  const held = toldOf(opened, 'conversation-held').filter(({ facts }) => facts['part'] === part);
  return held.map(({ hash, at, lists, body }) => (
    <article key={hash} className="letter">
      <p className="head">
        <b>{t.toldBy({ names: each(lists['by'] ?? []), when: whenOf(at, clock) })}</b>
      </p>
      <details>
        <summary>{t.toldShow()}</summary>
        {Object.entries(body.parts).map(([id, text]) => text !== '' && <Inert key={id} block text={text} />)}
      </details>
      {[
        [t.toldCameBack(), body.text],
        [t.toldFewerWas(), body.fewer],
        [t.toldNoAppealWas(), body.noAppeal],
      ].map(
        ([label = '', text = '']) =>
          text !== '' && (
            <div key={label}>
              <p className="soft">{label}</p>
              <Inert block text={text} />
            </div>
          ),
      )}
    </article>
  ));
}

/** What was cleared, as it may be said. */
export interface Cleared {
  readonly hash: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly language: string;
}

interface Props extends PartProps {
  readonly scene: Scene;
  readonly part: Part;
  readonly draft: Cleared;
  /** Why no place to appeal is named: asked for, noted by itself, or `''` where it is named or does not belong here. */
  readonly appeal?: { readonly ask: boolean; readonly note: string };
}

/** Written down once it was said: who was there, and if fewer than the procedure asks for, why. */
export function Held({ scene, part, draft, appeal = { ask: false, note: '' }, opened, again }: Props): ReactNode {
  const t = useTalkWords();
  const { nameOf } = useNames();
  const { order } = scene.speakers;
  const { people } = scene.procedure.conversation;
  const planned = toldOf(opened, 'conversation-planned').at(-1);
  const going = [planned?.facts['owner'] ?? '', planned?.body.second ?? ''].filter((id) => order.includes(id));
  const already = toldOf(opened, 'conversation-held').some(({ body }) => body.draft === draft.hash);
  if (already) return <Said tone="moss">{t.toldDone()}</Said>;
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`talk/held-${part}`}
      title={t.toldTitle()}
      note={t.toldNote()}
      attempt={attemptOf('conversation-held', { part, by: going.length > 0 ? going : order.slice(0, 1) })}
      initial={{ by: going, fewer: '', noAppeal: '', text: '' }}
      label={t.toldSave()}
      texts={({ fewer, noAppeal, text }) => [fewer, noAppeal, text]}
      make={({ by, fewer, noAppeal, text }) => {
        if (by.length === 0) return t.toldNeedsSomebody();
        const few = by.length < people;
        if (few && fewer.trim() === '') return t.toldNeedsWhy();
        if (appeal.ask && noAppeal.trim() === '') return t.appealNeeds();
        const body = {
          v: 1,
          parts: draft.parts,
          text,
          draft: draft.hash,
          fewer: few ? fewer.trim() : '',
          noAppeal: appeal.ask ? noAppeal.trim() : appeal.note,
        } as const;
        return [{ kind: 'conversation-held', facts: { by: [...by].toSorted(), part }, body }];
      }}
      done={t.toldDone()}
    >
      {({ by, fewer, noAppeal, text }, set) => (
        <>
          <fieldset className="ticks">
            <legend>{t.toldWho()}</legend>
            {order.map((id) => (
              <Tick
                key={id}
                label={nameOf(id)}
                checked={by.includes(id)}
                onChange={(event) => set({ by: event.target.checked ? [...by, id] : by.filter((one) => one !== id) })}
              />
            ))}
          </fieldset>
          {by.length > 0 && by.length < people && (
            <TextField
              label={t.toldFewer({ people: String(people) })}
              hint={t.toldFewerHint()}
              rows={2}
              value={fewer}
              onChange={(event) => set({ fewer: event.target.value })}
            />
          )}
          {appeal.ask && (
            <TextField
              label={t.appealWhy()}
              hint={t.appealWhyHint()}
              rows={2}
              value={noAppeal}
              onChange={(event) => set({ noAppeal: event.target.value })}
            />
          )}
          <TextField
            label={t.toldText()}
            hint={t.toldTextHint()}
            rows={3}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}
