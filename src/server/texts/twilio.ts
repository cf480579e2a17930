import { isMac } from './mac.ts';
import { plainNumber } from './number.ts';
import type { Asked, InboundCall, TextProvider } from './provider.ts';
import type { SmsSettings } from './sms-url.ts';

const waitMs = 10_000;

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

const missed = new Set(['no-answer', 'busy', 'failed', 'canceled']);

/** How a call stands, by what the provider says of it and of the phone it was put through to; null: nothing new. */
function stateOf(params: URLSearchParams): InboundCall['state'] | null {
  const [call, through] = [params.get('CallStatus') ?? '', params.get('DialCallStatus') ?? ''];
  if ((params.get('RecordingSid') ?? '') !== '' || (params.get('RecordingUrl') ?? '') !== '') return 'message-left';
  if (missed.has(through) || (through === '' && missed.has(call))) return 'missed';
  if (through === 'completed' || through === 'answered') return 'answered';
  // That it is over says nothing of whether somebody took it.
  return call === 'ringing' || call === 'queued' ? 'rang' : null;
}

/** The provider that most others imitate: forms in, XML back, a form with a password out. */
export function twilio(settings: Extract<SmsSettings, { kind: 'twilio' }>, baseUrl: string): TextProvider {
  const { account, token, from, api, dial } = settings;
  const of = (params: URLSearchParams, name: string): string => params.get(name) ?? '';
  return {
    name: 'twilio',
    verify({ url, headers, body }: Asked) {
      const given = headers.get('x-twilio-signature') ?? '';
      return isMac('SHA-1', token, twilioSigned(url, new URLSearchParams(body)), Buffer.from(given, 'base64'));
    },
    read(body) {
      const params = new URLSearchParams(body);
      const id = of(params, 'MessageSid') || of(params, 'SmsMessageSid') || of(params, 'SmsSid');
      if (id === '' || !params.has('From')) return null;
      const pictures = /^\d{1,2}$/u.test(of(params, 'NumMedia')) ? Number(of(params, 'NumMedia')) : 0;
      const [who, to] = [plainNumber(of(params, 'From')), plainNumber(of(params, 'To'))];
      return { id, from: who, to, text: of(params, 'Body').toWellFormed(), pictures };
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
      return { id, to: plainNumber(of(params, 'To')), state: now, waits: !told };
    },
    async send(to, text) {
      const url = `${api}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`;
      const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ To: to, From: from, Body: text }).toString(),
          redirect: 'error',
          signal: AbortSignal.timeout(waitMs),
        });
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
