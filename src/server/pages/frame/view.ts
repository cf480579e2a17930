import type { Context } from 'hono';
import type { Edition } from '#domain/edition/edition.ts';
import type { Answers } from '#domain/intake/answers.ts';
import { directReaders, readersOf } from '#domain/intake/recipients.ts';
import { fallbacks, say, type Question } from '#domain/procedure/procedure.ts';
import { promisedAtBirth, type Promised } from '#domain/promises/promised.ts';
import { active, rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { clearFacts } from '#questions/facts.ts';
import type { TeamMember } from '#questions/fieldset.tsx';
import { pages as pagesEn } from '#words/made/en/pages.ts';
import { questions as questionsEn } from '#words/made/en/questions.ts';
import { pages as pagesEs } from '#words/made/es/pages.ts';
import { questions as questionsEs } from '#words/made/es/questions.ts';
import type { Pages, Questions } from '#words/made/shape.ts';
import { directions, languages, type Language } from '#words/words.ts';
import type { CurrentEdition, Organisation } from '../../editions.ts';
import type { Parts } from '../../parts.ts';

const spoken: Readonly<Record<Language, { readonly pages: Pages; readonly questions: Questions }>> = {
  en: { pages: pagesEn, questions: questionsEn },
  es: { pages: pagesEs, questions: questionsEs },
};

/** A language by its own name. */
export const endonyms: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** How one request is answered: in which language, with which links. */
export interface View {
  readonly parts: Parts;
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  readonly w: Pages;
  readonly q: Questions;
  readonly offered: readonly Language[];
  /** A link that keeps the chosen language (nothing is stored in the browser, so the address carries it). */
  readonly link: (path: string) => string;
  /** The address as a person would type it. */
  readonly short: (path: string) => string;
}

/** A view of pages about one event. */
export interface EventView extends View {
  readonly organisation: Organisation;
  readonly current: CurrentEdition;
  readonly edition: Edition;
}

/** The best of `offered` for an `Accept-Language` header. */
export function preferred(header: string, offered: readonly Language[]): Language | undefined {
  const wishes = header
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const q = rest.map((r) => /^\s*q=([\d.]+)$/u.exec(r)?.[1]).find((v) => v !== undefined);
      return { language: tag.split('-')[0] ?? '', q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q);
  return wishes.map(({ language }) => offered.find((l) => l === language)).find((l) => l !== undefined);
}

/** `asked`: the language of the form that was sent, or of the address. */
export function viewOf(parts: Parts, c: Context, asked: string | undefined, spokenHere: readonly string[]): View {
  const here = languages.filter((l) => spokenHere.includes(l));
  const offered = here.length > 0 ? here : languages;
  const explicit = offered.find((l) => l === asked);
  const language = explicit ?? preferred(c.req.header('accept-language') ?? '', offered) ?? offered[0] ?? 'en';
  const base = parts.baseUrl ?? new URL(c.req.url).origin;
  return {
    parts,
    language,
    dir: directions[language],
    w: spoken[language].pages,
    q: spoken[language].questions,
    offered,
    link: (path) => (explicit === undefined ? path : `${path}?l=${explicit}`),
    short: (path) => new URL(path, base).href.replace(/^https?:\/\//u, ''),
  };
}

/** "Saturday 15 May at 00:25", in the event's zone. */
export function moment(view: EventView, at: number): string {
  return new Intl.DateTimeFormat(view.language === 'en' ? 'en-GB' : view.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: view.edition.zone,
  }).format(at);
}

export function dayName(view: EventView, at: number): string {
  return new Intl.DateTimeFormat(view.language === 'en' ? 'en-GB' : view.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: view.edition.zone,
  }).format(at);
}

export function listed(view: View, names: readonly string[]): string {
  return new Intl.ListFormat(view.language, { type: 'conjunction' }).format(names);
}

function partOf(view: EventView, member: RosterMember): string {
  const held = rolesAt(member, view.edition.id);
  return view.current.procedure.roles
    .filter((role) => held.includes(role.id))
    .map((role) => say(role.name, view.language))
    .join(', ');
}

const named =
  (view: EventView) =>
  (member: RosterMember): TeamMember => ({ id: member.id, name: member.name, part: partOf(view, member) });

/** Everybody a new report could go to: its readers, then those who stand behind them, and `also` whoever is named. */
export function teamOf(
  view: EventView,
  also: readonly string[] = [],
): {
  readonly readers: readonly TeamMember[];
  readonly behind: readonly TeamMember[];
  readonly direct: readonly TeamMember[];
} {
  const { procedure } = view.current;
  const { roster } = view.organisation;
  const now = view.parts.now();
  const readers = readersOf(procedure, view.edition.id, roster, now);
  const next = fallbacks(procedure).flatMap((role) =>
    roster.members.filter((m) => active(m, now) && rolesAt(m, view.edition.id).includes(role.id)),
  );
  const others = roster.members.filter(({ id }) => also.includes(id));
  return {
    readers: readers.map(named(view)),
    behind: [...new Set([...next, ...others])].filter((m) => !readers.includes(m)).map(named(view)),
    direct: directReaders(procedure, view.edition.id, roster, now).map(named(view)),
  };
}

/** A day of the calendar (`YYYY-MM-DD`), which has no zone, in words. */
export function calendarDay(view: View, day: string): string {
  return new Intl.DateTimeFormat(view.language === 'en' ? 'en-GB' : view.language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));
}

/** A promise with its date in words, in the event's zone. */
export function promiseText(view: EventView, { text, due }: Pick<Promised, 'text' | 'due'>): string {
  const words = say(text, view.language);
  return due === null ? words : words.replace('{due}', moment(view, due));
}

/** What is owed to the reporter of these answers from the moment their report arrived. */
export function promisedTo(
  view: EventView,
  questions: readonly Question[],
  answers: Answers,
  receivedAt: number,
): readonly Promised[] {
  const { procedure } = view.current;
  const facts = { channel: 'web', ...clearFacts(questions, answers) };
  return promisedAtBirth(procedure.duties, facts, receivedAt, view.edition);
}
