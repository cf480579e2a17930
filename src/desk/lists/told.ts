import { useState } from 'react';
import { usePolled } from '../frame/polled.ts';
import { useSession } from '../frame/session.tsx';
import type { NoticeSeen } from '../keys/notice-seen.ts';

const every = 60_000;

/** Everything this member is told, looked at again every minute; null before the first answer. */
export function useNotices(): { readonly all: readonly NoticeSeen[] | null; readonly again: () => Promise<void> } {
  const { keys, lock, hear } = useSession();
  const [all, setAll] = useState<readonly NoticeSeen[] | null>(null);
  const look = async (): Promise<void> => {
    const answer = await keys.notices();
    if (!('refused' in answer)) setAll(answer);
    else if (answer.refused === 'locked') lock();
    hear(!('refused' in answer) || answer.refused !== 'offline');
  };
  // What is not theirs any more goes from the screen, also of a tablet that nobody touches.
  usePolled(look, every, { always: true });
  return { all, again: look };
}
