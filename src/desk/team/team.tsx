import type { ReactNode } from 'react';
import { rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { Inert } from '../frame/inert.tsx';
import { useActing } from '../frame/acting.ts';
import { roleAmong } from '../edition/wording.ts';
import { Said } from '../frame/field.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { rightName, roleName } from './difference.ts';
import { Invite } from './invite.tsx';
import { OpenAlone } from './open-alone.tsx';
import { Pending } from './pending.tsx';
import { Proposals } from './proposals.tsx';
import { RolesOf } from './roles-of.tsx';
import './team.css';

function useRolesIn(): (member: RosterMember) => string {
  const { t, language } = useWords();
  const { team } = useSession();
  return (member) => {
    const roles = team.editions.flatMap(({ edition }) =>
      rolesAt(member, edition.id).map((role) => {
        const known = roleName({ language, editions: team.editions, procedures: team.procedures }, edition.id, role);
        // Held from before the event changed over: still said with a name.
        const name = known === role ? roleAmong(team.procedures, role, language) : known;
        return team.editions.length > 1 ? `${name} (${edition.name})` : name;
      }),
    );
    return [...roles, ...member.rights.map((right) => rightName(t, right))].join(' · ');
  };
}

function MemberRow({ member }: { member: RosterMember }): ReactNode {
  const { t, language } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const rolesIn = useRolesIn();
  const mine = member.id === team.me.id;
  const ended = member.until < team.now;
  const maySuspend = team.me.rights.includes('steward') && !member.suspended && !mine;
  return (
    <tr>
      <th scope="row">
        <Inert text={member.name} />
        {mine && <small>{t.thatIsYou()}</small>}
      </th>
      <td>
        {rolesIn(member) || t.noRoles()}
        {team.me.rights.includes('steward') && !member.suspended && <RolesOf member={member} />}
      </td>
      <td>
        {member.suspended ? (
          <span className="chip clay">{t.suspended()}</span>
        ) : ended ? (
          <span className="chip amber">{t.keysEnded()}</span>
        ) : (
          <span className="soft">
            {t.keysUntil({ day: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(member.until) })}
          </span>
        )}
        {problem !== '' && <Said tone="clay">{problem}</Said>}
      </td>
      <td>
        {maySuspend && (
          <details className="sure">
            <summary className="btn quiet">{t.suspend()}</summary>
            <p>{t.suspendNote({ name: member.name })}</p>
            <button
              type="button"
              className="btn danger"
              disabled={busy}
              onClick={() => void run(() => keys.suspend(member.id), refresh)}
            >
              {t.suspendNow({ name: member.name })}
            </button>
          </details>
        )}
      </td>
    </tr>
  );
}

/** Who is in the team, in words; stewards also invite, confirm, sign and suspend. */
export default function TeamPage(): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const steward = team.me.rights.includes('steward');
  return (
    <main id="main" className="sheet wide">
      <h1>{t.team()}</h1>
      <p className="soft">{t.teamNote({ version: team.version })}</p>
      {steward && <Proposals />}
      {steward && <Pending />}
      <div className="table">
        <table>
          <caption className="unseen">{t.team()}</caption>
          <thead>
            <tr>
              <th scope="col">{t.name()}</th>
              <th scope="col">{t.rolesAndRights()}</th>
              <th scope="col">{t.keys()}</th>
              <th scope="col">
                <span className="unseen">{t.acts()}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {team.members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </tbody>
        </table>
      </div>
      {steward && <Invite />}
      {team.me.rights.length > 0 && <OpenAlone />}
    </main>
  );
}
