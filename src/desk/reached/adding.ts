import { useState } from 'react';
import type { RouteAdded, RouteSent } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { askAgain } from '../frame/polled.ts';
import { refusalIn } from '../frame/refusals.ts';
import { useWords } from '../frame/words.tsx';
import { asking, isRefused } from '../sending/ask.ts';
import { useReachedWords } from './words.ts';

const ask = asking();

export interface Adding {
  readonly busy: boolean;
  readonly problem: string;
  readonly added: boolean;
  /** True when it was added. */
  readonly add: (route: RouteSent) => Promise<boolean>;
  /** Another sentence than the server's. */
  readonly say: (problem: string) => void;
}

/** One way to be reached is added at a time; what was typed is never touched. */
export function useAdding(): Adding {
  const t = useReachedWords();
  const { t: desk } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, say] = useState('');
  const [added, setAdded] = useState(false);
  return {
    busy,
    problem,
    added,
    say,
    async add(route) {
      if (busy) return false;
      setBusy(true);
      say('');
      setAdded(false);
      const answer = await ask.json<RouteAdded>(staffPaths.api.routes, { body: route });
      setBusy(false);
      if (!isRefused(answer)) {
        setAdded(true);
        askAgain();
        return true;
      }
      const { refused } = answer;
      say(
        refused === 'bad-request' ? t.addressRefused() : refused === 'closed' ? t.tooMany() : refusalIn(desk, answer),
      );
      return false;
    },
  };
}
