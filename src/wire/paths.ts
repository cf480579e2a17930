/**
 * Every URL there is, with those of `staff-paths.ts`. No URL is spelled anywhere else, and no page exists without a line.
 * `c` is a neutral word on purpose: an address bar tells nothing.
 */
export const paths = {
  home: '/',
  /** To report without naming an event. */
  anyReport: '/report',
  start: (edition: string) => `/c/${edition}`,
  report: (edition: string) => `/c/${edition}/write`,
  check: (edition: string) => `/c/${edition}/check`,
  sent: (edition: string) => `/c/${edition}/sent`,
  files: (edition: string) => `/c/${edition}/files`,
  mailbox: (edition: string) => `/c/${edition}/words`,
  mailboxOpened: (edition: string) => `/c/${edition}/words/open`,
  mailboxReply: (edition: string) => `/c/${edition}/words/reply`,
  mailboxMove: (edition: string) => `/c/${edition}/words/new`,
  who: (edition: string) => `/c/${edition}/who`,
  handling: (edition: string) => `/c/${edition}/what-happens`,
  safe: (edition: string) => `/c/${edition}/online`,
  staffGuide: (edition: string) => `/c/${edition}/for-staff`,
  code: (edition: string) => `/c/${edition}/code-of-conduct`,
  /** The procedure as its authors wrote it: whose digest stands on the public page. */
  procedureFile: (edition: string) => `/c/${edition}/procedure.yaml`,
  leave: (edition: string) => `/leave/${edition}`,
  desk: '/desk',
  deskIncident: (incident: string) => `/desk/incident/${incident}`,
  deskLists: '/desk/lists',
  deskEvent: (edition: string) => `/desk/event/${edition}`,
  setup: '/setup',
  enrol: '/enrol',
  rehearsal: '/rehearsal',
  recipient: (hash: string) => `/recipients/${hash}`,
  favicon: '/favicon.ico',
  health: '/healthz',
  api: {
    sealing: (edition: string) => `/api/c/${edition}/sealing`,
    reports: (edition: string) => `/api/c/${edition}/reports`,
    mailbox: {
      open: '/api/mailbox/open',
      file: '/api/mailbox/file',
      reply: '/api/mailbox/reply',
      move: '/api/mailbox/move',
    },
  },
} as const;
