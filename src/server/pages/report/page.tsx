import type { ReactNode } from 'react';
import { placesAt } from '#domain/edition/programme.ts';
import { type Answers } from '#domain/intake/answers.ts';
import { largestFile, longest, mostFiles, mostTogether, type Problem } from '#domain/intake/checks.ts';
import { wishesIn } from '#domain/intake/recipients.ts';
import type { Question } from '#domain/procedure/procedure.ts';
import type { Around } from '#questions/fieldset.tsx';
import { Ask } from '#questions/question.tsx';
import { paths } from '#wire/paths.ts';
import { CrisisWords, Danger, Languages, Problems, Submit } from '../frame/document.tsx';
import { dayName, teamOf, type EventView } from '../frame/view.ts';
import { noEvent } from './any.tsx';
import { SentCard } from './sent.tsx';

/**
 * The form: every question in one document, one on the screen, without scripts and without requests in between
 * (`:target` in report.css). The reporter's script (`src/reporter/report.ts`) stands on these, and on nothing else:
 * `form#report[data-edition]` with hidden `token`, `l` and `under`; `section#q-<question>`, one of them with
 * `data-place` for the script that begins with a poster's place (`src/reporter/place.ts`); `#q-<question>-error`; links to
 * these sections as steps; `section#check[data-check]` and `section#sent`, both empty;
 * `#problem`; `input#files` without a name inside `[data-files]`; `ul[data-file-list]`; templates `#t-check`,
 * `#t-row`, `#t-sent`, `#t-words`; `[data-noscript-note]`, `[data-script-note]`.
 */

/** What a page asks, and how it names the version and kind of event that is of (`writtenUnder`). */
export interface Asking {
  readonly questions: readonly Question[];
  readonly under: string;
}

const hour = 3_600_000;
/** Somebody tells of a talk when they have left it, and found a quiet place. */
const lately = 3 * hour;

/** Whom the answers name stays on the list, also when the event's readers are others by now. */
export function aroundFor(view: EventView, answers: Answers): Around {
  const now = view.parts.now();
  const wished = wishesIn(answers);
  const team = teamOf(view, [...wished.leaveOut, wished.only]);
  return {
    language: view.language,
    words: view.q,
    team: [...team.readers, ...team.behind],
    direct: team.direct,
    crisis: <CrisisWords view={view} />,
    places: placesAt(view.edition, now, lately),
    placesHint: view.w.placesHint(),
    days: { today: dayName(view, now), yesterday: dayName(view, now - 24 * hour) },
    files: (
      <>
        <div data-files="" hidden>
          <label className="line" htmlFor="files">
            {view.w.filesPick()}
            <small>{view.w.addFilesHint({ most: String(mostFiles), size: String(largestFile / 1024 / 1024) })}</small>
          </label>
          <input type="file" id="files" multiple />
          <ul data-file-list="" />
        </div>
        <p data-noscript-note="">{view.w.filesLater()}</p>
      </>
    ),
  };
}

/** The words for one problem; the same in the summary and at the field. */
export function problemText(view: EventView, problem: Problem): string {
  return problem.what === 'empty' ? view.w.problemEmpty() : view.w.problemLong({ count: problem.count, most: longest });
}

function Steps({ view, questions, at }: { view: EventView; questions: readonly Question[]; at: number }): ReactNode {
  const { w } = view;
  const next = questions[at + 1];
  const check = (quiet: boolean): ReactNode => (
    <Submit name="do" value="check" quiet={quiet}>
      {w.checkAndSend()}
    </Submit>
  );
  const forward = (quiet: boolean): ReactNode =>
    next && (
      <a className={quiet ? 'btn quiet' : 'btn'} href={`#q-${next.id}`}>
        {at === 0 ? w.addMore() : w.continue()}
      </a>
    );
  return (
    <>
      <p className="row">
        {at === 0 || next === undefined ? check(false) : forward(false)}
        {at === 0 ? forward(true) : next !== undefined && check(true)}
      </p>
      <p className="small quiet">
        {w.questionOf({ n: String(at + 1), of: String(questions.length) })} · {w.nothingSent()}
      </p>
    </>
  );
}

