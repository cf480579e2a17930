import type { Done, Written } from '../intake/report.ts';

/** Appeals, oldest first. What was decided stands until an appeal decides otherwise (APL-03). */
export interface Appeal {
  readonly filed: readonly (Written & { readonly packet: Done | null; readonly decided: Done | null })[];
}

export const noAppeal: Appeal = { filed: [] };
