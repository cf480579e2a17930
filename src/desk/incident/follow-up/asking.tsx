import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { Prepared } from '../handling/prepared.tsx';
import { isMailed } from '../mailing/way.tsx';
import { useMailingWords } from '../mailing/words.ts';
import { MessageForm } from './message-form.tsx';
import { theirWords, useFollowUpWords, type FollowUpWords } from './words.ts';

type Open = 'askWho' | 'askLooks' | 'askWhere' | 'askOthers' | 'askSafe' | 'wishAnswer';
const open: readonly Open[] = ['askWho', 'askLooks', 'askWhere', 'askOthers', 'askSafe', 'wishAnswer'];

function titleOf(t: FollowUpWords, one: Open): string {
  switch (one) {
    case 'askWho':
      return t.askWhoTitle();
    case 'askLooks':
      return t.askLooksTitle();
    case 'askWhere':
      return t.askWhereTitle();
    case 'askOthers':
      return t.askOthersTitle();
    case 'askSafe':
      return t.askSafeTitle();
    case 'wishAnswer':
      return t.wishAnswerTitle();
  }
}

/**
 * A question back to the reporter (FUP-06), or a short answer. Open questions stand ready in their language; beside the
 * field stands what makes a question close a person up. It is no follow-up, and stops no clock.
 */
export function Asking({ opened, again }: PartProps): ReactNode {
  const t = useFollowUpWords();
  const theirs = theirWords(opened.language);
  const m = useMailingWords();
  return (
    <MessageForm
      opened={opened}
      again={again}
      place="follow-up/asking"
      title={t.askTitle()}
      note={isMailed(opened) ? m.mailAskNote() : t.askNote()}
      initial={{ text: '' }}
      textOf={({ text }) => text}
      followUp={false}
      label={t.askSend()}
      done={t.askSent()}
    >
      {({ text }, set) => (
        <>
          <Prepared
            texts={open.map((one) => ({ title: titleOf(t, one), text: theirs[one]() }))}
            text={text}
            set={(other) => set({ text: other })}
          />
          <TextField
            label={t.askText()}
            hint={t.askHint()}
            lang={opened.language}
            rows={4}
            maxLength={100_000}
            value={text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </>
      )}
    </MessageForm>
  );
}
