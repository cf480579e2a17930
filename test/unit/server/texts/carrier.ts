import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { staffPaths } from '#wire/staff-paths.ts';

/** A provider of text messages on loopback, as the two kinds there are speak: its own server, and its own signatures. */

export const account = 'AC00000000000000000000000000000001';
export const token = '0123456789abcdef0123456789abcdef';
export const secret = 'a shared secret of some length';
/** The team's number, as the rehearsal's event has it. */
export const teamNumber = '+14125550142';

/** The published algorithm, from its description: the address, then each parameter by name, name and value together. */
export function signedAsTwilio(key: string, url: string, params: Readonly<Record<string, string>>): string {
  let said = url;
  for (const name of Object.keys(params).toSorted()) said += name + (params[name] ?? '');
  return createHmac('sha1', key).update(Buffer.from(said, 'utf8')).digest('base64');
}

/** The same for the other kind: the time, a dot, the body. */
export const signedAsGeneric = (key: string, seconds: number, body: string): string =>
  createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');

interface HandedIn {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A file that lies with the provider, and how it is handed out. */
export interface Lying {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** It is not handed out before this. */
  readonly when?: Promise<void>;
  /** Its length is not said before. */
  readonly unmeasured?: true;
}

export interface Carrier {
  readonly url: string;
  /** What lies at which path; of several, one for each time it is asked for, and the last from then on. */
  readonly lies: Map<string, Lying[]>;
  /** What was asked for there. */
  readonly askedFor: readonly HandedIn[];
  /** What was handed in to be sent. */
  readonly handedIn: readonly HandedIn[];
  /** What it answers from now on. */
  answers: (status: number | 'hangs-up' | 'elsewhere') => void;
  readonly end: () => Promise<void>;
}

export async function carrier(): Promise<Carrier> {
  const handedIn: HandedIn[] = [];
  const askedFor: HandedIn[] = [];
  const lies = new Map<string, Lying[]>();
  const handOut = async (path: string, response: ServerResponse): Promise<void> => {
    const all = lies.get(path) ?? [];
    const {
      status: found = 200,
      headers,
      body = new Uint8Array(),
      when,
      unmeasured,
    } = (all.length > 1 ? all.shift() : all[0]) ?? { status: 404 };
    await when;
    const length = unmeasured === true ? {} : { 'content-length': String(body.length) };
    response.writeHead(found, { ...length, ...headers });
    response.end(body);
  };
  let status: number | 'hangs-up' | 'elsewhere' = 201;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const one = { path, headers: request.headers, body: Buffer.concat(chunks).toString() };
      (request.method === 'GET' ? askedFor : handedIn).push(one);
      if (request.method === 'GET') void handOut(path, response);
      else if (status === 'hangs-up') request.socket.destroy();
      else if (status === 'elsewhere') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      else response.writeHead(status, { 'content-type': 'application/json' }).end('{"sid":"SM1"}');
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    handedIn,
    askedFor,
    lies,
    answers: (next) => {
      status = next;
    },
    end: () =>
      new Promise((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}

let count = 0;
export const nextSid = (kind: 'SM' | 'CA' = 'SM'): string => kind + String(++count).padStart(32, '0');

/** Hands a message over as Twilio does. `sid`: told again with the same one. */
export function texted(
  origin: string,
  from: string,
  text: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return toldAsTwilio(origin, staffPaths.texts('twilio'), {
    MessageSid: nextSid(),
    AccountSid: account,
    From: from,
    To: teamNumber,
    Body: text,
    NumMedia: '0',
    ...more,
  });
}

export function toldAsTwilio(
  origin: string,
  path: string,
  params: Readonly<Record<string, string>>,
  signature = signedAsTwilio(token, origin + path, params),
): Promise<Response> {
  return fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: new URLSearchParams(params).toString(),
  });
}

/** The same for a provider with a script in between. `seconds`: when, by its own clock. */
export function toldAsGeneric(
  origin: string,
  path: string,
  told: object,
  seconds = Math.floor(Date.now() / 1000),
): Promise<Response> {
  const body = JSON.stringify(told);
  const v1 = signedAsGeneric(secret, seconds, body);
  const headers = { 'content-type': 'application/json', 'x-recourse-signature': `t=${seconds},v1=${v1}` };
  return fetch(origin + path, { method: 'POST', headers, body });
}

/** What an answer in XML says to the sender; `''` for nothing. */
export function saidIn(xml: string): string {
  const inside = /<Message>(.*)<\/Message>/su.exec(xml)?.[1] ?? '';
  return inside
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
