import type { RefusalCode } from '#wire/api.ts';

/** Why there is no answer: the network, or the server's refusal. `not-allowed`: no session, or not for this. */
export interface Failed {
  readonly failed: 'offline' | RefusalCode;
}

export const isFailed = (answer: object): answer is Failed => 'failed' in answer;

/** All the hallway ever asks of the network. Never throws. */
export interface Ask {
  readonly json: <T extends object>(path: string, body?: object) => Promise<T | Failed>;
  /** A short text, such as a public key. */
  readonly text: (path: string) => Promise<string | Failed>;
}

/** A network that neither answers nor fails is none, ms: halls are full of them. */
const patience = 30_000;

async function failureIn(response: Response): Promise<Failed> {
  if (response.status === 401 || response.status === 403) return { failed: 'not-allowed' };
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'refused' in body) return { failed: body.refused as RefusalCode };
  return { failed: response.status === 404 ? 'not-found' : 'internal' };
}

/** The network of this browser. `fetched` is a parameter so that tests can be the server. */
export function asking(fetched: typeof fetch = (...given) => fetch(...given)): Ask {
  const reach = async <T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<T>,
  ): Promise<T | Failed> => {
    try {
      const response = await fetched(path, {
        ...init,
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      return response.ok ? await read(response) : await failureIn(response);
    } catch {
      // No network, one that breaks off, or one that answers with a page of its own.
      return { failed: 'offline' };
    }
  };
  const sending = (body: object | undefined): RequestInit => {
    if (body === undefined) return {};
    if (body instanceof FormData) return { method: 'POST', body };
    return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  };
  return {
    json: <T extends object>(path: string, body?: object) =>
      reach(path, sending(body), async (response) => {
        const text = await response.text();
        return (text === '' ? {} : JSON.parse(text)) as T;
      }),
    text: (path) => reach(path, {}, async (response) => (await response.text()).trim()),
  };
}
