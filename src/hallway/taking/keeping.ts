import { useEffect, useState } from 'react';
import type { TakingForm } from '#domain/intake/taken.ts';
import type { Finished, Saved, Verbs } from '../keys/protocol.ts';

/** ms after the last key. */
const pause = 1000;
/** ms until it is tried again when nothing could be laid down. */
const again = 5000;

/** What is written, and whether it lies on the device. */
export interface Kept {
  readonly form: TakingForm;
  /** `kept` only while what lies there is what is written. */
  readonly standing: 'keeping' | 'kept' | 'not-kept';
  /** What the last save said; null before the first. */
  readonly saved: Saved | null;
}

/**
 * The form as it is being written, and its locked copy on the device. One save at a time, always of the newest; a save
 * that fails is tried again by itself, with what was written since.
 */
export class Keeper {
  readonly #lock: (form: TakingForm) => Promise<Saved>;
  readonly #show: (kept: Kept) => void;
  #kept: Kept;
  #laid: TakingForm | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(first: TakingForm, lock: (form: TakingForm) => Promise<Saved>, show: (kept: Kept) => void) {
    this.#lock = lock;
    this.#show = show;
    this.#kept = { form: first, standing: 'keeping', saved: null };
  }

  get now(): Kept {
    return this.#kept;
  }

  /** Locked a second after the last change, or at once. */
  change(changed: (form: TakingForm) => TakingForm, when: 'soon' | 'at-once' = 'soon'): void {
    if (this.#stopped) return;
    const { form, standing } = this.#kept;
    this.#set({ form: changed(form), standing: standing === 'kept' ? 'keeping' : standing });
    clearTimeout(this.#timer);
    if (when === 'at-once') void this.save();
    else this.#timer = setTimeout(() => void this.save(), pause);
  }

  /** Resolves when what is there now lies on the device, or could not be laid down. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Nothing is locked from here on, until `resume`: it is finished, or put away. Resolves when no save is under way. */
  async stop(): Promise<TakingForm> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    return this.#kept.form;
  }

  resume(): void {
    this.#stopped = false;
  }

  #set(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#show(this.#kept);
  }

  async #run(): Promise<void> {
    while (!this.#stopped && this.#laid !== this.#kept.form) {
      const { form } = this.#kept;
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      const saved = await this.#lock(form).catch(() => null);
      if (saved?.kept !== true) {
        this.#laid = null;
        this.#set({ standing: 'not-kept', saved: saved ?? this.#kept.saved });
        if (!this.#stopped) this.#timer = setTimeout(() => void this.save(), again);
        return;
      }
      this.#laid = form;
      this.#set({ standing: 'kept', saved });
    }
  }
}

/** Locks it; where its keys were forgotten meanwhile, its words open it again first. */
async function lockOpen(
  keys: Verbs,
  draft: string,
  words: Promise<readonly string[]>,
  form: TakingForm,
  now: () => number,
): Promise<Saved> {
  const saved = await keys.save(draft, form, now());
  if (saved.closed !== true) return saved;
  await keys.open(draft, (await words).join(' '));
  return keys.save(draft, form, now());
}

/** Finishes it; where its keys were forgotten meanwhile, its words open it again first. */
export async function finishOpen(
  keys: Pick<Verbs, 'finish' | 'open'>,
  draft: string,
  words: readonly string[],
  form: TakingForm,
  now: () => number,
): Promise<Finished> {
  const finished = await keys.finish(draft, form, now());
  if (finished.closed !== true) return finished;
  await keys.open(draft, words.join(' '));
  return keys.finish(draft, form, now());
}

/** A keeper for as long as the cards are open, and what it keeps. */
export function useKeeper(
  keys: Verbs,
  draft: string,
  first: TakingForm,
  now: () => number,
): Kept & { readonly keeper: Keeper } {
  const [kept, show] = useState<Kept>({ form: first, standing: 'keeping', saved: null });
  const [keeper] = useState(() => {
    const words = keys.words(draft);
    words.catch(() => []);
    return new Keeper(first, (form) => lockOpen(keys, draft, words, form, now), show);
  });
  useEffect(() => {
    keeper.resume();
    void keeper.save();
    // A phone that is put into a pocket may never come back to this page.
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') void keeper.save();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      void keeper.stop();
    };
  }, [keeper]);
  return { ...kept, keeper };
}
