/**
 * What programs put above the letter that is answered, by language: a table to add to. Kept here and not taken from a
 * library: those there are cut a first letter that repeats “From: …” or ends in “Regards”, join lines that stood apart, and
 * lean on a native module against slow patterns. Here nothing is cut off that is not kept.
 */

/** The verb, where the line ends with it: “On …, Rosa wrote:”. */
const last: readonly string[] = [
  'wrote',
  'wrote as follows',
  'a écrit',
  'escribió',
  'escreveu',
  'ha scritto',
  'пишет',
  'писала?',
  'написала?',
  'написал\\(а\\)',
  'пише',
  'написав',
  'pisze',
  'napisał\\(?a?\\)?',
  'napsala?',
  'napsal\\(a\\)',
  'napísala?',
  'napísal\\(a\\)',
  'kirjoitti',
  'şunu yazdı',
  'yazdı',
];
/** The same, where words are not set apart by spaces. */
const lastUnspaced: readonly string[] = ['写道', '寫道', 'のメッセージ', 'のメール', 'さんは書きました', '작성'];
/** The verb, where whoever wrote, or the time, stands behind it: “Am … schrieb Rosa:”. */
const before: readonly string[] = ['schrieb', 'schreef', 'skrev', 'escreveu', 'wiadomość napisana przez'];

const verbs = (all: readonly string[]): string => `(?<!\\p{L})(?:${all.join('|')})`;
const byVerb = new RegExp(`${verbs(last)}\\s*[:：]\\s*$`, 'iu');
const byVerbUnspaced = new RegExp(`(?:${lastUnspaced.join('|')})\\s*[:：]\\s*$`, 'u');
const byVerbBefore = new RegExp(`${verbs(before)}(?:\\s[^\\n]{1,240})?[:：]\\s*$`, 'iu');

/** Where such a line begins. */
const first =
  /^\s*(?:on\b|el\b|le\b|am\b|em\b|il\b|op\b|den\b|dne\b|w dniu|wiadomość|at\b|in\b|在|\d|\S+.{0,80}[<\d]|[\p{L}. ]{1,60}\s(?:wrote|a écrit|schrieb|escribió))/iu;

// Nobody writes an address in brackets, or a time with a whole year, before “wrote:” by hand.
const address = /[<(][^<>()\s]{1,200}@[^<>()\s]{1,200}[>)]|<mailto:/u;
const time = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/iu;
const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/u;

/** What a program wrote: an address, or a day and a time. */
export const isByProgram = (line: string): boolean => address.test(line) || (time.test(line) && year.test(line));

/** Without a verb, as in Russian and in Japanese: a day, a time, an address, and a colon behind it. */
const isBare = (line: string): boolean =>
  /[>)]\s*[:：]\s*$/u.test(line) && address.test(line) && time.test(line) && year.test(line);

/** Whether these lines, joined, say that somebody wrote what follows. */
export const saysWhoWrote = (line: string): boolean =>
  byVerb.test(line) || byVerbUnspaced.test(line) || byVerbBefore.test(line) || isBare(line);

export const beginsSo = (line: string): boolean => first.test(line);
