/** The ways in and out that are watched, and all that is ever said about what is wrong with one: never what it carried. */

export const channels = ['mail-in', 'smtp-in', 'mail-out', 'sms', 'push', 'webhook'] as const;
export type Channel = (typeof channels)[number];

/** Those that are the whole team's, and that everybody is told of. Push and webhooks are a member's own. */
export const teamChannels = ['mail-in', 'smtp-in', 'mail-out', 'sms'] as const satisfies readonly Channel[];
export type TeamChannel = (typeof teamChannels)[number];

export const channelCodes = [
  // Nothing answers at the address, or its name is not known.
  'no-route',
  'timed-out',
  // Name or password are not taken.
  'refused-login',
  'bad-certificate',
  // "Later", by the other side.
  'server-busy',
  'refused',
  // Taken and hung up, or an answer that nobody understands.
  'bad-answer',
  // A folder that letters go to cannot be made or used.
  'no-folder',
  // The port to listen on is somebody else's.
  'port-taken',
  // The test letter left and did not come back.
  'not-read-back',
  'no-provider',
  // The route of a member has ended.
  'gone',
  // What reads letters cannot be started here.
  'not-reading',
  // Why a letter waits: no event takes any; the team list does not name this server; it cannot be had, read or kept.
  'all-closed',
  'no-server-key',
  'letter-stuck',
] as const;
export type ChannelCode = (typeof channelCodes)[number];
export const isChannelCode = (code: string): code is ChannelCode => channelCodes.some((known) => known === code);

const byName: Readonly<Record<string, ChannelCode>> = {
  ENOTFOUND: 'no-route',
  EAI_AGAIN: 'no-route',
  EDNS: 'no-route',
  ECONNREFUSED: 'no-route',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENETDOWN: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ETIMEDOUT: 'timed-out',
  ETIMEOUT: 'timed-out',
  GREETING_TIMEOUT: 'timed-out',
  CONNECT_TIMEOUT: 'timed-out',
  TimeoutError: 'timed-out',
  AbortError: 'timed-out',
  EAUTH: 'refused-login',
  ENOAUTH: 'refused-login',
  EADDRINUSE: 'port-taken',
  EACCES: 'port-taken',
  ETLS: 'bad-certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'bad-certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'bad-certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'bad-certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'bad-certificate',
};

const fieldOf = (from: object, name: string): unknown => new Map(Object.entries(from)).get(name);

/** What an error of a socket, of a mail server or of `fetch` comes down to. Its words are never repeated. */
export function codeOf(error: unknown): ChannelCode {
  if (!(error instanceof Error)) return 'bad-answer';
  if (fieldOf(error, 'authenticationFailed') === true) return 'refused-login';
  const answered = fieldOf(error, 'responseCode');
  if (answered === 530 || answered === 534 || answered === 535) return 'refused-login';
  if (typeof answered === 'number') return answered >= 500 ? 'refused' : 'server-busy';
  for (const name of [fieldOf(error, 'originalCode'), fieldOf(error, 'code'), error.name]) {
    if (typeof name !== 'string') continue;
    const known = byName[name];
    if (known !== undefined) return known;
    if (/CERT|_TLS_/u.test(name)) return 'bad-certificate';
  }
  return error.cause instanceof Error ? codeOf(error.cause) : 'bad-answer';
}
