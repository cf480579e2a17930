import type { ReactNode } from 'react';
import { sheetParts, type SheetPart } from '#domain/response/bodies.ts';
import { Inert } from '../../frame/inert.tsx';
import { TextField } from '../../frame/field.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { toldOf, type Told } from '../handling/told.ts';
import { useAssessWords } from './words.ts';
import { Choice } from './choice.tsx';
import { CornerNote, questionIn, SheetFields, type Sheet } from './sheet.tsx';
import { Fold } from '../handling/fold.tsx';

const urgencies = ['now', 'soon', 'can-wait'] as const;
interface Judging extends Sheet {
  readonly urgency: '' | (typeof urgencies)[number];
  readonly why: string;
  readonly text: string;
}
const nothing: Judging = { urgency: '', why: '', text: '', answers: {}, impact: '', risk: '' };

/** One assessment as it was kept, with what of the sheet was answered. */
function Kept({ one, opened }: { one: Told<'assessed'>; opened: PartProps['opened'] }): ReactNode {
  const t = useAssessWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { why, text, answers, impact, risk } = one.body;
  const given = (Object.keys(sheetParts) as SheetPart[]).flatMap((part) =>
    sheetParts[part].flatMap((id) => {
      const says = answers[id];
      return says === undefined ? [] : [{ id, says, asks: questionIn(t, id).asks }];
    }),
  );
  return (
    <>
      <p className="head">
        <b>{t.urgency({ urgency: one.facts['urgency'] ?? '' })}</b>{' '}
        <small>{t.judgedBy({ name: whoIs(desk, one.who), when: whenOf(one.at, clock) })}</small>
      </p>
      <Inert block text={why} />
      {(impact !== '' || risk !== '') && (
        <p>{t.impactRisk({ impact: t.grade({ grade: impact }), risk: t.grade({ grade: risk }) })}</p>
      )}
      {given.length > 0 && (
        <dl className="sheet-kept">
          {given.map(({ id, says, asks }) => (
            <div key={id}>
              <dt>{asks}</dt>
              <dd>{t.answer({ says })}</dd>
            </div>
          ))}
        </dl>
      )}
      {text !== '' && <Inert block text={text} />}
    </>
  );
}

function JudgeForm({ opened, again, title }: PartProps & { title: string }): ReactNode {
  const t = useAssessWords();
  return (
    <ActForm<Judging>
      opened={opened}
      again={again}
      place="assess"
      title={title}
      attempt={{ kind: 'assessed', facts: [['urgency', 'soon']] }}
      initial={nothing}
      label={t.judgeKeep()}
      done={t.judgeDone()}
      texts={({ why, text }) => [why, text]}
      make={({ urgency, why, answers, impact, risk, text }) => {
        if (urgency === '') return t.urgencyMissing();
        if (why.trim() === '') return t.whyMissing();
        return [{ kind: 'assessed', facts: { urgency }, body: { v: 1, why, answers, impact, risk, text } }];
      }}
    >
      {(value, set) => (
        <>
          <Choice
            label={t.urgencyAsk()}
            options={urgencies.map((id) => ({
              id,
              label: t.urgency({ urgency: id }),
              hint: t.urgencyHint({ urgency: id }),
            }))}
            value={value.urgency}
            onChange={(urgency) => set({ urgency })}
          />
          <TextField
            label={t.why()}
            hint={t.whyHint()}
            rows={3}
            value={value.why}
            onChange={(event) => set({ why: event.target.value })}
          />
          <SheetFields sheet={value} set={set} />
          <TextField
            label={t.textLabel()}
            rows={2}
            value={value.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

/** How urgent it is by the newest word, the older ones, and a new one: nothing is changed afterwards (IMM-01). */
export function Judged({ opened, again }: PartProps): ReactNode {
  const t = useAssessWords();
  const all = toldOf(opened, 'assessed').toReversed();
  const [newest, ...older] = all;
  return (
    <section className="of-page" aria-labelledby="judged">
      <h3 id="judged">{t.judge()}</h3>
      {newest === undefined ? (
        <p className="soft">{t.judgedNot()}</p>
      ) : (
        <article className="kept">
          <Kept one={newest} opened={opened} />
          <CornerNote sheet={newest.body} />
        </article>
      )}
      {older.length > 0 && (
        <details className="older">
          <summary>{t.earlier({ n: older.length })}</summary>
          <ol>
            {older.map((one) => (
              <li key={one.hash} className="kept">
                <Kept one={one} opened={opened} />
              </li>
            ))}
          </ol>
        </details>
      )}
      <Fold title={newest === undefined ? t.judgeThis() : t.judgeAgain()} open={newest === undefined}>
        <JudgeForm opened={opened} again={again} title={newest === undefined ? t.judgeThis() : t.judgeAgain()} />
      </Fold>
    </section>
  );
}
