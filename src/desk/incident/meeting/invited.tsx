import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Tick } from '../../frame/field.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { invitableIn, type Invitable } from './standing.ts';
import { useMeetingWords } from './words.ts';

/** Members to tick, each with what keeps them from reading it yet. */
export function Members({
  legend,
  members,
  notIn = new Set(),
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly members: readonly string[];
  readonly notIn?: ReadonlySet<string>;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const t = useMeetingWords();
  const { nameOf } = useNames();
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="ticks">
        {members.map((id) => (
          <Tick
            key={id}
            label={nameOf(id)}
            {...(notIn.has(id) && { hint: t.notIn({ name: nameOf(id) }) })}
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Roles that are invited and have nobody, and who has to be let in first. */
export function Gaps({
  opened,
  procedure,
  invited,
}: {
  readonly opened: Opened;
  readonly procedure: Procedure;
  readonly invited: readonly string[];
}): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { gaps, notIn }: Invitable = invitableIn(opened, procedure);
  const roles = gaps.flatMap((id) => procedure.roles.find((role) => role.id === id) ?? []);
  const waits = invited.some((id) => notIn.has(id));
  return (
    <>
      {roles.map((role) => (
        <p key={role.id} className="soft">
          {t.gap({ role: say(role.name, language) })}
        </p>
      ))}
      {waits && (
        <p className="soft">
          <Link href={deskPaths.incident(opened.row.incident)}>{t.letIn()}</Link>
        </p>
      )}
    </>
  );
}
