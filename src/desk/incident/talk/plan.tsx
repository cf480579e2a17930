import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { say } from '#domain/procedure/clause.ts';
import { isLeftOut, type Speakers } from '#domain/speaking/talking.ts';
import { TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickMember, TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf, type Told } from '../handling/told.ts';
import type { Scene } from './scene.ts';
import { useTalkWords } from './words.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}

/** Who would have come first and why not: nobody wonders why the chair does not speak (RSP-16). */
function Passed({ scene, opened }: Omit<Props, 'again'>): ReactNode {
  const t = useTalkWords();
  const { language } = useWords();
  const { nameOf } = useNames();
  const canCome = (id: string): boolean => opened.conflicts.letIn.some(({ member }) => member === id);
  const sentence = ({ member, role, why }: Speakers['passed'][number]): string => {
    const found = scene.procedure.roles.find(({ id }) => id === role);
    const said = { name: nameOf(member), role: found === undefined ? role : say(found.name, language) };
    if (why === 'no-part') return t.passedNoPart(said);
    if (why === 'no-key') return canCome(member) ? t.passedNoKey(said) : t.passedNoRole(said);
    return t.passedSuspended(said);
  };
  return scene.speakers.passed.map((one) => (
    <p key={one.member} className="soft">
      {sentence(one)}{' '}
      {one.why === 'no-key' &&
        (canCome(one.member) ? (
          <Link href={deskPaths.incident(opened.row.incident)}>{t.letInLink()}</Link>
        ) : (
          <Link href={deskPaths.team}>{t.noRoleLink()}</Link>
        ))}
    </p>
  ));
}

function Planned({ plan, opened }: { plan: Told<'conversation-planned'>; opened: PartProps['opened'] }): ReactNode {
  const t = useTalkWords();
  const clock = useClock(opened.row.edition);
  const { nameOf } = useNames();
  const owner = nameOf(plan.facts['owner'] ?? '');
  const due = plan.times['due'];
  const { second, note } = plan.body;
  return (
    <>
      <p>
        <b>{due === undefined ? t.plannedByNoDate({ owner }) : t.plannedBy({ owner, when: whenOf(due, clock) })}</b>{' '}
        {second === '' ? t.plannedAlone() : t.plannedWith({ second: nameOf(second) })}
      </p>
      {note !== '' && <Inert block text={note} />}
    </>
  );
}

/** Why it is left out, while that stands. */
function LeftOut({ opened }: Pick<PartProps, 'opened'>): ReactNode {
  const t = useTalkWords();
  const { t: desk } = useWords();
  const left = toldOf(opened, 'conversation-left-out').at(-1);
  if (left === undefined || !isLeftOut(opened.handling.speaking)) return null;
  return (
    <div className="letter note">
      <b>{t.leftOut({ name: whoIs(desk, left.who) })}</b>
      <Inert block text={left.body.reason} />
    </div>
  );
}

function LeaveOut({ opened, again }: PartProps): ReactNode {
  const t = useTalkWords();
  return (
    <ActForm
      opened={opened}
      again={again}
      place="talk/leave-out"
      title={t.leaveTitle()}
      note={t.leaveNote()}
      attempt={attemptOf('conversation-left-out')}
      initial={{ reason: '' }}
      label={t.leaveSave()}
      quiet
      texts={({ reason }) => [reason]}
      make={({ reason }) =>
        reason.trim() === ''
          ? t.leaveNeeds()
          : [{ kind: 'conversation-left-out', facts: {}, body: { v: 1, reason: reason.trim() } }]
      }
      done={t.leaveDone()}
    >
      {({ reason }, set) => (
        <TextField
          label={t.leaveReason()}
          rows={2}
          value={reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      )}
    </ActForm>
  );
}

/** Who speaks, with whom beside them, and by when; or why nobody does. */
export function Plan({ scene, opened, again }: Props): ReactNode {
  const t = useTalkWords();
  const { order } = scene.speakers;
  const plans = toldOf(opened, 'conversation-planned');
  const newest = plans.at(-1);
  const [first = '', next = ''] = order;
  const free = (id: string | undefined): string => (id !== undefined && order.includes(id) ? id : '');
  const stands = newest !== undefined && free(newest.facts['owner']) !== '';
  const going = stands
    ? { owner: free(newest.facts['owner']), second: free(newest.body.second) }
    : { owner: first, second: next };
  return (
    <>
      {newest !== undefined && <Planned plan={newest} opened={opened} />}
      {plans.length > 1 && (
        <details>
          <summary>{t.earlierPlans({ n: plans.length - 1 })}</summary>
          {plans.slice(0, -1).map((plan) => (
            <Planned key={plan.hash} plan={plan} opened={opened} />
          ))}
        </details>
      )}
      <LeftOut opened={opened} />
      <Passed scene={scene} opened={opened} />
      {first === '' ? (
        <p className="said">{t.nobodyToSpeak()}</p>
      ) : (
        <ActForm
          opened={opened}
          again={again}
          place="talk/plan"
          title={newest === undefined ? t.planTitle() : t.planAgain()}
          note={t.planNoteGeneral({ people: scene.procedure.conversation.people })}
          attempt={attemptOf('conversation-planned', { owner: first })}
          initial={{ ...going, due: newest?.times['due'] ?? null, note: newest?.body.note ?? '' }}
          label={t.planSave()}
          quiet={newest !== undefined}
          texts={({ note }) => [note]}
          make={({ owner, second, due, note }) => {
            if (owner === '') return t.needOwner();
            if (owner === second) return t.needTwo();
            if (second === '' && order.length > 1 && scene.procedure.conversation.people > 1) return t.needSecond();
            if (due === null) return t.needDue();
            return [{ kind: 'conversation-planned', facts: { owner, due }, body: { v: 1, second, note: note.trim() } }];
          }}
          done={t.planKept()}
        >
          {({ owner, second, due, note }, set) => (
            <>
              <div className="pair">
                <PickMember
                  opened={opened}
                  members={order}
                  label={t.owner()}
                  hint={t.ownerHint()}
                  value={owner}
                  onChange={(member) => set({ owner: member })}
                />
                <PickMember
                  opened={opened}
                  members={order}
                  nobody={t.secondNobody()}
                  label={t.second()}
                  value={second}
                  onChange={(member) => set({ second: member })}
                />
              </div>
              <TimeField opened={opened} label={t.due()} value={due} onChange={(at) => set({ due: at })} />
              <TextField
                label={t.planNote()}
                hint={t.planNoteHint()}
                rows={2}
                value={note}
                onChange={(event) => set({ note: event.target.value })}
              />
            </>
          )}
        </ActForm>
      )}
      <LeaveOut opened={opened} again={again} />
    </>
  );
}
