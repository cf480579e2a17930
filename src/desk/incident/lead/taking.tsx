import type { ReactNode } from 'react';
import { useActing } from '../../frame/acting.ts';
import { Said, TextField } from '../../frame/field.tsx';
import { useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { freeIn, PickMember } from '../handling/fields.tsx';
import { attemptOf, permissionIn } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { HandOverNote } from './handed.tsx';
import { leadingOf } from './leading.ts';
import { useLeadWords } from './words.ts';

/** One tap, and everybody sees who has it. */
function Take({ opened, again }: PartProps): ReactNode {
  const t = useLeadWords();
  const { t: desk } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened)(attemptOf('lead-taken'));
  const { member, handed } = leadingOf(opened);
  if (member === team.me.id && handed === null) return null;
  if ('refused' in permission) return <NotOffered act={t.take()} permission={permission} />;
  return (
    <>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <p>
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() =>
            void run(() => keys.act(opened.row.incident, [{ kind: 'lead-taken', facts: {}, body: null }]), again)
          }
        >
          {busy ? desk.sending() : t.take()}
        </button>
      </p>
    </>
  );
}

/** Who could have it next: holds it, is free, and may take it by their role. */
function useNextLeads({ opened }: Pick<PartProps, 'opened'>): readonly string[] {
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  return freeIn(opened).filter(
    (id) => id !== team.me.id && 'allowed' in permissionIn(opened, procedure, id, attemptOf('lead-taken')),
  );
}

/** With a note of four things, none of them empty. */
function HandOver({ opened, again }: PartProps): ReactNode {
  const t = useLeadWords();
  const { team } = useSession();
  const members = useNextLeads({ opened });
  if (members.length === 0) return <p className="soft">{t.nobodyToHandTo()}</p>;
  const fields = [
    ['known', t.known(), t.knownHint()],
    ['promised', t.promised(), t.promisedHint()],
    ['next', t.next(), t.nextHint()],
    ['contact', t.contact(), t.contactHint()],
  ] as const;
  return (
    <ActForm
      opened={opened}
      again={again}
      place="lead/hand-over"
      title={t.handOver()}
      note={t.handOverNote()}
      attempt={attemptOf('handed-over', { member: members[0] ?? team.me.id })}
      initial={{ member: '', known: '', promised: '', next: '', contact: '' }}
      label={t.handOverLabel()}
      quiet
      texts={({ known, promised, next, contact }) => [known, promised, next, contact]}
      make={({ member, ...note }) => {
        if (member === '') return t.memberMissing();
        const empty = fields.filter(([key]) => note[key].trim() === '').map(([, label]) => label);
        if (empty.length > 0) return t.noteMissing({ fields: empty.join(', ') });
        const { known, promised, next, contact } = note;
        return [{ kind: 'handed-over', facts: { member }, body: { v: 1, known, promised, next, contact } }];
      }}
      done={t.handOverDone()}
    >
      {(value, set) => (
        <>
          <PickMember
            opened={opened}
            members={members}
            label={t.handTo()}
            value={value.member}
            onChange={(member) => set({ member })}
          />
          {fields.map(([key, label, hint]) => (
            <TextField
              key={key}
              label={label}
              hint={hint}
              rows={2}
              value={value[key]}
              onChange={(event) => set({ [key]: event.target.value })}
            />
          ))}
        </>
      )}
    </ActForm>
  );
}

/** Who leads, taking it, and handing it over. */
export function Taking({ opened, again }: PartProps): ReactNode {
  const t = useLeadWords();
  const { team } = useSession();
  const { nameOf } = useNames();
  const { member, handed } = leadingOf(opened);
  const notes = toldOf(opened, 'handed-over').toReversed();
  return (
    <section aria-labelledby="leads">
      <h3 id="leads">{t.title()}</h3>
      <p>
        {member === ''
          ? t.nobody()
          : handed !== null
            ? member === team.me.id
              ? t.waitsForYou()
              : t.waitsFor({ name: nameOf(member) })
            : member === team.me.id
              ? t.youLead()
              : t.leads({ name: nameOf(member) })}
      </p>
      {opened.handling.after.closed === null && (
        <>
          <Take opened={opened} again={again} />
          {member !== '' && (
            <details className="card">
              <summary>{t.handOver()}</summary>
              <HandOver opened={opened} again={again} />
            </details>
          )}
        </>
      )}
      {notes.length > 0 && (
        <details className="card">
          <summary>{t.notes({ n: notes.length })}</summary>
          {notes.map((note) => (
            <HandOverNote key={note.hash} opened={opened} note={note} />
          ))}
        </details>
      )}
    </section>
  );
}
