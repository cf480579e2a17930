import { describe, expect, test } from 'vitest';
import { queues } from '#server/texts/queues.ts';
import type { InboundText } from '#server/texts/provider.ts';
import type { TextArrived } from '#server/texts/receive.ts';

const message = (id: string, from: string, more: Partial<InboundText> = {}): InboundText => {
  return { id, from, to: '', text: `noise ${id}`, media: [], files: [], left: 0, ...more };
};
const file = (bytes: number) => [{ name: 'file-1.bin', type: '', bytes: new Uint8Array(bytes) }];

/** A line whose work is done when the test says so. */
function held() {
  const taken: string[][] = [];
  const going: (() => void)[] = [];
  const receive = queues(async (messages) => {
    taken.push(messages.map(({ id }) => id));
    await new Promise<void>((go) => {
      going.push(go);
    });
    return { answer: 'thank you' };
  });
  /** Lets everything through, until nothing comes any more. */
  const finish = async (all: readonly Promise<TextArrived>[]): Promise<readonly TextArrived[]> => {
    const done = Promise.all(all);
    const over = done.then(() => 'over');
    const turned = () => new Promise((turn) => setImmediate(turn));
    do for (const go of going.splice(0)) go();
    while ((await Promise.race([over, turned()])) !== 'over');
    return done;
  };
  return { receive, taken, finish };
}
const isLater = (arrived: TextArrived): boolean => 'later' in arrived;

describe('ten thousand messages', () => {
  test('from one number: what is told to come later was not taken, and all the rest was, once and in its order', async () => {
    const { receive, taken, finish } = held();
    const ids = Array.from({ length: 10_000 }, (_, place) => String(place));
    const arrived = await finish(ids.map((id) => receive(message(id, '+1'))));
    const kept = ids.filter((_, place) => !isLater(arrived[place] ?? { later: true }));
    expect(kept.length).toBeGreaterThanOrEqual(500);
    expect(kept.length).toBeLessThan(10_000);
    expect(taken.flat()).toEqual(kept);
    expect(taken.every((some) => some.length <= 50)).toBe(true);
    // Of those that were taken together one is answered.
    const answered = arrived.filter((one) => 'answer' in one && one.answer !== null);
    expect(answered.length).toBe(taken.length);
  });

  test('from as many numbers: as many as may wait are taken, and there is room again when they are', async () => {
    const { receive, taken, finish } = held();
    const numbers = Array.from({ length: 10_000 }, (_, place) => `+${1_000_000 + place}`);
    const arrived = await finish(numbers.map((from, place) => receive(message(String(place), from))));
    expect(arrived.filter((one) => !isLater(one)).length).toBe(taken.length);
    expect(taken.length).toBe(2_000);
    expect(await finish([receive(message('after', '+9999999'))])).toEqual([{ answer: 'thank you' }]);
  });

  test('from one number leave another number’s untouched', async () => {
    const { receive, taken, finish } = held();
    const flood = Array.from({ length: 10_000 }, (_, place) => receive(message(`f${place}`, '+1')));
    const honest = receive(message('honest', '+2'));
    // It is begun at once, whatever waits elsewhere.
    expect(taken.flat()).toContain('honest');
    expect((await finish([...flood, honest])).at(-1)).toEqual({ answer: 'thank you' });
  });
});

describe('what waits', () => {
  test('stands apart where it is a word that is done, or came with files', async () => {
    const { receive, taken, finish } = held();
    const media = [{ type: '', url: 'https://api.twilio.com/x' }];
    const more: readonly Partial<InboundText>[] = [
      {},
      {},
      {},
      { text: 'STOP' },
      { media },
      {},
      { files: file(1) },
      { left: 1 },
      {},
    ];
    await finish(more.map((one, place) => receive(message(String(place), '+1', one))));
    expect(taken).toEqual([['0'], ['1', '2'], ['3'], ['4'], ['5'], ['6'], ['7'], ['8']]);
  });

  test('holds at most so many bytes of files, from whomever, and takes words all the same', async () => {
    const { receive, finish } = held();
    const large = 16 * 1024 * 1024;
    const all = Array.from({ length: 6 }, (_, place) =>
      receive(message(`l${place}`, `+${place}`, { files: file(large) })),
    );
    const words = receive(message('words', '+77'));
    const arrived = await finish([...all, words]);
    expect(arrived.map(isLater)).toEqual([false, false, false, false, true, true, false]);
    expect(
      isLater((await finish([receive(message('again', '+5', { files: file(large) }))]))[0] ?? { later: true }),
    ).toBe(false);
  });

  test('is told when its work fails, and the next is taken', async () => {
    let times = 0;
    const receive = queues(async () => {
      times++;
      if (times === 1) throw new Error('a broken disk');
      return { answer: 'thank you' };
    });
    const [first, second] = [receive(message('1', '+1')), receive(message('2', '+1'))];
    await expect(first).rejects.toThrow('a broken disk');
    expect(await second).toEqual({ answer: 'thank you' });
  });
});
