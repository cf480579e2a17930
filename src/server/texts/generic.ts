import * as v from 'valibot';
import { signatureHeader, timed } from '../post/signature.ts';
import { isMac } from './mac.ts';
import { plainNumber } from './number.ts';
import type { Answer, TextProvider } from './provider.ts';
import type { SmsSettings } from './sms-url.ts';

const waitMs = 10_000;
/** A request older or newer than this is not taken: whoever overheard one cannot send it again later. */
const clockSkew = 5 * 60_000;

const texted = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  from: v.string(),
  to: v.optional(v.string(), ''),
  text: v.string(),
  pictures: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)), 0),
});
const called = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  to: v.optional(v.string(), ''),
  state: v.picklist(['rang', 'answered', 'missed', 'message-left']),
});

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}

const json = (said: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(said) });

/** JSON in, JSON back, JSON out: for every provider that a few lines of script stand between. */
export function generic({ secret, from, api }: Extract<SmsSettings, { kind: 'generic' }>): TextProvider {
  return {
    name: 'generic',
    async verify({ headers, body }, now) {
      const read = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/u.exec(headers.get('x-recourse-signature') ?? '');
      const [, at = '', given = ''] = read ?? [];
      const seconds = Number(at);
      if (read === null || Math.abs(now - seconds * 1000) > clockSkew) return false;
      return isMac('SHA-256', secret, timed(seconds, body), Buffer.from(given, 'hex'));
    },
    read(body) {
      const read = v.safeParse(texted, jsonOf(body));
      if (!read.success) return null;
      const { id, text, pictures } = read.output;
      const [who, to] = [plainNumber(read.output.from), plainNumber(read.output.to)];
      return { id, from: who, to, text: text.toWellFormed(), pictures };
    },
    readCall(body) {
      const read = v.safeParse(called, jsonOf(body));
      if (!read.success) return null;
      const { id, state, to } = read.output;
      return { id, to: plainNumber(to), state, waits: state === 'rang' };
    },
    async send(to, text) {
      const body = JSON.stringify({ from, to, text });
      try {
        const answer = await fetch(api, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-recourse-signature': signatureHeader(secret, Date.now(), body),
          },
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(waitMs),
        });
        await answer.body?.cancel();
        return answer.ok ? 'sent' : 'failed';
      } catch {
        return 'failed';
      }
    },
    answer: (text) => json({ answer: text }),
    answerCall: (_call, { words, language }) => json({ say: words, language }),
  };
}
