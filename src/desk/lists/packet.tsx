import { useId, useState, type ReactNode } from 'react';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Said, TextField } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { useSession } from '../frame/session.tsx';
import { whenOf, type Clock } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import type { NoticeSeen } from '../keys/notice-seen.ts';
import { useNoticeWords } from './words.ts';

interface Props {
  readonly notice: NoticeSeen;
  readonly clock: Clock;
  readonly again: () => Promise<void>;
}

function Decide({ notice, again }: Props): ReactNode {
  const t = useNoticeWords();
  const { t: desk } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const draft = useDraft<{ says: '' | 'stands' | 'changed'; text: string }>(`notice/${notice.id}`, {
    says: '',
    text: '',
  });
  const [missing, setMissing] = useState('');
  const heading = useId();
  const { says, text } = draft.value;
  const choice = (is: 'stands' | 'changed', label: string): ReactNode => (
    <label className="choice">
      <input type="radio" name={heading} checked={says === is} onChange={() => draft.set({ says: is })} />
      {label}
    </label>
  );
  const submit = (): void => {
    if (says === '') return setMissing(t.missingOutcome());
    if (text.trim() === '') return setMissing(t.missingReasons());
    setMissing('');
    void run(
      () => keys.answerNotice(notice.id, { v: 1, says, text }),
      async () => {
        draft.clear();
        await again();
      },
    );
    return undefined;
  };
  return (
    <form
      className="act"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id={heading}>{t.decide()}</h3>
      <p className="soft">{t.decideNote()}</p>
      <Found draft={draft} edition="" />
      <div role="radiogroup" aria-labelledby={heading}>
        {choice('stands', t.stands())}
        {choice('changed', t.changed())}
      </div>
      <TextField label={t.reasons()} value={text} onChange={({ target }) => draft.set({ text: target.value })} />
      {missing !== '' && <Said tone="clay">{missing}</Said>}
      {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
      <button className="btn" disabled={busy}>
        {busy ? desk.sending() : t.decideSend()}
      </button>
    </form>
  );
}

/** What a reviewer is given: what was established and decided, their side, the appeal. Not who told us. */
export function Packet({ notice, clock, again }: Props): ReactNode {
  const t = useNoticeWords();
  const { body, who, at, answers, decides } = notice;
  if (body === null || !('appeal' in body)) return null;
  const parts = [
    [t.packetWhat(), body.what],
    [t.packetDecided(), body.decided],
    [t.packetSide(), body.side],
    [t.packetAppeal(), body.appeal],
  ] as const;
  return (
    <article className="packet">
      <p className="soft">{t.saidBy({ name: who.is === 'member' ? who.name : '', when: whenOf(at, clock) })}</p>
      <p>{t.packetNote()}</p>
      {parts.map(([title, text]) => (
        <section key={title}>
          <h3>{title}</h3>
          {text.trim() === '' ? <p className="soft">{t.packetNone()}</p> : <Inert text={text} block />}
        </section>
      ))}
      <Answers answers={answers} clock={clock} />
      {decides && <Decide notice={notice} clock={clock} again={again} />}
    </article>
  );
}

/** What was answered, oldest first: the decision of an appeal with its reasons, or that somebody was answered. */
export function Answers({ answers, clock }: { answers: NoticeSeen['answers']; clock: Clock }): ReactNode {
  const t = useNoticeWords();
  if (answers.length === 0) return null;
  const titled = (name: string, says: string): string => {
    if (says === 'stands') return t.answerStands({ name });
    if (says === 'changed') return t.answerChanged({ name });
    return says === 'done' ? t.answerDone({ name }) : t.answerPlain({ name });
  };
  return (
    <section aria-label={t.answers()}>
      {answers.map(({ who, at, body }) => (
        <div key={`${at} ${who.is === 'member' ? who.id : ''}`}>
          <h3>{titled(who.is === 'member' ? who.name : '', body?.says ?? '')}</h3>
          <p className="soft">{whenOf(at, clock)}</p>
          {body === null ? <p className="soft">{t.answerUnread()}</p> : <Inert text={body.text} block />}
        </div>
      ))}
    </section>
  );
}
