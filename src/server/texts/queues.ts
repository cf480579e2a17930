import type { InboundText } from './provider.ts';
import { wordIn } from './said.ts';
import type { TextArrived } from './receive.ts';

interface Waiting {
  readonly message: InboundText;
  readonly done: (arrived: TextArrived) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Messages of one number that are taken in one go, that may wait, and numbers that may wait at the same time; bytes of files
 * that wait with all of them.
 */
const limits = { together: 50, waiting: 500, numbers: 2_000, bytes: 64 * 1024 * 1024 };

const hasFiles = ({ media, files, left }: InboundText): boolean => media.length + files.length + left > 0;

/** A word that is done, and not told, goes alone; so does what came with files, which belong to its words. */
const isAlone = (message: InboundText): boolean => hasFiles(message) || wordIn(message.text) !== null;

/** As many from the front as belong together. */
function together(waiting: readonly Waiting[]): number {
  const alone = waiting.findIndex(({ message }) => isAlone(message));
  if (alone === 0) return 1;
  return Math.min(alone < 0 ? waiting.length : alone, limits.together);
}

const bytesOf = ({ files }: InboundText): number => files.reduce((sum, { bytes }) => sum + bytes.length, 0);

/**
 * One queue for each number. While one message is sealed, those that follow from the same number wait and are then taken
 * together: whoever sends fifty a second fills one entry after the other and holds up nobody else, and nothing is dropped.
 * `later` when too many wait. Only the last of those taken together is answered.
 */
export function queues(
  take: (messages: readonly InboundText[]) => Promise<TextArrived>,
): (message: InboundText) => Promise<TextArrived> {
  const open = new Map<string, Waiting[]>();
  let held = 0;

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
      } finally {
        for (const { message } of some) held -= bytesOf(message);
      }
    }
    open.delete(key);
  };

  return (message) => {
    const key = message.from === '' ? `id/${message.id}` : message.from;
    const waiting = open.get(key);
    const bytes = bytesOf(message);
    const isFull = waiting === undefined ? open.size >= limits.numbers : waiting.length >= limits.waiting;
    if (isFull || (bytes > 0 && held + bytes > limits.bytes)) return Promise.resolve({ later: true });
    held += bytes;
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
