import type { Keys } from '../keys/client.ts';

/** While somebody types, a text is laid down this often (ms); at once when the page is left or locked. */
const pace = 300;

/** Forms of this tab by place. One that is open no longer leaves its name to the next: the same text, in the same tab. */
const forms = new Map<string, { readonly id: string; open: boolean }[]>();

/** A form's name under its place: that of one this tab has left, or a new one. */
export function beginForm(place: string): { readonly id: string; readonly again: boolean; readonly end: () => void } {
  const here = forms.get(place) ?? [];
  const left = here.find(({ open }) => !open);
  const form = left ?? { id: crypto.randomUUID(), open: true };
  form.open = true;
  forms.set(place, left === undefined ? [...here, form] : here);
  const end = (): void => {
    form.open = false;
  };
  return { id: form.id, again: left !== undefined, end };
}

/** Whether a form of this tab, open now, writes under this name. */
export const isOpenHere = (place: string, id: string): boolean =>
  forms.get(place)?.some((form) => form.id === id && form.open) ?? false;

/** Lays down what a form holds, soon, and never more often than it must. */
export class Keeping {
  readonly #keys: Keys;
  readonly #place: string;
  readonly #id: string;
  readonly #unkept: () => void;
  #waits: { readonly value: object | null } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  constructor(keys: Keys, place: string, id: string, unkept: () => void) {
    this.#keys = keys;
    this.#place = place;
    this.#id = id;
    this.#unkept = unkept;
  }

  /** Null: it is as it was at the beginning, and nothing of it stays. */
  write(value: object | null): void {
    this.#waits = { value };
    clearTimeout(this.#timer);
    const wait = Math.max(0, this.#last + pace - performance.now());
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  /** Hands over what waits; whether something did. */
  flush(): boolean {
    clearTimeout(this.#timer);
    const waits = this.#waits;
    if (waits === null) return false;
    this.#waits = null;
    this.#last = performance.now();
    void this.#hand(waits.value);
    return true;
  }

  /** It was sent, or is not wanted. */
  drop(): void {
    this.write(null);
    this.flush();
  }

  async #hand(value: object | null): Promise<void> {
    try {
      if (value === null) {
        await this.#keys.dropDraft(this.#place, this.#id);
        return;
      }
      const answer = await this.#keys.keepDraft(this.#place, this.#id, value);
      if ('kept' in answer && !answer.kept) this.#unkept();
    } catch {
      // The desk was locked meanwhile: what was handed over before that is laid down by the Worker as it ends.
    }
  }
}
