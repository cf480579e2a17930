import type { Context, Hono } from 'hono';
import { answersFrom } from '#domain/intake/answers.ts';
import { problemsIn } from '#domain/intake/checks.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import { randomHex, toHex } from '#seal/digest.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { reportIdOf, wordsOf } from '#seal/words.ts';
import { languages } from '#words/words.ts';
import { paths } from '#wire/paths.ts';
import { isToken, receiveInClear } from '../../arrival.ts';
import { currentEditions } from '../../editions.ts';
import type { Parts } from '../../parts.ts';
import { renderPage } from '../frame/document.tsx';
import { eventView, requireEvent } from '../frame/event.ts';
import { readForm, type SentForm } from '../frame/form.ts';
import { promisedTo, viewOf, type EventView, type View } from '../frame/view.ts';
import { keptForBack } from '../headers.ts';
import { renderRefusal } from '../refusal.tsx';
import { CheckPage, shownReaders } from './check.tsx';
import { WritePage } from './page.tsx';
import { SentPage } from './sent.tsx';
import { ClosedPage, HomePage, StartPage } from './start.tsx';

export const wordList = (language: View['language']) => ({ en: english, es: spanish })[language];

const newToken = (): string => randomHex(16);

function writePage(view: EventView, form: SentForm | null): { page: string; wrong: boolean } {
  const questions = questionsAt(view.current.procedure, view.edition.gathering);
  const answers = form === null ? {} : answersFrom(questions, form.pairs);
  const problems = form === null || form.one('do') === 'write' ? [] : problemsIn(questions, answers);
  const sentToken = form?.one('token') ?? '';
  const token = isToken(sentToken) ? sentToken : newToken();
  const wrong = problems.length > 0;
  const page = renderPage(view, {
    event: view,
    script: 'report',
    error: wrong,
    children: <WritePage view={view} token={token} answers={answers} problems={problems} />,
  });
  return { page, wrong };
}

/** From the first look to the receipt. */
export function reportRoutes(app: Hono, parts: Parts): void {
  const missing = (c: Context): Promise<Response> => renderRefusal(parts, c, 'not-found');
  const closed = (c: Context, view: EventView, status: 200 | 409): Response | Promise<Response> =>
    c.html(renderPage(view, { event: view, children: <ClosedPage view={view} /> }), status);

  app.get(paths.home, async (c) => {
    const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
    const all = organisation?.editions ?? [];
    const only = all.length === 1 ? all[0] : undefined;
    if (only) return c.redirect(paths.start(only.edition.id), 303);
    const view = viewOf(parts, c, c.req.query('l'), languages);
    const events = organisation
      ? all.filter((e) => e.open).map((e) => eventView(parts, c, organisation, e, view.language))
      : [];
    return c.html(renderPage(view, { children: <HomePage view={view} events={events} /> }));
  });

  app.get(paths.start(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    if (view === null) return missing(c);
    if (!view.current.open) return closed(c, view, 200);
    return c.html(renderPage(view, { event: view, children: <StartPage view={view} /> }));
  });

  app.get(paths.report(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    if (view === null) return missing(c);
    if (!view.current.open) return closed(c, view, 200);
    keptForBack(c);
    return c.html(writePage(view, null).page);
  });

  app.get(paths.check(':edition'), (c) => c.redirect(paths.report(c.req.param('edition') ?? ''), 303));
  app.get(paths.sent(':edition'), (c) => c.redirect(paths.mailbox(c.req.param('edition') ?? ''), 303));

  app.post(paths.check(':edition'), async (c) => {
    const form = await readForm(c);
    const view = await requireEvent(parts, c, form?.one('l'));
    if (view === null || form === null) return missing(c);
    const { page, wrong } = writePage(view, form);
    if (wrong || form.one('do') === 'write') return c.html(page, wrong ? 422 : 200);
    const questions = questionsAt(view.current.procedure, view.edition.gathering);
    const answers = answersFrom(questions, form.pairs);
    const token = isToken(form.one('token')) ? form.one('token') : newToken();
    return c.html(
      renderPage(view, { event: view, children: <CheckPage view={view} token={token} answers={answers} /> }),
    );
  });

  app.post(paths.sent(':edition'), async (c) => {
    const form = await readForm(c);
    const view = await requireEvent(parts, c, form?.one('l'));
    if (view === null || form === null) return missing(c);
    const { w } = view;
    const questions = questionsAt(view.current.procedure, view.edition.gathering);
    const answers = answersFrom(questions, form.pairs);
    const token = form.one('token');
    const again = (problem: string, status: 409 | 422 | 503): Response | Promise<Response> => {
      const kept = isToken(token) ? token : newToken();
      const page = <CheckPage view={view} token={kept} answers={answers} problem={problem} />;
      return c.html(renderPage(view, { event: view, error: true, children: page }), status);
    };
    if (problemsIn(questions, answers).length > 0) return c.html(writePage(view, form).page, 422);
    if (!isToken(token)) return again(w.problemToken(), 422);
    const known = await parts.store.stream(view.organisation.org, `report/${reportIdOf(token)}`);
    if (known === null && form.one('seen') !== shownReaders(view, answers).seen) return again(w.readersChanged(), 409);
    const landed = await receiveInClear(parts, view.organisation, view.current, {
      token,
      answers,
      language: view.language,
    });
    if ('refused' in landed) {
      parts.log(landed.refused, paths.sent(':edition'));
      if (landed.refused === 'closed') return closed(c, view, 409);
      if (landed.refused === 'elsewhere') return again(w.sentElsewhere(), 409);
      return landed.refused === 'busy' ? again(w.problemBusy(), 503) : again('', 422);
    }
    const words = wordsOf(landed.entropy, wordList(view.language));
    const promised = promisedTo(view, answers, landed.receivedAt);
    const page = (
      <SentPage view={view} landed={landed} words={words} promised={promised} entropy={toHex(landed.entropy)} />
    );
    return c.html(renderPage(view, { event: view, children: page }));
  });
}
