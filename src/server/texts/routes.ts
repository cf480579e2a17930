import { Hono, type Context, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { staffPaths } from '#wire/staff-paths.ts';
import { refuse, type ApiParts } from '../api/answers.ts';
import { perHour } from '../mail/flood.ts';
import { calledIn } from './called.ts';
import { takingFiles } from './files-owed.ts';
import { queues } from './queues.ts';
import type { Answer, Asked, TextProvider } from './provider.ts';
import { receiveTexts } from './receive.ts';

/** Answers that one number is given in an hour: whoever is made to send much is not flooded through us. */
const mostAnswers = 12;

const later = (c: Context): Response => c.body(null, 503, { 'retry-after': '5' });
const given = (c: Context, { type, body }: Answer): Response => c.body(body, 200, { 'content-type': type });

/**
 * Where a provider of text messages and calls hands over what came. A machine calls: no origin, no session, its signature
 * instead. Whoever does not have it is answered as if there were nothing here.
 */
export function textRoutes(parts: ApiParts, texts: TextProvider): Hono {
  const app = new Hono();
  const takeFiles = takingFiles(parts, texts);
  const receive = queues((messages) => receiveTexts(parts, messages, takeFiles));
  const mayAnswer = perHour(mostAnswers);
  const path = { text: staffPaths.texts(texts.name), call: staffPaths.textsCall(texts.name) };
  const signed = async (c: Context): Promise<string | null> => {
    const body = await c.req.text();
    const { pathname, search } = new URL(c.req.url);
    const asked: Asked = { url: (parts.baseUrl ?? '') + pathname + search, headers: c.req.raw.headers, body };
    // The provider's clock and ours, also where a rehearsal has moved the event's.
    if (await texts.verify(asked, Date.now())) return body;
    parts.log('text-not-signed');
    return null;
  };
  const limit = bodyLimit({ maxSize: texts.mostBytes, onError: (c) => refuse(c, parts, 'too-large') });
  app.post(path.text, limit, async (c: Context, next: Next) => {
    const body = await signed(c);
    if (body === null) return next();
    const message = texts.read(body);
    if (message === null) return refuse(c, parts, 'bad-request');
    if (message === 'nothing') return given(c, texts.answer(null));
    const arrived = await receive(message);
    if ('later' in arrived) return later(c);
    const answer = arrived.answer !== null && mayAnswer(message.from, Date.now()) ? arrived.answer : null;
    return given(c, texts.answer(answer));
  });
  app.post(path.call, limit, async (c: Context, next: Next) => {
    const body = await signed(c);
    if (body === null) return next();
    const call = texts.readCall(body);
    if (call === null) return given(c, texts.answer(null));
    const said = await calledIn(parts, call);
    const left = call.message === undefined ? null : await receive(call.message);
    if (left !== null && 'later' in left) return later(c);
    return given(c, texts.answerCall(call, said));
  });
  return app;
}
