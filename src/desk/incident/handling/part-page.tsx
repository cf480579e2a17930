import { lazy, Suspense, type ReactNode } from 'react';
import { useWords } from '../../frame/words.tsx';
import { Rows } from '../duties.tsx';
import type { PartProps } from './act-form.tsx';
import { partName, useOwedOn } from './nav.tsx';
import type { Part } from './parts.ts';

const pages = {
  people: lazy(() => import('../people/people.tsx')),
  assess: lazy(() => import('../assess/assess.tsx')),
  meeting: lazy(() => import('../meeting/meeting.tsx')),
  decision: lazy(() => import('../decision/decision.tsx')),
  talk: lazy(() => import('../talk/talk.tsx')),
  'follow-up': lazy(() => import('../follow-up/follow-up.tsx')),
  aware: lazy(() => import('../aware/aware.tsx')),
  appeal: lazy(() => import('../appeal/appeal.tsx')),
  lead: lazy(() => import('../lead/lead.tsx')),
} as const;

/** One page of handling: what is owed here first, with the clause it comes from, then the page's own. */
export function PartPage({ part, opened, again }: PartProps & { part: Exclude<Part, 'story'> }): ReactNode {
  const { t } = useWords();
  const Page = pages[part];
  const owed = useOwedOn(opened)(part);
  return (
    <section className="part" aria-labelledby="part">
      <h2 id="part">{partName(t, part)}</h2>
      {owed.length > 0 && (
        <section className="owing here" aria-labelledby="part-owed">
          <h3 id="part-owed">{t.owedHere()}</h3>
          <Rows duties={owed} opened={opened} />
        </section>
      )}
      <Suspense fallback={<p className="soft slow">{t.opening()}</p>}>
        <Page opened={opened} again={again} />
      </Suspense>
    </section>
  );
}
