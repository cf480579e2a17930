import type { ReactNode } from 'react';
import { largestFile, longest, mostFiles, mostTogether } from '#domain/intake/checks.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Problems, Submit } from '../frame/document.tsx';
import { SentCard } from '../report/sent.tsx';
import { listed, moment, type EventView } from '../frame/view.ts';
import type { Conversation } from './conversation.ts';
import type { PromisedTo } from '../../due/standing.ts';
import { Standing, stateText } from './promises.tsx';

function Message({ view, said }: { view: EventView; said: Conversation['said'][number] }): ReactNode {
  const { w } = view;
  const text = said.text === '' && said.from === 'reporter' && said.answers ? w.answersAgain() : said.text;
  const files = said.from === 'reporter' ? said.files : [];
  return (
    <li className={said.from === 'team' ? 'message team' : 'message'}>
      <p className="small">
        <b>{said.from === 'team' ? w.from({ name: said.name }) : w.you()}</b>{' '}
        <time dateTime={new Date(said.receivedAt).toISOString()}>{moment(view, said.receivedAt)}</time>
      </p>
      {said.mismatch && <p className="error">{w.mismatch()}</p>}
      {text !== '' && (
        <p className="said" dir="auto">
          {text}
        </p>
      )}
      {files.length > 0 && (
        <p className="small" dir="auto">
          {w.filesIn({ names: files.join(', ') })}
        </p>
      )}
    </li>
  );
}

const size = String(largestFile / 1024 / 1024);

function ReplyFields({ view, text }: { view: EventView; text: string }): ReactNode {
  const { w } = view;
  return (
    <>
      <label className="line" htmlFor="reply-text">
        {w.replyLabel()}
      </label>
      <textarea id="reply-text" name="text" rows={5} dir="auto" data-longest={longest} defaultValue={text} />
      <label className="line" htmlFor="reply-files">
        {w.addFilesTitle()}
        <small>{w.addFilesHint({ most: String(mostFiles), size })}</small>
      </label>
      <input type="file" id="reply-files" name="files" multiple />
    </>
  );
}

/** Where one alone got it and has not acted: that it is so, and the way to the others. */
export function Alone({ view, text }: { view: EventView; text: string }): ReactNode {
  return (
    <>
      <p data-slot="alone-text">{text}</p>
      <p className="row">
        <a className="btn quiet" href={view.link(paths.report(view.edition.id))}>
          {view.w.aloneOthers()}
        </a>
      </p>
    </>
  );
}

export function conversationProblems(view: EventView, { damaged, leftOut }: Conversation): readonly string[] {
  const { w } = view;
  return [
    ...(leftOut.length > 0 ? [w.leftOutReads({ names: listed(view, leftOut) })] : []),
    ...(damaged ? [w.wordsDamagedPart()] : []),
  ];
}

/** An opened mailbox, as the server shows it without scripts. The entropy is in its own forms and nowhere else. */
export function OpenedPage({
  view,
  entropy,
  turn,
  conversation,
  promises,
  alone,
  text = '',
  notice = '',
  problems = [],
}: {
  view: EventView;
  entropy: string;
  /** Makes the new words if they are asked for, so that asking twice gives the same. */
  turn: string;
  conversation: Conversation;
  promises: PromisedTo | null;
  /** The one it was sent to alone, who has not acted on it in time; or `''`. */
  alone: string;
  text?: string;
  notice?: string;
  problems?: readonly string[];
}): ReactNode {
  const { w, edition, language } = view;
  const { said } = conversation;
  const hidden = (
    <>
      <input type="hidden" name="e" value={entropy} />
      <input type="hidden" name="l" value={language} />
    </>
  );
  return (
    <>
      <Danger view={view} />
      <Problems
        view={view}
        problems={[...problems, ...conversationProblems(view, conversation)].map((p) => ({
          href: '',
          text: p,
        }))}
      />
      {notice !== '' && <output className="done">{notice}</output>}
      <h1>{w.openedTitle()}</h1>
      <Standing view={view} conversation={conversation} promises={promises} />
      {alone !== '' && <Alone view={view} text={w.aloneUnopened({ name: alone })} />}
      <h2>{w.conversation()}</h2>
      {said.length === 0 ? (
        <p>{w.nobodyYet()}</p>
      ) : (
        <ol className="messages">
          {said.map((message, i) => (
            <Message key={`${i} ${message.at}`} view={view} said={message} />
          ))}
        </ol>
      )}
      <form id="reply" method="post" action={paths.mailboxReply(edition.id)} encType="multipart/form-data">
        {hidden}
        <input type="hidden" name="head" value={conversation.head} />
        <ReplyFields view={view} text={text} />
        <p className="small">{w.filesStrip()}</p>
        <p className="row">
          <Submit>{w.replySend()}</Submit>
        </p>
      </form>
      <form method="post" action={paths.mailboxMove(edition.id)} className="apart">
        {hidden}
        <input type="hidden" name="turn" value={turn} />
        <h2>{w.moveTitle()}</h2>
        <p>{w.moveWhy()}</p>
        <Submit quiet>{w.moveDo()}</Submit>
      </form>
      <p className="row">
        <a href={paths.leave(edition.id)}>{w.closeMailbox()}</a>
      </p>
    </>
  );
}

