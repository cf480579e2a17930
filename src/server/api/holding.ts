import type { Edition } from '#domain/edition/edition.ts';
import type { Kind } from '#domain/promises/kinds.ts';
import type { Role } from '#domain/procedure/procedure.ts';
import { textFact, type Header } from '#domain/record/header.ts';
import type { Ground } from '#domain/promises/ground.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { noProcedure } from '../procedures.ts';

/**
 * [Note: Holding is enough] While the version of an incident cannot be read, nothing of it is guessed: no duty arises and
 * no role gives a right. Whoever holds the key can still answer the reporter, write a note and pass the key on, because
 * these need no procedure to judge them by. `admits` asks for the key itself.
 */
const unruled: ReadonlySet<string> = new Set<Kind>([
  'access',
  'grant-failed',
  'rekey',
  'message',
  'said-to-reporter',
  'acknowledged',
  'noted',
]);

/** Also a member's word on their own conflict: whoever has one can leave, whatever the version says (COI-01). */
const ownWords: ReadonlySet<string> = new Set<Kind>(['recused', 'conflict-answered']);

export const isUnruled = (header: Header, { id }: RosterMember): boolean =>
  unruled.has(header.kind) || (ownWords.has(header.kind) && textFact(header, 'member') === id);

const holder = 'holder';
const role: Role = {
  id: holder,
  name: { en: '' },
  many: { en: '' },
  may: ['acknowledge', 'write-to-reporter', 'note'],
  reads: [],
  receives: 'never',
  direct: false,
  gatherings: [],
  source: 'default',
  rows: [],
};

/** The ground for such an incident: a procedure with one role, and the member who asks as its holder. */
export function heldGround(
  edition: Edition,
  member: RosterMember,
): { readonly procedure: Ground['procedure']; readonly member: RosterMember } {
  return {
    procedure: { ...noProcedure('', '', ''), roles: [role] },
    member: { ...member, roles: [...member.roles, [edition.id, holder]] },
  };
}
