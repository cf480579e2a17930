import { keptOut } from '#domain/promises/grants.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { DutyRule, Procedure } from '#domain/procedure/procedure.ts';
import type { Handling } from '#domain/promises/handling.ts';
import { begunAt, dutiesOf, isOwed, whoOwes, type Duty } from '#domain/promises/promises.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { MailboxRow } from '#store/mailbox-store.ts';
import type { Store } from '#store/store.ts';
import type { PromiseShown } from '#wire/api.ts';
import type { Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import { handlingIn } from './apart.ts';
import { entriesOf, wholeOf } from './whole.ts';

type Reading = Pick<Parts, 'procedures' | 'now'> & { readonly store: Store };

/** One duty that is owed at this moment. */
export interface Standing {
  readonly duty: Duty;
  readonly rule: DutyRule;
  readonly edition: Edition;
  /** Free members who owe it: nobody who stepped aside or was left out. What they may see is the gate's to say. */
  readonly members: readonly RosterMember[];
  /** Of the incident, by the team list as it is now. */
  readonly handling: Handling;
  /** When we had what it arose from, ms. */
  readonly begun: number;
}

/** Folds again, now: null when it is met, waived, or its incident is gone; `unreadable` while its version is. */
export async function standing(
  parts: Reading,
  organisation: Organisation,
  of: { readonly incident: string; readonly duty: string; readonly cause: string; readonly stream: string },
): Promise<Standing | 'unreadable' | null> {
  const whole = await wholeOf(parts, organisation, of.incident);
  if (whole === null) return null;
  const { ground } = whole;
  if (ground === null) return 'unreadable';
  const { procedure, edition } = ground;
  const now = parts.now();
  const entries = [...entriesOf(whole), ...whole.kin.entries];
  const rule = procedure.duties.find(({ id }) => id === of.duty);
  const duty = dutiesOf({ ...ground, now }, entries).find(
    ({ id, cause, stream }) => id === of.duty && cause === of.cause && stream === of.stream,
  );
  if (rule === undefined || duty === undefined || !isOwed(duty)) return null;
  const { roster } = organisation;
  const handling = handlingIn({ ...whole, roster });
  const members = whoOwes({ procedure, edition, roster, now }, duty, keptOut(handling), handling.standIns);
  return { duty, rule, edition, members, handling, begun: begunAt(duty, entries) };
}

/** What was promised to one reporter, and how it stands; null while the version it was promised under cannot be read. */
export interface PromisedTo {
  readonly procedure: Procedure;
  readonly shown: readonly PromiseShown[];
}

/**
 * The promises to the reporter of one report: from their own report, and from what the team did that a promise to them
 * rests on ("after it is decided"). What the team owes to others never shows.
 */
export async function promisesTo(
  parts: Reading,
  organisation: Organisation,
  { report }: Pick<MailboxRow, 'report'>,
): Promise<PromisedTo | null> {
  const row = await parts.store.incidentOf(organisation.org, report);
  const whole = row && (await wholeOf(parts, organisation, row.incident));
  if (!whole?.ground) return null;
  const shown = dutiesOf({ ...whole.ground, now: parts.now() }, [...entriesOf(whole), ...whole.kin.entries])
    .filter(({ owedTo, stream }) => owedTo === 'reporter' && stream === `report/${report}`)
    .map(({ id, due, state }) => ({ duty: id, due: due ?? 0, state: state.is }));
  return { procedure: whole.ground.procedure, shown };
}
