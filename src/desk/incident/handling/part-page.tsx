import { lazy, Suspense, type ReactNode } from 'react';
import { useWords } from '../../frame/words.tsx';
import { Rows } from '../duties.tsx';
import type { PartProps } from './act-form.tsx';
import { partName, useOwedOn } from './nav.tsx';
import type { Part } from './parts.ts';
import './part.css';

const fetching = {
  people: () => import('../people/people.tsx'),
  assess: () => import('../assess/assess.tsx'),
  meeting: () => import('../meeting/meeting.tsx'),
  decision: () => import('../decision/decision.tsx'),
  talk: () => import('../talk/talk.tsx'),
  'follow-up': () => import('../follow-up/follow-up.tsx'),
  aware: () => import('../aware/aware.tsx'),
  appeal: () => import('../appeal/appeal.tsx'),
  lead: () => import('../lead/lead.tsx'),
} as const;

const pages = {
  people: lazy(fetching.people),
  assess: lazy(fetching.assess),
  meeting: lazy(fetching.meeting),
  decision: lazy(fetching.decision),
  talk: lazy(fetching.talk),
  'follow-up': lazy(fetching['follow-up']),
  aware: lazy(fetching.aware),
  appeal: lazy(fetching.appeal),
  lead: lazy(fetching.lead),
} as const;

/** All of them, ahead of need: the network may go while somebody works in one. What fails is fetched when it is opened. */
export function fetchPages(): void {
  for (const fetchOne of Object.values(fetching)) fetchOne().catch(() => undefined);
}

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
