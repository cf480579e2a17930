import type { FileMade } from '#seal/entry.ts';
import type { Refused, RefusalCode } from '#wire/api.ts';

/** Why there is no answer: the network, or the server's refusal. */
export interface Failed {
  readonly failed: 'offline' | RefusalCode;
}

const codeOf = async (response: Response): Promise<RefusalCode> => {
  const body: unknown = await response.json().catch(() => null);
  return (body as Refused | null)?.refused ?? (response.status === 404 ? 'not-found' : 'internal');
};

async function answer(url: string, init: RequestInit): Promise<Response | Failed> {
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'omit', redirect: 'error', ...init });
    return response.ok ? response : { failed: await codeOf(response) };
  } catch {
    return { failed: 'offline' };
  }
}

/** Reads a body; a connection that breaks inside it is a network failure too. */
async function read<T>(response: Response | Failed, how: (response: Response) => Promise<T>): Promise<T | Failed> {
  if (!(response instanceof Response)) return response;
  try {
    return await how(response);
  } catch {
    return { failed: 'offline' };
  }
}

export async function ask<T extends object>(url: string): Promise<T | Failed> {
  return read(await answer(url, {}), (response) => response.json() as Promise<T>);
}

/** A short text, such as a public key. */
export async function askText(url: string): Promise<string | Failed> {
  return read(await answer(url, {}), async (response) => (await response.text()).trim());
}

export async function post<T extends object>(url: string, body: FormData | object): Promise<T | Failed> {
  const form = body instanceof FormData;
  const headers: HeadersInit = form ? {} : { 'content-type': 'application/json' };
  const sent = await answer(url, { method: 'POST', headers, body: form ? body : JSON.stringify(body) });
  return read(sent, (response) => response.json() as Promise<T>);
}

export async function postForBytes(url: string, body: object): Promise<Uint8Array | Failed> {
  const sent = await answer(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return read(sent, async (response) => new Uint8Array(await response.arrayBuffer()));
}

/** A batch and its files, each under its hash. */
export function batchForm(batch: object, files: readonly FileMade[]): FormData {
  const form = new FormData();
  form.set('batch', JSON.stringify(batch));
  for (const { hash, bytes } of files) form.set(hash, new Blob([new Uint8Array(bytes)]), hash);
  return form;
}
