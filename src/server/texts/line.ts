import type { InboundText } from './provider.ts';
import { wordIn } from './said.ts';
import type { TextArrived } from './receive.ts';

interface Waiting {
  readonly message: InboundText;
  readonly done: (arrived: TextArrived) => void;
  readonly failed: (error: unknown) => void;
}

/** Messages of one number that are taken in one go, that may wait, and numbers that may wait at the same time. */
const limits = { together: 50, waiting: 500, numbers: 2_000 };

/** As many from the front as belong together: a word that is done, and not told, goes alone. */
function together(waiting: readonly Waiting[]): number {
  const word = waiting.findIndex(({ message }) => wordIn(message.text) !== null);
  if (word === 0) return 1;
  return Math.min(word < 0 ? waiting.length : word, limits.together);
}

/**
 * One line for each number. While one message is sealed, those that follow from the same number wait and are then taken
 * together: whoever sends fifty a second fills one entry after the other and holds up nobody else, and nothing is dropped.
 * `later` when too many wait. Only the last of those taken together is answered.
 */
export function lines(
  take: (messages: readonly InboundText[]) => Promise<TextArrived>,
): (message: InboundText) => Promise<TextArrived> {
  const open = new Map<string, Waiting[]>();

  const work = async (key: string, waiting: Waiting[]): Promise<void> => {
    while (waiting.length > 0) {
      const some = waiting.splice(0, together(waiting));
      try {
        const arrived = await take(some.map(({ message }) => message));
        const last = some.length - 1;
        for (const [place, { done }] of some.entries())
          done(place === last || 'later' in arrived ? arrived : { answer: null });
      } catch (error) {
        for (const { failed } of some) failed(error);
      }
    }
    open.delete(key);
  };

  return (message) => {
    const key = message.from === '' ? `id/${message.id}` : message.from;
    const waiting = open.get(key);
    if (waiting === undefined ? open.size >= limits.numbers : waiting.length >= limits.waiting)
      return Promise.resolve({ later: true });
    return new Promise((done, failed) => {
      const one: Waiting = { message, done, failed };
      if (waiting !== undefined) {
        waiting.push(one);
        return;
      }
      const line = [one];
      open.set(key, line);
      void work(key, line);
    });
  };
}
