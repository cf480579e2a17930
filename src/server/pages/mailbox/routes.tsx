import type { Context, Hono } from 'hono';
import { tellOthersFrom } from '#domain/intake/alone.ts';
import { characters, longest } from '#domain/intake/checks.ts';
import { readersOf } from '#domain/intake/recipients.ts';
import { fromHex, randomHex, toHex } from '#seal/digest.ts';
import { lists } from '#seal/lists/all.ts';
import { entropyFromToken, readWords, wordsOf, type MailboxKeys } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { isMailDown } from '../../channels/mail-down.ts';
import { addInClear } from '../../additions.ts';
import { isToken } from '../../arrival.ts';
import { promisesTo, type PromisedTo } from '../../due/standing.ts';
import type { Parts } from '../../parts.ts';
import { renderPage } from '../frame/document.tsx';
import { eventView, requireEvent } from '../frame/event.ts';
import { readForm, takeFiles, type SentForm } from '../frame/form.ts';
import type { EventView } from '../frame/view.ts';
import { renderRefusal } from '../refusal.tsx';
import { wordList } from '../report/routes.tsx';
import { FilesPage } from '../report/sent.tsx';
import { findMailbox, openConversation, type Conversation } from './conversation.ts';
import { moveInClear } from './move.ts';
import { MovedPage, OpenedPage } from './opened.tsx';
import { PaperPage } from './paper.tsx';
import { WordsPage, type WordsProblem } from './words.tsx';

type Status = 200 | 404 | 409 | 410 | 422 | 429 | 500 | 503;

interface Entered {
  readonly view: EventView;
  readonly keys: MailboxKeys;
  /** Hex, for the hidden field of the page's own forms. */
  readonly entropy: string;
  readonly report: string;
}

function statusOf(problem: WordsProblem): Status {
  switch (problem.problem) {
    case 'none':
      return 200;
    case 'count':
    case 'unknown-word':
    case 'checksum':
      return 422;
    case 'not-found':
      return 404;
    case 'moved':
      return 410;
    case 'busy':
      return 503;
    case 'damaged':
      return 500;
  }
}

async function wordsPage(c: Context, view: EventView, typed: string, problem: WordsProblem): Promise<Response> {
  const mailDown = await isMailDown(view.parts, view.organisation.org);
  const page = <WordsPage view={view} typed={typed} problem={problem} mailDown={mailDown} />;
  const error = problem.problem !== 'none';
  const shown = { event: view, script: 'mailbox', sheet: 'conversation', error, children: page } as const;
  return c.html(renderPage(view, shown), statusOf(problem));
}

/** The mailbox behind typed words or a hidden `e`; or what to say instead. A typing error is named before anything else. */
async function enter(parts: Parts, c: Context, view: EventView, form: SentForm): Promise<Entered | WordsProblem> {
  const hidden = form.one('e');
  const given = /^[0-9a-f]{20}$/u.test(hidden) ? { readings: [fromHex(hidden)] } : null;
  const read = given ?? readWords(form.one('words'), lists);
  if ('problem' in read) return read;
  const { organisation } = view;
  for (const entropy of read.readings) {
    const keys = await parts.sealer.keys(entropy, organisation.salt, 'guess');
    if (keys === null) return { problem: 'busy' };
    const found = await findMailbox(parts, organisation.org, keys);
    if (found === null) continue;
    if ('moved' in found) return { problem: 'moved', day: found.moved };
    const own = organisation.editions.find((e) => e.edition.id === found.edition);
    const shown = own && own !== view.current ? eventView(parts, c, organisation, own, view.language) : view;
    return { view: shown, keys, entropy: toHex(entropy), report: found.report };
  }
  return (await parts.bearers.wrong()) === 'answer' ? { problem: 'not-found' } : { problem: 'busy' };
}

/** The one it went to alone, where it is time to tell the others and there are some; else `''`. */
function aloneIn(view: EventView, conversation: Conversation, promises: PromisedTo | null): string {
  const { readers, note, receivedAt, aloneUntouched } = conversation;
  const now = view.parts.now();
  const from = promises && tellOthersFrom(promises.procedure.duties, promises.shown, receivedAt);
  if (!aloneUntouched || promises === null || from === null || now < from) return '';
  const out = [...conversation.account.members, ...note.leftOut];
  const all = readersOf(promises.procedure, view.edition.id, view.organisation.roster, now);
  return all.some(({ id }) => !out.includes(id)) ? (readers[0] ?? '') : '';
}

const newTurn = (): string => randomHex(16);

/** Whether this very reply is there already: pressed twice, or sent again after a lost answer. */
function alreadySaid(conversation: Conversation, text: string, files: readonly string[], head: string): boolean {
  const last = conversation.said.findLast((said) => said.from === 'reporter');
  if (last === undefined || conversation.head === head) return false;
  return last.from === 'reporter' && last.text === text && last.files.join('\n') === files.join('\n');
}

