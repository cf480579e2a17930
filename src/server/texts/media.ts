import { lookup as lookedUp } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { barred, mayAsk, openOnly, type Resolve } from '../alerts/outward.ts';

/** A picture, a file or a recording that lies with the provider. */
export interface MediaLink {
  /** Media type as the provider names it, or `''`. */
  readonly type: string;
  readonly url: string;
}

/** How a provider's files are asked for. */
export interface MediaWay {
  /** Origins that the settings name. Nothing else is ever asked first, and these wherever they are. */
  readonly origins: readonly string[];
  /** By what they know that it is us: for the first request alone, never for where it sends us on to. */
  readonly proof: (url: string) => Readonly<Record<string, string>>;
  /** Whether it may send us on, over https and to the open internet. */
  readonly sendsOn: boolean;
  /** Origins that it may send us on to besides. */
  readonly also?: readonly string[];
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

/** `again`: not now, it may come later. `never`: too large, not theirs, gone, or refused. */
export type Fetched = { readonly type: string; readonly bytes: Uint8Array } | { readonly failed: 'again' | 'never' };

/** Bytes of one file that are fetched. */
export const largestMedia = 5 * 1024 * 1024;
const mostSteps = 4;

interface Step {
  readonly status: number;
  readonly location: string;
  readonly type: string;
  /** Null: nothing was read, or it is longer than may be or packed in a way that was not asked for. */
  readonly bytes: Uint8Array | null;
}

interface Asking {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Absent where the settings vouch for the host. */
  readonly resolve?: Resolve;
}

/** One request. Rejects where nothing whole came back. */
function step(url: string, { headers, signal, resolve }: Asking): Promise<Step> {
  const request = new URL(url).protocol === 'https:' ? requestSecure : requestPlain;
  const all = { ...headers, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Recourse' };
  const options = { headers: all, agent: false, signal, ...(resolve && { lookup: openOnly(resolve) }) } as const;
  return new Promise((done, failed) => {
    const asked = request(url, options, (response) => {
      const { location = '', 'content-type': type = '', 'content-length': length = '0' } = response.headers;
      const head = { status: response.statusCode ?? 0, location, type };
      const packed = response.headers['content-encoding'] ?? 'identity';
      const over = (bytes: Uint8Array | null): void => {
        done({ ...head, bytes });
        if (bytes === null) response.destroy();
      };
      if (head.status !== 200 || packed !== 'identity' || Number(length) > largestMedia) return over(null);
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestMedia) over(null);
        else chunks.push(chunk);
      });
      response.on('end', () => over(new Uint8Array(Buffer.concat(chunks))));
      response.on('error', failed);
    });
    asked.on('error', failed);
    // Whoever hangs up without an answer and without an error.
    asked.on('close', () => failed(new Error('hung-up')));
    asked.end();
  });
}

const sentOn = [301, 302, 303, 307, 308];
/** Not there yet, too much just now, or broken: a provider tells of a file a moment before it can be had. */
const mayCome = (status: number): boolean => [404, 408, 409, 425, 429].includes(status) || status >= 500;
const bare = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * Fetches a file into memory, and only from where the settings say that the provider's files lie: whoever could make us ask
 * for another address would have us knock inside the operator's network. Never rejects, and says nothing of what failed.
 */
export async function fetchMedia({ type, url }: MediaLink, way: MediaWay): Promise<Fetched> {
  const { origins, proof, sendsOn, also = [], resolve = lookedUp, timeoutMs = 15_000 } = way;
  if (!URL.canParse(url) || !origins.includes(new URL(url).origin) || !mayAsk(url, origins)) return { failed: 'never' };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let [at, asking]: [string, Asking] = [url, { headers: proof(url), signal }];
    for (let steps = 0; steps < mostSteps; steps++) {
      const done = await step(at, asking);
      if (done.status === 200) {
        return done.bytes === null || done.bytes.length === 0
          ? { failed: 'never' }
          : { type: bare(type) || bare(done.type), bytes: done.bytes };
      }
      if (!sentOn.includes(done.status)) return { failed: mayCome(done.status) ? 'again' : 'never' };
      if (!sendsOn || !URL.canParse(done.location, at)) return { failed: 'never' };
      at = new URL(done.location, at).href;
      if (!mayAsk(at, also)) return { failed: 'never' };
      asking = { headers: {}, signal, ...(!also.includes(new URL(at).origin) && { resolve }) };
    }
    return { failed: 'never' };
  } catch (error) {
    return { failed: (error as NodeJS.ErrnoException).code === barred ? 'never' : 'again' };
  }
}
