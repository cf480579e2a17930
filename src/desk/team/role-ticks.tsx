import type { ReactNode } from 'react';
import { say, type Procedure, type Role } from '#domain/procedure/procedure.ts';
import type { Desk } from '#words/made/shape.ts';
import { Tick } from '../frame/field.tsx';
import { editionOf, useSession } from '../frame/session.tsx';
import { roleAmong } from '../edition/wording.ts';
import { useWords } from '../frame/words.tsx';

function hintOf(t: Desk, { receives }: Role): string | undefined {
  if (receives === 'first') return t.roleReads();
  return typeof receives === 'number' ? t.roleFallback() : undefined;
}

interface Props {
  readonly procedure: Procedure | undefined;
  readonly edition: string;
  readonly chosen: readonly string[];
  readonly choose: (roles: readonly string[]) => void;
}

/** The roles of an event's procedure, and those already held that it does not have: they can only be taken. */
export function RoleTicks({ procedure, edition, chosen, choose }: Props): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const gathering = editionOf(team, edition)?.gathering;
  const roles = (procedure?.roles ?? []).filter(
    ({ id, gatherings }) => chosen.includes(id) || gathering === undefined || gatherings.includes(gathering),
  );
  const unknown = chosen.filter((role) => roles.every(({ id }) => id !== role));
  const toggle = (role: string) => (): void =>
    choose(chosen.includes(role) ? chosen.filter((one) => one !== role) : [...chosen, role]);
  return (
    <>
      {roles.map((role) => (
        <Tick
          key={role.id}
          label={say(role.name, language)}
          hint={hintOf(t, role)}
          checked={chosen.includes(role.id)}
          onChange={toggle(role.id)}
        />
      ))}
      {unknown.map((role) => (
        <Tick
          key={role}
          label={roleAmong(team.procedures, role, language)}
          hint={t.doubtRoleUnknown()}
          checked
          onChange={toggle(role)}
        />
      ))}
    </>
  );
}
