import { asking } from './asking.ts';
import { keptOn } from './files.ts';
import { diskOfBrowser } from './opfs.ts';
import type { Answered, Call, Stay } from './protocol.ts';
import { keysOver } from './verbs.ts';

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const say = (answer: Answered): void => scope.postMessage(answer);

/** A window that was closed a moment ago may still hold it. */
const patience = 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Held as long as this Worker lives; false while another window has it. */
async function alone(): Promise<boolean> {
  if (!('locks' in scope.navigator)) return true;
  for (let tries = 0; tries < patience; tries++) {
    const held = await new Promise<boolean>((resolve, reject) => {
      const asked = scope.navigator.locks.request('hallway', { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise(() => undefined);
      });
      asked.catch(reject);
    });
    if (held) return true;
    await pause(100);
  }
  return false;
}

const { verbs, stay, idle } = keysOver({ ask: asking(), kept: keptOn(diskOfBrowser()), alone });

// An interval, not a time-out: a phone that slept through half an hour forgets as it wakes.
setInterval(() => void idle(Date.now()), 10_000);

async function answered({ id, verb, given }: Call): Promise<Answered> {
  try {
    if (!Object.hasOwn(verbs, verb)) return { id, fault: 'unknown' };
    const act = verbs[verb] as (...given: readonly unknown[]) => Promise<unknown>;
    return { id, value: await act(...given) };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : 'unknown' };
  }
}

const isStay = (message: Call | Stay): message is Stay => 'stay' in message;

scope.addEventListener('message', ({ data: message }: MessageEvent<Call | Stay>) => {
  if (isStay(message)) {
    stay(Date.now());
    return;
  }
  void answered(message).then(say);
});