/** After a move, without scripts. */
export function MovedPage({
  view,
  words,
  entropy,
}: {
  view: EventView;
  words: readonly string[];
  entropy: string;
}): ReactNode {
  const { w, edition, language } = view;
  return (
    <>
      <SentCard view={view} landed="moved" words={words} readers={null} promised={null} />
      <form method="post" action={paths.mailboxOpened(edition.id)} className="noprint">
        <input type="hidden" name="e" value={entropy} />
        <input type="hidden" name="l" value={language} />
        <p className="row">
          <a className="btn" href={paths.leave(edition.id)}>
            {w.kept()}
          </a>
          <Submit quiet>{w.openNow()}</Submit>
        </p>
      </form>
    </>
  );
}

/** For the script of the words page: its parts and every word on it. */
export function MailboxTemplates({ view }: { view: EventView }): ReactNode {
  const { w, edition } = view;
  const ways = [edition.teamPhone, edition.meetingPoint].filter((way) => way !== '').join(' · ');
  const said: readonly (readonly [string, string])[] = [
    ['opening', w.jsOpening()],
    ['sending', w.jsSending()],
    ['offline', w.jsOffline()],
    ['busy', w.wordsBusy()],
    ['checksum', w.wordsChecksum()],
    ['unknown-word', w.wordsUnknown({ at: '{at}', word: '{word}' })],
    ['count', w.wordsCountPlain({ count: '{count}' })],
    ['not-found', w.wordsNotFound()],
    ['moved', w.wordsMoved({ day: '{day}', phone: ways })],
    ['damaged', w.wordsDamaged({ phone: ways })],
    ['replaced', w.mismatch()],
    ['you', w.you()],
    ['team', w.from({ name: '{name}' })],
    ['files', w.filesIn({ names: '{names}' })],
    ['answers-again', w.answersAgain()],
    ['nobody-yet', w.nobodyYet()],
    ['received', w.statusReceived({ at: '{at}' })],
    ['server-says', w.serverSays()],
    ['readers', w.readersNow({ names: '{names}' })],
    ['alone', w.aloneUnopened({ name: '{name}' })],
    ['named-in-reply', w.namedInReply({ name: '{name}' })],
    ['sent', w.replySent()],
    ['empty', w.replyEmpty()],
    [
      'too-many-files',
      w.fileMany({ name: '{name}', most: String(mostFiles), all: String(mostTogether / 1024 / 1024) }),
    ],
    ['file-too-large', w.fileLarge({ name: '{name}', size })],
    ['file-empty', w.fileEmpty({ name: '{name}' })],
    ['too-long', w.problemLongPlain({ count: '{count}', most: new Intl.NumberFormat(view.language).format(longest) })],
    ['problem-title', w.problemTitle()],
    ['error-prefix', w.errorPrefix()],
    ['copied', w.copied()],
    ['confirmed', w.confirmed()],
    ['not-confirmed', w.notConfirmed()],
    ['promises-not-now', w.promisesNotNow()],
    ...(['open', 'overdue', 'met', 'waived'] as const).map(
      (state) => [`promise-${state}`, stateText(view, state)] as const,
    ),
  ];
  return (
    <>
      <template id="t-mailbox">
        <h1>{w.openedTitle()}</h1>
        <ul className="status" data-slot="status" />
        <p className="small" data-slot="readers" />
        <div data-slot="alone" hidden>
          <Alone view={view} text="" />
        </div>
        <h2>{w.conversation()}</h2>
        <ol className="messages" data-slot="messages" />
        <p className="problem" data-slot="problem" role="alert" hidden />
        <form id="reply">
          <ReplyFields view={view} text="" />
          <ul data-file-list="" />
          <p className="row">
            <button className="btn" data-act="reply">
              {w.replySend()}
            </button>
          </p>
        </form>
        <div className="apart">
          <h2>{w.moveTitle()}</h2>
          <p>{w.moveWhy()}</p>
          <button type="button" className="btn quiet" data-act="move">
            {w.moveDo()}
          </button>
        </div>
      </template>
      <template id="t-message">
        <li className="message">
          <p className="small">
            <b data-slot="who" /> <time data-slot="time" />
          </p>
          <p className="error" data-slot="problem" hidden />
          <p className="said" data-slot="text" dir="auto" />
          <p className="small" data-slot="files" dir="auto" />
        </li>
      </template>
      <template id="t-moved">
        <SentCard view={view} landed="moved" words={null} readers={null} promised={null} />
        <p className="row">
          <a className="btn leave-kept" href={paths.leave(edition.id)}>
            {w.kept()}
          </a>
        </p>
      </template>
      <template id="t-words">
        {said.map(([word, spokenText]) => (
          <span key={word} data-word={word}>
            {spokenText}
          </span>
        ))}
      </template>
    </>
  );
}
