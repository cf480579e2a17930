import type { Done, Written } from '../intake/report.ts';

/** Appeals, oldest first. What was decided stands until an appeal decides otherwise (APL-03). */
export interface Appeal {
  readonly filed: readonly (Written & {
    readonly packet: Done | null;
    /** `outcome`: `stands` or `changed`; a changed one asks for a new resolution and is none itself. */
    readonly decided: (Done & { readonly outcome: string }) | null;
  })[];
}

export const noAppeal: Appeal = { filed: [] };
