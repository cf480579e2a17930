import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { usePermission } from '../handling/act-form.tsx';
import { freeIn, PickMember } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { useCovers } from './covers.ts';
import { useCoverWords } from './words.ts';

/** The line that stands before heavy content, as somebody who read it wrote it; `''` where nobody did. */
export function heavyLine(opened: Pick<Opened, 'entries'>): string {
  return toldOf(opened, 'tagged').at(-1)?.body.heavy ?? '';
}

/** Somebody else reads it first: a note in the record. Nothing is sent, so they are told by hand. */
function AskSecond({ opened }: { opened: Opened }): ReactNode {
  const t = useCoverWords();
  const { t: desk } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  const [member, setMember] = useState('');
  const [asked, setAsked] = useState('');
  const permission = usePermission(opened);
  const members = freeIn(opened).filter((id) => id !== team.me.id);
  if (members.length === 0 || 'refused' in permission(attemptOf('noted'))) return null;
  const text = t.askedNote({ name: nameOf(member) });
  return (
    <details>
      <summary>{t.askSecond()}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (member === '') return;
          const body = { v: 1, text, about: 'read-first' } as const;
          void run(
            () => keys.act(opened.row.incident, [{ kind: 'noted', facts: {}, body }]),
            () => setAsked(member),
          );
        }}
      >
        <PickMember opened={opened} members={members} label={t.askWho()} value={member} onChange={setMember} />
        {problem !== '' && <Said tone="clay">{problem}</Said>}
        {asked !== '' && <Said tone="moss">{t.asked({ name: nameOf(asked) })}</Said>}
        <button className="btn quiet" disabled={busy || member === ''}>
          {busy ? desk.sending() : t.ask()}
        </button>
      </form>
    </details>
  );
}

/**
 * Heavy content stands behind one factual line until this member chooses to see it. It is covered again when they leave
 * the page or lock; after several in one tab, a line says that a break is fine.
 */
export function Cover({ opened, children }: { opened: Opened; children: ReactNode }): ReactNode {
  const t = useCoverWords();
  const { team } = useSession();
  const { cover, opened: noted, many } = useCovers(team.me.id);
  const [shown, setShown] = useState(false);
  const line = heavyLine(opened);
  if (line === '') return children;
  if (!cover || shown)
    return (
      <>
        {shown && many && <Said>{t.rest()}</Said>}
        {children}
        {shown && (
          <button type="button" className="btn quiet" onClick={() => setShown(false)}>
            {t.coverAgain()}
          </button>
        )}
      </>
    );
  return (
    <div className="card covered">
      <p className="soft">{t.covered()}</p>
      <p>
        <b>
          <Inert text={line} />
        </b>
      </p>
      {many && <p className="soft">{t.rest()}</p>}
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => {
            noted(opened.row.incident);
            setShown(true);
          }}
        >
          {t.show()}
        </button>
      </div>
      <AskSecond opened={opened} />
      <p className="soft">
        {t.coverNote()} <Link href={deskPaths.me}>{t.toSettings()}</Link>
      </p>
    </div>
  );
}
