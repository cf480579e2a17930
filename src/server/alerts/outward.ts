import { lookup as lookedUp, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { codeOf, type ChannelCode } from '../channels/codes.ts';

/** A request to an address that a member gave us. */
export interface Going {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** `''`: no body. */
  readonly body: string;
}

export type CameBack =
  /** `after`: ms to wait, as the other side asks for it; or null. */
  | { readonly status: number; readonly after: number | null }
  /** Nothing left: the address is not one on the open web. */
  | { readonly barred: true }
  | { readonly failed: ChannelCode };

export type Outward = (going: Going) => Promise<CameBack>;

export type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface OutwardSettings {
  /** Origins that the operator vouches for: these are asked wherever they are, without TLS too. */
  readonly also: readonly string[];
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

/** Special-purpose addresses (IANA registries): networks of a house, of one machine, of a cloud's own metadata. */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
/** Tunnels to IPv4, documentation, and what is reserved for benchmarks and identifiers. */
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');
const open = new BlockList();
open.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is one of the open internet: of IPv6 only what is given out (2000::/3). */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      return open.check(address, 'ipv6') && !closed.check(address, 'ipv6');
    default:
      return false;
  }
}

const bracketless = (hostname: string): string => hostname.replace(/^\[|\]$/gu, '');

/** Whether we would ask this address at all, by what can be seen of it: https, and no closed address written out. */
export function mayAsk(url: string, also: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (also.includes(origin)) return true;
  if (protocol !== 'https:') return false;
  const host = bracketless(hostname);
  return isIP(host) === 0 ? !/(?:^|\.)localhost\.?$/u.test(host) : isPublic(host);
}

/** Code of the error with which a request ends whose name leads into a closed network. */
export const barred = 'EBARRED';

/** Each name is looked up when it is asked, and what was found is what is asked: a name cannot be two things. */
export const openOnly =
  (resolve: Resolve): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => !isPublic(address)))
        return done(Object.assign(new Error(barred), { code: barred }), []);
      if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };

const longestAsked = 6 * 3_600_000;

/** `Retry-After`: seconds, or a date (RFC 9110 §10.2.3), in ms from now. */
function afterOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const ms = /^\d{1,9}$/u.test(given) ? Number(given) * 1000 : Date.parse(given) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(longestAsked, Math.max(0, ms));
}

/**
 * The one way to an address that a member gave: never into the network that the server stands in, no redirect is
 * followed, nothing of the answer is read but its number, and it does not wait for long. Never rejects.
 */
export function outward({ also, timeoutMs = 10_000, resolve = lookedUp }: OutwardSettings): Outward {
  return async ({ url, method, headers, body }) => {
    if (!mayAsk(url, also)) return { barred: true };
    const { origin, protocol } = new URL(url);
    const request = protocol === 'https:' ? requestSecure : requestPlain;
    const vouched = also.includes(origin);
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((answer) => {
      const asked = request(
        url,
        {
          method,
          headers: { ...headers, ...length, 'user-agent': 'Recourse' },
          agent: false,
          signal: AbortSignal.timeout(timeoutMs),
          ...(!vouched && { lookup: openOnly(resolve) }),
        },
        (response: IncomingMessage) => {
          answer({ status: response.statusCode ?? 0, after: afterOf(response.headers['retry-after']) });
          response.destroy();
        },
      );
      asked.on('error', (error: NodeJS.ErrnoException) => {
        answer(error.code === barred ? { barred: true } : { failed: codeOf(error) });
      });
      // Whoever answers with another protocol (101) hangs up without an answer and without an error.
      asked.on('close', () => answer({ failed: 'bad-answer' }));
      asked.end(body);
    });
  };
}
