import type { ReactNode } from 'react';
import { offersHold } from '#domain/response/assessing.ts';
import { fill } from '#domain/procedure/values.ts';
import { Inert } from '../../frame/inert.tsx';
import { TextField } from '../../frame/field.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickMember } from '../handling/fields.tsx';
import { toldOf } from '../handling/told.ts';
import { useAssessWords } from './words.ts';
import { Fold } from '../handling/fold.tsx';
import type { Scene } from './told.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}

/** Stays in view while being recognised is a danger (INT-12). */
export function Recognised({ scene: { fears } }: { scene: Scene }): ReactNode {
  const t = useAssessWords();
  if (fears.couldTell === 'no') return null;
  return <p className="said amber recognised">{t.recognised({ sure: fears.couldTell })}</p>;
}

function HoldForm({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const { language } = useWords();
  const { procedure, edition } = scene;
  const reported =
    procedure === undefined ? '' : fill(procedure, procedure.terms.reported, language, edition?.gathering);
  return (
    <ActForm
      opened={opened}
      again={again}
      place="hold"
      title={t.hold()}
      note={t.holdNote({ reported })}
      attempt={{ kind: 'hold-contact', facts: [] }}
      initial={{ text: scene.fears.words }}
      label={t.hold()}
      done={t.holdDone()}
      texts={({ text }) => [text]}
      make={({ text }) =>
        text.trim() === '' ? t.holdMissing() : [{ kind: 'hold-contact', facts: {}, body: { v: 1, text } }]
      }
    >
      {({ text }, set) => (
        <TextField
          label={t.holdText()}
          hint={t.holdTextHint()}
          rows={3}
          value={text}
          onChange={(event) => set({ text: event.target.value })}
        />
      )}
    </ActForm>
  );
}

function PlanForm({ opened, again, title }: PartProps & { title: string }): ReactNode {
  const t = useAssessWords();
  const [last] = toldOf(opened, 'plan-made').toReversed();
  return (
    <ActForm
      opened={opened}
      again={again}
      place="plan"
      title={title}
      attempt={{ kind: 'plan-made', facts: [] }}
      initial={{ text: last?.body.text ?? '', contact: last?.body.contact ?? '' }}
      label={t.planKeep()}
      done={t.planDone()}
      texts={({ text }) => [text]}
      make={({ text, contact }) => {
        if (text.trim() === '') return t.planMissing();
        if (contact === '') return t.planContactMissing();
        return [{ kind: 'plan-made', facts: {}, body: { v: 1, text, contact } }];
      }}
    >
      {({ text, contact }, set) => (
        <>
          <TextField
            label={t.planText()}
            hint={t.planTextHint()}
            rows={4}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
          <PickMember
            opened={opened}
            label={t.planContact()}
            value={contact}
            onChange={(member) => set({ contact: member })}
          />
        </>
      )}
    </ActForm>
  );
}

/** What was said of fear, the hold on contact while there is no plan, and the plan that lifts it (FLD-14). */
export function Fears({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const { t: desk } = useWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const { fears } = scene;
  const held = opened.handling.response.hold !== null;
  const [hold] = toldOf(opened, 'hold-contact').toReversed();
  const [plan] = toldOf(opened, 'plan-made').toReversed();
  const offered = offersHold(fears) && hold === undefined;
  return (
    <section className="of-page" aria-labelledby="fear">
      <h3 id="fear">{t.fear()}</h3>
      {fears.worry !== 'no' && <p>{t.fearTold()}</p>}
      {fears.worry === 'no' && fears.couldTell === 'yes' && <p>{t.fearTell()}</p>}
      {fears.words !== '' && <Inert block text={fears.words} />}
      {!offersHold(fears) && hold === undefined && <p className="soft">{t.fearNone()}</p>}
      {held && hold !== undefined && (
        <article className="kept">
          <p className="late">{t.holdStands({ name: whoIs(desk, hold.who), when: whenOf(hold.at, clock) })}</p>
          <Inert block text={hold.body.text} />
        </article>
      )}
      {plan !== undefined && (
        <article className="kept">
          <p>
            <b>{t.planStands({ name: whoIs(desk, plan.who), when: whenOf(plan.at, clock) })}</b>
          </p>
          <Inert block text={plan.body.text} />
          <p>{t.planReach({ name: nameOf(plan.body.contact) })}</p>
        </article>
      )}
      {offered && <HoldForm opened={opened} again={again} scene={scene} />}
      {held && <PlanForm opened={opened} again={again} title={t.plan()} />}
      {!offered && !held && (
        <Fold title={t.holdAdd()}>
          <HoldForm opened={opened} again={again} scene={scene} />
        </Fold>
      )}
      {!held && plan !== undefined && (
        <Fold title={t.planChange()}>
          <PlanForm opened={opened} again={again} title={t.planChange()} />
        </Fold>
      )}
    </section>
  );
}
