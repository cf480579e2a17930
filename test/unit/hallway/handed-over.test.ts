import { expect, test } from 'vitest';
import { foundIn } from '#kit/needles.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lying, phoneAt } from './phone.ts';

test('given the phone is handed over, it says so after a restart too, until the PIN takes it back', async () => {
  const one = phoneAt('http://nowhere.example');
  await one.handOver('4711', 'a-draft');
  one.kill();
  expect((await one.start(1)).handedOver).toEqual({ draft: 'a-draft' });
  expect(await one.takeBack('4711')).toBe(true);
  expect((await one.start(1)).handedOver).toBeNull();
  one.kill();
  expect((await one.start(1)).handedOver).toBeNull();
});

test('given wrong PINs, each try waits twice as long as the one before, restart or not', async () => {
  const one = phoneAt('http://nowhere.example');
  await one.handOver('4711', 'a-draft');
  expect(await one.takeBack('0000')).toBe(false);
  expect(await one.takeBack('1111')).toBe(false);
  one.kill();
  await one.start(1);
  expect(await one.takeBack('2222')).toBe(false);
  one.kill();
  expect(await one.takeBack('4711')).toBe(true);
  expect(one.waits).toEqual([0, 1_000, 2_000, 4_000]);
});

test('given the phone is switched off while a wrong PIN is looked at, the try is counted', async () => {
  const one = phoneAt('http://nowhere.example');
  await one.handOver('4711', 'a-draft');
  for (let n = 0; n < 9; n++) expect(await one.takeBack('0000')).toBe(false);
  expect(one.waits.at(-1)).toBe(64_000);
  expect(await Promise.all([one.takeBack('0000'), one.takeBack('1111')])).toEqual([false, false]);
});

test('the PIN itself lies nowhere', async () => {
  const one = phoneAt('http://nowhere.example');
  await one.handOver('471147', 'a-draft');
  const place = mkdtempSync(join(tmpdir(), 'recourse-pin-'));
  for (const [n, bytes] of lying(one).entries()) writeFileSync(join(place, String(n)), bytes);
  expect(foundIn([place], ['471147'])).toEqual([]);
  rmSync(place, { recursive: true });
});
