import { paths } from '#wire/paths.ts';

/** Where one is on the desk. Only ids that are random stand in an address; never a code name. */
export const deskPaths = {
  list: paths.desk,
  incident: paths.deskIncident,
  team: `${paths.desk}/team`,
  me: `${paths.desk}/me`,
} as const;
