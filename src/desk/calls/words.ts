import type { CallFor } from '#wire/bodies.ts';
import { calls as en } from '#words/made/en/calls.ts';
import { calls as es } from '#words/made/es/calls.ts';
import type { Calls } from '#words/made/shape.ts';
import { useOwn } from '../frame/own-words.ts';

export const useCallWords = (): Calls => useOwn({ en, es });

/** What a hand is asked for; `''` where the title says it all. */
export function handWords(t: Calls, what: CallFor): string {
  switch (what) {
    case 'lead':
    case 'else':
      return '';
    case 'person':
      return t.handPerson();
    case 'escort':
      return t.handEscort();
    case 'water':
      return t.handWater();
    case 'room':
      return t.handRoom();
    case 'lift':
      return t.handLift();
    case 'childcare':
      return t.handChildcare();
    case 'medical':
      return t.handMedical();
  }
}
