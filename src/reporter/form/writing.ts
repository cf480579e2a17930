import { answersFrom } from '#domain/intake/answers.ts';
import { problemsIn } from '#domain/intake/checks.ts';
import { wordsOf } from '#seal/words.ts';
import { memberOf } from '#domain/team/roster.ts';
import { fingerprintIn } from '../fingerprint.ts';
import { blank } from '../leaving.ts';
import { language, languageHere, type Language } from '../language/language.ts';
import { button, make, momentIn, pageOf, piece, word } from '../page.ts';
import { showReceipt } from '../receipt/receipt.ts';
import type { Content, NotSent } from '../sending/attempt.ts';
import { questionsOf, readersShown, receiversOf, type Receivers } from '../sending/bodies.ts';
import { findGround, keysOf, ordinaryReaders, type Ground, type NoGround } from '../sending/ground.ts';
import { sender } from '../sending/send.ts';
import { show, steps } from '../steps.ts';
import { callLink, showCheck, tryAgain, type CheckShown } from './check.ts';
import { counting } from './count.ts';
import { chosenFiles, type ChosenFiles } from './files.ts';
import { noProblem, sayProblem, sayProblems } from './problems.ts';
import { rowsOf } from './summary.ts';

/** Everything the form holds now. Names without a value and the files of the form itself are not in it. */
function pairsOf(form: HTMLFormElement): readonly (readonly [string, string])[] {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
}

function filesOf(form: HTMLFormElement): ChosenFiles | null {
  const place = form.querySelector<HTMLElement>('[data-files]');
  const input = form.querySelector<HTMLInputElement>('input#files');
  if (place === null || input === null) return null;
  place.hidden = false;
  return chosenFiles(input, piece(form, '[data-file-list]', HTMLUListElement));
}

function refusalText({ refused, locked }: NotSent, { words }: Language): string {
  switch (refused) {
    case 'offline':
      return locked ? words.offlineLocked() : word('offline');
    case 'busy':
      return word('busy');
    case 'closed':
      return word('closed');
    case 'readers-changed':
      return word('readers-changed');
    case 'nobody':
      return word('nobody');
    case 'not-ours':
      return words.notOurs();
    case 'list-broken':
      return words.listBroken();
    case 'under-other-words':
      return words.alreadySent();
    case 'not-taken':
      return words.notTaken();
  }
}

/** What helps when it is pressed again: everything but a site that is not ours and a report that is there already. */
const mayTryAgain = (refused: NotSent['refused']): boolean =>
  !['not-ours', 'list-broken', 'under-other-words', 'nobody', 'closed'].includes(refused);

/**
 * Takes over the report form: nothing leaves the device before Send, and then only locked. Answers what has to be
 * forgotten when the reporter leaves. Whatever breaks here is said, with the way that needs no scripts.
 */
