import type { ReactNode } from 'react';
import { shownAs } from '#domain/incident/people.ts';
import { say } from '#domain/procedure/clause.ts';
import { Inert } from '../../frame/inert.tsx';
import { TextField } from '../../frame/field.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { TellList } from '../../lists/tell-list.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { peopleOf, toldOf, type Told } from '../handling/told.ts';
import { useAssessWords } from './words.ts';
import { Choice } from './choice.tsx';
import { Fold } from '../handling/fold.tsx';
import type { Scene } from './told.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}

/** What one person did alone is owed a look by the others: whether it stands, and why (IMM-07). */
function Review({ opened, again, measure, name }: PartProps & { measure: string; name: string }): ReactNode {
  const t = useAssessWords();
  return (
    <Fold title={t.reviewOpen()}>
      <ActForm<{ readonly stands: '' | 'yes' | 'no'; readonly text: string }>
        opened={opened}
        again={again}
        place={`review/${measure}`}
        title={t.reviewOpen()}
        note={t.reviewNote({ name })}
        attempt={attemptOf('measure-reviewed', { of: measure })}
        initial={{ stands: '', text: '' }}
        label={t.reviewKeep()}
        texts={({ text }) => [text]}
        make={({ stands, text }) => {
          if (stands === '') return t.standsMissing();
          if (text.trim() === '') return t.whyMissing();
          return [{ kind: 'measure-reviewed', facts: { of: measure }, body: { v: 1, stands: stands === 'yes', text } }];
        }}
      >
        {({ stands, text }, set) => (
          <>
            <Choice
              label={t.review()}
              options={(['yes', 'no'] as const).map((id) => ({ id, label: t.stands({ stands: id }) }))}
              value={stands}
              onChange={(chosen) => set({ stands: chosen })}
            />
            <TextField label={t.why()} rows={2} value={text} onChange={(event) => set({ text: event.target.value })} />
          </>
        )}
      </ActForm>
    </Fold>
  );
}

/** One thing that was done, and what the others said of it. */
export function Taken({ opened, again, scene, one }: Props & { one: Told<'measure-taken'> }): ReactNode {
  const t = useAssessWords();
  const { t: desk, language } = useWords();
  const clock = useClock(opened.row.edition);
  const { team } = useSession();
  const { response, what, why, person, at } = one.body;
  const name = whoIs(desk, one.who);
  const listed = scene.procedure?.responses.list.find(({ id }) => id === response);
  const title = listed === undefined ? '' : say(listed.name, language);
  const about = peopleOf(opened).find((known) => known.person === person);
  const aboutName = person === 'reporter' ? desk.theReporter() : about === undefined ? '' : shownAs(about);
  const fold = opened.handling.response.measures.find(({ hash }) => hash === one.hash);
  const review = toldOf(opened, 'measure-reviewed').find(({ facts }) => facts['of'] === one.hash);
  const alone = one.facts['alone'] === 'yes' ? 'yes' : 'no';
  const unreviewed = alone === 'yes' && fold?.reviewed === null;
  const mine = one.who.is === 'member' && one.who.id === team.me.id;
  return (
    <li className="kept">
      {title !== '' && (
        <p>
          <b>{title}</b>
        </p>
      )}
      {what !== title && <Inert block text={what} />}
      <small>{t.measureBy({ alone, name, when: whenOf(at, clock) })}</small>
      {aboutName !== '' && (
        <small>
          {t.measureWhom()} <Inert text={aboutName} />
        </small>
      )}
      {why !== '' && <Inert block text={why} />}
      {review !== undefined && (
        <div className="reviewed">
          <p>
            {t.reviewed({
              stands: review.body.stands ? 'yes' : 'no',
              name: whoIs(desk, review.who),
              when: whenOf(review.at, clock),
            })}
          </p>
          <Inert block text={review.body.text} />
        </div>
      )}
      <TellList opened={opened} again={again} of={one.hash} />
      {unreviewed && mine && <small>{t.reviewWaits()}</small>}
      {unreviewed && !mine && <Review opened={opened} again={again} measure={one.hash} name={name} />}
    </li>
  );
}
