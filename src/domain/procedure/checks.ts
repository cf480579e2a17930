import { oneOf } from './guess.ts';
import { openingWrong } from './opening.ts';
import { roughMinutes } from './spans.ts';
import type { Shape } from './shape.ts';
import type { Path, Wrong } from './wrong.ts';

const repeated = (path: Path, items: readonly { readonly id: string }[]): readonly Wrong[] =>
  items.flatMap((item, i) =>
    items.findIndex((other) => other.id === item.id) < i
      ? [{ path: [...path, i, 'id'], found: item.id, expected: 'an id not used before' }]
      : [],
  );

/** Every text must speak every language the procedure ships. */
function silent(value: unknown, languages: readonly string[], path: Path): readonly Wrong[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => silent(item, languages, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if (typeof (value as { en?: unknown }).en === 'string')
    return languages
      .filter((language) => !entries.some(([key]) => key === language))
      .map((language) => ({ path, found: 'nothing', expected: `a text in \`${language}\`` }));
  return entries.flatMap(([key, inner]) => silent(inner, languages, [...path, key]));
}

function questionsWrong({ questions }: Shape): readonly Wrong[] {
  return questions.flatMap((q, i) => {
    const choosing = q.kind === 'choice' || q.kind === 'choices' || q.kind === 'when';
    const wrong: Wrong[] = repeated(['questions', i, 'options'], q.options).slice();
    if (choosing !== q.options.length > 0)
      wrong.push({
        path: ['questions', i, 'options'],
        found: `${q.options.length} options`,
        expected: choosing ? 'at least one option' : `no options in a question of kind ${q.kind}`,
      });
    if ((q.kind === 'people') !== q.fields.length > 0)
      wrong.push({
        path: ['questions', i, 'fields'],
        found: `${q.fields.length} fields`,
        expected: 'fields for people only',
      });
    return wrong;
  });
}

/** Every place where the file names a role. */
function rolesNamed(read: Shape): readonly (readonly [path: Path, id: string])[] {
  const list = (path: Path, ids: readonly string[]) => ids.map((id, i) => [[...path, i], id] as const);
  const rule = read.standIn.rule;
  return [
    ...list(['opening', 'first'], read.opening?.first ?? []),
    ...read.duties.flatMap((d, i) => list(['duties', i, 'owedBy'], d.owedBy)),
    ...list(['meeting', 'invites'], read.meeting.invites),
    ...list(['conversation', 'prefer'], read.conversation.prefer),
    ...list(['public', 'announcing', 'by'], read.public.announcing.by),
    ...(read.public.announcing.delegate === null
      ? []
      : [[['public', 'announcing', 'delegate'], read.public.announcing.delegate] as const]),
    ...(read.appeal.body === null ? [] : [[['appeal', 'body'], read.appeal.body] as const]),
    ...(read.debrief === null
      ? []
      : [...list(['debrief', 'hosts'], read.debrief.hosts), ...list(['debrief', 'attend'], read.debrief.attend)]),
    ...(rule === null
      ? []
      : [
          [['standIn', 'rule', 'of'], rule.of] as const,
          [['standIn', 'rule', 'as'], rule.as] as const,
          ...list(['standIn', 'rule', 'from'], rule.from),
        ]),
  ];
}

function rolesWrong(read: Shape): readonly Wrong[] {
  const known = new Set(read.roles.map((role) => role.id));
  const wrong: Wrong[] = rolesNamed(read).flatMap(([path, id]) =>
    known.has(id) ? [] : [{ path, found: id, expected: `the id of a role: ${oneOf(id, [...known])}` }],
  );
  for (const [i, role] of read.roles.entries())
    if (!role.gatherings.some((gathering) => read.gatherings.includes(gathering)))
      wrong.push({
        path: ['roles', i, 'gatherings'],
        found: role.gatherings.join(', '),
        expected: `one of this procedure's gatherings (${read.gatherings.join(', ')}): nobody may hold this role`,
      });
  if (!read.roles.some((r) => r.receives === 'first' && r.reads.includes('account')))
    wrong.push({ path: ['roles'], found: 'nobody', expected: 'a role that receives first and reads account' });
  if (!read.roles.some((r) => typeof r.receives === 'number'))
    wrong.push({ path: ['roles'], found: 'nobody', expected: 'a role to fall back on (receives: 1)' });
  return wrong;
}

/** A stand-in rule that the people the document names can never set off (D1), or that goes in a circle. */
function standInWrong({ standIn: { rule }, roles }: Shape): readonly Wrong[] {
  if (rule === null) return [];
  const wrong: Wrong[] = [];
  const named = roles.find((role) => role.id === rule.of)?.named;
  if (rule.moreThan !== undefined && named !== undefined && rule.moreThan >= named) {
    const found = `more than ${rule.moreThan} of ${named}`;
    wrong.push(
      rule.freeBelow === 0
        ? {
            path: ['standIn', 'rule', 'moreThan'],
            found,
            expected: 'a number that can be exceeded, or freeBelow: 1: this rule can never fire',
          }
        : {
            grave: 'warning',
            path: ['standIn', 'rule', 'moreThan'],
            found,
            expected: `a number below ${named}; as it is, only freeBelow (${rule.freeBelow}) can fire`,
          },
    );
  }
  if (rule.moreThan === undefined && rule.freeBelow === 0)
    wrong.push({ path: ['standIn', 'rule'], found: 'no number', expected: 'moreThan or freeBelow: it can never fire' });
  for (const [i, from] of rule.from.entries())
    if (from === rule.of)
      wrong.push({
        path: ['standIn', 'rule', 'from', i],
        found: from,
        expected: `a role other than ${rule.of}: those who stepped aside cannot stand in for themselves`,
      });
  return wrong;
}

const year = 365 * 1_440;
/** Spans whose end stands in the entry a duty arises from. */
const named: ReadonlySet<string> = new Set(['agreed', 'ending']);

function clocksWrong({ duties }: Shape): readonly Wrong[] {
  return duties.flatMap((duty, i): readonly Wrong[] => {
    const wrong: Wrong[] = [];
    const minutes = roughMinutes(duty.within);
    if (minutes !== null && minutes >= year)
      wrong.push({
        path: ['duties', i, 'within'],
        found: 'a year or more',
        expected: 'a time that somebody waits for',
      });
    else if (minutes !== null && minutes > 90 * 1_440)
      wrong.push({
        grave: 'warning',
        path: ['duties', i, 'within'],
        found: 'more than 90 days',
        expected: 'a shorter time, or `no limit`',
      });
    if ((duty.owedTo === 'reporter') !== (duty.promise !== undefined))
      wrong.push({
        path: ['duties', i, 'promise'],
        found: duty.promise === undefined ? 'nothing' : 'a promise',
        expected:
          duty.owedTo === 'reporter' ? 'what the reporter is told, with {due}' : 'no promise: it is not owed to them',
      });
    for (const [language, text] of Object.entries(duty.promise ?? {}))
      if (duty.within.unit !== 'no-limit' && !named.has(duty.within.unit) && !text.includes('{due}'))
        wrong.push({
          path: ['duties', i, 'promise', language],
          found: 'no {due}',
          expected: 'a promise with its date',
        });
    for (const [j, step] of duty.remind.entries()) {
      const timeless = minutes === null && !named.has(duty.within.unit) && duty.within.unit !== 'after-event';
      const past = step.when === 'after' && minutes !== null && minutes > 0 && step.minutes >= minutes;
      if ((timeless && step.when !== 'after') || past)
        wrong.push({
          path: ['duties', i, 'remind', j],
          found: past ? 'a step at or after the end' : 'a step before or after an end that is not there',
          expected: past ? '`due`, or a time before it is due' : 'a time after it arose, or a clock in `within`',
        });
    }
    for (const [j, step] of duty.rings.entries())
      if (step.after <= (duty.rings[j - 1]?.after ?? -1))
        wrong.push({
          path: ['duties', i, 'rings', j, 'after'],
          found: 'a step that is not later than the one before',
          expected: 'steps in order of time',
        });
    if (duty.rings.length > 0 && duty.owedTo === 'reporter')
      wrong.push({
        path: ['duties', i, 'rings'],
        found: 'people woken for a promise with a date',
        expected: 'a duty that is not owed to the reporter',
      });
    return wrong;
  });
}

/** What the shape alone cannot say: references hold, somebody reads, somebody stands behind them, clocks are real. */
export function checked(read: Shape): readonly Wrong[] {
  const wrong: Wrong[] = [
    ...repeated(['roles'], read.roles),
    ...repeated(['channels'], read.channels),
    ...repeated(['questions'], read.questions),
    ...repeated(['intake', 'steps'], read.intake.steps),
    ...repeated(['intake', 'nevers'], read.intake.nevers),
    ...repeated(['duties'], read.duties),
    ...repeated(['responses', 'list'], read.responses.list),
    ...repeated(['handling'], read.handling),
    ...rolesWrong(read),
    ...questionsWrong(read),
    ...standInWrong(read),
    ...openingWrong(read),
    ...clocksWrong(read),
  ];
  if (!read.questions.some((q) => q.required))
    wrong.push({ path: ['questions'], found: 'nothing', expected: 'one required question' });
  if (!read.languages.includes('en'))
    wrong.push({
      path: ['languages'],
      found: read.languages.join(', '),
      expected: '`en` among them: every text has it',
    });
  return [...wrong, ...silent(read, read.languages, [])];
}