export function writing(form: HTMLFormElement): () => void {
  const { edition, language: tongue } = pageOf();
  const poster = fingerprintIn(location.hash);
  const check = piece(form, 'section[data-check]', HTMLElement);
  const token = piece(form, 'input[name="token"]', HTMLInputElement).value;
  const under = piece(form, 'input[name="under"]', HTMLInputElement).value;
  const unnamed = form.querySelector('input[name="any"]') !== null;
  const files = filesOf(form);
  let ground: Ground | null = null;
  let shown: CheckShown | null = null;
  let sending = false;
  /** Whether anything may have reached the server: from then on "nothing was sent" is not for us to say. */
  let posted = false;

  const groundNow = async (fresh: boolean): Promise<Ground | NoGround> => {
    if (ground !== null && !fresh) return ground;
    const found = await findGround(edition, poster, under);
    if (!('refused' in found)) ground = found;
    return found;
  };
  /** Once, after the first touch: what checking and locking will need, so that the network may fail until Send. */
  const prepare = async (): Promise<void> => {
    await language();
    const found = await groundNow(false);
    if (!('refused' in found)) await keysOf(ordinaryReaders(found));
  };
  const say = (what: 'locking' | 'sending'): void => {
    posted ||= what === 'sending';
    shown?.say(word(what));
  };
  const { entropy, send } = sender({ edition, language: tongue, token, unnamed, ground: groundNow, say });

  /** Something broke that should not: nothing is hidden, and the plain way is offered where it is safe. */
  const stumbled = (): void => {
    const plain = (): void => {
      form.append(make('input', { type: 'hidden', name: 'do', value: 'check' }));
      HTMLFormElement.prototype.submit.call(form);
    };
    const here = languageHere();
    if (posted && here !== null) {
      refused({ refused: 'not-taken', locked: true }, here, guarded(checkNow));
      return;
    }
    const words = here?.words;
    const label = form.querySelector('button[name="do"][value="check"]')?.textContent ?? '';
    sayProblem(words?.stumbled() ?? word('offline'), button(words?.plainSend() ?? label, plain, 'btn'));
  };
  const guarded = (act: () => Promise<void>) => (): void => {
    act().catch(stumbled);
  };

  const contentNow = async (): Promise<Content> => {
    const questions = ground === null ? [] : questionsOf(ground.info);
    return { answers: answersFrom(questions, pairsOf(form)), files: (await files?.attachments()) ?? [] };
  };
  const gone = (): void => {
    blank(form);
    files?.forget();
    form.remove();
  };

  const refused = (not: NotSent, words: Language, again: () => void): void => {
    const phone = ground?.info.edition.teamPhone ?? '';
    const actions = [...(mayTryAgain(not.refused) ? [tryAgain(words, again)] : []), ...callLink(words, phone)];
    if (shown === null) sayProblem(refusalText(not, words), ...actions);
    else shown.problem(refusalText(not, words), ...actions);
  };

  const sendNow = async (receivers: Receivers): Promise<void> => {
    if (sending) return;
    sending = true;
    shown?.busy(true);
    try {
      const words = await language();
      const content = await contentNow();
      const result = await send(content, receivers);
      if (!('refused' in result)) {
        if (ground === null) throw new Error('no ground');
        try {
          showReceipt(result, words, entropy, ground.info, content.answers);
        } catch {
          sayProblem(words.words.arrivedPlainly({ words: wordsOf(entropy, words.list).join(' ') }));
        }
        gone();
        return;
      }
      if (result.refused === 'readers-changed') await checkNow();
      refused(
        result,
        words,
        guarded(() => sendNow(receivers)),
      );
    } finally {
      sending = false;
      shown?.busy(false);
    }
  };

  const checkNow = async (): Promise<void> => {
    noProblem();
    const words = await language();
    const found = await groundNow(false);
    if ('refused' in found) {
      shown = null;
      refused({ ...found, locked: false }, words, guarded(checkNow));
      return;
    }
    const { info, head, lapsed } = found;
    const { answers } = await contentNow();
    const questions = questionsOf(info);
    const problems = problemsIn(questions, answers);
    if (problems.length > 0) {
      sayProblems(problems, tongue);
      return;
    }
    const receivers = receiversOf(info, head.roster, answers, info.now);
    const nameOf = (id: string): string => memberOf(head.roster, id)?.name ?? id;
    const rows = rowsOf(questions, answers, {
      language: tongue,
      words: words.questions,
      files: files?.names() ?? [],
      nameOf,
    });
    const readers = readersShown(receivers, answers);
    const confirmed = lapsed === null ? null : momentIn(info.edition.zone, lapsed);
    const press = guarded(() => sendNow(receivers));
    shown = showCheck(check, { rows, readers, confirmed }, words, press);
    if (readers.readers.length === 0) shown.problem(word('nobody'));
    show('check');
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    guarded(checkNow)();
  });
  form.addEventListener(
    'input',
    () => {
      // A failure here is met again, and said, when the report is checked.
      prepare().catch(() => undefined);
    },
    { once: true },
  );
  for (const shownCount of form.querySelectorAll<HTMLElement>('[data-count]')) {
    const area = shownCount.parentElement?.querySelector('textarea');
    if (area) counting(area, shownCount);
  }
  steps(piece(document, 'main', HTMLElement));
  return () => {
    entropy.fill(0);
    files?.forget();
  };
}
