import { useEffect, useState } from 'react';

/** Pages of the app. All of them have one address, so that none of them stands in a history. */
export const views = ['home', 'numbers', 'guide', 'donts', 'card', 'enter'] as const;
export type View = (typeof views)[number];

const viewIn = (state: unknown): View => {
  const view = state !== null && typeof state === 'object' && 'view' in state ? state.view : null;
  return views.find((one) => one === view) ?? 'home';
};

interface Views {
  readonly view: View;
  readonly go: (view: View) => void;
  readonly back: () => void;
}

/** Which page is shown. The phone's own Back goes to the one before. */
export function useViews(): Views {
  const [view, setView] = useState(() => viewIn(history.state));
  useEffect(() => {
    const follow = ({ state }: PopStateEvent): void => setView(viewIn(state));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  return {
    view,
    go: (next) => {
      if (next === view) return;
      if (next === 'home') history.replaceState({ view: next }, '');
      else history.pushState({ view: next }, '');
      setView(next);
    },
    back: () => {
      if (view === 'home') return;
      history.back();
    },
  };
}
