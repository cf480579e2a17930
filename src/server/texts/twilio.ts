import { isMac } from './mac.ts';
import { mostOfMessage } from './file-names.ts';
import { fetchMedia, type MediaLink, type MediaWay } from './media.ts';
import { plainNumber } from './number.ts';
import type { Asked, InboundCall, InboundText, TextProvider } from './provider.ts';
import type { SmsSettings } from './sms-url.ts';

const waitMs = 10_000;
/** The longest text there is, in the widest encoding there is, and all that a provider says around it. */
const mostBytes = 512 * 1024;

/**
 * What a request's signature is over (X-Twilio-Signature: HMAC-SHA-1 with the token, base64): the address and every
 * parameter, by name, name and value without anything between. Of a name that stands there several times each value once.
 */
function twilioSigned(url: string, params: URLSearchParams): string {
  const names = [...new Set(params.keys())].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return url + names.flatMap((name) => [...new Set(params.getAll(name))].toSorted().map((one) => name + one)).join('');
}

/** Text inside XML: nothing in it ends an element or begins one, and nothing is in it that XML 1.0 forbids. */
function inXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

const xml = (inside: string): { readonly type: string; readonly body: string } => ({
  type: 'text/xml; charset=utf-8',
  body: `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`,
});

/** No number, none that takes text messages or that we can reach, or somebody who told the provider STOP. */
const neverTaken: ReadonlySet<number> = new Set([21211, 21214, 21217, 21610, 21612, 21614]);

/** The provider's own number for what is wrong; 0 where there is none. */
function codeIn(body: string): number {
  const [, code = '0'] = /"code"\s*:\s*(\d{1,6})\b/u.exec(body) ?? [];
  return Number(code);
}

const missed = new Set(['no-answer', 'busy', 'failed', 'canceled']);

/** What names a recording, or `''`. */
function recordingOf(params: URLSearchParams): string {
  const [sid, url] = [params.get('RecordingSid') ?? '', params.get('RecordingUrl') ?? ''];
  return sid === '' ? (url.split('/').at(-1) ?? '') : sid;
}

/** Whether what was recorded is there, and was said to the line by whoever found nobody. */
function isMessage(params: URLSearchParams): boolean {
  const [status, source] = [params.get('RecordingStatus') ?? '', params.get('RecordingSource') ?? ''];
  return ['', 'completed'].includes(status) && ['', 'RecordVerb'].includes(source);
}

/** What a caller left. As MP3 it is an eighth of what it is otherwise. */
function messageIn(params: URLSearchParams): InboundText | null {
  const url = params.get('RecordingUrl') ?? '';
  if (url === '' || !isMessage(params)) return null;
  const link: MediaLink = { type: 'audio/mpeg', url: /\.\w{2,4}$/u.test(url) ? url : `${url}.mp3` };
  const to = plainNumber(params.get('To') ?? '');
  const id = `recording/${recordingOf(params)}`;
  return { id, from: '', to, text: '', media: [link], files: [], left: 0, voice: true };
}

/** What became of a message of ours is told in the same shape, where an operator has it sent to the same address. */
function isInbound(params: URLSearchParams): boolean {
  const status = params.get('MessageStatus') ?? params.get('SmsStatus') ?? 'received';
  return ['received', 'receiving'].includes(status);
}

/** What came with a message. */
function mediaIn(params: URLSearchParams): Pick<InboundText, 'media' | 'files' | 'left'> {
  const told = params.get('NumMedia') ?? '';
  const count = /^\d{1,2}$/u.test(told) ? Number(told) : 0;
  const media = Array.from({ length: Math.min(count, mostOfMessage) }, (_, place): MediaLink => {
    return { type: params.get(`MediaContentType${place}`) ?? '', url: params.get(`MediaUrl${place}`) ?? '' };
  }).filter(({ url }) => url !== '');
  return { media, files: [], left: count - media.length };
}

/** How a call stands, by what the provider says of it and of the phone it was put through to; null: nothing new. */
function stateOf(params: URLSearchParams): InboundCall['state'] | null {
  const [call, through] = [params.get('CallStatus') ?? '', params.get('DialCallStatus') ?? ''];
  // Somebody took it: what was recorded then is a talk, and no message.
  if (through === 'completed' || through === 'answered') return 'answered';
  if (recordingOf(params) !== '') return isMessage(params) ? 'message-left' : null;
  if (missed.has(through) || (through === '' && missed.has(call))) return 'missed';
  // That it is over says nothing of whether somebody took it.
  return call === 'ringing' || call === 'queued' ? 'rang' : null;
}

/** The provider that most others imitate: forms in, XML back, a form with a password out. */
export function twilio(settings: Extract<SmsSettings, { kind: 'twilio' }>, baseUrl: string): TextProvider {
  const { account, token, from, api, files, dial } = settings;
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  // Files lie elsewhere for good: its own address sends on to one that holds for some hours.
  const way: MediaWay = { origins: files, proof: () => ({ authorization }), sendsOn: true };
  const of = (params: URLSearchParams, name: string): string => params.get(name) ?? '';
  return {
    name: 'twilio',
    mostBytes,
    verify({ url, headers, body }: Asked) {
      const given = headers.get('x-twilio-signature') ?? '';
      return isMac('SHA-1', token, twilioSigned(url, new URLSearchParams(body)), Buffer.from(given, 'base64'));
    },
    read(body) {
      const params = new URLSearchParams(body);
      const id = of(params, 'MessageSid') || of(params, 'SmsMessageSid') || of(params, 'SmsSid');
      if (id === '' || !params.has('From')) return null;
      if (!isInbound(params)) return 'nothing';
      const [who, to] = [plainNumber(of(params, 'From')), plainNumber(of(params, 'To'))];
      return { id, from: who, to, text: of(params, 'Body').toWellFormed(), ...mediaIn(params) };
    },
    readCall(body) {
      const params = new URLSearchParams(body);
      const id = of(params, 'CallSid');
      if (id === '') return null;
      const told = of(params, 'CallbackSource') !== '' || of(params, 'SequenceNumber') !== '';
      const state = stateOf(params);
      if (state === null || (told && state === 'rang')) return null;
      // Where it cannot be put through nobody ever takes it.
      const now = state === 'rang' && dial === '' ? 'missed' : state;
      const message = now === 'message-left' ? messageIn(params) : null;
      return { id, to: plainNumber(of(params, 'To')), state: now, waits: !told, ...(message && { message }) };
    },
    fetch: (link) => fetchMedia(link, way),
    async send(to, text) {
      const url = `${api}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`;
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ To: to, From: from, Body: text }).toString(),
          redirect: 'error',
          signal: AbortSignal.timeout(waitMs),
        });
        if (answer.status === 400) return neverTaken.has(codeIn(await answer.text())) ? 'refused' : 'failed';
        await answer.body?.cancel();
        return answer.ok ? 'sent' : 'failed';
      } catch {
        return 'failed';
      }
    },
    answer: (text) => xml(text === null ? '' : `<Message>${inXml(text)}</Message>`),
    answerCall({ state, waits }, { words, language }) {
      if (!waits || state === 'answered' || state === 'message-left') return xml('');
      const say = `<Say language="${inXml(language)}">${inXml(words)}</Say>`;
      if (state === 'missed') return xml(`${say}<Hangup/>`);
      return xml(`<Dial timeout="25" action="${inXml(`${baseUrl}/texts/twilio/call`)}">${inXml(dial)}</Dial>`);
    },
  };
}
