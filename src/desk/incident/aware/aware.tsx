import type { ReactNode } from 'react';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import './aware.css';
import { Card } from './card.tsx';
import { wordsForAware } from './closing-words.ts';
import { Groups } from './groups.tsx';
import { Permissions } from './permissions.tsx';
import { InPublic } from './public.tsx';
import { Reply } from './reply.tsx';

/** People who knew and what they hear, what each person allows of themselves, and what is said in public, if anything. */
export default function Aware(props: PartProps): ReactNode {
  const { opened } = props;
  const { team } = useSession();
  const { language } = useWords();
  const procedure = versionOf(team, opened.procedure);
  if (procedure === undefined) return null;
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const text = wordsForAware(opened, procedure, language, gathering);
  return (
    <div className="aware">
      <Groups {...props} text={text} language={language} />
      <Card opened={opened} text={text} language={language} />
      <Reply {...props} procedure={procedure} />
      <Permissions {...props} />
      <InPublic {...props} procedure={procedure} />
    </div>
  );
}
