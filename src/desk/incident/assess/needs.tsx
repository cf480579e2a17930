import type { ReactNode } from 'react';
import { roomFor } from '#domain/edition/rooms.ts';
import { needKinds, type NeedKind } from '#domain/response/bodies.ts';
import { active } from '#domain/team/roster.ts';
import { told } from '#questions/told.ts';
import { Inert } from '../../frame/inert.tsx';
import { Pick, TextField } from '../../frame/field.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { PickMember } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf, type Told } from '../handling/told.ts';
import { useAssessWords } from './words.ts';
import { CopyText } from './copying.tsx';
import { Fold } from '../handling/fold.tsx';
import type { Scene } from './told.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}
interface Needing {
  readonly need: '' | NeedKind;
  readonly text: string;
  readonly helper: string;
}

/** What they said would help, in their words and ours. */
function Said({ scene: { questions, answers } }: { scene: Scene }): ReactNode {
  const t = useAssessWords();
  const { language, questions: words } = useWords();
  // A procedure that has no such row asks it all the same, by the same name.
  const about = questions.filter(
    ({ id, rows }) => id === 'needs' || rows.some((row) => row === 'INT-21' || row === 'INT-23'),
  );
  const lines = about.flatMap((question) => {
    const answer = answers[question.id];
    return answer === undefined ? [] : told(question, answer, language, words, (id) => id);
  });
  if (lines.length === 0) return null;
  return (
    <div className="said-need">
      <small>{t.needsTold()}</small>
      {lines.map((line) => (
        <Inert key={line} block text={line} />
      ))}
    </div>
  );
}

/** One thing that is asked for: what to pass on holds nothing of the report (INT-22). */
function Asked({ opened, again, one }: PartProps & { one: Told<'need-asked'> }): ReactNode {
  const t = useAssessWords();
  const clock = useClock(opened.row.edition);
  const { nameOf } = useNames();
  const { need, text, helper } = one.body;
  const when = whenOf(one.at, clock);
  const what = t.need({ need });
  return (
    <li className="kept need">
      <p>
        <b>{what}</b>
      </p>
      <Inert block text={text} />
      <small>{helper === '' ? t.needByNobody({ when }) : t.needBy({ name: nameOf(helper), when })}</small>
      <div className="row">
        <ActForm
          opened={opened}
          again={again}
          place={`need/${one.hash}`}
          title={t.needDone()}
          attempt={attemptOf('need-done', { of: one.hash })}
          initial={{}}
          label={t.needDone()}
          quiet
          texts={() => []}
          make={() => [{ kind: 'need-done', facts: { of: one.hash }, body: null }]}
        >
          {() => null}
        </ActForm>
        <CopyText text={[what, text].filter((line) => line.trim() !== '').join(': ')} label={t.needPass()} />
      </div>
    </li>
  );
}

function NeedForm({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const { now } = useClock(opened.row.edition);
  const { edition } = scene;
  const { ground, handling } = opened;
  // Who helps is told no more than this, and so need not hold the report; who stepped aside is not asked.
  const helpers = ground.roster.members.filter((one) => active(one, ground.now) && !handling.away.has(one.id));
  const room = edition && (roomFor(edition, 'safety', now) ?? roomFor(edition, 'staff', now));
  return (
    <ActForm<Needing>
      opened={opened}
      again={again}
      place="need"
      title={t.needAdd()}
      attempt={attemptOf('need-asked')}
      initial={{ need: '', text: '', helper: '' }}
      label={t.needKeep()}
      done={t.needKept()}
      texts={({ text }) => [text]}
      make={({ need, text, helper }) => {
        if (need === '') return t.needMissing();
        if (text.trim() === '') return t.needTextMissing();
        return [{ kind: 'need-asked', facts: {}, body: { v: 1, need, text, helper } }];
      }}
    >
      {({ need, text, helper }, set) => (
        <>
          <Pick
            label={t.needPick()}
            hint={need === 'room' && room != null ? t.needRoom({ room: room.name }) : undefined}
            value={need}
            onChange={(event) => set({ need: needKinds.find((one) => one === event.target.value) ?? '' })}
          >
            <option value="">{t.pick()}</option>
            {needKinds.map((one) => (
              <option key={one} value={one}>
                {t.need({ need: one })}
              </option>
            ))}
          </Pick>
          <TextField
            label={t.needText()}
            hint={t.needTextHint()}
            rows={2}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
          <PickMember
            opened={opened}
            label={t.helper()}
            members={helpers.map(({ id }) => id)}
            nobody={t.helperNobody()}
            value={helper}
            onChange={(member) => set({ helper: member })}
          />
        </>
      )}
    </ActForm>
  );
}

/** Water, a room, somebody to walk with: who does it, and when it was done (INT-21…24). */
export function Needs({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const asked = toldOf(opened, 'need-asked');
  const done = new Map(
    opened.entries.filter(({ kind }) => kind === 'need-done').map((seen) => [seen.facts['of'] ?? '', seen]),
  );
  const waits = asked.filter(({ hash }) => !done.has(hash));
  const met = asked.filter(({ hash }) => done.has(hash));
  return (
    <section className="of-page" aria-labelledby="needs">
      <h3 id="needs">{t.needs()}</h3>
      <Said scene={scene} />
      {waits.length === 0 && <p className="soft">{t.needsNone()}</p>}
      <ul>
        {waits.map((one) => (
          <Asked key={one.hash} opened={opened} again={again} one={one} />
        ))}
      </ul>
      {met.length > 0 && (
        <details className="older">
          <summary>{t.needsDone({ n: met.length })}</summary>
          <ul>
            {met.map(({ hash, body: { need, text } }) => {
              const seen = done.get(hash);
              return (
                <li key={hash} className="kept">
                  <b>{t.need({ need })}</b>
                  <Inert block text={text} />
                  {seen !== undefined && (
                    <small>{t.needWasDone({ when: whenOf(seen.at, clock), name: whoIs(desk, seen.who) })}</small>
                  )}
                </li>
              );
            })}
          </ul>
        </details>
      )}
      <Fold title={t.needAdd()}>
        <NeedForm opened={opened} again={again} scene={scene} />
      </Fold>
    </section>
  );
}
