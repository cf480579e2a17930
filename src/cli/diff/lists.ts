import type { Procedure, Question } from '#domain/procedure/procedure.ts';
import {
  at,
  called,
  en,
  instead,
  insteadOf,
  listed,
  matched,
  renamed,
  reported,
  reporters,
  team,
  type Change,
  type Pair,
} from './pair.ts';

/** What is asked, and of whom. */
export function questionChanges({ a, b }: Pair): readonly Change[] {
  const { gone, come, both } = matched(a.questions, b.questions, called.label);
  const where = (q: Question): string =>
    b.gatherings.every((gathering) => q.gatherings.includes(gathering)) ? '' : ` (${listed(q.gatherings)})`;
  const readBy = { account: 'who reads the account', identity: 'who reads the identity' } as const;
  return [
    ...gone.map((q) => ({ whom: reporters, says: `are no longer asked: "${en(q.label)}"` })),
    ...come.map((q) => ({
      whom: q.asks.includes('reporter') ? reporters : team,
      says: `are now asked: "${en(q.label)}"${where(q)}${q.required ? ' (required)' : ''}`,
    })),
    ...both.flatMap(([old, now]) => [
      ...renamed(now.asks.includes('reporter') ? reporters : team, `"${en(now.label)}"`, [old, now]),
      ...(old.required === now.required
        ? []
        : [{ whom: reporters, says: `"${en(now.label)}" is ${now.required ? 'now required' : 'no longer required'}` }]),
      ...instead(reporters, `"${en(now.label)}" is read by`, readBy[old.compartment], readBy[now.compartment]),
      ...insteadOf(reporters, `"${en(now.label)}" is asked at`, at(a, old.gatherings), at(b, now.gatherings)),
      ...insteadOf(reporters, `"${en(now.label)}" is asked of`, old.asks, now.asks),
      ...instead(
        reporters,
        `answers to "${en(now.label)}"`,
        listed(old.options.map((option) => en(option.label))),
        listed(now.options.map((option) => en(option.label))),
      ),
    ]),
  ];
}

/** Ways to reach the team. */
export function channelChanges({ a, b }: Pair): readonly Change[] {
  const { gone, come, both } = matched(a.channels, b.channels, called.text);
  const whom = ({ users }: Procedure['channels'][number]): string => (users === 'reporter' ? reporters : team);
  return [
    ...gone.map((one) => ({ whom: whom(one), says: `a way less to reach the team: ${one.id} (${one.kind})` })),
    ...come.map((one) => ({ whom: whom(one), says: `a new way to reach the team: ${one.id} (${one.kind})` })),
    ...both.flatMap(([old, now]) => renamed(whom(now), `"${en(now.text)}"`, [old, now])),
  ];
}

/** The catalogue of responses. */
export function responseChanges({ a, b }: Pair): readonly Change[] {
  const { gone, come, both } = matched(a.responses.list, b.responses.list, called.name);
  return [
    ...gone.map((one) => ({ whom: reported, says: `no longer in the catalogue: ${en(one.name)}` })),
    ...come.map((one) => ({ whom: reported, says: `new in the catalogue: ${en(one.name)}` })),
    ...both.flatMap(([old, now]) => [
      ...renamed(team, `"${en(now.name)}"`, [old, now]),
      ...insteadOf(team, `"${en(now.name)}" needs`, old.needs.toSorted(), now.needs.toSorted()),
      ...instead(
        team,
        `"${en(now.name)}" is for`,
        old.none ? 'what was no violation' : 'a violation',
        now.none ? 'what was no violation' : 'a violation',
      ),
    ]),
    ...instead(
      reported,
      'what is not in the catalogue',
      a.responses.open ? 'may be decided too' : 'may not be decided',
      b.responses.open ? 'may be decided too' : 'may not be decided',
    ),
  ];
}