/** Templates for the script: every word a reporter reads comes from the page, in the page's language. */
function Templates({ view, first }: { view: EventView; first: Question | undefined }): ReactNode {
  const { w, edition } = view;
  const said: readonly (readonly [string, string])[] = [
    ['locking', w.jsLocking()],
    ['sending', w.jsSending()],
    ['offline', w.jsOffline()],
    ['busy', w.problemBusy()],
    ['closed', w.closedTitle()],
    ['readers-changed', w.readersChanged()],
    ['nobody', w.readersNobody()],
    ['named-in-it', w.namedInIt({ name: '{name}' })],
    ['asked-first', w.askedFirst({ names: '{names}' })],
    [
      'too-many-files',
      w.fileMany({ name: '{name}', most: String(mostFiles), all: String(mostTogether / 1024 / 1024) }),
    ],
    ['file-too-large', w.fileLarge({ name: '{name}', size: String(largestFile / 1024 / 1024) })],
    ['file-empty', w.fileEmpty({ name: '{name}' })],
    ['too-long', w.problemLongPlain({ count: '{count}', most: new Intl.NumberFormat(view.language).format(longest) })],
    ['empty', w.problemEmpty()],
    ['problem-title', w.problemTitle()],
    ['error-prefix', w.errorPrefix()],
    ['not-answered', w.notAnswered()],
    ['add', w.add()],
    ['copied', w.copied()],
    ['confirmed', w.confirmed()],
    ['not-confirmed', w.notConfirmed()],
  ];
  return (
    <>
      <template id="t-check">
        <h1>{w.checkTitle()}</h1>
        <p className="lede">{w.checkNothing()}</p>
        <p className="problem" data-slot="problem" role="alert" hidden />
        <dl className="answers" data-slot="rows" />
        <h2>{w.whoWillRead()}</h2>
        <p>{w.readersOnly()}</p>
        <ul className="readers" data-slot="readers" />
        <div data-slot="beside-readers" />
        <p className="small">{w.lockedDevice()}</p>
        <p className="row">
          <button type="button" className="btn" data-act="send">
            {w.send()}
          </button>
          <a className="btn quiet" href={`#q-${first?.id ?? ''}`}>
            {w.keepWriting()}
          </a>
        </p>
      </template>
      <template id="t-row">
        <div>
          <dt data-slot="label" />
          <dd data-slot="value" dir="auto" />
          <dd>
            <a data-slot="change" href="#main">
              {w.change()}
            </a>
          </dd>
        </div>
      </template>
      <template id="t-sent">
        <SentCard view={view} landed="first" words={null} readers={null} promised={null} />
        <p className="row">
          <a className="btn leave-kept" href={paths.leave(edition.id)}>
            {w.kept()}
          </a>
        </p>
      </template>
      <template id="t-words">
        {said.map(([word, text]) => (
          <span key={word} data-word={word}>
            {text}
          </span>
        ))}
      </template>
    </>
  );
}

/**
 * For a question where it was, in words of their own: the option that those words belong to, `''` where it has no options.
 * There the script begins with the place of a poster (FLD-05).
 */
export function placeOf({ rows, kind, options }: Pick<Question, 'rows' | 'kind' | 'options'>): string | undefined {
  if (!rows.includes('FLD-05')) return undefined;
  if (kind === 'text' || kind === 'long-text') return '';
  return options.find(({ more }) => more !== undefined)?.id;
}

/** The write page, empty or with what was typed and what must be mended. */
export function WritePage({
  view,
  asking: { questions, under },
  token,
  answers,
  problems,
  lost,
  unnamed,
}: {
  view: EventView;
  asking: Asking;
  token: string;
  answers: Answers;
  problems: readonly Problem[];
  lost: readonly string[];
  /** Whoever writes did not say which event it is about (RPT-08). */
  unnamed: boolean;
}): ReactNode {
  const { w, edition, language } = view;
  const around = aroundFor(view, answers);
  const unread = lost.length === 0 ? [] : [w.formChanged(), ...lost];
  return (
    <>
      <Danger view={view} />
      <Problems
        view={view}
        problems={[
          ...unread.map((text) => ({ href: '', text })),
          ...problems.map((problem) => ({ href: `#q-${problem.question}`, text: problemText(view, problem) })),
        ]}
      />
      <form id="report" method="post" action={paths.check(edition.id)} noValidate data-edition={edition.id}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="l" value={language} />
        <input type="hidden" name="under" value={under} />
        {unnamed && <input type="hidden" name={noEvent} value="1" />}
        {questions.map((question, at) => {
          const problem = problems.find((p) => p.question === question.id);
          const before = questions[at - 1];
          return (
            <section key={question.id} id={`q-${question.id}`} data-place={placeOf(question)} tabIndex={-1}>
              <p className="back">
                {before === undefined ? (
                  <a href={view.link(paths.start(edition.id))}>{w.back()}</a>
                ) : (
                  <a href={`#q-${before.id}`}>{w.back()}</a>
                )}
              </p>
              {at === 0 && (
                <Languages view={view} path={paths.report(edition.id)} more={unnamed ? `&${noEvent}=1` : ''} />
              )}
              {at === 0 && unnamed && <p className="note">{w.anyNote({ event: edition.name })}</p>}
              <Ask
                question={question}
                answer={answers[question.id]}
                around={around}
                error={problem ? problemText(view, problem) : ''}
              />
              <Steps view={view} questions={questions} at={at} />
              {at === 0 && (
                <noscript>
                  <p className="note">{w.noscript()}</p>
                </noscript>
              )}
            </section>
          );
        })}
        <section id="check" tabIndex={-1} data-check="" />
      </form>
      <section id="sent" tabIndex={-1} hidden />
      <Templates view={view} first={questions[0]} />
    </>
  );
}
