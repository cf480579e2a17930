import type { Report } from '#domain/intake/report.ts';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { promisedAtBirth } from '#domain/promises/promised.ts';
import { letters as lettersEn } from '#words/made/en/letters.ts';
import { letters as lettersEs } from '#words/made/es/letters.ts';
import type { Letters } from '#words/made/shape.ts';
import { languages, type Language } from '#words/words.ts';
import type { CurrentEdition } from '../editions.ts';

const spoken: Readonly<Record<Language, Letters>> = { en: lettersEn, es: lettersEs };

/** The letter's language where it is one of the event's; else every one the event speaks, so that one of them is read. */
export function languagesFor(language: string, offered: readonly string[]): readonly Language[] {
  const known = languages.find((one) => one === language.toLowerCase().split('-')[0]);
  if (known !== undefined) return [known];
  const here = languages.filter((one) => offered.includes(one));
  const first = offered.find((one): one is Language => here.some((other) => other === one)) ?? 'en';
  return language === '' ? [first, ...here.filter((one) => one !== first)] : [first];
}

function momentIn(language: Language, zone: string, at: number): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at);
}

/** What people owe them from now on: the receipt itself is this mail. */
function promisesOf(procedure: Procedure, report: Report, edition: CurrentEdition['edition']) {
  const { channel = '', ongoing = '', reachable = '', receivedAt = 0 } = report.arrival ?? {};
  const byPeople = procedure.duties.filter(({ met }) => met.every(({ kind }) => kind !== 'receipted'));
  return promisedAtBirth(byPeople, { channel, ongoing, reachable }, receivedAt, edition);
}

/** The text in one language. Nothing of what was told, no code name, and nothing by which the report could be found. */
export function receiptIn(
  language: Language,
  { edition, procedure }: CurrentEdition,
  report: Report,
  readers: readonly string[],
  link: string,
): string {
  const t = spoken[language];
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(readers);
  const when = (at: number): string => momentIn(language, edition.zone, at);
  const promises = promisesOf(procedure, report, edition).map(({ text, due }) => {
    const words = say(text, language);
    return `- ${due === null ? words : words.replace('{due}', when(due))}`;
  });
  const ways = [edition.teamPhone, edition.meetingPoint].filter((way) => way !== '').join(' · ');
  const paragraphs = [
    t.receiptThanks({ when: when(report.arrival?.receivedAt ?? 0) }),
    t.receiptLocked({ names }),
    promises.length === 0 ? '' : [t.receiptNext(), ...promises].join('\n'),
    edition.emergency.length === 0
      ? ''
      : [t.receiptDanger(), ...edition.emergency.map(({ label, number }) => `- ${label}: ${number}`)].join('\n'),
    t.receiptMore(),
    link === '' ? '' : t.receiptForm({ link }),
    ways === '' ? '' : t.receiptReach({ ways }),
    t.receiptSelf(),
    edition.name,
  ];
  return paragraphs.filter((one) => one !== '').join('\n\n');
}
