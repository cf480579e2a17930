import { evolve as evolveAfter } from '../after/evolve.ts';
import { noAfter, type After } from '../after/after.ts';
import { evolve as evolveAppeal } from '../appeal/evolve.ts';
import { noAppeal, type Appeal } from '../appeal/appeal.ts';
import { evolve as evolveFollowUp } from '../follow-up/evolve.ts';
import { noFollowUp, type FollowUp } from '../follow-up/follow-up.ts';
import { evolve as evolveIncident } from '../incident/evolve.ts';
import { noIncident, type Incident } from '../incident/incident.ts';
import { evolve as evolveReport } from '../intake/evolve.ts';
import { noReport, type Report } from '../intake/report.ts';
import { idOf, kindOf, type Verified } from '../record/header.ts';
import { evolve as evolveResponse } from '../response/evolve.ts';
import { noResponse, type Responding } from '../response/responding.ts';
import { evolve as evolveSpeaking } from '../speaking/evolve.ts';
import { noSpeaking, type Speaking } from '../speaking/speaking.ts';
import type { Roster, RosterMember } from '../team/roster.ts';

/** What follows from the other incidents of its circle, each a record of its own (see "Note: One circle"). */
export interface Kin {
  /** Ids of incidents. */
  readonly near: ReadonlySet<string>;
  /** Member ids: kept out of one of them by its own words and bars. */
  readonly apart: ReadonlySet<string>;
  /** Member ids: stand in for one of them that goes on, and so for all of it. */
  readonly serving: ReadonlySet<string>;
  /** Whether one of them goes on: a stand-in's time ends with the last that is closed. */
  readonly open: boolean;
  /** For a part: what was done in the incident that it is handled in. */
  readonly entries: readonly Verified[];
}

export const noKin: Kin = { near: new Set(), apart: new Set(), serving: new Set(), open: false, entries: [] };

/** How an incident and the reports it holds stand, stage by stage, folded from headers alone. */
export interface Handling {
  readonly ids: { readonly incident: string; readonly report: string };
  readonly reports: ReadonlyMap<string, Report>;
  readonly incident: Incident;
  readonly response: Responding;
  readonly speaking: Speaking;
  /** Of all reports together. */
  readonly followUp: FollowUp;
  readonly appeal: Appeal;
  readonly after: After;
  /** Member ids: stepped aside or made to. */
  readonly recused: ReadonlySet<string>;
  /** Member ids: left out of a held report by its reporter or by a match. */
  readonly barred: ReadonlySet<string>;
  /** Recused now, barred on a held report, or kept out of what is handled together with it. */
  readonly away: ReadonlySet<string>;
  /** Appointed for this incident or one of its circle that goes on, and not away. */
  readonly standIns: ReadonlySet<string>;
  /** Stood in until all of it was closed, had it for no other reason, and others hold it: their time is over. */
  readonly stoodIn: ReadonlySet<string>;
  readonly kin: Kin;
  /** Every entry so far, as given. */
  readonly entries: readonly Verified[];
}

/** Whose key it is or was: the team list, and for keys it has no more the manifests that handed something to them. */
function ownersIn(reports: Handling['reports'], incident: Incident, roster: Roster): ReadonlyMap<string, string> {
  const all = [incident.holding, ...[...reports.values()].map(({ holding }) => holding)].flatMap((one) => one.all);
  const held = all.flatMap(({ manifest }) => manifest.holders.map(({ sign, member }) => [sign, member] as const));
  return new Map([...held, ...roster.members.map(({ sign, id }) => [sign, id] as const)]);
}

/** Whether a key is or was this member's: new keys make nobody another person. */
export function isTheirs({ reports, incident }: Handling, roster: Roster, { id }: RosterMember, key: string): boolean {
  return ownersIn(reports, incident, roster).get(key) === id;
}

/**
 * Who has a conflict by the newest word on them. A word of `clear` about oneself changes nothing, with whichever of
 * one's keys it is signed: who stepped aside cannot undo it (COI-07). Who is away has no say about anybody else any more.
 */
function recusedIn(
  { words }: Incident,
  owners: ReadonlyMap<string, string>,
  { sealingKeys }: Roster,
): ReadonlySet<string> {
  const recused = new Set<string>();
  for (const { member, says, by } of words) {
    // The server says nothing about anybody's conflicts; a thief of its key does not either.
    if (sealingKeys.includes(by)) continue;
    const author = owners.get(by) ?? '';
    const own = author === member;
    if (!own && recused.has(author)) continue;
    if (says === 'conflict') recused.add(member);
    else if (!own) recused.delete(member);
  }
  return recused;
}

