import type { ReactNode } from 'react';
import type { PartProps } from '../handling/act-form.tsx';
import { Asking } from './asking.tsx';
import { Clocks, SentOnes } from './clocks.tsx';
import { FollowUpLetter } from './letter.tsx';
import { Plans } from './plans.tsx';
import { Support } from './support.tsx';
import { Wish } from './wish.tsx';
import './follow-up.css';

/** What the team owes to who told it and to who is affected: the promised message, plans, and somebody who asks again. */
export default function FollowUp(props: PartProps): ReactNode {
  const { opened } = props;
  return (
    <div className="follow-up">
      <Clocks opened={opened} />
      <FollowUpLetter {...props} />
      <SentOnes opened={opened} />
      <Asking {...props} />
      <Plans {...props} />
      <Support {...props} />
      <Wish {...props} />
    </div>
  );
}
