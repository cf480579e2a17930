import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DutyRule, Procedure, When } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import type { Verified } from '#domain/record/header.ts';
import { dutiesOf, type Duty } from '#domain/promises/duties.ts';
import { isKind, kinds, type Kind } from '#domain/promises/kinds.ts';
import { sound } from '#domain/promises/sound.ts';
import { edition, procedure as small } from '#kit/given.ts';
import { now, plausible, wrote } from '#kit/incident.ts';

/** Every duty of every procedure, in every state a duty can have: what the files say is what the engine does. */

const folders = readdirSync('procedures', { withFileTypes: true }).filter((folder) => folder.isDirectory());
const procedures: readonly Procedure[] = [
  small,
  ...folders.map(({ name }) => {
    const found = readProcedure(readFileSync(`procedures/${name}/procedure.yaml`, 'utf8'), 'd'.repeat(64), sound);
    if ('problems' in found) throw new Error(JSON.stringify(found.problems, null, 1));
    return found.procedure;
  }),
];

const minute = 60_000;
const arose = now - 60 * minute;

function authorOf(kind: Kind): string {
  const authors: readonly string[] = kinds[kind].authors;
  return authors.includes('member') ? 'rosa' : authors.includes('mailbox') ? 'reporter' : 'server';
}

function one(when: When, more: { at: number; of?: string; by?: string; report?: string }): Verified {
  const { kind, facts } = when;
  if (!isKind(kind)) throw new Error(kind);
  const chosen = Object.fromEntries(Object.entries(facts).map(([key, values]) => [key, values[0] ?? '']));
  const said = plausible(kind, { ...(more.of === undefined ? {} : { of: more.of }), due: arose + minute, ...chosen });
  const own = (kinds[kind].streams as readonly string[]).includes('report');
  const stream = own ? (`report/${more.report ?? 'a'}` as const) : ('incident/b' as const);
  const by = more.by ?? authorOf(kind);
  return wrote(by, kind, Object.fromEntries(said), { receivedAt: more.at, at: more.at, stream });
}

describe.each(procedures.map((procedure) => [procedure.id, procedure] as const))('%s', (_, procedure) => {
  const rules = procedure.duties.flatMap((rule) =>
    rule.arises.flatMap((cause) =>
      rule.met.map((met) => [`${rule.id}: ${cause.kind} → ${met.kind}`, rule, cause, met]),
    ),
  ) as readonly (readonly [string, DutyRule, When, When])[];

  test.each(rules)('%s', (_name, rule, when, met) => {
    const cause = one(when, { at: arose });
    const duties = (time: number, ...then: readonly Verified[]): readonly Duty[] =>
      dutiesOf({ procedure: { duties: [rule] }, edition, now: time }, [cause, ...then]);
    const of = { of: cause.hash };
    const state = (time: number, ...then: readonly Verified[]): Duty['state'] | undefined =>
      duties(time, ...then).find((duty) => duty.cause === cause.hash)?.state;
    const due = duties(arose)[0]?.due ?? null;
    const soon = arose + 1;
    const late = (due ?? soon) + 1;

    // Absent without its cause.
    expect(dutiesOf({ procedure: { duties: [rule] }, edition, now }, [])).toEqual([]);
    // Open until it is due, overdue after; without a clock open for ever.
    expect(state(due ?? arose)).toEqual({ is: 'open' });
    expect(state(late + 1e12)).toEqual({ is: due === null ? 'open' : 'overdue' });
    expect(due === null).toBe(rule.within.unit === 'no-limit');

    const byPeople = (kinds[met.kind as Kind].authors as readonly string[]).includes('member');
    // Met in time, and late.
    const inTime = one(met, { at: arose, ...of });
    expect(state(late, inTime)).toMatchObject({ is: 'met', at: arose, late: false });
    expect(state(late, one(met, { at: late, ...of }))).toMatchObject({ is: 'met', late: due !== null });
    // Met by the wrong party: the reporter's or the server's own key never does what people owe (D15).
    if (byPeople)
      for (const by of ['server', 'reporter']) {
        const own = [wrote('server', 'opened', {}), wrote('reporter', 'reported', {}, { stream: 'report/z' })];
        const theirs = dutiesOf({ procedure: { duties: [rule] }, edition, now }, [
          cause,
          ...own,
          one(met, { at: soon, ...of, by }),
        ]).find((duty) => duty.cause === cause.hash);
        expect(['open', 'overdue']).toContain(theirs?.state.is);
      }
    // Met in another report, or for another cause: not met.
    const streams: readonly string[] = kinds[met.kind as Kind].streams;
    if (cause.header.stream === 'report/a' && streams.includes('report'))
      expect(state(soon, one(met, { at: soon, ...of, report: 'other' }))?.is).not.toBe('met');
    if (rule.metBySame) expect(state(soon, one(met, { at: soon, of: 'another' }))?.is).not.toBe('met');
    // Waived with a reason, where the procedure lets it be.
    const waived = wrote('rosa', 'waived', { duty: rule.id, ...of }, { receivedAt: soon });
    expect(state(late, waived)?.is === 'waived').toBe(rule.waivable);
    // What is owed to a reporter by a clock is never waived (FUP-01).
    if (rule.owedTo === 'reporter' && due !== null) expect(rule.waivable).toBe(procedure === small);
  });
});
