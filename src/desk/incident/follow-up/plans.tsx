import type { ReactNode } from 'react';
import { theReporter, withoutPlan, type PlanFor, type PlanTold } from '#domain/follow-up/planning.ts';
import { Said, TextField, Tick } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { ActSent } from '../../keys/protocol.ts';
import { useNames } from '../conflict/names.ts';
import { ActForm, usePermission, type PartProps } from '../handling/act-form.tsx';
import { PickMember, TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { CheckBack } from './check-back.tsx';
import { isKept, plansIn, settling, shownPerson } from './told.ts';
import { useFollowUpWords } from './words.ts';

interface Planning {
  readonly owner: string;
  readonly due: number | null;
  readonly text: string;
  readonly none: boolean;
}

/** Who writes to them, by when; or why nobody needs to. A new plan takes the place of the one before (MTG-10). */
function PlanForm({ opened, again, plan, name }: PartProps & { plan: PlanFor; name: string }): ReactNode {
  const t = useFollowUpWords();
  const { team } = useSession();
  const permission = usePermission(opened);
  const { person, now } = plan;
  const initial: Planning = { owner: '', due: null, text: '', none: false };
  const instead = (reason: string): readonly ActSent[] =>
    now === null ? [] : settling(opened, permission, now.hash, reason);
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`follow-up/plan/${person}`}
      title={now === null ? t.planTitle({ name }) : t.planAnew({ name })}
      attempt={attemptOf('follow-up-planned', { owner: team.me.id, due: opened.now })}
      initial={initial}
      label={now === null ? t.planLabel() : t.planAnewLabel()}
      quiet
      texts={({ text }) => [text]}
      make={({ owner, due, text, none }) => {
        if (none && text.trim() === '') return t.reasonMissing();
        if (none) {
          const body = { v: 1, text: text.trim(), about: 'no-follow-up', person } as const;
          return [{ kind: 'noted', facts: {}, body }, ...instead(text.trim())];
        }
        if (owner === '') return t.ownerMissing();
        if (due === null) return t.dueMissing();
        const body = { v: 1, person, text: text.trim() } as const;
        return [{ kind: 'follow-up-planned', facts: { owner, due }, body }, ...instead(t.plannedAnew())];
      }}
    >
      {({ owner, due, text, none }, set) => (
        <>
          {person !== theReporter && (
            <Tick
              label={t.planNone()}
              hint={t.planNoneHint()}
              checked={none}
              onChange={(event) => set({ none: event.target.checked })}
            />
          )}
          {!none && (
            <div className="pair">
              <PickMember
                opened={opened}
                label={t.planOwner()}
                value={owner}
                onChange={(value) => set({ owner: value })}
              />
              <TimeField opened={opened} label={t.planDue()} value={due} onChange={(value) => set({ due: value })} />
            </div>
          )}
          <TextField
            label={none ? t.planReason() : t.planText()}
            rows={2}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

function PlanLine({ opened, plan }: Pick<PartProps, 'opened'> & { plan: PlanTold }): ReactNode {
  const t = useFollowUpWords();
  const clock = useClock(opened.row.edition);
  const { nameOf } = useNames();
  const name = nameOf(plan.owner);
  return (
    <>
      <p>{plan.due === null ? name : t.planBy({ name, when: whenOf(plan.due, clock) })}</p>
      {plan.text !== '' && <Inert block text={plan.text} />}
    </>
  );
}

function One({ opened, again, plan }: PartProps & { plan: PlanFor }): ReactNode {
  const t = useFollowUpWords();
  const { t: desk } = useWords();
  const name = plan.person === theReporter ? desk.theReporter() : shownPerson(opened, plan.person) || t.somebody();
  const { now, notNeeded, before } = plan;
  const kept = now !== null && isKept(opened, now.hash);
  return (
    <li className="card">
      <div className="head">
        <h4>{plan.person === theReporter ? desk.reporter() : <Inert text={name} />}</h4>
        {kept && <span className="chip moss">{t.kept()}</span>}
        {now === null && notNeeded === null && <span className="chip amber">{t.noPlan()}</span>}
        {notNeeded !== null && <span className="chip tint">{t.notNeeded()}</span>}
      </div>
      {now !== null && <PlanLine opened={opened} plan={now} />}
      {notNeeded !== null && <Inert block text={notNeeded.text} />}
      {now === null && notNeeded === null && plan.person === theReporter && <p className="soft">{t.reporterOwed()}</p>}
      {now !== null && !kept && plan.person !== theReporter && (
        <details>
          <summary>{t.checkTitle()}</summary>
          <CheckBack opened={opened} again={again} of={now.hash} title={t.checkOn({ name })} />
        </details>
      )}
      <details>
        <summary>{now === null ? t.planOpen() : t.planChange()}</summary>
        <PlanForm opened={opened} again={again} plan={plan} name={name} />
      </details>
      {before.length > 0 && (
        <details>
          <summary>{t.plansBefore({ n: before.length })}</summary>
          {before.map((one) => (
            <PlanLine key={one.hash} opened={opened} plan={one} />
          ))}
        </details>
      )}
    </li>
  );
}

/** One plan for the reporter and one for each person affected (MTG-09). */
export function Plans({ opened, again }: PartProps): ReactNode {
  const t = useFollowUpWords();
  const plans = plansIn(opened);
  const missing = withoutPlan(plans).filter((person) => person !== theReporter);
  return (
    <section aria-labelledby="plans">
      <h3 id="plans">{t.plansTitle()}</h3>
      <p className="soft">{t.plansNote()}</p>
      {missing.length > 0 && <Said>{t.plansMissing({ n: missing.length })}</Said>}
      <ul className="cards">
        {plans.map((plan) => (
          <One key={plan.person} opened={opened} again={again} plan={plan} />
        ))}
      </ul>
    </section>
  );
}
