import { expect, test } from 'vitest';
import { largeInTurn } from '#server/large.ts';
import { Queue, Shares, type Whose } from '#server/mail/fetching/queue.ts';
import { Turns } from '#server/mail/fetching/turns.ts';

test('whoever waits with one thing comes after one of each of the others, whatever they have', () => {
  const turns = new Turns<string>();
  for (let n = 0; n < 50; n++) turns.push(['198.51.100.7', `mob-${n % 25}`], `flood ${n}`);
  turns.push(['203.0.113.9', 'noor'], 'honest');
  turns.push(['198.51.100.7', 'robin'], 'behind the same address');
  expect(turns.shift()).toBe('flood 0');
  expect(turns.shift()).toBe('honest');
  const rest = Array.from({ length: 50 }, () => turns.shift());
  expect(rest.indexOf('behind the same address')).toBeLessThan(26);
  expect(rest.at(-1)).toMatch(/^flood/u);
  expect(turns.shift()).toBeUndefined();
  expect(turns.empty).toBe(true);
});

test('so many run at once, and whoever has enough waiting is told so at once', async () => {
  const queue = new Queue(2, 3);
  const mob: Whose = ['198.51.100.7', 'mob'];
  const goes: (() => void)[] = [];
  const order: string[] = [];
  const run = (whose: Whose, name: string): Promise<string | null> =>
    queue.run(whose, async () => {
      order.push(name);
      await new Promise<void>((go) => goes.push(go));
      return name;
    });
  const flood = ['1', '2', '3', '4', '5'].map((name) => run(mob, name));
  expect(await run(mob, '6')).toBeNull();
  const honest = run(['203.0.113.9', 'noor'], 'honest');
  expect(order).toEqual(['1', '2']);
  goes.shift()?.();
  expect(await flood[0]).toBe('1');
  goes.shift()?.();
  expect(await flood[1]).toBe('2');
  expect(order).toEqual(['1', '2', '3', 'honest']);
  for (let n = 0; n < 4; n++) {
    goes.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
    await new Promise((next) => setImmediate(next));
  }
  expect(await Promise.all([...flood, honest])).toEqual(['1', '2', '3', '4', '5', 'honest']);
});

test('a place is free again when what ran in it failed', async () => {
  const queue = new Queue(1, 1);
  await expect(queue.run(['a', 'a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await queue.run(['a', 'a'], async () => 'yes')).toBe('yes');
});

test('nobody takes all of what is there for everybody', () => {
  const shares = new Shares(10, 6);
  expect(shares.take('mob', 6)).toBe(true);
  expect(shares.take('mob', 1)).toBe(false);
  expect(shares.take('noor', 4)).toBe(true);
  expect(shares.take('robin', 1)).toBe(false);
  shares.give('mob', 6);
  expect(shares.take('robin', 6)).toBe(true);
});

test('what is large is in hand one after the other, also after one that failed; what is short waits for none', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const inTurn = largeInTurn(10);
  const take = (bytes: number): Promise<string> =>
    inTurn(bytes, async () => {
      begun.push(bytes);
      if (bytes > 10) await new Promise<void>((done) => ends.push(done));
      if (bytes === 11) throw new Error('failed');
      return 'taken';
    });
  const [first, second] = [11, 12].map(take);
  expect(await take(1)).toBe('taken');
  expect(begun).toEqual([1, 11]);
  ends[0]?.();
  await expect(first).rejects.toThrow('failed');
  await expect.poll(() => begun).toEqual([1, 11, 12]);
  ends[1]?.();
  expect(await second).toBe('taken');
});
