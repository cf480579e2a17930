import { useState, type ReactNode } from 'react';
import { rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { useActing } from '../frame/acting.ts';
import { Pick, Said } from '../frame/field.tsx';
import { procedureOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { RoleTicks } from './role-ticks.tsx';

/** What a member does at an event, as a proposal to a second steward: how a new event gets its team. */
export function RolesOf({ member }: { member: RosterMember }): ReactNode {
  const { t } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const [edition, setEdition] = useState(team.editions.at(-1)?.edition.id ?? '');
  const held = rolesAt(member, edition);
  const [typed, setTyped] = useState<readonly string[] | null>(null);
  const [waiting, setWaiting] = useState(false);
  const chosen = typed ?? held;
  const same = chosen.length === held.length && chosen.every((role) => held.includes(role));
  return (
    <details className="sure">
      <summary className="btn quiet">{t.changeRoles()}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run(
            () => keys.setRoles(member.id, edition, chosen),
            async ({ accepted }) => {
              setWaiting(!accepted);
              setTyped(null);
              await refresh();
            },
          );
        }}
      >
        {team.editions.length > 1 && (
          <Pick
            label={t.event()}
            value={edition}
            onChange={(event) => {
              setEdition(event.target.value);
              setTyped(null);
            }}
          >
            {team.editions.map((one) => (
              <option key={one.edition.id} value={one.edition.id}>
                {one.edition.name}
              </option>
            ))}
          </Pick>
        )}
        <fieldset>
          <legend>
            {t.rolesAtEvent({ event: team.editions.find((one) => one.edition.id === edition)?.edition.name ?? '' })}
          </legend>
          <RoleTicks procedure={procedureOf(team, edition)} edition={edition} chosen={chosen} choose={setTyped} />
        </fieldset>
        {problem !== '' && <Said tone="clay">{problem}</Said>}
        {waiting && <Said tone="moss">{t.waitsForSecond()}</Said>}
        <button className="btn" disabled={busy || same}>
          {t.proposeRoles()}
        </button>
      </form>
    </details>
  );
}
