/** What kind of event a procedure or an edition speaks of (PRP-10). */
export const gatherings = ['in-person', 'online', 'meet-up'] as const;
export type Gathering = (typeof gatherings)[number];
