import { useState } from 'react';
import type { CallFor } from '#wire/bodies.ts';
import type { CallStanding } from '#wire/hallway.ts';
import type { Hallway } from '#words/made/shape.ts';
import { useOnline } from '../frame/online.ts';
import { usePolled } from '../frame/polled.ts';
import type { Verbs } from '../keys/protocol.ts';

/** Asked this often, ms. */
const askedAfter = 3_000;
/** So many times without an answer from the server in a row, and nobody is waited for here any longer. */
const mostMissed = 3;

/** A call that was made. */
export interface Calling {
  readonly id: string;
  readonly called: number;
  readonly what: CallFor;
}

/** How it stands. `lost`: it cannot be asked any more. `coming`: somebody is, or was. */
export interface Answered {
  readonly standing: CallStanding | null;
  readonly lost: boolean;
  readonly coming: boolean;
}

interface Heard {
  readonly id: string;
  readonly standing: CallStanding | null;
  readonly missed: number;
}

/** Asks who answers, as long as there is a call. */
export function useAnswers(keys: Pick<Verbs, 'callStanding'>, calling: Calling | null): Answered {
  const online = useOnline();
  const id = calling?.id ?? '';
  const [heard, setHeard] = useState<Heard>({ id, standing: null, missed: 0 });
  usePolled(async () => {
    if (id === '') return;
    const answer = await keys.callStanding(id).catch(() => ({ refused: 'busy' }) as const);
    setHeard((before) => {
      const mine = before.id === id ? before : { id, standing: null, missed: 0 };
      if ('refused' in answer) return { ...mine, missed: mine.missed + 1 };
      return { id, standing: answer, missed: 0 };
    });
  }, askedAfter);
  const standing = heard.id === id ? heard.standing : null;
  return {
    standing,
    lost: !online || (heard.id === id && heard.missed >= mostMissed),
    coming: (standing?.answers ?? []).some(({ says }) => says !== 'cannot'),
  };
}

/** One answer as a sentence. */
export function answerText(t: Hallway, { name, says }: CallStanding['answers'][number]): string {
  switch (says) {
    case 'coming':
      return t.callComing({ name });
    case 'cannot':
      return t.callCannot({ name });
    case 'done':
      return t.callDone({ name });
  }
}
