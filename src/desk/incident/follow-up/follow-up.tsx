import type { ReactNode } from 'react';
import type { PartProps } from '../handling/act-form.tsx';
import { isTakenOut } from '../handling/told.ts';
import { Fold } from '../handling/fold.tsx';
import { Asking } from './asking.tsx';
import { Clocks, SentOnes } from './clocks.tsx';
import { FollowUpLetter } from './letter.tsx';
import { LeftByMail } from '../mailing/left.tsx';
import { Plans } from './plans.tsx';
import { Support } from './support.tsx';
import { followUpsIn, verdictIn } from './told.ts';
import { Wish } from './wish.tsx';
import { useFollowUpWords } from './words.ts';
import './follow-up.css';

/** What the team owes to who told it and to who is affected: the promised message, plans, and somebody who asks again. */
export default function FollowUp(props: PartProps): ReactNode {
  const { opened } = props;
  const t = useFollowUpWords();
  const unnamed = opened.identity === 'none';
  const answered = !isTakenOut(opened);
  const next = followUpsIn(opened).length === 0 && verdictIn(opened) !== null;
  return (
    <div className="follow-up">
      {answered && (
        <>
          <Clocks opened={opened} />
          <Fold title={unnamed ? t.letterPost() : t.letterTitle()} open={next}>
            <FollowUpLetter {...props} />
          </Fold>
          <SentOnes opened={opened} />
          <LeftByMail opened={opened} />
          <Fold title={t.askTitle()}>
            <Asking {...props} />
          </Fold>
        </>
      )}
      <Plans {...props} />
      <Support {...props} />
      {answered && <Wish {...props} />}
    </div>
  );
}
