import { tellOthersFrom } from '#domain/intake/alone.ts';
import { readersOf } from '#domain/intake/recipients.ts';
import { memberOf } from '#domain/team/roster.ts';
import type { Spoken } from './spoken.ts';
import { copyOf, list, make, momentIn, pageOf, slot, word } from '../page.ts';
import { promiseLine } from '../receipt/receipt.ts';
import { standingOf } from '../receipt/promises.ts';
import type { Said } from './conversation.ts';
import type { Opened, Warning } from './open.ts';

function fillMessage(item: DocumentFragment, zone: string, said: Said, { told }: Spoken): void {
  const time = slot(item, 'time');
  time.setAttribute('datetime', new Date(said.at).toISOString());
  time.textContent = momentIn(zone, said.at);
  const [who, text, files] = [slot(item, 'who'), slot(item, 'text'), slot(item, 'files')];
  files.hidden = true;
  const mark = (what: string): void => who.after(make('small', {}, ` (${what})`));
  switch (said.by) {
    case 'nobody':
      who.textContent = '';
      text.remove();
      slot(item, 'problem').textContent = said.why === 'unreadable' ? told.unreadable() : told.notShown();
      slot(item, 'problem').hidden = false;
      return;
    case 'team':
      who.textContent = word('team', { name: said.name });
      mark(said.copied ? told.copied() : told.signed());
      text.textContent = said.text;
      item.firstElementChild?.classList.add('team');
      return;
    case 'you':
      who.textContent = word('you');
      if (said.server) mark(told.viaServer());
      text.textContent = said.text === '' && said.again ? word('answers-again') : said.text;
      text.hidden = text.textContent === '';
      files.hidden = said.files.length === 0;
      files.textContent = word('files', { names: said.files.join(', ') });
  }
}

export function messageItem(zone: string, said: Said, language: Spoken): DocumentFragment {
  const item = copyOf('t-message');
  fillMessage(item, zone, said, language);
  return item;
}

function warningText(warning: Warning, { told }: Spoken, leftOut: string): string {
  switch (warning) {
    case 'replaced':
      return word('replaced');
    case 'access':
      return told.accessBroken();
    case 'list':
      return told.listBrokenMailbox();
    case 'left-out':
      return told.leftOutReads({ names: leftOut });
  }
}

/**
 * Where it stands, in two looks: what people wrote and signed, and what only the server says. Whether a promise was kept
 * is the server's word too; what the people wrote stands above and below it.
 */
function statusItems({ answer, said, receivedAt }: Opened, { told }: Spoken): readonly HTMLLIElement[] {
  const names = [...new Set(said.flatMap(([one]) => (one.by === 'team' && !one.copied ? [one.name] : [])))];
  const format = new Intl.ListFormat(pageOf().language);
  const people =
    names.length === 0 ? [] : [make('li', { class: 'signed' }, told.personWrote({ names: format.format(names) }))];
  const received = make('li', {}, word('received', { at: momentIn(answer.edition.zone, receivedAt) }), ' ');
  received.append(make('small', {}, `(${word('server-says')})`));
  const { zone } = answer.edition;
  const promised = standingOf(answer, pageOf().language).map((one) => {
    const state = make('small', one.state === 'overdue' ? { class: 'late' } : {}, word(`promise-${one.state}`));
    return make('li', {}, promiseLine(zone, one), state);
  });
  const notNow = answer.promises === null ? [make('li', {}, word('promises-not-now'))] : [];
  return [...people, received, ...promised, ...notNow];
}

const namesIn = ({ lists }: Opened, ids: readonly string[]): string => {
  const roster = lists.at(-1)?.roster;
  const names = ids.map((id) => (roster && memberOf(roster, id)?.name) ?? id);
  return new Intl.ListFormat(pageOf().language).format(names);
};

/**
 * Who can read it now: the newest list without who is barred. Below it, where it went to one alone who has not acted on
 * it for half the time of a first answer, that this is so, with a link to the form for the others.
 */
export function showReadersNow(page: ParentNode, opened: Opened, { told }: Spoken): void {
  const { account, answer, barred, note, receivedAt, warnings } = opened;
  const readers = account.members.filter((id) => !barred.includes(id));
  const names = { names: namesIn(opened, readers) };
  const atBirth = account.epoch === note.account.epoch && warnings.includes('access');
  slot(page, 'readers').textContent = atBirth ? told.couldOpen(names) : word('readers', names);
  const from = tellOthersFrom(answer.procedure.duties, answer.promises ?? [], receivedAt);
  const alone = slot(page, 'alone');
  alone.hidden = opened.acted || !hasOthers(opened) || from === null || answer.now < from;
  slot(alone, 'alone-text').textContent = word('alone', { name: namesIn(opened, readers) });
}

/** Whether it went to one alone while others read new reports too, whom its reporter did not leave out. */
function hasOthers({ account, answer, barred, note, lists }: Opened): boolean {
  const roster = lists.at(-1)?.roster;
  if (note.members.length !== 1 || account.members.length !== 1 || roster === undefined) return false;
  const out = [...account.members, ...note.leftOut, ...barred];
  return readersOf(answer.procedure, answer.edition.id, roster, answer.now).some(({ id }) => !out.includes(id));
}

/** What these warnings say of this mailbox. */
export function cautionsOf(opened: Opened, warnings: readonly Warning[], language: Spoken): readonly string[] {
  const { account, note } = opened;
  const leftOut = namesIn(
    opened,
    account.members.filter((id) => note.leftOut.includes(id)),
  );
  return warnings.map((warning) => warningText(warning, language, leftOut));
}

/** Fills in how it stands, who can read it, and what does not fit. */
function showStanding(page: DocumentFragment, opened: Opened, language: Spoken): void {
  const { warnings } = opened;
  slot(page, 'status').replaceChildren(...statusItems(opened, language));
  showReadersNow(page, opened, language);
  if (warnings.length > 0) {
    const cautions = make('ul', { class: 'problem', role: 'alert' });
    list(cautions, cautionsOf(opened, warnings, language));
    page.querySelector('h1')?.after(cautions);
  }
}

/** The page of a mailbox whose words staff saw: how it stands and the way to words of their own, nothing to write in. */
export function paperPage(opened: Opened, language: Spoken): DocumentFragment {
  const page = copyOf('t-paper');
  showStanding(page, opened, language);
  return page;
}

/** The page of an opened mailbox, oldest message first. */
export function openedPage(opened: Opened, language: Spoken): DocumentFragment {
  const { answer, said } = opened;
  const page = copyOf('t-mailbox');
  showStanding(page, opened, language);
  const items = said.map(([one]) => messageItem(answer.edition.zone, one, language));
  const messages = slot(page, 'messages');
  if (items.length === 0) messages.before(make('p', { 'data-empty': '' }, word('nobody-yet')));
  messages.replaceChildren(...items);
  return page;
}
