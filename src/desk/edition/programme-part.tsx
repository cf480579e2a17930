import { useState, type ReactNode } from 'react';
import type { Session } from '#domain/edition/edition.ts';
import { readProgramme } from '#domain/edition/programme.ts';
import { FileField, Said } from '../frame/field.tsx';
import type { Lent } from '#words/made/shape.ts';
import { useWords } from '../frame/words.tsx';
import { useLentWords } from './lent-words.ts';
import type { Part } from './part.ts';

/** A schedule of two thousand talks with their abstracts is well below. */
const mostRead = 20_000_000;

/** How many sessions there are, and on which days. */
export function programmeIn(t: Lent, language: string, programme: readonly Pick<Session, 'from'>[]): string {
  const day = (field = ''): string =>
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      Date.parse(`${field}:00Z`),
    );
  const count = programme.length;
  if (count === 0) return t.programmeNone();
  const [from, to] = [day(programme[0]?.from), day(programme.at(-1)?.from)];
  return from === to ? t.programmeOn({ count, day: from }) : t.programmeIs({ count, from, to });
}

/** The published programme, as it is chosen from a file: so that places and talks can be picked. */
export function ProgrammePart({ draft, set }: Part): ReactNode {
  const { t: desk, language } = useWords();
  const t = useLentWords();
  const [problem, setProblem] = useState('');
  const [passed, setPassed] = useState(0);
  const { programme } = draft;
  const take = async (file: File): Promise<void> => {
    setProblem('');
    setPassed(0);
    if (file.size > mostRead) return setProblem(t.programmeTooLarge());
    let read: ReturnType<typeof readProgramme>;
    try {
      read = readProgramme(JSON.parse(await file.text()), draft.zone);
    } catch {
      return setProblem(t.programmeOther());
    }
    if (read === null) return setProblem(t.programmeOther());
    if (read.sessions.length === 0) return setProblem(t.programmeNothing());
    setPassed(read.passedOver);
    return set({ programme: read.sessions });
  };
  return (
    <fieldset className="part">
      <legend>{desk.programme()}</legend>
      <p className="soft">{t.programmeNote()}</p>
      <p>{programmeIn(t, language, programme)}</p>
      <FileField
        label={t.programmeChoose()}
        hint={t.programmeChooseHint()}
        name="programme"
        accept="application/json,.json"
        take={take}
      />
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {passed > 0 && <Said>{t.programmePassed({ count: passed })}</Said>}
      {programme.length > 0 && (
        <button
          type="button"
          className="btn quiet"
          onClick={() => {
            setPassed(0);
            set({ programme: [] });
          }}
        >
          {t.programmeRemove()}
        </button>
      )}
    </fieldset>
  );
}
