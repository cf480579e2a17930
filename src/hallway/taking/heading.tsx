import { useEffect, useRef, type ReactNode } from 'react';
import { useTrap } from '../alone/trap.ts';

/** A card's sentence. It has the focus when the card comes, so that it is what is read out first. */
export function Heading({ title, rest = '' }: { title: string; rest?: string }): ReactNode {
  return (
    <>
      <h1 className="q">{title}</h1>
      {rest !== '' && <p className="say">{rest}</p>}
    </>
  );
}

interface Place {
  readonly card: string;
  /** Where the phone's own "back" goes. */
  readonly back: () => void;
  /** The browser asks before the page is left. */
  readonly guarded: boolean;
  readonly children: ReactNode;
}

function Shown({ card, back, guarded, children }: Place): ReactNode {
  const place = useRef<HTMLElement>(null);
  useTrap(place, back, guarded);
  useEffect(() => {
    const heading = place.current?.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    // On a very low screen, or with very large words, what stands over the card would be all there is to see.
    if (heading.getBoundingClientRect().top > innerHeight / 2) heading.scrollIntoView();
  }, []);
  return (
    <section ref={place} className="taking-card" data-card={card}>
      {children}
    </section>
  );
}

/** One thing on the screen. When it comes, its heading has the focus and it begins at the top. */
export function Focused(props: Place): ReactNode {
  return <Shown key={props.card} {...props} />;
}
