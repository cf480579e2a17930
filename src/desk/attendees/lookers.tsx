import type { ReactNode } from 'react';
import { holdersOf, type Members } from '#domain/edition/lists.ts';
import { rolesWho, type Procedure } from '#domain/procedure/procedure.ts';
import { active, rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { roleAmong } from '../edition/wording.ts';
import { Tick } from '../frame/field.tsx';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { useAttendeeWords } from './words.ts';

/** Who could be given the list: active members who have a role at the event. `now`: ms. */
export const couldLook = ({ members }: Members, edition: string, now: number): readonly RosterMember[] =>
  members.filter((member) => active(member, now) && rolesAt(member, edition).length > 0);

/** Who is ticked from the start: whoever could look before, else whoever may assess what is reported. Member ids. */
export function lookersFirst(
  procedure: Procedure | undefined,
  edition: string,
  roster: Members,
  { before, now }: { readonly before: readonly string[]; readonly now: number },
): readonly string[] {
  const could = couldLook(roster, edition, now).map(({ id }) => id);
  const again = before.filter((id) => could.includes(id));
  if (again.length > 0 || procedure === undefined) return again;
  const roles = rolesWho(procedure, 'assess').map(({ id }) => id);
  return holdersOf(roles, edition, roster, now).map(({ id }) => id);
}

interface Props {
  readonly edition: string;
  readonly chosen: readonly string[];
  readonly choose: (members: readonly string[]) => void;
}

/** Each of them can read the whole list, so each is chosen by name. */
export function Lookers({ edition, chosen, choose }: Props): ReactNode {
  const t = useAttendeeWords();
  const { language } = useWords();
  const { team, now } = useSession();
  const rolesOf = (member: RosterMember): string =>
    new Intl.ListFormat(language, { type: 'unit' }).format(
      rolesAt(member, edition).map((role) => roleAmong(team.procedures, role, language)),
    );
  return (
    <fieldset>
      <legend>{t.lookers()}</legend>
      <p className="soft">{t.lookersNote()}</p>
      <div className="ticks">
        {couldLook(team, edition, now()).map((member) => (
          <Tick
            key={member.id}
            label={member.name}
            hint={rolesOf(member)}
            checked={chosen.includes(member.id)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, member.id] : chosen.filter((one) => one !== member.id))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
