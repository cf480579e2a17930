import type { Context, Hono } from 'hono';
import { answersFrom, fieldsOf, type Answers } from '#domain/intake/answers.ts';
import { problemsIn, type Problem } from '#domain/intake/checks.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import { randomHex, toHex } from '#seal/digest.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { reportIdOf, wordsOf } from '#seal/words.ts';
import { writtenUnder } from '#wire/api.ts';
import { languages } from '#words/words.ts';
import { paths } from '#wire/paths.ts';
import { isToken, receiveInClear, underWhich } from '../../arrival.ts';
import { currentEditions } from '../../editions.ts';
import { isMailDown } from '../../channels/mail-down.ts';
import type { Parts } from '../../parts.ts';
import { formNow, formWritten, type Form } from '../../written.ts';
import { renderPage } from '../frame/document.tsx';
import { eventView, requireEvent } from '../frame/event.ts';
import { readForm, type SentForm } from '../frame/form.ts';
import { promisedTo, viewOf, type EventView, type View } from '../frame/view.ts';
import { keptForBack } from '../headers.ts';
import { renderRefusal } from '../refusal.tsx';
import { noEvent } from './any.tsx';
import { BesideReaders, CheckPage, shownReaders } from './check.tsx';
import { WritePage, type Asking } from './page.tsx';
import { SentPage } from './sent.tsx';
import { ClosedPage, HomePage, StartPage } from './start.tsx';

export const wordList = (language: View['language']) => ({ en: english, es: spanish })[language];

const newToken = (): string => randomHex(16);

/**
 * A sent form, read by the version its page was made with: nothing typed is lost when the event was switched since. The
 * view has the version that the report would be made under. [Note: The version of a birth]
 */
interface Filled {
  readonly view: EventView;
  readonly form: Form;
  readonly asking: Asking;
  readonly answers: Answers;
  readonly token: string;
  /** They did not say which event it is about (RPT-08). */
  readonly unnamed: boolean;
  /** What was typed and cannot be read, because that version is not to be had any more: said, never dropped in silence. */
  readonly lost: readonly string[];
}

const ofThePage = ['token', 'l', 'seen', 'do', 'under', noEvent];

function askingIn({ procedure, gathering }: Form): Asking {
  return { questions: questionsAt(procedure, gathering), under: writtenUnder(procedure, gathering) };
}

function readFilled(parts: Parts, given: EventView, sent: SentForm | null): Filled {
  const { organisation, current } = given;
  const written = formWritten(parts, current, sent?.one('under') ?? '');
  const form = written ?? formNow(current);
  const asking = askingIn(form);
  const pairs = sent?.pairs ?? [];
  const answers = answersFrom(asking.questions, pairs);
  const kept = new Set([...ofThePage, ...fieldsOf(answers).map(([name]) => name)]);
  const lost = written === null ? pairs.filter(([name, value]) => !kept.has(name) && value.trim() !== '') : [];
  const token = sent?.one('token') ?? '';
  return {
    view: { ...given, current: underWhich(organisation, current, form, answers, parts.now()) },
    form,
    asking,
    answers,
    token: isToken(token) ? token : newToken(),
    unnamed: sent?.one(noEvent) === '1',
    lost: lost.map(([, value]) => value),
  };
}

const lostText = ({ view: { w }, lost }: Filled): readonly string[] =>
  lost.length === 0 ? [] : [w.formChanged(), ...lost];

function writePage({ view, asking, answers, token, unnamed, lost }: Filled, problems: readonly Problem[]): string {
  const filled = { view, asking, token, answers, problems, lost, unnamed };
  return renderPage(view, {
    event: view,
    script: 'report',
    error: problems.length > 0,
    children: <WritePage {...filled} />,
  });
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
    const mailDown = await isMailDown(parts, view.organisation.org);
    return c.html(renderPage(view, { event: view, children: <StartPage view={view} mailDown={mailDown} /> }));
  });

  app.get(paths.report(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    if (view === null) return missing(c);
    if (!view.current.open) return closed(c, view, 200);
    keptForBack(c);
    return c.html(writePage({ ...readFilled(parts, view, null), unnamed: c.req.query(noEvent) !== undefined }, []));
  });

  app.get(paths.check(':edition'), (c) => c.redirect(paths.report(c.req.param('edition') ?? ''), 303));
  app.get(paths.sent(':edition'), (c) => c.redirect(paths.mailbox(c.req.param('edition') ?? ''), 303));

  app.post(paths.check(':edition'), async (c) => {
    const form = await readForm(c);
    const view = await requireEvent(parts, c, form?.one('l'));
    if (view === null || form === null) return missing(c);
    const filled = readFilled(parts, view, form);
    if (form.one('do') === 'write') return c.html(writePage(filled, []));
    const problems = problemsIn(filled.asking.questions, filled.answers);
    if (problems.length > 0) return c.html(writePage(filled, problems), 422);
    const told = lostText(filled);
    const page = <CheckPage {...filled} problems={told} />;
    return c.html(renderPage(view, { event: view, error: told.length > 0, children: page }));
  });

  app.post(paths.sent(':edition'), async (c) => {
    const form = await readForm(c);
    const given = await requireEvent(parts, c, form?.one('l'));
    if (given === null || form === null) return missing(c);
    const filled = readFilled(parts, given, form);
    const { view, answers } = filled;
    const { w } = view;
    const token = form.one('token');
    const again = (problems: readonly string[], status: 409 | 422 | 503): Response | Promise<Response> => {
      const page = <CheckPage {...filled} problems={problems} />;
      return c.html(renderPage(view, { event: view, error: true, children: page }), status);
    };
    const problems = problemsIn(filled.asking.questions, answers);
    if (problems.length > 0) return c.html(writePage(filled, problems), 422);
    if (!isToken(token)) return again([w.problemToken()], 422);
    if (filled.lost.length > 0) return again(lostText(filled), 409);
    const known = await parts.store.stream(view.organisation.org, `report/${reportIdOf(token)}`);
    if (known === null && form.one('seen') !== shownReaders(view, answers).seen)
      return again([w.readersChanged()], 409);
    const landed = await receiveInClear(parts, view.organisation, view.current, {
      token,
      form: filled.form,
      answers,
      language: view.language,
      unnamed: filled.unnamed,
    });
    if ('refused' in landed) {
      parts.log(landed.refused, paths.sent(':edition'));
      if (landed.refused === 'closed') return closed(c, view, 409);
      if (landed.refused === 'elsewhere') return again([w.sentElsewhere()], 409);
      return landed.refused === 'busy' ? again([w.problemBusy()], 503) : again([], 422);
    }
    const words = wordsOf(landed.entropy, wordList(view.language));
    const promised = promisedTo(view, filled.asking.questions, answers, landed.receivedAt);
    const { asked, keptBack } = shownReaders(view, answers);
    const away = (names: readonly string[]): readonly string[] => names.filter((n) => !landed.readers.includes(n));
    const beside = <BesideReaders view={view} asked={away(asked)} keptBack={away(keptBack)} />;
    const page = (
      <SentPage
        view={view}
        landed={landed}
        words={words}
        beside={beside}
        promised={promised}
        entropy={toHex(landed.entropy)}
      />
    );
    return c.html(renderPage(view, { event: view, children: page }));
  });
}
