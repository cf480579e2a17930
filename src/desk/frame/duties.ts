import type { DutyRule, OwedTo, Procedure } from '#domain/procedure/procedure.ts';
import { say } from '#domain/procedure/clause.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import { fill } from '#domain/procedure/values.ts';
import type { Desk } from '#words/made/shape.ts';
import { meetsIn } from './meets.ts';
import type { Term } from './times.ts';

/** What duties are said with: the version they are owed under, which an event may have left since. */
export interface Saying {
  readonly t: Desk;
  readonly language: string;
  readonly procedure: Procedure | undefined;
  /** The kind of event it is: roles of another are not named. */
  readonly gathering?: Gathering | undefined;
}

const ruleOf = ({ procedure }: Saying, duty: string): DutyRule | undefined =>
  procedure?.duties.find(({ id }) => id === duty);

const either = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(new Set(names));

/** The procedure's instruction; the bare id when the version is not known here. */
export function labelOf(duty: string, saying: Saying): string {
  const rule = ruleOf(saying, duty);
  return rule === undefined || saying.procedure === undefined
    ? duty
    : fill(saying.procedure, rule.label, saying.language, saying.gathering);
}

/** The clause that a duty comes from, as the public page says it; `''` when the version is not known here. */
export function clauseOf(duty: string, saying: Saying): string {
  const rule = ruleOf(saying, duty);
  return rule === undefined || saying.procedure === undefined
    ? ''
    : fill(saying.procedure, rule.text, saying.language, saying.gathering);
}

/** What would meet it: our words for its entries, or else the procedure's own sentence. */
export function metByOf(duty: string, saying: Saying): string {
  const { t, language, procedure, gathering } = saying;
  const rule = ruleOf(saying, duty);
  if (rule === undefined || procedure === undefined) return '';
  const ways = rule.met.map((when) => meetsIn(t, when));
  const known = ways.filter((way) => way !== null);
  return known.length < ways.length
    ? fill(procedure, rule.text, language, gathering)
    : t.metBy({ what: either(known, language) });
}

export function owedToOf(owedTo: OwedTo, { t, language, procedure }: Saying): string {
  switch (owedTo) {
    case 'reporter':
      return t.theReporter();
    case 'impacted':
      return procedure === undefined ? t.whoImpacted() : say(procedure.terms.impacted, language);
    case 'reported-person':
      return procedure === undefined ? t.whoReported() : say(procedure.terms.reported, language);
    case 'aware':
      return t.whoAware();
    case 'team':
      return t.whoTeam();
    case 'public':
      return t.whoEverybody();
  }
}

/** The holders of any of these roles, as the procedure names them together. */
export function rolesOf(roles: readonly string[], { language, procedure }: Saying): string {
  const many = roles.map((id) => {
    const role = procedure?.roles.find((one) => one.id === id);
    return role === undefined ? id : say(role.many, language);
  });
  return either(many, language);
}

/** `due`: ms, or null or 0 without a date. */
export function termOf(duty: string, arose: number, due: number | null, saying: Saying): Term {
  const atOnce = ruleOf(saying, duty)?.within.unit === 'at-once';
  return { arose, due: due === 0 ? null : due, atOnce };
}
