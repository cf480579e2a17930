import { useState, type ReactNode } from 'react';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { InvitationSeen } from '../keys/team-seen.ts';
import { asking } from '../sending/ask.ts';
import { roleName, rightName } from './difference.ts';

const ask = asking();

function Invited({ invitation, waits }: { invitation: InvitationSeen; waits: () => void }): ReactNode {
  const { t, language } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const expires = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    invitation.expires,
  );
  const state = {
    waiting: t.invitedWaiting({ when: expires }),
    enrolled: t.invitedEnrolled({ name: invitation.name }),
    forged: t.invitedForged(),
    unreadable: t.invitedUnreadable(),
    proposed: t.invitedProposed(),
  }[invitation.state];
  const held = [
    ...invitation.roles.map(([edition, role]) => roleName({ language, ...team }, edition, role)),
    ...invitation.rights.map((right) => rightName(t, right)),
  ];
  return (
    <li className="card">
      <p>
        <b>
          <Inert text={invitation.name} />
        </b>{' '}
        <span className="soft">{held.join(' · ')}</span>
      </p>
      <Said tone={invitation.state === 'forged' ? 'clay' : 'soft'}>{state}</Said>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="row">
        {invitation.state === 'enrolled' && (
          <button
            type="button"
            className="btn"
            disabled={busy}
            onClick={() =>
              void run(
                () => keys.confirm(invitation.id),
                async ({ accepted }) => {
                  if (!accepted) waits();
                  await refresh();
                },
              )
            }
          >
            {t.confirm({ name: invitation.name })}
          </button>
        )}
        {invitation.state !== 'proposed' && (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() =>
              void run(() => ask.json(staffPaths.api.invitation(invitation.id), { method: 'DELETE' }), refresh)
            }
          >
            {t.withdrawInvitation()}
          </button>
        )}
      </div>
    </li>
  );
}

/** Who was invited, and whether the keys that came back are from whoever was handed the link. */
export function Pending(): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const [waiting, setWaiting] = useState(false);
  if (team.invitations.length === 0 && !waiting) return null;
  return (
    <section aria-labelledby="pending">
      <h2 id="pending">{t.pending()}</h2>
      {waiting && <Said tone="moss">{t.waitsForSecond()}</Said>}
      <ul className="cards">
        {team.invitations.map((invitation) => (
          <Invited key={invitation.id} invitation={invitation} waits={() => setWaiting(true)} />
        ))}
      </ul>
    </section>
  );
}
