import * as v from 'valibot';
import { signatureHeader, timed } from '../post/signature.ts';
import type { Attachment } from '#seal/attachment.ts';
import { fromBase64 } from '../api/base64.ts';
import { mostOfMessage, namedFile } from './file-names.ts';
import { isMac } from './mac.ts';
import { fetchMedia, largestMedia, type MediaLink, type MediaWay } from './media.ts';
import { plainNumber } from './number.ts';
import type { Answer, InboundText, TextProvider } from './provider.ts';
import type { SmsSettings } from './sms-url.ts';

const waitMs = 10_000;
/** A request older or newer than this is not taken: whoever overheard one cannot send it again later. */
const clockSkew = 5 * 60_000;

/** What says that this number takes no text messages, now or later; every other answer may be another one tomorrow. */
const neverTaken: ReadonlySet<number> = new Set([410, 422]);

/** All files of a message in base64 and the words beside them; larger ones are named by their address. */
const mostBytes = 16 * 1024 * 1024;

const sent = v.union([
  v.object({ type: v.optional(v.string(), ''), url: v.string() }),
  v.object({ type: v.optional(v.string(), ''), base64: v.string() }),
]);
type Sent = v.InferOutput<typeof sent>;
const texted = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  from: v.string(),
  to: v.optional(v.string(), ''),
  text: v.string(),
  media: v.optional(v.array(sent), []),
  pictures: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)), 0),
});
const called = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  to: v.optional(v.string(), ''),
  state: v.picklist(['rang', 'answered', 'missed', 'message-left']),
  recording: v.optional(sent),
});

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}

/** What of these can be taken. `told`: how many came, where that is said apart. */
function takenOf(all: readonly Sent[], told: number): Pick<InboundText, 'media' | 'files' | 'left'> {
  const media: MediaLink[] = [];
  const files: Attachment[] = [];
  for (const [place, one] of all.slice(0, mostOfMessage).entries()) {
    if ('url' in one) media.push(one);
    else {
      const bytes = fromBase64(one.base64);
      if (bytes.length > 0 && bytes.length <= largestMedia) files.push(namedFile(one.type, bytes, place + 1));
    }
  }
  return { media, files, left: Math.max(all.length, told) - media.length - files.length };
}

const json = (said: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(said) });

/** JSON in, JSON back, JSON out: for every provider that a few lines of script stand between. */
export function generic({ secret, from, api, files }: Extract<SmsSettings, { kind: 'generic' }>): TextProvider {
  const way: MediaWay = {
    origins: files,
    proof: (url) => ({ 'x-recourse-signature': signatureHeader(secret, Date.now(), url) }),
    sendsOn: false,
  };
  return {
    name: 'generic',
    mostBytes,
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
      const { id, text, media, pictures } = read.output;
      const [who, to] = [plainNumber(read.output.from), plainNumber(read.output.to)];
      return { id, from: who, to, text: text.toWellFormed(), ...takenOf(media, pictures) };
    },
    readCall(body) {
      const read = v.safeParse(called, jsonOf(body));
      if (!read.success) return null;
      const { id, state, recording } = read.output;
      const to = plainNumber(read.output.to);
      const told = { id: `recording/${id}`, from: '', to, text: '', voice: true } as const;
      const left = recording !== undefined && state === 'message-left';
      const message = left && { message: { ...told, ...takenOf([recording], 1) } };
      return { id, to, state, waits: state === 'rang', ...message };
    },
    fetch: (link) => fetchMedia(link, way),
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
        if (answer.ok) return 'sent';
        return neverTaken.has(answer.status) ? 'refused' : 'failed';
      } catch {
        return 'failed';
      }
    },
    answer: (text) => json({ answer: text }),
    answerCall: (_call, { words, language }) => json({ say: words, language }),
  };
}
