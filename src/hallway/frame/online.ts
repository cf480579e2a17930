import { useSyncExternalStore } from 'react';

function subscribe(told: () => void): () => void {
  window.addEventListener('online', told);
  window.addEventListener('offline', told);
  return () => {
    window.removeEventListener('online', told);
    window.removeEventListener('offline', told);
  };
}

/** Whether the phone says it has a network. True is a hope, false is certain. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
