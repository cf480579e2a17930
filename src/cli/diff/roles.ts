import { acts, type Role } from '#domain/procedure/procedure.ts';
import { actWords } from '../words.ts';
import { at, called, instead, insteadOf, listed, matched, renamed, reporters, type Change, type Pair } from './pair.ts';

const receivesText = ({ receives }: Role): string =>
  receives === 'first' ? 'every one' : receives === 'never' ? 'none' : `if nobody else is left (${receives})`;

/** What each role receives, reads and may do. */
export function roleChanges(pair: Pair): readonly Change[] {
  const { a, b, name } = pair;
  const { gone, come, both } = matched(a.roles, b.roles, called.name);
  const may = (role: Role): string => listed(role.may.map((act) => actWords[act]));
  return [
    ...gone.map((role) => ({ whom: name(role.id), says: 'this role is no more' })),
    ...come.flatMap((role) => [
      { whom: name(role.id), says: `a new role; new reports: ${receivesText(role)}` },
      { whom: name(role.id), says: `may: ${may(role)}` },
    ]),
    ...both.flatMap(([old, now]) => {
      const whom = name(now.id);
      const gained = acts.filter((act) => now.may.includes(act) && !old.may.includes(act));
      const lost = acts.filter((act) => old.may.includes(act) && !now.may.includes(act));
      return [
        ...renamed(whom, 'this role', [old, now]),
        ...instead(whom, 'new reports they receive', receivesText(old), receivesText(now)),
        ...insteadOf(whom, 'what they can read of a new report', old.reads, now.reads),
        ...gained.map((act) => ({ whom, says: `may now ${actWords[act]}` })),
        ...lost.map((act) => ({ whom, says: `may no longer ${actWords[act]}` })),
        ...instead(whom, 'holders the document names', `${old.named ?? 'none'}`, `${now.named ?? 'none'}`),
        ...insteadOf(whom, 'held at', at(a, old.gatherings), at(b, now.gatherings)),
        ...(old.direct === now.direct
          ? []
          : [{ whom: reporters, says: `${now.direct ? 'can now' : 'can no longer'} send to one ${whom} alone` }]),
      ];
    }),
  ];
}
