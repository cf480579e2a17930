import type { SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import type { Arrived } from '../sending/again.ts';
import { clearFacts } from '#questions/facts.ts';
import type { Answers } from '#domain/intake/answers.ts';
import type { Language } from '../language/language.ts';
import { questionsOf, readersShown } from '../sending/bodies.ts';
import { copyOf, filled, make, momentIn, pageOf, piece, scriptsRun, slot } from '../page.ts';
import { promisesOf, type Promised } from './promises.ts';
import { showReaders } from './readers.ts';
import { showWords } from './words.ts';

/** A promise with its date as the event's clocks show it. */
export function promiseLine(zone: string, { text, due }: Promised): string {
  return due === 0 ? text : filled(text, { due: momentIn(zone, due) });
}

/** The address to come back to, as somebody would write it on paper. */
export function shortAddress(edition: string): string {
  return `${location.host}${paths.mailbox(edition)}`;
}

/** Shows the receipt in the same document and takes the form away, with everything typed in it. */
export function showReceipt(
  arrived: Arrived,
  { list: wordList, words }: Language,
  entropy: Uint8Array,
  info: SealingInfo,
  answers: Answers,
): void {
  const receipt = copyOf('t-sent');
  showWords(receipt, entropy, wordList, shortAddress(info.edition.id));
  const names = arrived.receivers.account.map((member) => member.name);
  showReaders(receipt, readersShown(arrived.receivers, answers));
  const facts = clearFacts(questionsOf(info), answers);
  const promised = promisesOf(
    { ...info, procedure: arrived.receivers.under },
    facts,
    arrived.receivedAt,
    pageOf().language,
  ).map((one) => promiseLine(info.edition.zone, one));
  const promises = slot(receipt, 'promises');
  promises.replaceChildren(...promised.map((text) => make('li', {}, make('span', {}, text))));
  const arrivedAt = words.received({ at: momentIn(info.edition.zone, arrived.receivedAt) });
  promises.after(make('p', { class: 'small' }, words.serverSays({ what: arrivedAt })));
  const title = receipt.querySelector('h1');
  if (arrived.how === 'added') title?.after(make('p', {}, words.addedInstead()));
  if (arrived.how === 'kept-back') {
    const format = new Intl.ListFormat(pageOf().language);
    title?.after(make('p', { class: 'error', role: 'alert' }, words.keptBack({ names: format.format(names) })));
  }
  scriptsRun(receipt);
  const section = piece(document, 'section#sent', HTMLElement);
  section.replaceChildren(receipt);
  section.hidden = false;
  section.focus();
  window.scrollTo(0, 0);
}
