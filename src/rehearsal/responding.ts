import { idOf, type Stream, type Verified } from '#domain/record/header.ts';
import type { Accepted } from '#domain/record/manifest.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { memberOf, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { signEntry, verifyStream, type Draft, type FileMade, type Signed } from '#seal/entry.ts';
import { makeAccess } from '#seal/manifest.ts';
import { sealFile } from '#seal/seal.ts';
import { openFile, openGrant } from '#seal/unseal.ts';
import { appended } from '#server/api/entries.ts';
import type { ApiParts } from '#server/api/answers.ts';
import type { Organisation } from '#server/editions.ts';
import type { EntriesBatch, GrantSent, Received, Refused } from '#wire/api.ts';
import type { AccountBody, NoteBody, TeamMessage } from '#wire/bodies.ts';
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
}

interface Checked {
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
  { org, roster, rosterHash }: Organisation,
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

/** An incident as `member` sees and opens it; null when they are shown nothing or hold no key. */
export async function openIncident(sight: Sight, member: string, incident: string): Promise<Opened | null> {
  const me = memberOf(sight.roster, member);
  const shown = await sight.record(incident);
  if (me === undefined || shown === null) return null;
  const report = checked(sight.org, shown.told);
  const account = foldReport(shown.report, report.entries).holding.newest.get('account');
  const grant = shown.grants.find((g) => g.compartment === 'account' && g.epoch === account?.manifest.epoch);
  const bytes = grant && (await sight.file(incident, grant.hash));
  const access = report.entries.find((entry) => entry.hash === account?.hash);
  const reported = report.entries[0];
  if (!account || !bytes || !access || reported === undefined) return null;
  const { keyring } = await keysOf(member);
  const key = await openGrant(keyring, { ...account, header: access.header }, bytes);
  const file = await sight.file(incident, reported.header.file);
  if ('refused' in key || file === null) return null;
  const opened = await openFile(key.identity, key.recipient, reported, file);
  if (!(opened instanceof Uint8Array)) return null;
  return {
    sight,
    me,
    incident: checked(sight.org, shown.incident),
    report,
    mailbox: checked(sight.org, shown.mailbox),
    account,
    body: JSON.parse(new TextDecoder().decode(opened)) as AccountBody,
  };
}

/** Entries for several streams, signed in their places. */
export class Writing {
  readonly files: FileMade[] = [];
  readonly grants: GrantSent[] = [];
  readonly #opened: Opened;
  readonly #at: number;
  readonly #streams = new Map<Stream, Signed[]>();

  constructor(opened: Opened, at: number) {
    this.#opened = opened;
    this.#at = at;
  }

  #place(of: Checked) {
    const { org, roster, rosterHash } = this.#opened.sight;
    const before = this.#streams.get(of.stream) ?? [];
    const place = { seq: of.next + before.length, prev: before.at(-1)?.hash ?? of.head };
    return { org, stream: of.stream, ...place, rosterVersion: roster.version, rosterHash, at: this.#at };
  }

  #add(entry: Signed, file: FileMade | null): void {
    const { stream } = entry.header;
    this.#streams.set(stream, [...(this.#streams.get(stream) ?? []), entry]);
    if (file !== null) this.files.push(file);
  }

  async entry(
    of: Checked,
    given: Pick<Draft, 'kind' | 'compartment' | 'epoch' | 'facts'>,
    sealed: { readonly recipient: string; readonly body: object } | null,
  ): Promise<void> {
    const { signer } = await keysOf(this.#opened.me.id);
    const draft: Draft = { ...this.#place(of), id: randomHex(16), ...given };
    const file = sealed && (await sealFile(draft, signer.public, sealed.recipient, utf8(JSON.stringify(sealed.body))));
    this.#add(signEntry(draft, file, signer), file);
  }

  /** An entry of the incident that is its facts and nothing more. */
  mark(kind: string, facts: Draft['facts']): Promise<void> {
    return this.entry(this.#opened.incident, { kind, compartment: '', epoch: 0, facts }, null);
  }

  /** `internal` epoch 1 for everybody who holds the account. */
  async makeInternal(
    key: { readonly seed: Uint8Array; readonly recipient: string },
    recipientOf: (ageHash: string) => Promise<string | null>,
  ): Promise<void> {
    const { account, incident, sight, me } = this.#opened;
    const holders: { member: RosterMember; recipient: string }[] = [];
    for (const holder of account.manifest.holders) {
      const member = memberOf(sight.roster, holder.member);
      const recipient = await recipientOf(holder.ageHash);
      if (member !== undefined && recipient !== null) holders.push({ member, recipient });
    }
    const { signer } = await keysOf(me.id);
    const made = await makeAccess({
      ...this.#place(incident),
      signer,
      compartment: 'internal',
      epoch: 1,
      epochKey: key,
      holders,
      prevAccess: '',
      why: 'internal-made',
    });
    this.#add(made.entry, null);
    for (const grant of made.grants) {
      this.files.push(grant);
      const { member, hash } = grant;
      this.grants.push({ stream: incident.stream, compartment: 'internal', epoch: 1, member, hash });
    }
  }

  batch(): EntriesBatch {
    const { incident, report, mailbox } = this.#opened;
    const streams = [incident, report, mailbox].flatMap(({ stream, head }) => {
      const entries = (this.#streams.get(stream) ?? []).map(({ line, hsig }) => ({ line, hsig }));
      return entries.length === 0 ? [] : [{ stream, expect: head, entries }];
    });
    return { streams, grants: this.grants };
  }
}

/** Acknowledges and writes to the reporter in one append (design §4), and to the mailbox. */
export async function answer(
  writing: Writing,
  opened: Opened,
  said: { readonly text: string; readonly followUp: boolean; readonly at: number },
): Promise<void> {
  const { report, mailbox, account, body, me } = opened;
  const { epoch, recipient } = account.manifest;
  const message: TeamMessage = {
    v: 1,
    from: 'team',
    name: me.name,
    text: said.text,
    at: said.at,
    report: report.entries[0]?.hash ?? '',
    followUp: said.followUp,
  };
  await writing.entry(report, { kind: 'acknowledged', compartment: '', epoch: 0, facts: [] }, null);
  await writing.entry(
    report,
    { kind: 'said-to-reporter', compartment: 'account', epoch, facts: [['follow-up', said.followUp ? 'yes' : 'no']] },
    { recipient, body: message },
  );
  if (idOf(mailbox.stream) !== body.mailbox.id) throw new Error('another mailbox than the report names');
  await writing.entry(
    mailbox,
    { kind: 'message', compartment: 'mailbox', epoch: 0, facts: [] },
    { recipient: body.mailbox.recipient, body: message },
  );
}

export async function note(writing: Writing, opened: Opened, recipient: string, text: string): Promise<void> {
  const body: NoteBody = { v: 1, text };
  await writing.entry(
    opened.incident,
    { kind: 'noted', compartment: 'internal', epoch: 1, facts: [] },
    { recipient, body },
  );
}

/** Hands the batch to the server's own door for members' acts. */
export function hand(
  parts: ApiParts,
  organisation: Organisation,
  opened: Opened,
  writing: Writing,
): Promise<Received | Refused> {
  const files = new Map(writing.files.map(({ hash, bytes }) => [hash, bytes]));
  return appended(parts, { organisation, member: opened.me }, { batch: writing.batch(), files });
}
