import type { ReactNode } from 'react';
import { Account } from './account.tsx';
import { CouldTell, QuestionCard } from './asked.tsx';
import { Identity } from './identity.tsx';
import { Safety, Triage } from './judged.tsx';
import { Needs } from './needs.tsx';
import { CrisisCard, QuietPlace, TrustedPerson } from './offers.tsx';
import { ReadBack, type Finishing } from './read-back.tsx';
import type { CardProps } from './scene.ts';
import { Unasked } from './unasked.tsx';
import { Words } from './words-card.tsx';

/** A card by its kind. */
export function ShownCard({ finishing, ...props }: CardProps & { readonly finishing: Finishing }): ReactNode {
  switch (props.card.kind) {
    case 'quiet-place':
      return <QuietPlace {...props} />;
    case 'safety':
      return <Safety {...props} />;
    case 'team':
    case 'question':
      return <QuestionCard {...props} />;
    case 'words':
      return <Words {...props} />;
    case 'account':
      return <Account {...props} />;
    case 'could-tell':
      return <CouldTell {...props} />;
    case 'unasked':
      return <Unasked {...props} />;
    case 'needs':
      return <Needs {...props} />;
    case 'trusted-person':
      return <TrustedPerson {...props} />;
    case 'crisis-card':
      return <CrisisCard {...props} />;
    case 'identity':
      return <Identity {...props} />;
    case 'triage':
      return <Triage {...props} />;
    case 'read-back':
      return <ReadBack {...props} {...finishing} />;
  }
}
