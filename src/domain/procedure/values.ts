import { say, type Text } from './clause.ts';
import type { Span } from './duty.ts';
import type { Gathering } from './gathering.ts';
import { guess, oneOf } from './guess.ts';
import { askedFirst, readers, rolesWho, type Act, type Procedure, type Role } from './procedure.ts';
import { acts } from './role.ts';

/**
 * [Note: One text] What clauses say in braces stands for the data of the same file, so that prose and behaviour cannot
 * differ: `{within:follow-up}` is the span of that duty, `{who:act-alone}` the roles that may, `{role:lead}` a role's
 * holders, `{readers}` who receives first, `{reported}` and `{impacted}` the procedure's words for people,
 * `{more-than}`, `{free-below}`, `{stand-in:of}`, `{stand-in:from}` the stand-in rule, `{opening:first}` and
 * `{opening:asked}` who opens a new report at once and who is asked before, `{people}` how many speak with the reported
 * person, `{words}` the length of announcements, `{months}` the retention. `{due}` in a promise is the date.
 */
const named = /\{([a-z][a-z0-9:-]*)\}/gu;

type Filling = Pick<Procedure, 'roles' | 'duties' | 'terms' | 'standIn' | 'opening'> &
  // What staff hold of a procedure on a phone has no more than that.
  Partial<Pick<Procedure, 'conversation' | 'public' | 'retention'>>;

const list = (roles: readonly (Role | undefined)[], language: string, type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(language, { type }).format(
    roles.flatMap((role) => (role === undefined ? [] : [say(role.many, language)])),
  );

/** "24 hours", in words of the language; null for a span that has no length. */
export function spanIn(span: Span, language: string): string | null {
  if (span.unit === 'at-once' || span.unit === 'agreed' || span.unit === 'ending' || span.unit === 'no-limit')
    return null;
  const unit = span.unit === 'after-event' ? 'day' : span.unit.slice(0, -1);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(span.count);
}

/** Those held at an event of this kind; all of them when that is nobody, or when no event is meant. */
function heldAt(roles: readonly Role[], gathering: Gathering | undefined): readonly Role[] {
  const here = roles.filter(({ gatherings }) => gathering === undefined || gatherings.includes(gathering));
  return here.length > 0 ? here : roles;
}

/** What a name in braces stands for, at an event of a kind or anywhere; null when it stands for nothing here. */
export function valueOf(procedure: Filling, name: string, language: string, gathering?: Gathering): string | null {
  const [kind = '', id = ''] = name.split(':', 2);
  const role = (wanted: string): Role | undefined => procedure.roles.find((one) => one.id === wanted);
  const rule = procedure.standIn.rule;
  switch (kind) {
    case 'reported':
      return say(procedure.terms.reported, language);
    case 'impacted':
      return say(procedure.terms.impacted, language);
    case 'readers':
      return list(heldAt(readers(procedure), gathering), language, 'conjunction');
    case 'role':
      return role(id) === undefined ? null : list([role(id)], language, 'conjunction');
    case 'who': {
      const found = acts.some((act) => act === id) ? rolesWho(procedure, id as Act) : [];
      return found.length === 0 ? null : list(heldAt(found, gathering), language, 'disjunction');
    }
    case 'within': {
      const duty = procedure.duties.find((one) => one.id === id);
      return duty === undefined ? null : spanIn(duty.within, language);
    }
    case 'more-than':
      return rule?.moreThan === undefined ? null : String(rule.moreThan);
    case 'free-below':
      return rule === null ? null : String(rule.freeBelow);
    case 'stand-in':
      if (rule === null) return null;
      if (id === 'of') return list([role(rule.of)], language, 'conjunction');
      return id === 'from' ? list(rule.from.map(role), language, 'disjunction') : null;
    case 'opening': {
      if (procedure.opening === null || (id !== 'first' && id !== 'asked')) return null;
      const own = id === 'first' ? procedure.opening.first.map(role) : askedFirst(procedure);
      const found = own.filter((one) => one !== undefined);
      return found.length === 0 ? null : list(heldAt(found, gathering), language, 'conjunction');
    }
    case 'people':
      return procedure.conversation === undefined ? null : String(procedure.conversation.people);
    case 'words':
      return procedure.public === undefined ? null : String(procedure.public.announcing.words);
    case 'months':
      return procedure.retention === undefined ? null : String(procedure.retention.months);
    default:
      return null;
  }
}

/**
 * The text in `language` with every name in braces filled, with a capital where a sentence begins; one that stands for
 * nothing stays as it is written. At an event of a kind (`gathering`) only roles that are held there are named.
 */
export function fill(procedure: Filling, text: Text, language: string, gathering?: Gathering): string {
  const words = say(text, language);
  return words.replaceAll(named, (whole, name: string, at: number) => {
    const value = valueOf(procedure, name, language, gathering) ?? whole;
    const begins = /(?:^|[.!?]\s+|[¿¡])$/u.test(words.slice(0, at));
    return begins ? value.charAt(0).toLocaleUpperCase(language) + value.slice(1) : value;
  });
}

/** Names in braces that stand for nothing (`{due}` is left to promises). */
export function unknownNames(procedure: Filling, text: Text): readonly string[] {
  return Object.entries(text).flatMap(([language, words]) =>
    [...words.matchAll(named)]
      .map((match) => match[1] ?? '')
      .filter((name) => name !== 'due' && valueOf(procedure, name, language) === null),
  );
}

const plainNames = [
  'reported',
  'impacted',
  'readers',
  'people',
  'words',
  'months',
  'more-than',
  'free-below',
  'stand-in:of',
  'stand-in:from',
  'opening:first',
  'opening:asked',
] as const;

/** Every name that stands for something in this file. */
function knownNames(procedure: Filling): readonly string[] {
  const names = [
    ...plainNames,
    ...procedure.duties.map(({ id }) => `within:${id}`),
    ...procedure.roles.map(({ id }) => `role:${id}`),
    ...acts.map((act) => `who:${act}`),
  ];
  return names.filter((name) => valueOf(procedure, name, 'en') !== null);
}

/** What an author may have meant by a name that stands for nothing here. */
export function meantBy(procedure: Filling, name: string): string {
  const known = knownNames(procedure);
  const [head = '', id = ''] = name.split(':', 2);
  if (head === 'within' && procedure.duties.some((duty) => duty.id === id))
    return `the time of \`${id}\` has no length`;
  if (head === 'who' && acts.some((act) => act === id)) return `no role has the act \`${id}\``;
  const alike = known.filter((one) => one.startsWith(`${head}:`));
  if (alike.length > 0) return oneOf(name, alike);
  return guess(name, known, `one of ${known.filter((one) => !one.startsWith('who:')).join(', ')}`);
}
