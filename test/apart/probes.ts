import { kinds } from '#domain/promises/kinds.ts';
import { kindOf, type Facts, type Stream } from '#domain/record/header.ts';
import { event } from '#rehearsal/cast.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry, type FileMade, type Signer } from '#seal/entry.ts';
import { sealFile } from '#seal/seal.ts';
import type { EntriesBatch } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { feedOf, origin } from './house.ts';

/** One request, kept as it is so that it can be made again in the other world. */
export interface Probe {
  /** `METHOD path` of the route it is for. */
  readonly route: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON or a form's text; a batch with its files; nothing. */
  readonly body: string | Multipart | null;
}

interface Multipart {
  readonly batch: unknown;
  readonly files: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
}

/** All there is to know of an incident: more than whoever is kept out of it could ever have learnt. */
export interface Known {
  readonly incident: string;
  readonly report: string;
  readonly mailbox: string;
  readonly ends: ReadonlyMap<Stream, { readonly head: string; readonly next: number }>;
  readonly files: readonly string[];
  /** Recipients of the newest keys. */
  readonly recipients: readonly {
    readonly stream: Stream;
    readonly compartment: 'account' | 'internal';
    readonly epoch: number;
    readonly recipient: string;
  }[];
}

/** Who asks, and all they can ask about. */
export interface Asking {
  readonly member: string;
  readonly session: string;
  readonly signer: Signer;
  readonly org: string;
  readonly note: string;
  readonly roster: { readonly version: number; readonly hash: string };
  readonly at: number;
  /** The incident that is there in one world only. */
  readonly known: Known;
  /** One that is there in both. */
  readonly other: Known;
  /** Batches this member once had stored. */
  readonly again: readonly Multipart[];
  /** Their own memory row is the same in both worlds. */
  readonly sameMemory: boolean;
  readonly recipients: readonly string[];
}

const hex = (what: string, length = 32): string => sha256Hex(what).slice(0, length);
/** Names of nothing. */
export const nothing: Known = {
  incident: hex('no incident'),
  report: hex('no report'),
  mailbox: hex('no mailbox'),
  ends: new Map<Stream, { head: string; next: number }>([
    [`incident/${hex('no incident')}`, { head: hex('no head', 64), next: 3 }],
    [`report/${hex('no report')}`, { head: hex('no head', 64), next: 3 }],
    [`mailbox/${hex('no mailbox')}`, { head: hex('no head', 64), next: 3 }],
  ]),
  files: [hex('no file', 64)],
  recipients: [],
};

type End = { readonly head: string; readonly next: number };
const none: End = { head: '', next: 0 };
const endOf = (known: Known, stream: Stream): End => known.ends.get(stream) ?? none;
const tried = ['recused', 'conflict-answered', 'acknowledged', 'grant-failed', 'message'] as const;

