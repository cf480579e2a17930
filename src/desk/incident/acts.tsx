import { useId, useState, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { useActing } from '../frame/acting.ts';
import { Pick, Said, TextField, Tick } from '../frame/field.tsx';
import { reasonIn } from '../frame/reasons.ts';
import { useSession } from '../frame/session.tsx';
import { useWords, wordsIn } from '../frame/words.tsx';
import type { Opened } from '../keys/protocol.ts';
import { Stop, useStop } from './conflict/stop.tsx';

interface Props {
  readonly opened: Opened;
  readonly afterwards: () => Promise<void>;
}

/** Texts to begin with, in the reporter's language: always editable, never sent by themselves. */
function usePrepared(language: string): readonly { readonly title: string; readonly text: string }[] {
  const { t } = useWords();
  const theirs = wordsIn(language);
  return [
    { title: t.preparedThanks(), text: theirs.preparedThanksText() },
    { title: t.preparedAsk(), text: theirs.preparedAskText() },
    { title: t.preparedMeet(), text: theirs.preparedMeetText() },
    { title: t.preparedFollowUp(), text: theirs.preparedFollowUpText() },
  ];
}

/** Acknowledging is writing: a person tells the reporter that a person has it. */
export function Write({ opened, afterwards }: Props): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const prepared = usePrepared(opened.language);
  const [text, setText] = useState('');
  const [followUp, setFollowUp] = useState(false);
  const [sent, setSent] = useState(false);
  const stop = useStop(opened);
  const heading = useId();
  if ('refused' in opened.may.write) return null;
  const first = !opened.acknowledged && 'allowed' in opened.may.acknowledge;
  return (
    <form
      className="act"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '' || stop.stops(text)) return;
        void run(
          () => keys.write(opened.row.incident, { text, followUp }),
          async () => {
            setText('');
            setFollowUp(false);
            stop.change();
            setSent(true);
            await afterwards();
          },
        );
      }}
    >
      <h3 id={heading}>{first ? t.acknowledgeAndWrite() : t.writeToReporter()}</h3>
      {first && <p className="soft">{t.acknowledgeNote()}</p>}
      <Pick
        label={t.preparedText()}
        value=""
        onChange={(event) => {
          const found = prepared[Number(event.target.value)];
          if (found !== undefined) setText(text.trim() === '' ? found.text : `${text.trimEnd()}\n\n${found.text}`);
          stop.change();
        }}
      >
        <option value="">{t.preparedPick()}</option>
        {prepared.map(({ title }, at) => (
          <option key={title} value={at}>
            {title}
          </option>
        ))}
      </Pick>
      <TextField
        label={t.message()}
        hint={t.messageHint()}
        rows={6}
        required
        maxLength={100_000}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          stop.change();
          setSent(false);
        }}
      />
      <Tick
        label={t.isFollowUp()}
        hint={t.isFollowUpHint()}
        checked={followUp}
        onChange={(event) => setFollowUp(event.target.checked)}
      />
      {problem !== '' && <Said tone="clay">{`${problem} ${t.textKept()}`}</Said>}
      {sent && <Said tone="moss">{t.messageSent()}</Said>}
      {stop.members.length > 0 ? (
        <Stop members={stop.members} change={stop.change} busy={busy} />
      ) : (
        <button className="btn" disabled={busy || text.trim() === ''}>
          {busy ? t.sending() : first ? t.acknowledgeAndSend() : t.send()}
        </button>
      )}
    </form>
  );
}

export function Note({ opened, afterwards }: Props): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const [text, setText] = useState('');
  const stop = useStop(opened);
  const heading = useId();
  if ('refused' in opened.may.note) return null;
  return (
    <form
      className="act"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '' || stop.stops(text)) return;
        void run(
          () => keys.note(opened.row.incident, text),
          async () => {
            setText('');
            stop.change();
            await afterwards();
          },
        );
      }}
    >
      <h3 id={heading}>{t.addNote()}</h3>
      <TextField
        label={t.note()}
        hint={t.noteHint()}
        rows={3}
        maxLength={100_000}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          stop.change();
        }}
      />
      {problem !== '' && <Said tone="clay">{`${problem} ${t.textKept()}`}</Said>}
      {stop.members.length > 0 ? (
        <Stop members={stop.members} change={stop.change} busy={busy} />
      ) : (
        <button className="btn quiet" disabled={busy || text.trim() === ''}>
          {busy ? t.sending() : t.keepNote()}
        </button>
      )}
    </form>
  );
}

/** What is not offered, why, and where the procedure says so: never a silent gap. */
export function NotOffered({ opened }: { opened: Opened }): ReactNode {
  const { t, language } = useWords();
  const { write, note } = opened.may;
  const refusals = [
    { act: t.writeToReporter(), may: write },
    { act: t.addNote(), may: note },
  ].flatMap(({ act, may }) => ('refused' in may ? [{ act, ...may }] : []));
  if (refusals.length === 2 && refusals.every(({ refused }) => refused === 'no-role'))
    return <p className="soft">{t.readOnly()}</p>;
  return refusals.map(({ act, refused, clause }) => (
    <p key={act} className="soft">
      {t.notOffered({ act, reason: reasonIn(t, refused) })}{' '}
      {clause !== null && t.procedureSays({ text: say(clause, language) })}
    </p>
  ));
}
