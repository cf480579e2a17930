import type { Shape } from './shape.ts';
import type { Wrong } from './wrong.ts';

type Role = Shape['roles'][number];

/** Each role that opens first is one that opens reports at all, and is named once. That it exists is checked elsewhere. */
function firstWrong({ opening, roles }: Shape): readonly Wrong[] {
  const first = opening?.first ?? [];
  return first.flatMap((id, i): readonly Wrong[] => {
    const path = ['opening', 'first', i];
    const role = roles.find((one) => one.id === id);
    if (first.indexOf(id) < i) return [{ path, found: id, expected: 'each role once' }];
    if (role === undefined || (role.receives === 'first' && role.reads.includes('account'))) return [];
    return [{ path, found: id, expected: 'a role that receives first and reads account: nobody else opens a report' }];
  });
}

/** What only readers who are asked first can do is missing until they have answered. */
function missing(readers: readonly Role[], first: readonly Role[]): readonly Wrong[] {
  const path = ['opening', 'first'];
  const names = first.map(({ id }) => id).join(', ');
  const only = (able: (role: Role) => boolean): boolean => readers.some(able) && !first.some(able);
  const wrong: Wrong[] = [];
  if (only(({ may }) => may.includes('write-to-reporter')))
    wrong.push({
      path,
      found: `${names}, who open it first and may not answer`,
      expected: 'a role among them that has the act `write-to-reporter`',
    });
  if (only(({ reads }) => reads.includes('identity')))
    wrong.push({
      grave: 'warning',
      path,
      found: `${names}, who open it first and do not read identity`,
      expected: 'a role among them that reads identity: as it is, all of them open it all the same',
    });
  return wrong;
}

/**
 * Two steps: who opens a report at once receives it first, reads the account and can answer; and somebody is left to be
 * asked. At a kind of event where none of them is held there is one step, which the file should know.
 */
export function openingWrong(read: Shape): readonly Wrong[] {
  const { opening, roles, gatherings } = read;
  if (opening === null) return [];
  const path = ['opening', 'first'];
  const readers = roles.filter((role) => role.receives === 'first');
  const first = readers.filter(({ id }) => opening.first.includes(id));
  const wrong: Wrong[] = firstWrong(read).slice();
  if (wrong.length > 0 || first.length === 0) return wrong;
  wrong.push(...missing(readers, first));
  if (readers.length === first.length)
    wrong.push({
      grave: 'warning',
      path,
      found: 'every role that receives first',
      expected: 'fewer of them: as it is, nobody is asked, and `opening` may be left out',
    });
  const heldAt = (some: readonly Role[], gathering: Role['gatherings'][number]): boolean =>
    some.some((role) => role.gatherings.includes(gathering));
  const bare = gatherings.filter((gathering) => heldAt(readers, gathering) && !heldAt(first, gathering));
  if (bare.length > 0)
    wrong.push({
      grave: 'warning',
      path,
      found: `nobody who is held at ${bare.join(', ')}`,
      expected: 'a role that is: as it is, every reader opens a new report at once there',
    });
  return wrong;
}
