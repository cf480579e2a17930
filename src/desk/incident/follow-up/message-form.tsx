import { useDeferredValue, useId, useState, type ReactNode } from 'react';
import { useDraft } from '../../drafts/draft.ts';
import { Found } from '../../drafts/found.tsx';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { Stop, useStop } from '../conflict/stop.tsx';
import { NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useChecked, type CheckedAs } from '../outgoing/checked.ts';
import { Findings, StopLines } from '../outgoing/findings.tsx';
import { notMailedIn, useWay, WayNote } from '../mailing/way.tsx';
import { useMailingWords } from '../mailing/words.ts';
import { HeldForWords, isHeldForWords } from '../paper.tsx';
import { useFollowUpWords } from './words.ts';

interface Props<T extends object> extends PartProps {
  /** Names the form within the incident; a draft of it is kept under this name. */
  readonly place: string;
  readonly title: string;
  readonly note: ReactNode;
  readonly initial: T;
  readonly textOf: (value: T) => string;
  readonly followUp: boolean;
  readonly label: string;
  readonly done: string;
  /** After it was sent, before the page is loaded again. */
  readonly then?: () => Promise<unknown>;
  readonly children: (value: T, set: (change: Partial<T>) => void) => ReactNode;
}

/**
 * A message to the reporter: stored as it leaves, sent by a person. The same act reaches who left no contact, on the page
 * behind their eight words (FUP-07). What would tell somebody else's part waits for a second tap, and nothing typed is lost. While
 * staff knows those words it is written and kept, and not sent.
 */
export function MessageForm<T extends object>(props: Props<T>): ReactNode {
  const { opened, again, place, title, note, initial, textOf, followUp, label, done, then, children } = props;
  const t = useFollowUpWords();
  const { t: desk } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const draft = useDraft(`incident/${opened.row.incident}/${place}`, initial);
  const stop = useStop(opened);
  const { check, stops } = useChecked(opened);
  const as: CheckedAs = { for: 'reporter', language: opened.language };
  const text = textOf(draft.value);
  const behind = useDeferredValue(text);
  const findings = check(behind, as);
  const [looked, setLooked] = useState('');
  const [missing, setMissing] = useState(false);
  const [sent, setSent] = useState(false);
  const m = useMailingWords();
  const { way, leaves } = useWay(opened);
  const [notSent, setNotSent] = useState('');
  const heading = useId();
  const asked = permission(attemptOf('said-to-reporter', { 'follow-up': followUp ? 'yes' : 'no' }));
  const waits = isHeldForWords(asked);
  if ('refused' in asked && !waits) return <NotOffered act={title} permission={asked} />;
  const change = (part: Partial<T>): void => {
    draft.set(part);
    stop.change();
    setLooked('');
    setMissing(false);
    setSent(false);
    setNotSent('');
  };
  const submit = (): void => {
    if (waits || !leaves) return undefined;
    if (text.trim() === '') return setMissing(true);
    const held = check(text, as).length > 0 || stops(text, as).some(({ hint }) => !hint);
    if (held && looked !== text) return setLooked(text);
    if (stop.stops(text)) return undefined;
    void run(
      () => keys.write(opened.row.incident, { text: text.trim(), followUp }),
      async (did) => {
        if ('notMailed' in did) {
          setNotSent(notMailedIn(m, did));
          return again();
        }
        setNotSent('');
        draft.clear();
        stop.change();
        setLooked('');
        setSent(true);
        await then?.();
        await again();
      },
    );
    return undefined;
  };
  return (
    <form
      className="act"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id={heading}>{title}</h3>
      <p className="soft">{note}</p>
      {waits && <HeldForWords />}
      <WayNote opened={opened} way={way} />
      <Found draft={draft} edition={opened.row.edition} />
      {children(draft.value, change)}
      {missing && <Said tone="clay">{t.textMissing()}</Said>}
      {findings.length > 0 && <Findings opened={opened} findings={findings} toReporter />}
      <StopLines stops={stops(behind, as)} />
      {looked !== '' && <Said>{t.lookedAt()}</Said>}
      {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
      {notSent !== '' && <Said tone="clay">{`${notSent} ${desk.textKept()}`}</Said>}
      {sent && <Said tone="moss">{done}</Said>}
      {waits || !leaves ? null : stop.members.length > 0 ? (
        <Stop members={stop.members} change={stop.change} busy={busy} />
      ) : (
        <button className="btn" disabled={busy}>
          {busy ? desk.sending() : looked !== '' ? t.sendAnyway() : label}
        </button>
      )}
    </form>
  );
}
