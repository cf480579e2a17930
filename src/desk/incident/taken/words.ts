import { taken as en } from '#words/made/en/taken.ts';
import { taken as es } from '#words/made/es/taken.ts';
import type { Step } from '#domain/procedure/procedure.ts';
import type { Taken } from '#words/made/shape.ts';
import { useOwn } from '../../frame/own-words.ts';
import type { TakenSeen } from '../../keys/incident-seen.ts';

/** The words about a report that staff took down. */
export function useTakenWords(): Taken {
  return useOwn({ en, es });
}

/** An id as its message knows it. */
export const named = (id: string): string => id.replaceAll('-', '_');

/** Where staff wrote something, by the id it is kept under (`notedIn`); any other id as it is. */
export function notedAt(t: Taken, steps: readonly Pick<Step, 'id' | 'kind'>[], id: string): string {
  if (id === 'taken.notes') return t.remarks();
  if (id === 'taken.hands') return t.hands();
  const step = steps.find((one) => id === `taken.${one.id}`);
  return step === undefined ? id : t.step({ kind: named(step.kind) });
}

/** Whose remarks they are: a name with a signature or that says it has none, what the phone is called, or nobody's. */
export function takerIn(t: Taken, { by, phone }: Pick<TakenSeen, 'by' | 'phone'>): string {
  if (by.is === 'claimed') return t.notSigned({ name: by.name });
  return by.is === 'signed' ? by.name : phone || t.whoTook();
}
