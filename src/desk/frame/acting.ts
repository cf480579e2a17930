import { useState } from 'react';
import { useWords } from './words.tsx';
import { refusalIn } from './refusals.ts';
import type { NotDone } from '../sending/ask.ts';

export interface Acting {
  readonly busy: boolean;
  readonly problem: string;
  /** Runs one act at a time; true when it was done. */
  readonly run: <T extends object>(
    act: () => Promise<T | NotDone>,
    then?: (done: T) => void | Promise<void>,
  ) => Promise<boolean>;
}

/** One act of a form: busy while it runs, a sentence when it was refused, and what was typed is never touched. */
export function useActing(): Acting {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  return {
    busy,
    problem,
    async run(act, then) {
      if (busy) return false;
      setBusy(true);
      setProblem('');
      try {
        const answer = await act();
        if ('refused' in answer) {
          setProblem(refusalIn(t, answer));
          return false;
        }
        await then?.(answer);
        return true;
      } catch {
        setProblem(t.refusedOther({ code: 'internal' }));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