/** Members who were given a key for another reason than standing in: at birth, let in, or following somebody. */
function givenOtherwise(reports: Handling['reports'], incident: Incident): ReadonlySet<string> {
  const given = new Set<string>();
  for (const { all } of [incident.holding, ...[...reports.values()].map(({ holding }) => holding)]) {
    const held = new Map<string, ReadonlySet<string>>();
    for (const { manifest } of all) {
      const { compartment, holders, why } = manifest;
      const ids = new Set(holders.map(({ member }) => member));
      // The first `internal` goes to whoever holds the account, whatever for.
      if (why !== 'stand-in' && why !== 'internal-made' && compartment !== 'parties')
        for (const id of ids) if (held.get(compartment)?.has(id) !== true) given.add(id);
      held.set(compartment, ids);
    }
  }
  return given;
}

/** Whether somebody of the team holds what was told who is in none of these. */
function isHeldBeside(reports: Handling['reports'], roster: Roster, out: readonly ReadonlySet<string>[]): boolean {
  const held = [...reports.values()].flatMap(({ holding }) => holding.newest.get('account')?.manifest.holders ?? []);
  return held.some(({ member, sign }) => {
    const still = roster.members.find(({ id }) => id === member);
    return still?.sign === sign && !still.suspended && !out.some((ids) => ids.has(member));
  });
}

type Settled = 'recused' | 'barred' | 'away' | 'standIns' | 'stoodIn';

function settled(handling: Omit<Handling, Settled>, roster: Roster): Handling {
  const recused = recusedIn(handling.incident, ownersIn(handling.reports, handling.incident, roster), roster);
  const barred = new Set([...handling.reports.values()].flatMap((report) => [...report.barred]));
  const away = new Set([...recused, ...barred, ...handling.kin.apart]);
  const { kin, after } = handling;
  const own = after.closed === null || kin.open ? handling.incident.standIns : [];
  const serving = new Set([...own, ...kin.serving]);
  const standIns = new Set([...serving].filter((id) => !away.has(id)));
  const given = givenOtherwise(handling.reports, handling.incident);
  const over = new Set([...handling.incident.appointed].filter((id) => !serving.has(id) && !given.has(id)));
  // Never nobody: whoever is left alone with it keeps it until somebody else has it.
  const stoodIn: ReadonlySet<string> = isHeldBeside(handling.reports, roster, [away, over]) ? over : new Set();
  return { ...handling, recused, barred, away, standIns, stoodIn };
}

type Folded = Parameters<typeof settled>[0];

function folded(so: Folded, entry: Verified): Folded {
  switch (kindOf(entry.header.stream)) {
    case 'report': {
      const id = idOf(entry.header.stream);
      const report = evolveReport(so.reports.get(id) ?? noReport(id), entry);
      const reports = new Map([...so.reports, [id, report]]);
      return { ...so, reports, followUp: evolveFollowUp(so.followUp, entry) };
    }
    case 'incident':
      return {
        ...so,
        incident: evolveIncident(so.incident, entry),
        response: evolveResponse(so.response, entry),
        speaking: evolveSpeaking(so.speaking, entry),
        appeal: evolveAppeal(so.appeal, entry),
        after: evolveAfter(so.after, entry),
      };
    case 'mailbox':
    case 'edition':
    case 'member':
    case 'audit':
    case 'notice':
      return so;
  }
}

/** What duties are reckoned on: everything of it, and for a part what is done in the incident that handles it. */
export const dutyEntries = ({ entries, kin }: Pick<Handling, 'entries' | 'kin'>): readonly Verified[] =>
  kin.entries.length === 0 ? entries : [...entries, ...kin.entries];

/** One more entry of the incident or of a report it holds. */
export function evolve(handling: Handling, entry: Verified, roster: Roster): Handling {
  return settled({ ...folded(handling, entry), entries: [...handling.entries, entry] }, roster);
}

/** The whole fold. `entries`: those of the incident and of every report it holds, each stream in its order. */
export function handlingOf(
  ids: { readonly incident: string; readonly report: string },
  entries: readonly Verified[],
  roster: Roster,
  kin: Kin = noKin,
): Handling {
  const nothing: Folded = {
    ids,
    reports: new Map([[ids.report, noReport(ids.report)]]),
    incident: noIncident(ids.incident),
    response: noResponse,
    speaking: noSpeaking,
    followUp: noFollowUp,
    appeal: noAppeal,
    after: noAfter,
    kin,
    entries,
  };
  return settled(entries.reduce(folded, nothing), roster);
}
