import type { Person } from '#domain/incident/people.ts';
import { alikeIn, strengthOf } from '#domain/response/alike.ts';
import type { RosterMember } from '#domain/team/roster.ts';

/** Which member somebody of the incident seems to be, by their name; undefined when nobody is (RSP-09). */
export function memberMeant(
  { name, also }: Pick<Person, 'name' | 'also'>,
  members: readonly RosterMember[],
): RosterMember | undefined {
  const here = {
    people: [{ person: '', names: [name, ...also].filter((one) => one !== ''), looks: '' }],
    behaviours: [],
  };
  return members.find((member) => {
    const alike = alikeIn(here, { people: [{ person: '', names: [member.name], looks: '' }], behaviours: [] });
    return alike.length > 0 && strengthOf(alike) === 'strong';
  });
}
