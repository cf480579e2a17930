import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';

/** Where one is on the desk. Only ids that are random stand in an address; never a code name. */
export const deskPaths = {
  /** What is owed, then all incidents. */
  owed: paths.desk,
  list: `${paths.desk}/incidents`,
  incident: paths.deskIncident,
  part: (incident: string, part: string) => `${paths.deskIncident(incident)}/${part}`,
  team: `${paths.desk}/team`,
  event: paths.deskEvent,
  print: staffPaths.deskPrint,
  /** `from`: the event it is copied from, or `none`. */
  newEvent: (from: string) => `${paths.desk}/new-event/${from}`,
  /** Before and after an event: who has read what, briefing, debrief. */
  gatherings: (edition: string) => `${paths.desk}/gatherings/${edition}`,
  /** What one is told without an incident. */
  lists: paths.deskLists,
  me: `${paths.desk}/me`,
  /** How each way in and out is. */
  channels: staffPaths.deskChannels,
} as const;
