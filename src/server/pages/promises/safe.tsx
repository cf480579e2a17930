import type { ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import type { EventView } from '../frame/view.ts';

/** How to use these pages when somebody may look. */
export function SafePage({ view }: { view: EventView }): ReactNode {
  const { w, edition } = view;
  const parts = [
    [w.safe1Title(), w.safe1()],
    [w.safe2Title(), w.safe2({ leave: w.leave() })],
    [w.safe3Title(), w.safe3()],
    [w.safe4Title(), w.safe4()],
    [w.safe5Title(), w.safe5()],
  ] as const;
  return (
    <>
      <Languages view={view} path={paths.safe(edition.id)} />
      <h1>{w.safeTitle()}</h1>
      <Danger view={view} />
      {parts.map(([title, text]) => (
        <section key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
    </>
  );
}
