/**
 * Addresses that only staff ever ask for: the hallway, and what the desk asks of the server. Apart from `paths`, so that no
 * reporter's script carries them.
 */
export const staffPaths = {
  /** Posters and cards of an event, for the printer: with `#k=`, so they are made where the list was verified. */
  deskPrint: (edition: string) => `/desk/event/${edition}/print`,
  /** How each way in and out is. */
  deskChannels: '/desk/channels',
  /** What shows a notification when the desk is not open. */
  deskWaking: '/desk/waking.js',
  /** A member's own calendar: `<secret>.ics`. */
  calendar: (file: string) => `/calendar/${file}`,
  /** The app of the staff who take a report. */
  hallway: '/hallway',
  hallwayWorker: '/hallway/worker.js',
  hallwayManifest: '/hallway/app.webmanifest',
  hallwayIcon: (size: string) => `/hallway/icon-${size}.png`,
  /** Where a provider of text messages hands over messages and calls; signed by it, and for nobody else. */
  texts: (provider: string) => `/texts/${provider}`,
  textsCall: (provider: string) => `/texts/${provider}/call`,
  api: {
    door: '/api/door',
    unlock: '/api/unlock',
    lock: '/api/lock',
    desk: '/api/desk',
    state: '/api/state',
    alerts: '/api/alerts',
    /** How this member is reached. */
    routes: '/api/routes',
    route: (id: string) => `/api/routes/${id}`,
    routesOrder: '/api/routes/order',
    routesQuiet: '/api/routes/quiet',
    routesTest: '/api/routes/test',
    duties: '/api/duties',
    /** What wakes people now, and nobody has. */
    rings: '/api/rings',
    /** The address of this member's own calendar. */
    feed: '/api/feed',
    incidents: '/api/incidents',
    incident: (id: string) => `/api/incidents/${id}`,
    incidentFile: (id: string, hash: string) => `/api/incidents/${id}/files/${hash}`,
    /** Where an incident ends now: small, asked often while it is open on a page. */
    heads: (id: string) => `/api/incidents/${id}/heads`,
    /** The event's list of attendees: asked for out of an incident, which notes it. */
    attendees: (id: string) => `/api/incidents/${id}/attendees`,
    /** Mail to who reported by mail. */
    mailOut: (id: string) => `/api/incidents/${id}/mail`,
    /** What this member is asked before they are shown anything: do you know them? */
    asked: '/api/asked',
    askedFile: (id: string, hash: string) => `/api/asked/${id}/files/${hash}`,
    /** The little that people outside an incident are told. */
    notices: '/api/notices',
    noticeFile: (id: string, hash: string) => `/api/notices/${id}/files/${hash}`,
    entries: '/api/entries',
    roster: '/api/roster',
    declined: (proposal: string) => `/api/roster/proposals/${proposal}`,
    invitations: '/api/invitations',
    invitation: (id: string) => `/api/invitations/${id}`,
    enrol: (id: string) => `/api/invitations/${id}/enrol`,
    setup: '/api/setup',
    hallway: {
      /** Eight words of a member in, a session of the hallway out: it opens nothing but what stands here. */
      enter: '/api/hallway/enter',
      /** The same for a phone that was lent, by the secret of its link. */
      duty: '/api/hallway/duty',
      leave: '/api/hallway/leave',
      /** What the app needs to work without a network. */
      pack: (edition: string) => `/api/hallway/pack/${edition}`,
      /** Somebody is called: a lead, or a hand. */
      calls: '/api/hallway/calls',
      call: (id: string) => `/api/hallway/calls/${id}`,
    },
    /** Calls to this member, on the desk; and their answer. */
    calls: '/api/calls',
    callAnswer: (id: string) => `/api/calls/${id}/answer`,
    channels: '/api/channels',
    /** A test letter, now. */
    channelTest: '/api/channels/test',
    /** Calls to the team's number. */
    line: '/api/line',
    /** Phones that are lent at an event. */
    dutyPhones: (edition: string) => `/api/duty-phones/${edition}`,
    dutyPhone: (edition: string, id: string) => `/api/duty-phones/${edition}/${id}`,
  },
} as const;
