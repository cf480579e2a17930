import { memberOf } from '#domain/team/roster.ts';
import type { Language } from '../language/language.ts';
import { copyOf, list, make, momentIn, pageOf, slot, word } from '../page.ts';
import { promiseLine } from '../receipt/receipt.ts';
import { standingOf } from '../receipt/promises.ts';
import type { Said } from './conversation.ts';
import type { Opened, Warning } from './open.ts';

function fillMessage(item: DocumentFragment, zone: string, said: Said, { words }: Language): void {
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
      slot(item, 'problem').textContent = said.why === 'unreadable' ? words.unreadable() : words.notShown();
      slot(item, 'problem').hidden = false;
      return;
    case 'team':
      who.textContent = word('team', { name: said.name });
      mark(said.copied ? words.copied() : words.signed());
      text.textContent = said.text;
      item.firstElementChild?.classList.add('team');
      return;
    case 'you':
      who.textContent = word('you');
      if (said.server) mark(words.viaServer());
      text.textContent = said.text === '' && said.again ? word('answers-again') : said.text;
      text.hidden = text.textContent === '';
      files.hidden = said.files.length === 0;
      files.textContent = word('files', { names: said.files.join(', ') });
  }
}

export function messageItem(zone: string, said: Said, language: Language): DocumentFragment {
  const item = copyOf('t-message');
  fillMessage(item, zone, said, language);
  return item;
}

export function warningText(warning: Warning, { words }: Language): string {
  switch (warning) {
    case 'replaced':
      return word('replaced');
    case 'access':
      return words.accessBroken();
    case 'list':
      return words.listBrokenMailbox();
  }
}

/**
 * Where it stands, in two looks: what people wrote and signed, and what only the server says. Whether a promise was kept
 * is the server's word too; what the people wrote stands above and below it.
 */
function statusItems({ answer, said, receivedAt }: Opened, { words }: Language): readonly HTMLLIElement[] {
  const names = [...new Set(said.flatMap(([one]) => (one.by === 'team' && !one.copied ? [one.name] : [])))];
  const format = new Intl.ListFormat(pageOf().language);
  const people =
    names.length === 0 ? [] : [make('li', { class: 'signed' }, words.personWrote({ names: format.format(names) }))];
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

/** Fills the page of an opened mailbox, oldest message first. */
export function showOpened(page: DocumentFragment, opened: Opened, language: Language): void {
  const { answer, account, note, lists, said, warnings } = opened;
  const format = new Intl.ListFormat(pageOf().language);
  const roster = lists.at(-1)?.roster;
  const names = account.members.map((id) => (roster && memberOf(roster, id)?.name) ?? id);
  const atBirth = account.epoch === note.account.epoch && warnings.includes('access');
  slot(page, 'status').replaceChildren(...statusItems(opened, language));
  const readers = { names: format.format(names) };
  slot(page, 'readers').textContent = atBirth ? language.words.couldOpen(readers) : word('readers', readers);
  const items = said.map(([one]) => messageItem(answer.edition.zone, one, language));
  const messages = slot(page, 'messages');
  if (items.length === 0) messages.before(make('p', { 'data-empty': '' }, word('nobody-yet')));
  messages.replaceChildren(...items);
  if (warnings.length > 0) {
    const cautions = make('ul', { class: 'problem', role: 'alert' });
    list(
      cautions,
      warnings.map((warning) => warningText(warning, language)),
    );
    slot(page, 'status').before(cautions);
  }
}
