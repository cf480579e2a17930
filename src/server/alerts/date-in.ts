import type { Language } from '#words/words.ts';

/** A date as the event's people say it, with its zone: a mail is read anywhere. */
export function dateIn(language: Language, zone: string, at: number): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at);
}
