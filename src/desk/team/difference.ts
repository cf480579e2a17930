import { say, type Procedure } from '#domain/procedure/procedure.ts';
import type { RosterChange } from '#domain/team/roster.ts';
import type { EditionInfo } from '#wire/api.ts';
import type { Desk } from '#words/made/shape.ts';

/** What changes are said with. */
export interface Named {
  readonly t: Desk;
  readonly language: string;
  readonly names: Readonly<Record<string, string>>;
  readonly editions: readonly EditionInfo[];
  readonly procedures: readonly Procedure[];
}

export function roleName(
  { language, editions, procedures }: Omit<Named, 't' | 'names'>,
  edition: string,
  role: string,
): string {
  const digest = editions.find((one) => one.edition.id === edition)?.edition.procedureDigest;
  const found = procedures.find((one) => one.digest === digest)?.roles.find(({ id }) => id === role);
  return found === undefined ? role : say(found.name, language);
}

const editionName = ({ editions }: Named, id: string): string =>
  editions.find(({ edition }) => edition.id === id)?.edition.name ?? id;

export function rightName(t: Desk, right: 'steward' | 'edition'): string {
  return right === 'steward' ? t.rightSteward() : t.rightEdition();
}

/** One change as a sentence: the second steward signs what these sentences say. */
export function changeIn(named: Named, change: RosterChange): string {
  const { t, language } = named;
  const who = 'member' in change ? (named.names[change.member] ?? change.member) : '';
  switch (change.what) {
    case 'member-added':
      return t.changeAdded({ who });
    case 'member-removed':
      return t.changeRemoved({ who });
    case 'keys-replaced':
      return t.changeKeys({ who });
    case 'suspended':
      return t.changeSuspended({ who });
    case 'restored':
      return t.changeRestored({ who });
    case 'right-given':
      return t.changeRightGiven({ who, right: rightName(t, change.right) });
    case 'right-taken':
      return t.changeRightTaken({ who, right: rightName(t, change.right) });
    case 'role-given':
      return t.changeRoleGiven({
        who,
        role: roleName(named, change.edition, change.role),
        event: editionName(named, change.edition),
      });
    case 'role-taken':
      return t.changeRoleTaken({
        who,
        role: roleName(named, change.edition, change.role),
        event: editionName(named, change.edition),
      });
    case 'until-set':
      return t.changeUntil({ who, day: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(change.until) });
    case 'renamed':
      return t.changeRenamed({ from: change.from, to: change.to });
    case 'sealing-key-changed':
      return t.changeSealingKey();
  }
}
