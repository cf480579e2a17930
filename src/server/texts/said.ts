import { contactsOn } from '#domain/edition/contacts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { texts as en } from '#words/made/en/texts.ts';
import { texts as es } from '#words/made/es/texts.ts';
import type { Texts } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import type { InboundText } from './provider.ts';

const spoken: Readonly<Record<Language, Texts>> = { en, es };

/** A text message has no language of its own that we could know: the event's first. */
export const languageOf = ({ languages }: Pick<Edition, 'languages'>): Language => languages.find(isLanguage) ?? 'en';

export const wordsFor = (edition: Pick<Edition, 'languages'> | undefined): Texts =>
  spoken[edition === undefined ? 'en' : languageOf(edition)];

const and = (edition: Edition, names: readonly string[]): string =>
  new Intl.ListFormat(languageOf(edition), { type: 'conjunction' }).format(names);

/** What answers the first message: who reads it, where help is in danger, and whether we may write. No content. */
export function firstAnswer(edition: Edition, readers: readonly string[], hasNumber: boolean): string {
  const t = wordsFor(edition);
  const number = edition.emergency[0]?.number ?? '';
  return [
    t.arrived({ names: and(edition, readers) }),
    ...(number === '' ? [] : [t.danger({ number })]),
    hasNumber ? t.askAgree() : t.askNothing(),
  ].join(' ');
}

export const agreedAnswer = (edition: Edition, readers: readonly string[]): string =>
  wordsFor(edition).agreed({ names: and(edition, readers) });

/** What is said when nobody is there who could take it: where people are. `edition`: the nearest, if there is any. */
export function notTaken(edition: Edition | undefined): string {
  const t = wordsFor(edition);
  const ways =
    edition === undefined
      ? []
      : [
          edition.teamPhone,
          ...contactsOn(edition, 'shared-address', 'public').map(({ email }) => email),
          ...edition.emergency.map(({ number }) => number),
        ].filter((way) => way !== '');
  return [t.notTaken(), ...(ways.length === 0 ? [] : [t.ways({ ways: ways.join(', ') })])].join(' ');
}

const aside = (said: string): string => `[${said}]`;

/** What of a message is kept as its text, and what became of what came with it. */
export function textTold(edition: Edition, { text, media, left, voice }: InboundText): string {
  const t = wordsFor(edition);
  const nothing = voice === true ? t.voice() : t.noText();
  const lines = [
    text.trim() === '' ? nothing : text,
    ...(media.length === 0 ? [] : [aside(t.filesFollow({ count: media.length }))]),
    ...(left <= 0 ? [] : [aside(t.filesLost({ count: left }))]),
  ];
  return lines.join('\n\n');
}

/** What is said beside files that were fetched afterwards, and of those that could not be. */
export function filesTold(edition: Edition, came: number, lost: number): string {
  const t = wordsFor(edition);
  const lines = [
    ...(came === 0 ? [] : [aside(t.filesCame({ count: came }))]),
    ...(lost <= 0 ? [] : [aside(t.filesLost({ count: lost }))]),
  ];
  return lines.join('\n\n');
}

/** Those that carriers and providers everywhere take for it (CTIA, FCC 47 CFR 64.1200), and ours. */
const stops: ReadonlySet<string> = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout alto baja parar cancelar'.split(' '),
);

/** Words that are not told but done: yes to being texted back, and no more of it. Every language that is spoken here. */
export function wordIn(text: string): 'yes' | 'stop' | null {
  const word = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{P}\p{S}\p{Cf}\s]/gu, '')
    .toLowerCase();
  if (['yes', 'y', 'si', 's'].includes(word)) return 'yes';
  return stops.has(word) ? 'stop' : null;
}
