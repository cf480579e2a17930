import type { TeamSheet } from '#domain/promises/notices.ts';
import type { NoticeSeen } from '../keys/notice-seen.ts';

/** A sheet that the team of an event reads, with what is known of who reads it. */
export interface SheetSeen extends TeamSheet {
  readonly id: string;
  readonly notice: NoticeSeen;
}

/** The sheet in a notice; none in one of another kind, or that is not sealed to this member. */
export const sheetIn = (notice: NoticeSeen): readonly SheetSeen[] =>
  notice.for === 'team' && notice.body !== null && 'sheet' in notice.body
    ? [{ ...notice.body, id: notice.id, notice }]
    : [];

/** Who works at the event now and cannot read a sheet: they came later, or have new keys. */
export function unreachedBy({ notice }: SheetSeen, staff: readonly { readonly id: string }[]): readonly string[] {
  const late = staff.map(({ id }) => id).filter((id) => !notice.members.includes(id));
  return [...new Set([...late, ...notice.unreached])];
}

/**
 * What stands under an event: its own, and of earlier ones what is not done. A later event's is not shown. `dayOf`: the
 * first day of an event, `''` when it is not known here any more.
 */
export function sheetsUnder(
  list: readonly SheetSeen[],
  edition: { readonly id: string; readonly from: string },
  dayOf: (event: string) => string,
): readonly SheetSeen[] {
  return list.filter(
    ({ event, sheet, notice }) =>
      event === edition.id || (sheet !== 'summary' && notice.ended === null && dayOf(event) <= edition.from),
  );
}
