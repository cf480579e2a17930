import type { ReactNode } from 'react';
import { blocksIn } from '#domain/intake/blocks.ts';
import type { Answers } from '#domain/intake/answers.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import type { Opened, TakenSeen } from '../../keys/incident-seen.ts';
import { AnswerList } from '../answers.tsx';
import { Went } from './went.tsx';
import { takerIn, useTakenWords } from './words.ts';

interface Shows {
  readonly opened: Opened;
  readonly taken: TakenSeen;
  readonly answers: Answers;
}

interface BlockProps {
  readonly id: string;
  readonly title: string;
  /** Whose words these are. */
  readonly author: string;
  readonly when: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Block({ id, title, author, when, note, children }: BlockProps): ReactNode {
  const t = useTakenWords();
  return (
    <section aria-labelledby={id} className="taken-block">
      <h3 id={id}>{title}</h3>
      <p className="soft">
        <Inert text={t.blockTimes({ author, when })} />
      </p>
      {note !== undefined && <p className="soft">{note}</p>}
      {children}
    </section>
  );
}

const isEmpty = (answers: Answers): boolean => Object.keys(answers).length === 0;

/** Their words, remarks of who took it, and what was said unasked: three blocks with author and time (INT-10, INT-13). */
export function TakenBlocks({ opened, taken, answers }: Shows): ReactNode {
  const t = useTakenWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const { questions } = versionOf(team, opened.form) ?? versionOf(team, opened.procedure) ?? { questions: [] };
  const { theirs, remarks, unasked, unaskedSaid } = blocksIn(questions, answers, taken.steps);
  const name = takerIn(t, taken);
  const when = whenOf(taken.at, clock);
  const byStaff = { author: t.remarksBy({ name }), when };
  const noRemarks = taken.notes.trim() === '' && isEmpty(remarks);
  return (
    <>
      <Block id="their-words" title={t.theirs()} author={t.writtenBy({ by: taken.writtenBy, name })} when={when}>
        <AnswerList opened={opened} answers={theirs} />
      </Block>
      <Block id="remarks" title={t.remarks()} {...byStaff}>
        {taken.notes.trim() !== '' && <Inert block text={taken.notes} />}
        {!isEmpty(remarks) && <AnswerList opened={opened} answers={remarks} />}
        {noRemarks && <p className="soft">{t.remarksNone()}</p>}
        <Went taken={taken} />
      </Block>
      {(unaskedSaid.length > 0 || !isEmpty(unasked)) && (
        <Block id="unasked" title={t.unasked()} note={t.unaskedNote()} {...byStaff}>
          {unaskedSaid.map((text) => (
            <Inert key={text} block text={text} />
          ))}
          {!isEmpty(unasked) && <AnswerList opened={opened} answers={unasked} />}
        </Block>
      )}
    </>
  );
}
