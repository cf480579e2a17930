import { useId, type ReactNode } from 'react';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { askAgain } from '../../frame/polled.ts';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { NotOffered, usePermission } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import type { Told } from '../handling/told.ts';
import { useLeadingWords } from './leading-words.ts';
import { leadingOf } from './leading.ts';

/** The four things the next lead has to know. */
export function HandOverNote({ opened, note }: { opened: Opened; note: Told<'handed-over'> }): ReactNode {
  const t = useLeadingWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const { known, promised, next, contact } = note.body;
  const lines = [
    [t.known(), known],
    [t.promised(), promised],
    [t.next(), next],
    [t.contact(), contact],
  ] as const;
  return (
    <>
      <p className="soft">{t.handedBy({ name: whoIs(desk, note.who), when: whenOf(note.at, clock) })}</p>
      <dl className="answers">
        {lines.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Inert block text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** On top of every page for who was handed the lead, until they say that they have it. */
export function Handed({ opened }: { opened: Opened }): ReactNode {
  const t = useLeadingWords();
  const { keys, team } = useSession();
  const { t: desk } = useWords();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened)(attemptOf('lead-taken'));
  const heading = useId();
  const { member, handed } = leadingOf(opened);
  if (handed === null || member !== team.me.id) return null;
  return (
    <section className="card ask" aria-labelledby={heading}>
      <h2 id={heading}>{t.handedToYou()}</h2>
      {handed.note === null ? <p>{t.noteLocked()}</p> : <HandOverNote opened={opened} note={handed.note} />}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <NotOffered act={t.haveIt()} permission={permission} />
      {'allowed' in permission && (
        <div className="row">
          <button
            type="button"
            className="btn"
            disabled={busy}
            onClick={() =>
              void run(() => keys.act(opened.row.incident, [{ kind: 'lead-taken', facts: {}, body: null }]), askAgain)
            }
          >
            {busy ? desk.sending() : t.haveIt()}
          </button>
        </div>
      )}
    </section>
  );
}

/** Who has it now, in a word or two for the bar. */
export function LeadFact({ opened }: { opened: Opened }): ReactNode {
  const t = useLeadingWords();
  const { t: desk } = useWords();
  const { team } = useSession();
  const { member, handed } = leadingOf(opened);
  const name = team.members.find(({ id }) => id === member)?.name ?? desk.formerMember();
  return (
    <div>
      <dt>{t.lead()}</dt>
      <dd className={member === '' || handed !== null ? 'soon' : undefined}>
        {member === '' ? t.nobody() : handed === null ? name : t.notYet({ name })}
      </dd>
    </div>
  );
}
