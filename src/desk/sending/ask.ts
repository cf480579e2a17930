import type { Reason } from '#domain/promises/reason.ts';
import type { RefusalCode } from '#wire/api.ts';

/** What the server, or the want of one, says no with. */
export interface NotDone {
  readonly refused: RefusalCode | 'offline' | 'locked';
  /** For `not-allowed` by this desk itself: what the procedure holds against it. */
  readonly reason?: Reason;
}

export interface Sent {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a form with files. */
  readonly body?: unknown;
}

/** All the desk ever asks of the network. Never throws: no network is `offline`. */
export interface Ask {
  readonly json: <T extends object>(path: string, sent?: Sent) => Promise<T | NotDone>;
  readonly bytes: (path: string, sent?: Sent) => Promise<Uint8Array | NotDone>;
}

export function isRefused(answer: object): answer is NotDone {
  return 'refused' in answer;
}

async function refusalIn(response: Response): Promise<NotDone> {
  if (response.status === 401) return { refused: 'locked' };
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'refused' in body) return body as NotDone;
  } catch {
    // No JSON: a proxy in between, or a page.
  }
  return { refused: response.status === 404 ? 'not-found' : 'internal' };
}

function requestOf({ method, headers, body }: Sent): RequestInit {
  if (body === undefined) return { method: method ?? 'GET', headers: { ...headers } };
  if (body instanceof FormData) return { method: method ?? 'POST', headers: { ...headers }, body };
  return {
    method: method ?? 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The network of this browser. `fetched` is a parameter so that tests can be the server. */
export function asking(fetched: typeof fetch = (...given) => fetch(...given)): Ask {
  const reach = async (path: string, sent: Sent): Promise<Response | NotDone> => {
    try {
      const response = await fetched(path, { ...requestOf(sent), cache: 'no-store', credentials: 'same-origin' });
      return response.ok ? response : await refusalIn(response);
    } catch {
      return { refused: 'offline' };
    }
  };
  return {
    async json<T extends object>(path: string, sent: Sent = {}): Promise<T | NotDone> {
      const response = await reach(path, sent);
      if ('refused' in response) return response;
      const text = await response.text();
      return (text === '' ? {} : JSON.parse(text)) as T;
    },
    async bytes(path, sent = {}) {
      const response = await reach(path, sent);
      return 'refused' in response ? response : new Uint8Array(await response.arrayBuffer());
    },
  };
}
