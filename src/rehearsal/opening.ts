import { holdingAfter, holdingNothing } from '#domain/record/holding.ts';
import type { Stream, Verified } from '#domain/record/header.ts';
import { manifestOf, type Accepted } from '#domain/record/manifest.ts';
import { memberOf, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import type { EpochKey } from '#seal/seal.ts';
import { openFile, openGrant, openPast } from '#seal/unseal.ts';
import type { ApiParts } from '#server/api/answers.ts';
import type { Organisation } from '#server/editions.ts';
import type { GrantSent } from '#wire/api.ts';
import type { AccountBody } from '#wire/bodies.ts';
import type { StoredEntry } from '#wire/entry.ts';
import { parseLine } from '#wire/header.ts';
import { keysOf } from './keys.ts';

/** What one member is shown: by the store's gate (`sightOf`), or by the same answers over the network (tests). */
export interface Sight {
  readonly org: string;
  readonly roster: Roster;
  readonly rosterHash: string;
  readonly record: (incident: string) => Promise<Shown | null>;
  readonly file: (incident: string, hash: string) => Promise<Uint8Array | null>;
}

export interface Shown {
  readonly report: string;
  readonly incident: readonly StoredEntry[];
  readonly told: readonly StoredEntry[];
  readonly mailbox: readonly StoredEntry[];
  readonly grants: readonly GrantSent[];
}

/** What one of the cast does at the desk, without a browser: opened and sealed by the same functions. */
export interface Opened {
  readonly sight: Sight;
  readonly me: RosterMember;
  readonly incident: Checked;
  readonly report: Checked;
  readonly mailbox: Checked;
  readonly account: Accepted;
  readonly body: AccountBody;
  /** The newest key of each compartment this member opens. */
  readonly keys: ReadonlyMap<string, Opening>;
}

/** A compartment's newest key, and the manifest that names it. */
export interface Opening {
  readonly accepted: Accepted;
  readonly key: EpochKey;
}

export interface Checked {
  readonly stream: Stream;
  readonly entries: readonly Verified[];
  readonly head: string;
  readonly next: number;
}

function checked(org: string, rows: readonly StoredEntry[]): Checked {
  const stream = parseLine(rows[0]?.line ?? '')?.stream;
  if (stream === undefined) throw new Error('an empty stream');
  const read = verifyStream(stream, org, rows);
  if ('refused' in read) throw new Error(read.refused);
  return { stream, ...read };
}

export function sightOf(
  { store }: Pick<ApiParts, 'store'>,
  { org, roster, rosterHash }: Pick<Organisation, 'org' | 'roster' | 'rosterHash'>,
  member: string,
): Sight {
  return {
    org,
    roster,
    rosterHash,
    async record(incident) {
      const record = await store.recordFor(org, member, incident);
      return (
        record && {
          report: record.row.report,
          incident: record.incident.entries,
          told: record.report.entries,
          mailbox: record.mailbox?.entries ?? [],
          grants: record.grants,
        }
      );
    },
    file: (incident, hash) => store.fileFor(org, member, incident, hash),
  };
}

/** The newest key of every compartment that this member was granted. */
async function keysIn(
  { sight, member, incident }: { readonly sight: Sight; readonly member: string; readonly incident: string },
  { report, incident: inside }: Pick<Opened, 'report' | 'incident'>,
  grants: readonly GrantSent[],
): Promise<ReadonlyMap<string, Opening>> {
  const { keyring } = await keysOf(member);
  const opened = new Map<string, Opening>();
  for (const { stream, entries } of [report, inside])
    for (const accepted of entries.reduce(holdingAfter, holdingNothing).newest.values()) {
      const { compartment, epoch } = accepted.manifest;
      const grant = grants.find((g) => g.stream === stream && g.compartment === compartment && g.epoch === epoch);
      const bytes = grant && (await sight.file(incident, grant.hash));
      const access = entries.find(({ hash }) => hash === accepted.hash);
      const key = bytes && access && (await openGrant(keyring, { ...accepted, header: access.header }, bytes));
      if (key && !('refused' in key)) opened.set(compartment, { accepted, key });
    }
  return opened;
}

/** The key of an older epoch: every turn carries the one before it. */
async function keyBack(
  { sight, incident }: { readonly sight: Sight; readonly incident: string },
  { entries }: Checked,
  { key, accepted }: Opening,
  epoch: number,
): Promise<EpochKey | null> {
  const { compartment } = accepted.manifest;
  let newer = key;
  for (let of = accepted.manifest.epoch; of > epoch; of--) {
    const first = (n: number) =>
      entries.find(
        ({ header }) => header.kind === 'access' && header.compartment === compartment && header.epoch === n,
      );
    const [turning, before] = [first(of), first(of - 1)];
    const bytes = turning && (await sight.file(incident, turning.header.file));
    const recipient = before && manifestOf(before.header)?.recipient;
    if (!turning || !bytes || recipient === undefined) return null;
    const older = await openPast(newer, turning, bytes, recipient);
    if ('refused' in older) return null;
    newer = older;
  }
  return newer;
}

/** An incident as `member` sees and opens it; null when they are shown nothing or hold no key. */
export async function openIncident(sight: Sight, member: string, incident: string): Promise<Opened | null> {
  const me = memberOf(sight.roster, member);
  const shown = await sight.record(incident);
  if (me === undefined || shown === null || shown.told.length === 0) return null;
  const [report, inside] = [checked(sight.org, shown.told), checked(sight.org, shown.incident)];
  const keys = await keysIn({ sight, member, incident }, { report, incident: inside }, shown.grants);
  const account = keys.get('account');
  const reported = report.entries[0];
  if (account === undefined || reported === undefined) return null;
  const key = await keyBack({ sight, incident }, report, account, reported.header.epoch);
  const file = await sight.file(incident, reported.header.file);
  if (key === null || file === null) return null;
  const opened = await openFile(key.identity, key.recipient, reported, file);
  if (!(opened instanceof Uint8Array)) return null;
  return {
    sight,
    me,
    incident: inside,
    report,
    mailbox: checked(sight.org, shown.mailbox),
    account: account.accepted,
    body: JSON.parse(new TextDecoder().decode(opened)) as AccountBody,
    keys,
  };
}
