import { useId, useState, type ReactNode } from 'react';
import { feedbackWithin } from '#domain/promises/notices.ts';
import { rolesForFeedback } from '#domain/promises/noticing.ts';
import { active, rolesAt } from '#domain/team/roster.ts';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Field, Said, TextField, Tick } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { procedureOf, useSession } from '../frame/session.tsx';
import { whenOf, type Clock } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { useNames } from '../incident/conflict/names.ts';
import type { NoticeSeen } from '../keys/notice-seen.ts';
import { Answers } from './packet.tsx';
import { useNoticeWords } from './words.ts';

interface Props {
  readonly event: string;
  readonly clock: Clock;
  readonly again: () => Promise<void>;
}

/** Who answers people who are upset: the roles that the procedure names for it, and who announces (PUB-09). */
function useAnswering(event: string): readonly string[] {
  const { team, now } = useSession();
  const procedure = procedureOf(team, event);
  const theirs = procedure === undefined ? [] : rolesForFeedback(procedure);
  return team.members
    .filter((member) => active(member, now()) && rolesAt(member, event).some((role) => theirs.includes(role)))
    .map(({ id }) => id);
}

function New({ event, clock, again }: Props): ReactNode {
  const t = useNoticeWords();
  const { t: desk } = useWords();
  const { keys } = useSession();
  const { nameOf } = useNames();
  const { busy, problem, run } = useActing();
  const answering = useAnswering(event);
  const draft = useDraft('feedback', { from: '', text: '', not: [] as readonly string[] });
  const [missing, setMissing] = useState('');
  const [saved, setSaved] = useState(false);
  const { from, text, not } = draft.value;
  const members = answering.filter((id) => !not.includes(id));
  const change = (part: Partial<typeof draft.value>): void => {
    draft.set(part);
    setMissing('');
    setSaved(false);
  };
  const submit = (): void => {
    if (text.trim() === '') return setMissing(t.missingText());
    if (members.length === 0) return setMissing(t.missingReaders());
    const body = { v: 1, event, from: from.trim(), text, at: clock.now } as const;
    void run(
      () => keys.sendNotice({ for: 'feedback', incident: '', of: '', members, body }),
      async () => {
        draft.clear();
        setSaved(true);
        await again();
      },
    );
    return undefined;
  };
  return (
    <details className="older">
      <summary>{t.feedbackNew()}</summary>
      <form
        className="act"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          submit();
        }}
      >
        <p className="soft">{t.feedbackNote()}</p>
        <Found draft={draft} edition={event} />
        <TextField label={t.feedbackText()} value={text} onChange={({ target }) => change({ text: target.value })} />
        <Field
          label={t.feedbackFrom()}
          hint={t.feedbackFromHint()}
          dir="auto"
          maxLength={500}
          value={from}
          onChange={({ target }) => change({ from: target.value })}
        />
        <fieldset className="readers">
          <legend>{t.feedbackFor()}</legend>
          {answering.map((id) => (
            <Tick
              key={id}
              label={nameOf(id)}
              checked={members.includes(id)}
              onChange={({ target }) =>
                change({ not: target.checked ? not.filter((one) => one !== id) : [...not, id] })
              }
            />
          ))}
        </fieldset>
        {missing !== '' && <Said tone="clay">{missing}</Said>}
        {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
        {saved && <Said tone="moss">{t.saved()}</Said>}
        <button className="btn quiet" disabled={busy}>
          {busy ? desk.sending() : t.send()}
        </button>
      </form>
    </details>
  );
}

function Message({ notice, clock, again }: Omit<Props, 'event'> & { readonly notice: NoticeSeen }): ReactNode {
  const t = useNoticeWords();
  const { t: desk } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const draft = useDraft(`notice/${notice.id}`, { text: '' });
  const heading = useId();
  const { body, at, who, answers, members } = notice;
  if (body === null || !('from' in body) || typeof body.from !== 'string' || !('at' in body)) return null;
  const answered = answers.find((one) => one.body?.says === 'done');
  const due = at + feedbackWithin;
  // Who wrote it down leaves the answer to those it was for.
  const theirs = (who.is === 'member' ? who.id : '') !== team.me.id || members.length === 1;
  return (
    <article className={answered === undefined ? 'message' : 'message over'} aria-labelledby={heading}>
      <h3 id={heading}>
        {answered !== undefined
          ? t.feedbackAnswered({ when: whenOf(answered.at, clock) })
          : due < clock.now
            ? t.feedbackLate({ when: whenOf(at, clock) })
            : t.feedbackDue({ when: whenOf(due, clock) })}
      </h3>
      <p className="soft">
        {who.is === 'member'
          ? t.saidBy({ name: who.name, when: whenOf(at, clock) })
          : t.feedbackMailed({ when: whenOf(at, clock) })}
      </p>
      <Inert text={body.text} block />
      {body.from !== '' && (
        <p>
          <Inert text={body.from} />
        </p>
      )}
      <Answers answers={answers} clock={clock} />
      {answered === undefined && theirs && (
        <form
          className="act"
          onSubmit={(event) => {
            event.preventDefault();
            void run(
              () => keys.answerNotice(notice.id, { v: 1, says: 'done', text: draft.value.text }),
              async () => {
                draft.clear();
                await again();
              },
            );
          }}
        >
          <Found draft={draft} edition="" />
          <TextField
            label={t.feedbackAnswer()}
            value={draft.value.text}
            onChange={({ target }) => draft.set({ text: target.value })}
          />
          {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
          <button className="btn quiet" disabled={busy}>
            {busy ? desk.sending() : t.feedbackDone()}
          </button>
        </form>
      )}
    </article>
  );
}

/** What upset people wrote or said, apart from every incident, with a clock of its own: what waits stands first. */
export function FeedbackList({ event, clock, again, all }: Props & { readonly all: readonly NoticeSeen[] }): ReactNode {
  const t = useNoticeWords();
  const isOpen = ({ answers }: NoticeSeen): boolean => !answers.some(({ body }) => body?.says === 'done');
  const open = all.filter(isOpen).toSorted((a, b) => a.at - b.at);
  const over = all.filter((one) => !isOpen(one));
  return (
    <section className="beside" aria-labelledby="feedback">
      {all.length > 0 && (
        <>
          <h2 id="feedback">{t.feedback()}</h2>
          {open.length === 0 && <p className="soft">{t.feedbackEmpty()}</p>}
          {[...open, ...over].map((notice) => (
            <Message key={notice.id} notice={notice} clock={clock} again={again} />
          ))}
        </>
      )}
      <New event={event} clock={clock} again={again} />
    </section>
  );
}
