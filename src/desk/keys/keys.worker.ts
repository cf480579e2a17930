import { asking } from '../sending/ask.ts';
import type { Answered, Call, Leave, Stay, Verbs } from './protocol.ts';
import { keysOver } from './verbs.ts';

/** Ten minutes without a hand on the desk, and the keys are gone (sealing §8). */
const idle = 10 * 60_000;

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const { verbs, forget, settled } = keysOver(asking());
let stirred = Date.now();
let leaving = false;

const say = (answer: Answered): void => scope.postMessage(answer);

// An interval, not a time-out: a laptop that slept through the ten minutes locks as it wakes.
setInterval(() => {
  if (Date.now() - stirred >= idle && forget()) {
    say({ locked: true });
    scope.close();
  }
}, 5_000);

async function answered({ id, verb, given }: Call): Promise<Answered> {
  try {
    const act = verbs[verb] as (...given: readonly unknown[]) => Promise<unknown>;
    return { id, value: await act(...given) };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : 'unknown' };
  }
}

async function leave(): Promise<void> {
  leaving = true;
  await settled();
  forget();
  scope.close();
}

const isStay = (message: Call | Stay | Leave): message is Stay => 'stay' in message;
const isLeave = (message: Call | Leave): message is Leave => 'leave' in message;
const known = (verb: keyof Verbs): boolean => Object.hasOwn(verbs, verb);

scope.addEventListener('message', ({ data: message }: MessageEvent<Call | Stay | Leave>) => {
  if (isStay(message)) {
    stirred = Date.now();
    return;
  }
  if (isLeave(message)) {
    void leave();
    return;
  }
  if (leaving || !known(message.verb)) return;
  void answered(message).then(say);
});
