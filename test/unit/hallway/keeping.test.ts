import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TakingForm } from '#domain/intake/taken.ts';
import { Keeper, type Kept } from '#hallway/taking/keeping.ts';
import type { Saved } from '#hallway/keys/protocol.ts';

/** A device that lays down what it is given when it is told to, or cannot. */
class Device {
  readonly laid: string[] = [];
  full = false;
  broken = false;
  #held: (() => void)[] = [];
  holding = false;

  readonly lock = async ({ notes }: TakingForm): Promise<Saved> => {
    if (this.holding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.broken) throw new Error('the Worker is gone');
    if (!this.full) this.laid.push(notes);
    return { kept: !this.full, readers: [], named: [] };
  };

  async letGo(): Promise<void> {
    this.holding = false;
    for (const resolve of this.#held.splice(0)) resolve();
    await vi.advanceTimersByTimeAsync(0);
  }
}

const begun: TakingForm = {
  v: 1,
  edition: 'pyharbor-2027',
  procedure: { id: 'p', version: '1', digest: '' },
  channel: 'in-person',
  language: 'en',
  began: 0,
  card: '',
  answers: {},
  steps: [],
  notes: 'begun',
  hands: [],
  handsElse: '',
  writtenBy: 'staff',
  continues: '',
};

const typed =
  (notes: string) =>
  (form: TakingForm): TakingForm => ({ ...form, notes });

let device: Device;
let shown: Kept[];
let keeper: Keeper;

beforeEach(() => {
  vi.useFakeTimers();
  device = new Device();
  shown = [];
  keeper = new Keeper(begun, device.lock, (kept) => shown.push(kept));
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is typed is locked a second after the last key, once', async () => {
  keeper.change(typed('a'));
  await vi.advanceTimersByTimeAsync(900);
  keeper.change(typed('ab'));
  await vi.advanceTimersByTimeAsync(900);
  expect(device.laid).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(device.laid).toEqual(['ab']);
  expect(shown.at(-1)?.standing).toBe('kept');
});

test('it says that it is locked only while what is written lies there', async () => {
  await keeper.save();
  expect(keeper.now.standing).toBe('kept');
  keeper.change(typed('one more word'));
  expect(keeper.now.standing).toBe('keeping');
  await vi.advanceTimersByTimeAsync(1000);
  expect(keeper.now.standing).toBe('kept');
});

test('another card is locked at once', async () => {
  keeper.change(typed('a'), 'at-once');
  await vi.advanceTimersByTimeAsync(0);
  expect(device.laid).toEqual(['a']);
});

test('what is typed while a save is under way is locked after it, and nothing in between is', async () => {
  device.holding = true;
  keeper.change(typed('a'), 'at-once');
  await vi.advanceTimersByTimeAsync(0);
  keeper.change(typed('ab'), 'at-once');
  keeper.change(typed('abc'), 'at-once');
  await device.letGo();
  expect(device.laid).toEqual(['a', 'abc']);
});

test('nothing is locked twice that did not change', async () => {
  await keeper.save();
  await keeper.save();
  expect(device.laid).toEqual(['begun']);
});

test('where the device is full it says so, goes on, and locks the newest as soon as there is room', async () => {
  device.full = true;
  keeper.change(typed('a'), 'at-once');
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.now.standing).toBe('not-kept');
  keeper.change(typed('ab'));
  expect(keeper.now.form.notes).toBe('ab');
  device.full = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(device.laid).toEqual(['ab']);
  expect(keeper.now.standing).toBe('kept');
});

test('it is tried again by itself where the Worker failed', async () => {
  device.broken = true;
  await keeper.save();
  expect(keeper.now.standing).toBe('not-kept');
  device.broken = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(device.laid).toEqual(['begun']);
});

test('once it is finished nothing more is locked, and what was written last is handed out after the save under way', async () => {
  device.holding = true;
  keeper.change(typed('a'), 'at-once');
  await vi.advanceTimersByTimeAsync(0);
  keeper.change(typed('ab'));
  let ended = false;
  const stopped = keeper.stop().finally(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ended).toBe(false);
  await device.letGo();
  expect((await stopped).notes).toBe('ab');
  keeper.change(typed('too late'), 'at-once');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(device.laid).toEqual(['a']);
  expect(keeper.now.form.notes).toBe('ab');
});

test('one that could not be finished goes on', async () => {
  await keeper.stop();
  keeper.resume();
  keeper.change(typed('more'), 'at-once');
  await vi.advanceTimersByTimeAsync(0);
  expect(device.laid).toEqual(['more']);
});