/** What eight words open, without scripts: read, answer, add files, move to new words. */
export function mailboxRoutes(app: Hono, parts: Parts): void {
  const missing = (c: Context): Promise<Response> => renderRefusal(parts, c, 'not-found');

  const opened = async (
    c: Context,
    { view, keys, entropy, report }: Entered,
    shown: { readonly text?: string; readonly notice?: string; readonly problems?: readonly string[] } = {},
    status: Status = 200,
  ): Promise<Response> => {
    const conversation = await openConversation(parts, view.organisation, keys);
    if (conversation === null) {
      parts.log('damaged', paths.mailboxOpened(':edition'));
      return wordsPage(c, view, '', { problem: 'damaged' });
    }
    const promises = await promisesTo(parts, view.organisation, { report });
    const given = { view, entropy, turn: newTurn(), conversation, promises };
    const alone = aloneIn(view, conversation, promises);
    const page = conversation.paper ? (
      <PaperPage {...given} problems={shown.problems ?? []} alone={alone} />
    ) : (
      <OpenedPage {...given} {...shown} alone={alone} />
    );
    const shownPage = { event: view, sheet: 'conversation', error: status !== 200, children: page } as const;
    return c.html(renderPage(view, shownPage), status);
  };

  const entered = async (
    c: Context,
    then: (inside: Entered, form: SentForm) => Promise<Response>,
    otherwise?: (view: EventView, form: SentForm, problem: WordsProblem) => Promise<Response | null>,
  ): Promise<Response> => {
    const form = await readForm(c);
    const view = await requireEvent(parts, c, form?.one('l'));
    if (view === null || form === null) return missing(c);
    const inside = await enter(parts, c, view, form);
    if ('keys' in inside) return then(inside, form);
    return (await otherwise?.(view, form, inside)) ?? wordsPage(c, view, form.one('words'), inside);
  };

  app.get(paths.mailbox(':edition'), async (c) => {
    const view = await requireEvent(parts, c);
    return view === null ? missing(c) : wordsPage(c, view, '', { problem: 'none' });
  });
  for (const path of [paths.mailboxOpened, paths.mailboxReply, paths.mailboxMove, paths.files])
    app.get(path(':edition'), (c) => c.redirect(paths.mailbox(c.req.param('edition') ?? ''), 303));

  app.post(paths.mailboxOpened(':edition'), (c) => entered(c, (inside) => opened(c, inside)));

  app.post(paths.mailboxReply(':edition'), (c) =>
    entered(c, async (inside, form) => {
      const { view, keys, report } = inside;
      const { w } = view;
      const text = form.one('text');
      const count = characters(text);
      if (count > longest) return opened(c, inside, { text, problems: [w.problemLong({ count, most: longest })] }, 422);
      const { taken, problems } = await takeFiles(view, form.files);
      if (text.trim() === '' && taken.length === 0)
        return opened(c, inside, { text, problems: problems.length > 0 ? problems : [w.replyEmpty()] }, 422);
      const now = await openConversation(parts, view.organisation, keys);
      const names = taken.map((file) => file.name);
      if (now !== null && alreadySaid(now, text, names, form.one('head')))
        return opened(c, inside, { notice: w.replySent(), problems });
      const added = await addInClear(parts, view.organisation, view.current, keys, { report, text, files: taken });
      if (added === 'words-first') return opened(c, inside, { problems: [w.paperFirst()] }, 409);
      if (added === null) return opened(c, inside, { text, problems: [w.replyStale()] }, 409);
      const notice = [w.replySent(), ...added.keptBack.map((name) => w.namedInReply({ name }))].join(' ');
      return opened(c, inside, { notice, problems });
    }),
  );

  app.post(paths.files(':edition'), (c) =>
    entered(c, async (inside, form) => {
      const { view, keys, entropy, report } = inside;
      const { w } = view;
      const { taken, problems } = await takeFiles(view, form.files);
      const said = taken.length === 0 ? null : { report, text: '', files: taken };
      const added = said && (await addInClear(parts, view.organisation, view.current, keys, said));
      if (added === 'words-first') return opened(c, inside, { problems: [w.paperFirst()] }, 409);
      const told = [...problems];
      if (form.files.length === 0) told.push(w.filesNone());
      if (said !== null && added === null) told.push(w.problemBusy());
      const page = <FilesPage view={view} entropy={entropy} added={added ? taken.length : 0} problems={told} />;
      return c.html(
        renderPage(view, { event: view, error: told.length > 0, children: page }),
        told.length > 0 ? 422 : 200,
      );
    }),
  );

  app.post(paths.mailboxMove(':edition'), (c) => {
    const movedPage = (view: EventView, entropy: Uint8Array): Response | Promise<Response> => {
      const words = wordsOf(entropy, wordList(view.language));
      return c.html(
        renderPage(view, {
          event: view,
          children: <MovedPage view={view} words={words} entropy={toHex(entropy)} />,
        }),
      );
    };
    return entered(
      c,
      async (inside, form) => {
        const { view, keys, report } = inside;
        const turn = form.one('turn');
        if (!isToken(turn)) return opened(c, inside);
        const entropy = entropyFromToken(turn);
        const done = await moveInClear(parts, view.organisation, view.edition.id, { from: keys, entropy, report });
        if (done === 'moved') return movedPage(view, entropy);
        return opened(c, inside, { problems: [view.w.wordsBusy()] }, 503);
      },
      // Pressed twice: the first press moved it, and the answer with the new words was lost. They are shown again.
      async (view, form, problem) => {
        const turn = form.one('turn');
        if (problem.problem !== 'moved' || !isToken(turn)) return null;
        const entropy = entropyFromToken(turn);
        const keys = await parts.sealer.keys(entropy, view.organisation.salt, 'guess');
        const found = keys && (await findMailbox(parts, view.organisation.org, keys));
        return found && 'report' in found ? movedPage(view, entropy) : null;
      },
    );
  });
}
