import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';

/** What can be printed. */
export const printKinds = ['poster-a4', 'poster-a5', 'badge', 'wallet', 'pocket', 'words', 'crisis'] as const;
export type PrintKind = (typeof printKinds)[number];

/** One on a page, and one for each place; the others are many on one page, to be cut. */
export const isPoster = (kind: PrintKind): boolean => kind === 'poster-a4' || kind === 'poster-a5';

/** How many of a card fit on A4. */
export const onOnePage: Readonly<Record<Exclude<PrintKind, 'poster-a4' | 'poster-a5'>, number>> = {
  badge: 4,
  wallet: 10,
  pocket: 4,
  words: 10,
  crisis: 10,
};

/** What everything on paper is made of: settings that are public, and the key this desk has verified. */
export interface Press {
  readonly edition: Edition;
  readonly procedure: Procedure | undefined;
  readonly origin: string;
  readonly org: string;
  readonly version: number;
  readonly rehearsal: boolean;
}
