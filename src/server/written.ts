import { gatherings, type Gathering } from '#domain/procedure/gathering.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { CurrentEdition } from './editions.ts';
import type { Parts } from './parts.ts';

/** The version and the kind of event that a form's questions are of. */
export interface Form {
  readonly procedure: Procedure;
  readonly gathering: Gathering;
}

export const formNow = ({ procedure, edition }: CurrentEdition): Form => ({ procedure, gathering: edition.gathering });

/**
 * The form that a page was made with, from what it says of itself (`writtenUnder`); the present one where it says
 * nothing. Null for a version that was never in force or that cannot be read any more.
 */
export function formWritten(
  { procedures }: Pick<Parts, 'procedures'>,
  current: CurrentEdition,
  under: string,
): Form | null {
  if (under === '') return formNow(current);
  const [digest = '', named] = under.split('.');
  const gathering = gatherings.find((one) => one === named);
  const procedure = digest === current.procedure.digest ? current.procedure : procedures.inForceOnce(digest);
  return procedure === undefined || gathering === undefined ? null : { procedure, gathering };
}
