import { reached as reachedEn } from '#words/made/en/reached.ts';
import { reached as reachedEs } from '#words/made/es/reached.ts';
import type { Reached as ReachedWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import type { Organisation } from '../editions.ts';
import type { How, Message } from './message.ts';

const spoken: Readonly<Record<Language, ReachedWords>> = { en: reachedEn, es: reachedEs };

/** What a lock screen shows: the event's own words, or ours. It says nothing of what it is about. */
export function wordingOf({ editions }: Pick<Organisation, 'editions'>, how: How, id?: string): string {
  const edition = (editions.find((one) => one.edition.id === id) ?? editions[0])?.edition;
  if (edition !== undefined && edition.alertWords !== '') return edition.alertWords;
  const words = spoken[edition?.languages.find(isLanguage) ?? 'en'];
  return how === 'urgent' ? words.lockNow() : words.lock();
}

/** What somebody is sent who asks whether it rings. */
export function testMessage({ editions }: Pick<Organisation, 'editions'>, id: string): Message {
  const words = spoken[editions[0]?.edition.languages.find(isLanguage) ?? 'en'];
  return { id: `test/${id}`, subject: words.testSubject(), text: words.testBody(), isOpen: true };
}
