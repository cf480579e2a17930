import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useSession } from '../frame/session.tsx';
import { fitting, same } from './fitting.ts';
import { beginForm, isOpenHere, Keeping } from './keeping.ts';

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
  readonly set: (change: Partial<T> | ((last: T) => Partial<T>)) => void;
  /** It was sent, or is not wanted: begins anew, and what is kept of it goes. */
  readonly clear: () => void;
  /** Offered back, newest first. */
  readonly found: readonly Found<T>[];
  readonly take: (found: Found<T>) => void;
  readonly drop: (found: Found<T>) => void;
  /** This browser keeps nothing: a text lasts as long as the page is open. */
  readonly unkept: boolean;
}

/** Runs when the page may be gone in a moment: another tab is looked at, it is closed, it is reloaded, it is locked. */
function useLeaving(flush: () => boolean): void {
  const { keys } = useSession();
  const leave = useEffectEvent(flush);
  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    const gone = (): void => {
      leave();
    };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', gone);
    window.addEventListener('beforeunload', gone);
    const stop = keys.beforeLock(() => leave());
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', gone);
      window.removeEventListener('beforeunload', gone);
      stop();
    };
  }, [keys]);
}

/**
 * What a form holds, kept sealed on this device until it is sent: a reload, a crash, a second tab or a lost connection
 * loses nothing. `place` names the form within the desk, as `incident/<id>/assess`; what is written under an incident
 * goes when this member has no part in it any more. `initial` is what JSON can say.
 */
export function useDraft<T extends object>(place: string, initial: T): Draft<T> {
  const { keys } = useSession();
  // Untouched, a form says what the record says now; null until somebody writes in it.
  const [touched, setTouched] = useState<T | null>(null);
  const [where, setWhere] = useState(place);
  if (where !== place) {
    // Another form now: what was written in the one before is kept there and never shown here.
    setWhere(place);
    setTouched(null);
  }
  const [found, setFound] = useState<readonly Found<T>[]>([]);
  const [unkept, setUnkept] = useState(false);
  const held = useRef<T | null>(null);
  const keeping = useRef<Keeping | null>(null);

  const hold = (next: T | null): void => {
    held.current = next;
    setTouched(next);
  };
  const write = (next: T): void => {
    hold(next);
    keeping.current?.write(same(next, initial) ? null : next);
  };
  const begun = useEffectEvent((): T => initial);
  const restored = useEffectEvent((kept: T): void => {
    if (held.current === null || same(held.current, initial)) hold(kept);
  });

  useEffect(() => {
    held.current = null;
    const form = beginForm(place);
    const mine = new Keeping(keys, place, form.id, () => setUnkept(true));
    keeping.current = mine;
    let over = false;
    const look = async (first: boolean): Promise<void> => {
      const kept = await keys.drafts(place).catch(() => []);
      if (over || 'refused' in kept) return;
      const values = kept.map(({ id, at, value: was }) => ({ id, at, value: fitting(begun(), was) }));
      const own = values.find(({ id }) => id === form.id);
      // What this tab wrote before another of its pages was looked at is simply there again.
      if (first && form.again && own !== undefined) restored(own.value);
      setFound(values.filter(({ id }) => !isOpenHere(place, id)));
    };
    const looked = (): void => void look(false);
    void look(true);
    window.addEventListener('focus', looked);
    return () => {
      over = true;
      setFound([]);
      mine.flush();
      form.end();
      window.removeEventListener('focus', looked);
    };
  }, [keys, place]);
  useLeaving(() => keeping.current?.flush() ?? false);

  const forget = ({ id }: Found<T>): void => {
    setFound((before) => before.filter((one) => one.id !== id));
    keys.dropDraft(place, id).catch(() => undefined);
  };
  return {
    value: touched ?? initial,
    set(change) {
      const last = held.current ?? initial;
      write({ ...last, ...(typeof change === 'function' ? change(last) : change) });
    },
    clear() {
      hold(null);
      keeping.current?.drop();
    },
    found,
    take(one) {
      const before = held.current ?? initial;
      write(one.value);
      keeping.current?.flush();
      forget(one);
      if (same(before, initial)) return;
      // What stood in the form is not lost by it: it is offered back in turn, under a name that no other tab writes.
      const id = crypto.randomUUID();
      setFound((list) => [{ id, at: Date.now(), value: before }, ...list]);
      keys.keepDraft(place, id, before).catch(() => undefined);
    },
    drop: forget,
    unkept,
  };
}