type Asked = Omit<Probe, 'route' | 'headers'> & { readonly headers?: Readonly<Record<string, string>> };
const get = (path: string): Asked => ({ path, body: null });
const json = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Asked => ({
  path,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const multipart = (path: string, body: Multipart): Asked => ({ path, body });
const form = (path: string, fields: Readonly<Record<string, string>>): Asked => ({
  path,
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

const signed = (
  { signer, org, roster, at }: Asking,
  stream: Stream,
  place: { head: string; next: number },
  kind: string,
  facts: Facts,
) => {
  const { version: rosterVersion, hash: rosterHash } = roster;
  const draft = { org, stream, seq: place.next, prev: place.head, id: hex(`${stream} ${kind}`), kind } as const;
  const { line, hsig } = signEntry(
    { ...draft, compartment: '', epoch: 0, rosterVersion, rosterHash, at, facts },
    null,
    signer,
  );
  return { line, hsig };
};

/** Facts that any kind can have: whether they fit is not asked before whether the incident is there. */
const someFacts = (kind: string, member: string): Facts =>
  kind === 'conflict-answered'
    ? [
        ['answer', 'clear'],
        ['member', member],
      ]
    : ['recused', 'conflict-asked', 'unbarred'].includes(kind)
      ? [['member', member]]
      : [];

const batchOf = (
  stream: Stream,
  expect: string,
  entries: readonly { line: string; hsig: string }[],
): EntriesBatch['streams'][number] => ({
  stream,
  expect,
  entries,
});

function entriesAsked(asking: Asking): readonly Asked[] {
  const path = staffPaths.api.entries;
  const { known, other, member } = asking;
  const one = (stream: Stream, end: End, entries: readonly { line: string; hsig: string }[]): Asked =>
    multipart(path, { batch: { streams: [batchOf(stream, end.head, entries)], grants: [] }, files: [] });
  const [report, incident, audit] = [
    `report/${known.report}`,
    `incident/${known.incident}`,
    `audit/${known.incident}`,
  ] as const;
  const single = [...known.ends].flatMap(([stream, end]) => {
    const fitting = tried.filter((kind) => (kinds[kind].streams as readonly string[]).includes(kindOf(stream)));
    return fitting.map((kind) => one(stream, end, [signed(asking, stream, end, kind, someFacts(kind, member))]));
  });
  const stale = { ...endOf(known, incident), head: hex('another head', 64) };
  const { line } = signed(asking, report, endOf(known, report), 'acknowledged', []);
  const mixed = [
    [known, report],
    [other, `incident/${other.incident}`],
  ] as const;
  const both = mixed.map(([of, stream]) =>
    batchOf(stream, endOf(of, stream).head, [signed(asking, stream, endOf(of, stream), 'grant-failed', [])]),
  );
  return [
    ...single,
    one(incident, stale, [signed(asking, incident, stale, 'recused', [['member', member]])]),
    one(report, endOf(known, report), [{ line, hsig: '0'.repeat(128) }]),
    one(audit, none, [signed(asking, audit, none, 'fetched', [['member', member]])]),
    multipart(path, { batch: { streams: both, grants: [] }, files: [] }),
    ...asking.again.map((batch) => multipart(path, batch)),
  ];
}

/** A notice out of the incident, and the decision of an appeal in it, by somebody who may know of neither. */
function noticesAsked(asking: Asking): readonly Asked[] {
  const { known, member } = asking;
  const path = staffPaths.api.notices;
  const incident: Stream = `incident/${known.incident}`;
  const notice: Stream = `notice/${hex(`notice by ${member}`)}`;
  const end = endOf(known, incident);
  const inside = (kind: string, facts: Facts) =>
    batchOf(incident, end.head, [signed(asking, incident, end, kind, facts)]);
  const one = (kind: string, facts: Facts, beside: EntriesBatch['streams'][number] | null): Asked =>
    multipart(path, {
      batch: { notice: batchOf(notice, '', [signed(asking, notice, none, kind, facts)]), incident: beside },
      files: [],
    });
  const decided: Facts = [
    ['of', hex('an appeal', 64)],
    ['outcome', 'stands'],
  ];
  const readers: Facts = [
    ['for', 'door'],
    ['readers', [member]],
  ];
  const entry = signed(asking, incident, end, 'appeal-decided', decided);
  return [
    one('noticed', readers, inside('disclosed', [['notice', hex(`notice by ${member}`)]])),
    one('notice-ended', [], null),
    one('notice-answered', [['readers', [member]]], inside('appeal-decided', decided)),
    multipart(staffPaths.api.entries, {
      batch: { streams: [batchOf(incident, end.head, [entry])], grants: [] },
      files: [],
    }),
  ];
}

/** A note sealed to the very key of the incident: what somebody who once held it could still make. */
export async function sealedNotes(asking: Asking): Promise<readonly Multipart[]> {
  const { signer, org, roster, at } = asking;
  const { version: rosterVersion, hash: rosterHash } = roster;
  return Promise.all(
    asking.known.recipients.map(async ({ stream, compartment, epoch, recipient }): Promise<Multipart> => {
      const end = endOf(asking.known, stream);
      const kind = compartment === 'internal' ? 'noted' : 'said-to-reporter';
      const facts: Facts = compartment === 'internal' ? [] : [['follow-up', 'no']];
      const draft = {
        org,
        stream,
        seq: end.next,
        prev: end.head,
        id: hex(`sealed ${stream}`),
        kind,
        compartment,
      } as const;
      const whole = { ...draft, epoch, rosterVersion, rosterHash, at, facts };
      const file: FileMade = await sealFile(whole, signer.public, recipient, utf8('{"v":1,"text":"late"}'));
      const { line, hsig } = signEntry(whole, file, signer);
      return { batch: { streams: [batchOf(stream, end.head, [{ line, hsig }])], grants: [] }, files: [file] };
    }),
  );
}

const keyOf = ({ known }: Asking): { id: string; auth: string } => ({ id: known.mailbox, auth: hex('a guess', 64) });

const words = 'abandon ability able about above absent absorb abstract';
const typed = { l: 'en', words, e: hex('words', 20), text: 'hello', head: '', turn: hex('turn'), token: hex('token') };
/** Answered before anything is looked up, whatever is asked: the first thing each asks is who is there. */
const around = (): readonly Asked[] => [];

/**
 * How every route is asked. One that has no line here fails the test by its name. Left out on purpose: a birth under the
 * very id of a report that exists. It is refused, as it must be, and tells whoever already knows those 128 random bits
 * that they are taken.
 */
const table: Readonly<Record<string, (asking: Asking) => readonly Asked[]>> = {
  'ALL /*': around,
  'ALL /api/*': ({ known }) => [get(`/api/other/${known.incident}`)],
  'ALL /': around,
  'ALL /report': around,
  'ALL /c/*': around,
  'ALL /leave/*': around,
  'GET /healthz': () => [get('/healthz')],
  'GET /favicon.ico': () => [get('/favicon.ico')],
  'GET /assets/*': ({ known }) => [get(`/assets/${known.incident}.js`)],
  'GET /api/c/:edition/sealing': ({ known }) => [
    get(paths.api.sealing(event)),
    get(`${paths.api.sealing(event)}?under=${known.report}`),
    get(paths.api.sealing(known.incident)),
  ],
  'GET /recipients/:hash': ({ known, recipients }) =>
    [...recipients, ...known.files].map((one) => get(paths.recipient(one))),
  'POST /api/c/:edition/reports': (asking) => [
    multipart(paths.api.reports(event), { batch: {}, files: [] }),
    multipart(paths.api.reports(event), {
      batch: {
        report: [0, 1].map((next) => signed(asking, `report/${nothing.report}`, { head: '', next }, 'reported', [])),
        selfNote: signed(asking, `mailbox/${asking.known.mailbox}`, none, 'self-note', []),
        grants: [],
        bearer: hex('bearer', 64),
        procedure: hex('procedure', 64),
      },
      files: [],
    }),
  ],
  'POST /api/mailbox/open': (asking) => [
    json(paths.api.mailbox.open, keyOf(asking)),
    json(paths.api.mailbox.open, { id: asking.known.mailbox }),
  ],
  'POST /api/mailbox/file': (asking) =>
    asking.known.files.slice(0, 2).map((hash) => json(paths.api.mailbox.file, { ...keyOf(asking), hash })),
  'POST /api/mailbox/reply': (asking) => {
    const { report, mailbox } = asking.known;
    const place = { head: '', next: -1 };
    const batch = {
      ...keyOf(asking),
      report: [signed(asking, `report/${report}`, place, 'heard-from-reporter', [])],
      mailbox: [signed(asking, `mailbox/${mailbox}`, place, 'message', [])],
    };
    return [multipart(paths.api.mailbox.reply, { batch, files: [] })];
  },
  'POST /api/mailbox/move': (asking) => {
    const { report, mailbox } = asking.known;
    const one = signed(asking, `report/${report}`, { head: '', next: -1 }, 'mailbox-moved', [['from', mailbox]]);
    const batch = { ...keyOf(asking), moved: one, selfNote: one, messages: [], newBearer: hex('new', 64) };
    return [multipart(paths.api.mailbox.move, { batch, files: [] })];
  },
  'GET /api/door': () => [get(staffPaths.api.door)],
  'POST /api/unlock': () => [
    json(staffPaths.api.unlock, { handle: hex('handle'), auth: hex('auth', 64) }),
    json(staffPaths.api.unlock, {}),
  ],
  'POST /api/lock': () => [json(staffPaths.api.lock, {}, { cookie: `__Host-desk=${hex('no session', 64)}` })],
  'GET /api/desk': () => [get(staffPaths.api.desk)],
  'POST /api/state': ({ sameMemory }) => [
    json(staffPaths.api.state, { counter: -1, bytes: '' }),
    ...(sameMemory ? [json(staffPaths.api.state, { counter: 0, bytes: '' })] : []),
  ],
  'POST /api/alerts': ({ member }) => [
    json(staffPaths.api.alerts, { address: `${member}@elsewhere.example` }),
    json(staffPaths.api.alerts, { address: '@' }),
  ],
  'GET /api/routes': () => [get(staffPaths.api.routes)],
  'POST /api/routes': ({ known }) => [
    json(staffPaths.api.routes, { kind: 'push', endpoint: `https://push.example/${known.incident}` }),
    json(staffPaths.api.routes, {}),
  ],
  'DELETE /api/routes/:id': ({ known }) => [get(staffPaths.api.route(known.incident))],
  'POST /api/routes/order': ({ known }) => [
    json(staffPaths.api.routesOrder, { order: [known.incident] }),
    json(staffPaths.api.routesOrder, {}),
  ],
  'POST /api/routes/quiet': () => [
    json(staffPaths.api.routesQuiet, { from: 0, to: 0, zone: 'America/New_York' }),
    json(staffPaths.api.routesQuiet, {}),
  ],
  'POST /api/routes/test': () => [json(staffPaths.api.routesTest, {})],
  'GET /api/incidents': ({ known }) => [
    get(staffPaths.api.incidents),
    get(`${staffPaths.api.incidents}?after=x`),
    get(`${staffPaths.api.incidents}?after=${known.incident}`),
  ],
  'GET /api/duties': ({ known }) => [
    get(staffPaths.api.duties),
    get(`${staffPaths.api.duties}?after=${known.incident}`),
  ],
  'GET /api/rings': () => [get(staffPaths.api.rings)],
  'POST /api/feed': ({ member }) => [
    json(staffPaths.api.feed, { secret: feedOf(member) }),
    json(staffPaths.api.feed, { secret: 'short' }),
  ],
  'GET /calendar/:file': ({ known, member }) =>
    [feedOf(member), known.incident].map((secret) => get(staffPaths.calendar(`${secret}.ics`))),
  'GET /api/incidents/:id': ({ known: { incident, report, mailbox }, other }) =>
    [incident, report, mailbox, other.incident].map((id) => get(staffPaths.api.incident(id))),
  'GET /api/incidents/:id/heads': ({ known, other }) =>
    [known, other].map(({ incident }) => get(staffPaths.api.heads(incident))),
  'POST /api/incidents/:id/mail': ({ known, other }) => {
    const mail = { to: 'somebody@elsewhere.example', text: 'Thank you.', entry: hex('mail'), followUp: false };
    return [
      ...[known, other, nothing].map(({ incident }) => json(staffPaths.api.mailOut(incident), mail)),
      json(staffPaths.api.mailOut(known.incident), { ...mail, to: 'nobody' }),
      json(staffPaths.api.mailOut(known.incident), {}),
    ];
  },
  'GET /api/incidents/:id/files/:hash': ({ known, other }) => [
    ...known.files.flatMap((hash) =>
      [known, other].map(({ incident }) => get(staffPaths.api.incidentFile(incident, hash))),
    ),
    ...other.files.map((hash) => get(staffPaths.api.incidentFile(other.incident, hash))),
    ...other.files.slice(0, 2).map((hash) => get(staffPaths.api.incidentFile(known.incident, hash))),
  ],
  'POST /api/incidents/:id/attendees': ({ known, other }) =>
    [known, other, nothing].map(({ incident }) => json(staffPaths.api.attendees(incident), {})),
  'GET /api/asked': () => [get(staffPaths.api.asked)],
  'GET /api/asked/:id/files/:hash': ({ known }) =>
    known.files.map((hash) => get(staffPaths.api.askedFile(known.incident, hash))),
  'GET /api/notices': () => [get(staffPaths.api.notices)],
  'GET /api/notices/:id/files/:hash': ({ known }) =>
    known.files.map((hash) => get(staffPaths.api.noticeFile(known.incident, hash))),
  'POST /api/notices': noticesAsked,
  'POST /api/hallway/calls': ({ known, member }) => [
    json(staffPaths.api.hallway.calls, {
      id: known.incident,
      edition: event,
      purpose: 'lead',
      members: [member],
      file: '',
      by: hex('a key', 64),
    }),
    json(staffPaths.api.hallway.calls, {}),
  ],
  'GET /api/hallway/calls/:id': ({ known }) => [get(staffPaths.api.hallway.call(known.incident))],
  'GET /api/calls': () => [get(staffPaths.api.calls)],
  'GET /api/line': () => [get(staffPaths.api.line)],
  'POST /texts/generic': ({ known }) => [
    json(staffPaths.texts('generic'), { id: known.report, from: '+15550199', text: 'Hello' }),
    json(staffPaths.texts('generic'), {}, { 'x-recourse-signature': `t=1,v1=${hex('guessed', 64)}` }),
  ],
  'POST /texts/generic/call': ({ known }) => [
    json(staffPaths.textsCall('generic'), { id: known.report, state: 'missed' }),
  ],
  'POST /api/calls/:id/answer': ({ known }) => [
    json(staffPaths.api.callAnswer(known.incident), { says: 'coming' }),
    json(staffPaths.api.callAnswer(known.incident), { says: 'why' }),
  ],
  'POST /api/hallway/enter': () => [
    json(staffPaths.api.hallway.enter, { handle: hex('handle'), auth: hex('auth', 64), edition: event }),
    json(staffPaths.api.hallway.enter, {}),
  ],
  'POST /api/hallway/duty': ({ known }) => [
    json(staffPaths.api.hallway.duty, { secret: known.incident }),
    json(staffPaths.api.hallway.duty, {}),
  ],
  'POST /api/hallway/leave': () => [
    json(staffPaths.api.hallway.leave, {}, { cookie: `__Host-hallway=${hex('no session', 64)}` }),
  ],
  'GET /api/hallway/pack/:edition': ({ known }) =>
    [event, known.incident].map((one) => get(staffPaths.api.hallway.pack(one))),
  'GET /api/channels': () => [get(staffPaths.api.channels)],
  'POST /api/channels/test': () => [json(staffPaths.api.channelTest, {})],
  'GET /api/duty-phones/:edition': ({ known }) =>
    [event, known.incident].map((one) => get(staffPaths.api.dutyPhones(one))),
  'POST /api/duty-phones/:edition': ({ known }) =>
    [event, known.incident].map((one) =>
      json(staffPaths.api.dutyPhones(one), { name: 'Phone', until: 0, secret: hex('secret', 64) }),
    ),
  'DELETE /api/duty-phones/:edition/:id': ({ known }) => [get(staffPaths.api.dutyPhone(event, known.incident))],
  'POST /api/entries': entriesAsked,
  'POST /api/roster': ({ note }) => [
    json(staffPaths.api.roster, { note, recipients: [], proposal: '', invitation: '' }),
    json(staffPaths.api.roster, { note: 'none', recipients: [], proposal: '', invitation: '' }),
  ],
  'POST /api/roster/proposals/:id': ({ known }) => [json(staffPaths.api.declined(known.incident), {})],
  'POST /api/invitations': ({ member }) => [
    json(staffPaths.api.invitations, {}),
    json(staffPaths.api.invitations, {
      id: hex(`invitation by ${member}`),
      member: hex(member),
      name: 'Noa',
      roles: [],
      rights: [],
      secret: '',
    }),
  ],
  'GET /api/invitations/:id': ({ known, member }) =>
    [known.incident, hex(`invitation by ${member}`)].map((id) => get(staffPaths.api.invitation(id))),
  'DELETE /api/invitations/:id': ({ member }) => [get(staffPaths.api.invitation(hex(`invitation by ${member}`)))],
  'POST /api/invitations/:id/enrol': ({ known }) => [json(staffPaths.api.enrol(known.incident), {})],
  'GET /api/setup': () => [get(staffPaths.api.setup)],
  'POST /api/setup': () => [json(staffPaths.api.setup, {}, { 'x-setup': hex('secret') })],
  'GET /desk': () => [get(paths.desk)],
  'GET /desk/waking.js': () => [get(staffPaths.deskWaking)],
  'GET /hallway': () => [get(staffPaths.hallway)],
  'GET /desk/*': ({ known }) => [get(paths.deskIncident(known.incident))],
  'GET /setup': () => [get(paths.setup)],
  'GET /enrol': () => [get(paths.enrol)],
  'GET /': () => [get('/')],
  'GET /report': () => [get(paths.anyReport)],
  'GET /c/:edition': ({ known }) => [get(paths.start(event)), get(paths.start(known.incident))],
  'GET /c/:edition/write': () => [get(paths.report(event))],
  'GET /c/:edition/check': () => [get(paths.check(event))],
  'GET /c/:edition/sent': () => [get(paths.sent(event))],
  'POST /c/:edition/check': () => [form(paths.check(event), typed)],
  'POST /c/:edition/sent': () => [form(paths.sent(event), typed)],
  'GET /c/:edition/words': () => [get(paths.mailbox(event))],
  'GET /c/:edition/words/open': () => [get(paths.mailboxOpened(event))],
  'GET /c/:edition/words/reply': () => [get(paths.mailboxReply(event))],
  'GET /c/:edition/words/new': () => [get(paths.mailboxMove(event))],
  'GET /c/:edition/files': () => [get(paths.files(event))],
  'POST /c/:edition/words/open': () => [
    form(paths.mailboxOpened(event), typed),
    form(paths.mailboxOpened(event), { ...typed, e: '' }),
  ],
  'POST /c/:edition/words/reply': () => [form(paths.mailboxReply(event), typed)],
  'POST /c/:edition/files': () => [form(paths.files(event), typed)],
  'POST /c/:edition/words/new': () => [form(paths.mailboxMove(event), typed)],
  'GET /c/:edition/who': () => [get(paths.who(event))],
  'GET /c/:edition/what-happens': () => [get(paths.handling(event))],
  'GET /c/:edition/for-staff': () => [get(paths.staffGuide(event))],
  'GET /c/:edition/code-of-conduct': () => [get(paths.code(event))],
  'GET /c/:edition/online': () => [get(paths.safe(event))],
  'GET /c/:edition/procedure.yaml': () => [get(paths.procedureFile(event))],
  'GET /leave/:edition': () => [get(paths.leave(event))],
};

/** Routes without a line in the table. */
export const unasked = (routes: readonly string[]): readonly string[] =>
  routes.filter((route) => table[route] === undefined);
/** Lines of the table without a route. */
export const gone = (routes: readonly string[]): readonly string[] =>
  Object.keys(table).filter((route) => !routes.includes(route));

/** Routes whose answer is made of what this member may see; asked after every act. The others once, at the end. */
const often = [
  'GET /api/desk',
  'GET /api/incidents',
  'GET /api/duties',
  'GET /api/rings',
  'GET /calendar/:file',
  'GET /api/incidents/:id',
  'GET /api/incidents/:id/heads',
  'GET /api/incidents/:id/files/:hash',
  'GET /api/asked',
  'GET /api/asked/:id/files/:hash',
  'GET /api/notices',
  'GET /api/notices/:id/files/:hash',
  'GET /api/routes',
  'GET /api/channels',
  'GET /api/line',
];

function probe(asking: Asking, route: string, { path, body, headers }: Asked): Probe {
  return { route, path, body, headers: { origin, cookie: `__Host-desk=${asking.session}`, ...headers } };
}

/** Routes that ask who is there; what the others answer is the same for everybody, and asked by one. */
const asksWho = (route: string): boolean =>
  [
    '/api/desk',
    '/api/state',
    '/api/alerts',
    '/api/incidents',
    '/api/duties',
    '/api/rings',
    '/api/feed',
    '/calendar',
    '/api/asked',
    '/api/notices',
    '/api/calls',
    '/api/channels',
    '/api/routes',
    '/api/duty-phones',
    '/api/entries',
    '/api/roster',
    '/api/invitations',
  ].some((path) => route.includes(path));

/** What every desk stands on is large, and asked by one after the other. */
const large = 'GET /api/desk';

/**
 * The requests of every route; of those that ask who is there; of those whose answer changes with what a member may see;
 * or only the cheap ones of these.
 */
export function probesOf(
  asking: Asking,
  routes: readonly string[],
  which: 'all' | 'members' | 'often' | 'few',
): readonly Probe[] {
  const { known, other } = asking;
  const wanted = {
    all: () => true,
    members: asksWho,
    often: (route: string) => often.includes(route),
    few: (route: string) => often.includes(route) && route !== large,
  }[which];
  const ends = which === 'all' || which === 'members';
  const of = ends
    ? asking
    : { ...asking, known: { ...known, files: known.files.slice(0, 1) }, other: { ...other, files: [] } };
  return routes
    .filter(wanted)
    .flatMap((route) => (table[route]?.(of) ?? []).map((asked) => probe(asking, route, asked)));
}

export function requestOf({ route, path, body, headers }: Probe): Request {
  const [method = 'GET'] = route.startsWith('ALL') ? ['GET'] : route.split(' ');
  if (body === null || typeof body === 'string') return new Request(origin + path, { method, headers, body });
  const parts = new FormData();
  parts.set('batch', JSON.stringify(body.batch));
  for (const { hash, bytes } of body.files) parts.set(hash, new Blob([new Uint8Array(bytes)]), hash);
  return new Request(origin + path, { method, headers, body: parts });
}
