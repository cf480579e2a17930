import type { Procedure, ProtectedPerson } from '../procedure/procedure.ts';
import { protectedPeople } from '../procedure/procedure.ts';
import type { Finding, FindingKind, Whose } from './finding.ts';

/** What one person allows of themselves, as its entry and its words tell it. */
export interface PermissionTold {
  readonly hash: string;
  readonly for: string;
  readonly withdrawn: boolean;
  /** Id of a person of the incident, or `reporter`. */
  readonly person: string;
}

/** How a finding stands in a text that is for everybody. */
export type Standing =
  | { readonly is: 'refused' }
  | { readonly is: 'permitted'; readonly permission: string }
  | { readonly is: 'asked' };

/** What names a person; the rest only points at them. */
const naming: ReadonlySet<FindingKind> = new Set<FindingKind>(['name', 'handle', 'contact', 'badge']);

const protectedAs: Readonly<Record<Whose, ProtectedPerson | null>> = {
  reporter: 'reporter',
  impacted: 'impacted',
  reported: 'reported-person',
  witness: 'witness',
  present: 'witness',
  organisation: null,
  '': null,
};

type Shown = Pick<Procedure, 'public'>;

/** Whether no public text names this person without their own word. Of whom nobody knows who it is: where all are. */
export function isProtected({ public: { protects } }: Shown, whose: Whose): boolean {
  const as = protectedAs[whose];
  if (as === null) return whose === '' && protectedPeople.every((one) => protects.people.includes(one));
  return protects.people.includes(as);
}

/**
 * Whether a finding may stay in an announcement or a statement: a name of a protected person only with that person's own
 * permission in force (PUB-07, PUB-10, PUB-11, D20); everything else is for the writer and the second reader to answer.
 */
export function standingOf(
  procedure: Shown,
  permissions: readonly PermissionTold[],
  { why, whose, person }: Pick<Finding, 'why' | 'whose' | 'person'>,
): Standing {
  if (!naming.has(why)) return { is: 'asked' };
  const own = permissions.find(
    (one) => one.for === 'public' && !one.withdrawn && person !== '' && one.person === person,
  );
  if (own !== undefined) return { is: 'permitted', permission: own.hash };
  return isProtected(procedure, whose) ? { is: 'refused' } : { is: 'asked' };
}

/** Texts that are for everybody, whoever that is. */
export const isPublic = (kind: string): boolean => kind === 'announcement' || kind === 'statement';

/** How many words an announcement has; what has neither a letter nor a digit is none (PUB-06). */
export function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
