import { createContext, use, useId, useState, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Attempt } from '#domain/promises/attempt.ts';
import type { Reason } from '#domain/promises/reason.ts';
import { useDraft } from '../../drafts/draft.ts';
import { Found } from '../../drafts/found.tsx';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { reasonIn } from '../../frame/reasons.ts';
import { useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import type { ActSent } from '../../keys/protocol.ts';
import type { Permission } from '../../keys/standing-seen.ts';
import { Stop, useStop } from '../conflict/stop.tsx';
import { attemptOf, permissionIn } from './permission.ts';

/** What every part of an incident is given. `again`: loads it anew, after an act. */
export interface PartProps {
  readonly opened: Opened;
  readonly again: () => Promise<void>;
}

/** Asks whether this member may do something here and now. */
export function usePermission(opened: Opened): (attempt: Attempt) => Permission {
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  return (attempt) => permissionIn(opened, procedure, team.me.id, attempt);
}

/** Why something is not offered, and where the procedure says so: never a silent gap. */
export function NotOffered({ act, permission }: { act: string; permission: Permission }): ReactNode {
  const { t, language } = useWords();
  if ('allowed' in permission) return null;
  const { refused, clause } = permission;
  return (
    <p className="soft">
      {t.notOffered({ act, reason: reasonIn(t, refused) })}{' '}
      {clause !== null && t.procedureSays({ text: say(clause, language) })}
    </p>
  );
}

const Of = createContext('');

/** What the forms in it are about, where a page has the same form for several: each has a name of its own to be found by. */
export function FormsOf({ what, children }: { what: string; children: ReactNode }): ReactNode {
  return <Of value={what}>{children}</Of>;
}

interface Props<T extends object> extends PartProps {
  /** Names the form within the incident; a draft of it is kept under this name. */
  readonly place: string;
  readonly title: string;
  readonly note?: ReactNode;
  /** Asked before it is shown: refused, the form says why instead. */
  readonly attempt: Attempt;
  readonly initial: T;
  /** What the button says. */
  readonly label: string;
  readonly quiet?: boolean;
  /** Texts in it: one that names somebody who stepped aside waits for a second tap (COI-03). */
  readonly texts: (value: T) => readonly string[];
  /** The entries it would write, or what is missing, in words. */
  readonly make: (value: T) => readonly ActSent[] | string;
  readonly children: (value: T, set: (change: Partial<T>) => void) => ReactNode;
  /** Said when it is done. */
  readonly done?: string;
  readonly afterwards?: () => void;
}

/**
 * One act of handling, as a form: not offered without a reason, never lost, and sent once. What the procedure only warns
 * of is said, and a second tap sends it all the same.
 */
export function ActForm<T extends object>(props: Props<T>): ReactNode {
  const { opened, again, place, title, note, attempt, initial, label, quiet, texts, make, children, done } = props;
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const draft = useDraft(`incident/${opened.row.incident}/${place}`, initial);
  const stop = useStop(opened);
  const [missing, setMissing] = useState('');
  const [warned, setWarned] = useState<Reason | ''>('');
  const [sent, setSent] = useState(false);
  const heading = useId();
  const of = use(Of);
  const asked = permission(attempt);
  if ('refused' in asked) return <NotOffered act={title} permission={asked} />;
  const change = (part: Partial<T>): void => {
    draft.set(part);
    stop.change();
    setMissing('');
    setWarned('');
    setSent(false);
  };
  const submit = (): void => {
    const acts = make(draft.value);
    if (typeof acts === 'string') return setMissing(acts);
    const answers = acts.map(({ kind, facts }) => permission(attemptOf(kind, facts)));
    const no = answers.find((answer) => 'refused' in answer);
    if (no !== undefined && 'refused' in no) return setMissing(reasonIn(t, no.refused));
    const warning =
      answers.map((answer) => ('warning' in answer ? answer.warning : '')).find((one) => one !== '') ?? '';
    if (warning !== '' && warned !== warning) return setWarned(warning);
    if (stop.stops(texts(draft.value).join('\n'))) return undefined;
    void run(
      () => keys.act(opened.row.incident, acts),
      async () => {
        draft.clear();
        stop.change();
        setWarned('');
        setSent(true);
        props.afterwards?.();
        await again();
      },
    );
    return undefined;
  };
  return (
    <form
      className="act"
      aria-label={of === '' ? undefined : `${title}: ${of}`}
      aria-labelledby={of === '' ? heading : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id={heading}>{title}</h3>
      {note !== undefined && <p className="soft">{note}</p>}
      <Found draft={draft} edition={opened.row.edition} />
      {children(draft.value, change)}
      {missing !== '' && <Said tone="clay">{missing}</Said>}
      {warned !== '' && <Said>{t.warnedTwice({ reason: reasonIn(t, warned) })}</Said>}
      {problem !== '' && <Said tone="clay">{`${problem} ${t.textKept()}`}</Said>}
      {sent && done !== undefined && <Said tone="moss">{done}</Said>}
      {stop.members.length > 0 ? (
        <Stop members={stop.members} change={stop.change} busy={busy} />
      ) : (
        <button className={quiet === true ? 'btn quiet' : 'btn'} disabled={busy}>
          {busy ? t.sending() : label}
        </button>
      )}
    </form>
  );
}
