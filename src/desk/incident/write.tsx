import { useDeferredValue, useId, useState, type ReactNode } from 'react';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Said, TextField, Tick } from '../frame/field.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords, wordsIn } from '../frame/words.tsx';
import type { Opened } from '../keys/incident-seen.ts';
import { Stop, useStop } from './conflict/stop.tsx';
import { Prepared, type Ready } from './handling/prepared.tsx';
import { useChecked, type Checked, type CheckedAs } from './outgoing/checked.ts';
import { Findings, StopLines, useOutgoingWords } from './outgoing/findings.tsx';
import { LeftByMail } from './mailing/left.tsx';
import { isSigned, notMailedIn, useWay, WayNote, type Way } from './mailing/way.tsx';
import { theirMailingWords, useMailingWords } from './mailing/words.ts';
import { HeldForWords, isHeldForWords } from './paper.tsx';

interface Props {
  readonly opened: Opened;
  readonly afterwards: () => Promise<void>;
}

/** Texts to begin with, in the reporter's language: always editable, never sent by themselves. */
function usePrepared(language: string, way: Way): readonly Ready[] {
  const { t } = useWords();
  const theirs = wordsIn(language);
  const mailed = theirMailingWords(language);
  const byMail = !isSigned(way);
  return [
    { title: t.preparedThanks(), text: byMail ? mailed.mailThanksText() : theirs.preparedThanksText() },
    { title: t.preparedAsk(), text: theirs.preparedAskText() },
    { title: t.preparedMeet(), text: theirs.preparedMeetText() },
    { title: t.preparedFollowUp(), text: byMail ? mailed.mailFollowUpText() : theirs.preparedFollowUpText() },
  ];
}

/** That it left, by the way it went. */
function useLeftWords(way: Way): string {
  const { t } = useWords();
  const m = useMailingWords();
  if (way.by === 'mail') return m.mailSent();
  return way.by === 'text' ? m.textSent() : t.messageSent();
}

/** What could tell who else reported, and words that we keep out of a message, a moment behind the typing. */
function Look({
  opened,
  text,
  as,
  checked: { check, stops },
}: {
  opened: Opened;
  text: string;
  as: CheckedAs;
  checked: Checked;
}): ReactNode {
  const behind = useDeferredValue(text);
  const findings = check(behind, as);
  return (
    <>
      {findings.length > 0 && <Findings opened={opened} findings={findings} toReporter />}
      <StopLines stops={stops(behind, as)} />
    </>
  );
}

interface Message {
  readonly text: string;
  readonly followUp: boolean;
}

/** Acknowledging is writing: a person tells the reporter that a person has it. */
export function Write({ opened, afterwards }: Props): ReactNode {
  const { t } = useWords();
  const o = useOutgoingWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const checked = useChecked(opened);
  const empty: Message = { text: '', followUp: false };
  const draft = useDraft(`incident/${opened.row.incident}/write`, empty);
  const { text, followUp } = draft.value;
  const [looked, setLooked] = useState('');
  const [sent, setSent] = useState(false);
  const m = useMailingWords();
  const { way, leaves } = useWay(opened);
  const prepared = usePrepared(opened.language, way);
  const left = useLeftWords(way);
  const [notSent, setNotSent] = useState('');
  const stop = useStop(opened);
  const heading = useId();
  const held = isHeldForWords(opened.may.write);
  if ('refused' in opened.may.write && !held) return null;
  const first = !opened.acknowledged && 'allowed' in opened.may.acknowledge;
  const as: CheckedAs = { for: 'reporter', language: opened.language };
  // Nobody is asked to write what cannot leave; what they had begun stays.
  const writes = held || leaves || text !== '';
  /** Words that wait for a second tap, once for every text. */
  const unlooked = (): boolean =>
    text !== looked && (checked.check(text, as).length > 0 || checked.stops(text, as).some(({ hint }) => !hint));
  const change = (part: Partial<Message>): void => {
    draft.set(part);
    stop.change();
    setLooked('');
    setSent(false);
    setNotSent('');
  };
  return (
    <form
      className="act"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (held || !leaves || text.trim() === '') return;
        if (unlooked()) return setLooked(text);
        if (stop.stops(text)) return undefined;
        void run(
          () => keys.write(opened.row.incident, { text, followUp }),
          async (done) => {
            if ('notMailed' in done) {
              setNotSent(notMailedIn(m, done));
              return afterwards();
            }
            setNotSent('');
            draft.clear();
            setLooked('');
            stop.change();
            setSent(true);
            await afterwards();
          },
        );
        return undefined;
      }}
    >
      <h3 id={heading}>{first ? t.acknowledgeAndWrite() : t.writeToReporter()}</h3>
      {first && writes && <p className="soft">{t.acknowledgeNote()}</p>}
      {held && <HeldForWords />}
      <WayNote opened={opened} way={way} />
      <Found draft={draft} edition={opened.row.edition} />
      {writes && (
        <>
          <Prepared texts={prepared} text={text} set={(other) => change({ text: other })} />
          <TextField
            label={t.message()}
            hint={isSigned(way) ? t.messageHint() : m.mailUnsigned()}
            rows={6}
            required
            maxLength={100_000}
            value={text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <Look opened={opened} text={text} as={as} checked={checked} />
          <Tick
            label={t.isFollowUp()}
            hint={t.isFollowUpHint()}
            checked={followUp}
            onChange={(event) => draft.set({ followUp: event.target.checked })}
          />
        </>
      )}
      {problem !== '' && <Said tone="clay">{`${problem} ${t.textKept()}`}</Said>}
      {notSent !== '' && <Said tone="clay">{`${notSent} ${t.textKept()}`}</Said>}
      {looked !== '' && looked === text && <Said tone="clay">{o.outStopFirst()}</Said>}
      {sent && <Said tone="moss">{left}</Said>}
      {held || !leaves ? null : stop.members.length > 0 ? (
        <Stop members={stop.members} change={stop.change} busy={busy} />
      ) : (
        <button className="btn" disabled={busy || text.trim() === ''}>
          {busy ? t.sending() : first ? t.acknowledgeAndSend() : t.send()}
        </button>
      )}
      <LeftByMail opened={opened} />
    </form>
  );
}
