import type { WebhookTarget } from '#wire/reached.ts';
import { signatureHeader } from '../post/signature.ts';
import type { Going } from './outward.ts';

/** What is said by a webhook: the wording of the lock screen and where the desk is. Nothing else is ever in it. */
export interface Said {
  readonly words: string;
  /** The desk's address. */
  readonly desk: string;
  readonly urgent: boolean;
  /** The same for the same alert: Matrix shows it once. */
  readonly id: string;
}

const json = { 'content-type': 'application/json' } as const;
const posted = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Going => ({
  url,
  method: 'POST',
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const below = (url: string, path: string): string => url.replace(/\/+$/u, '') + path;

/**
 * The request that a chat or a ringing service understands. `generic`: JSON, signed like
 * `X-Recourse-Signature: t=<seconds>,v1=<HMAC-SHA-256 of "t.body", hex>`. `now`: ms of the real clock.
 */
export function shaped(target: WebhookTarget, said: Said, now: number): Going {
  const { url, token, to, as } = target;
  const text = `${said.words} ${said.desk}`;
  switch (target.shape) {
    case 'ntfy':
      return {
        url,
        method: 'POST',
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          priority: said.urgent ? '5' : '3',
          click: said.desk,
          ...(token !== '' && { authorization: `Bearer ${token}` }),
        },
        body: said.words,
      };
    case 'matrix': {
      const path = `/_matrix/client/v3/rooms/${encodeURIComponent(to)}/send/m.room.message/${said.id}`;
      const message = posted(below(url, path), { msgtype: 'm.text', body: text }, { authorization: `Bearer ${token}` });
      return { ...message, method: 'PUT' };
    }
    case 'slack':
    case 'mattermost':
      return posted(url, { text });
    case 'discord':
      return posted(url, { content: text, allowed_mentions: { parse: [] } });
    case 'zulip':
      return {
        url: below(url, '/api/v1/messages'),
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${base64(`${as}:${token}`)}`,
        },
        body: new URLSearchParams({ type: 'direct', to: JSON.stringify([to]), content: text }).toString(),
      };
    case 'generic': {
      const body = JSON.stringify({ text: said.words, desk: said.desk, urgent: said.urgent });
      const headers = { ...json, 'x-recourse-signature': signatureHeader(token, now, body) };
      return { url, method: 'POST', headers, body };
    }
  }
}

/** Whether all that the shape needs is there. */
export function isWhole({ shape, token, to, as }: WebhookTarget): boolean {
  switch (shape) {
    case 'matrix':
      return token !== '' && /^[!#].+:.+/u.test(to);
    case 'zulip':
      return token !== '' && to !== '' && /^[^\s:]+@[^\s:]+$/u.test(as);
    case 'generic':
      return token.length >= 16;
    case 'ntfy':
    case 'slack':
    case 'discord':
    case 'mattermost':
      return true;
  }
}
