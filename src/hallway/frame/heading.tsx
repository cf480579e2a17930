import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../language/words.tsx';

/** The heading of a page that was just opened: read out, where the keyboard goes on, and where the page begins. */
export function Heading({ children }: { children: ReactNode }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** A page below the first one, with the way back at its end, where the thumb is. */
export function Sheet({
  title,
  back,
  onBack,
  children,
}: {
  title: string;
  /** What the way back is called; `Back` without. */
  back?: string;
  onBack: () => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  return (
    <>
      <main className="page" tabIndex={-1}>
        <Heading>{title}</Heading>
        {children}
      </main>
      <div className="dock">
        <button type="button" className="btn quiet" onClick={onBack}>
          {back ?? t.back()}
        </button>
      </div>
    </>
  );
}
