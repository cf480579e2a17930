import type { ReactNode } from 'react';
import { cornerOf, sheetCount } from '#domain/response/assessing.ts';
import { sheetAnswers, sheetParts, type Assessed, type SheetAnswer, type SheetPart } from '#domain/response/bodies.ts';
import type { Assess } from '#words/made/shape.ts';
import { useAssessWords } from './words.ts';
import { Choice } from './choice.tsx';

type SheetId = (typeof sheetParts)[SheetPart][number];
const parts: readonly SheetPart[] = ['scope', 'impact', 'risk'];

/** A question and an invented example for it, in words. */
export function questionIn(t: Assess, id: SheetId): { readonly asks: string; readonly example: string } {
  switch (id) {
    case 'listed':
      return { asks: t.qListed(), example: t.eListed() };
    case 'our-space':
      return { asks: t.qOurSpace(), example: t.eOurSpace() };
    case 'reaches-us':
      return { asks: t.qReachesUs(), example: t.eReachesUs() };
    case 'public':
      return { asks: t.qPublic(), example: t.ePublic() };
    case 'marginalised':
      return { asks: t.qMarginalised(), example: t.eMarginalised() };
    case 'would-leave':
      return { asks: t.qWouldLeave(), example: t.eWouldLeave() };
    case 'leader':
      return { asks: t.qLeader(), example: t.eLeader() };
    case 'harassment':
      return { asks: t.qHarassment(), example: t.eHarassment() };
    case 'physical':
      return { asks: t.qPhysical(), example: t.ePhysical() };
    case 'mental':
      return { asks: t.qMental(), example: t.eMental() };
    case 'repeats':
      return { asks: t.qRepeats(), example: t.eRepeats() };
    case 'not-understood':
      return { asks: t.qNotUnderstood(), example: t.eNotUnderstood() };
    case 'pattern':
      return { asks: t.qPattern(), example: t.ePattern() };
  }
}

export type Sheet = Pick<Assessed, 'answers' | 'impact' | 'risk'>;

/** What teams elsewhere often do where impact and risk meet: to compare with, no verdict. */
export function CornerNote({ sheet }: { sheet: Pick<Assessed, 'impact' | 'risk'> }): ReactNode {
  const t = useAssessWords();
  const corner = cornerOf(sheet);
  if (corner === null) return null;
  return (
    <output className="said">
      {t.corner({ impact: corner.impact, risk: corner.risk })} <small>{t.cornerNote()}</small>
    </output>
  );
}

/** The sheet: each question may stay open, and has an example beside it. */
export function SheetFields({ sheet, set }: { sheet: Sheet; set: (change: Partial<Sheet>) => void }): ReactNode {
  const t = useAssessWords();
  const answers: readonly (SheetAnswer | 'open')[] = [...sheetAnswers, 'open'];
  const answered = (id: string, says: SheetAnswer | 'open'): void => {
    const rest = Object.fromEntries(Object.entries(sheet.answers).filter(([key]) => key !== id));
    set({ answers: says === 'open' ? rest : { ...rest, [id]: says } });
  };
  const grades = (['low', 'high'] as const).map((id) => ({ id, label: t.grade({ grade: id }) }));
  return (
    <details className="sheet-of">
      <summary>{t.sheet()}</summary>
      <p className="soft">{t.sheetNote()}</p>
      {parts.map((part) => {
        const { asked, answered: given } = sheetCount(part, sheet.answers);
        return (
          <section key={part}>
            <h4>
              {t.sheetPart({ part })} <small>{t.sheetCount({ asked, answered: given })}</small>
            </h4>
            {sheetParts[part].map((id) => {
              const { asks, example } = questionIn(t, id);
              return (
                <Choice
                  key={id}
                  label={asks}
                  options={answers.map((says) => ({
                    id: says,
                    label: says === 'open' ? t.open() : t.answer({ says }),
                  }))}
                  value={sheet.answers[id] ?? 'open'}
                  onChange={(says) => answered(id, says)}
                >
                  <p className="example">
                    <b>{t.example()}</b> {example}
                  </p>
                </Choice>
              );
            })}
          </section>
        );
      })}
      <div className="pair">
        <Choice label={t.impactAsk()} options={grades} value={sheet.impact} onChange={(impact) => set({ impact })} />
        <Choice label={t.riskAsk()} options={grades} value={sheet.risk} onChange={(risk) => set({ risk })} />
      </div>
      <CornerNote sheet={sheet} />
    </details>
  );
}
