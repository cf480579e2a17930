import { useState, type ReactNode } from 'react';
import { mostPlanBytes } from '#domain/edition/edition.ts';
import { FileField, Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { useLentWords } from './lent-words.ts';
import { planOf } from './picture.ts';
import { PlanView } from './plan-view.tsx';
import type { Part } from './part.ts';

/** More than this is not even read. */
const mostRead = 50_000_000;

function kilobytes(bytes: number, language: string): string {
  const how = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, how).format(Math.ceil(bytes / 1000));
}

/** A picture of the floor, as it is chosen: nothing of it is drawn anew. */
export function PlanPart({ draft, set }: Part): ReactNode {
  const { t: desk, language } = useWords();
  const t = useLentWords();
  const [problem, setProblem] = useState('');
  const most = kilobytes(mostPlanBytes, language);
  const take = async (file: File): Promise<void> => {
    setProblem('');
    const tooLarge = t.planTooLarge({ size: kilobytes(file.size, language), most });
    if (file.size > mostRead) return setProblem(tooLarge);
    try {
      const plan = planOf(new Uint8Array(await file.arrayBuffer()));
      if ('wrong' in plan) setProblem(plan.wrong === 'size' ? tooLarge : t.planOther());
      else set({ plan });
    } catch {
      setProblem(t.planUnread());
    }
  };
  return (
    <fieldset className="part">
      <legend>{desk.plan()}</legend>
      <p className="soft">{t.planNote()}</p>
      {draft.plan !== null && <PlanView plan={draft.plan} rooms={draft.rooms} />}
      <FileField
        label={t.planChoose()}
        hint={t.planChooseHint({ most })}
        name="plan"
        accept="image/png,image/jpeg,image/webp"
        take={take}
      />
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {draft.plan !== null && (
        <button type="button" className="btn quiet" onClick={() => set({ plan: null })}>
          {t.planRemove()}
        </button>
      )}
    </fieldset>
  );
}
