import { idOf, type Stream } from '#domain/record/header.ts';
import type { Why } from '#domain/record/manifest.ts';
import { memberOf, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { signEntry, type Draft, type FileMade, type Signed } from '#seal/entry.ts';
import { makeAccess } from '#seal/manifest.ts';
import { newEpoch, sealFile, type EpochKey } from '#seal/seal.ts';
import { appended } from '#server/api/entries.ts';
import type { ApiParts } from '#server/api/answers.ts';
import type { Organisation } from '#server/editions.ts';
import type { EntriesBatch, GrantSent, Received, Refused } from '#wire/api.ts';
import type { NoteBody, TeamMessage } from '#wire/bodies.ts';
import { keysOf } from './keys.ts';
import type { Checked, Opened } from './opening.ts';

export { openIncident, sightOf, type Opened, type Sight } from './opening.ts';

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

  /**
   * A key for these members from now on: a new one that carries the one before it, or with `keep` the same one, handed to
   * more. Gives the key.
   */
  async hand(
    compartment: 'account' | 'identity' | 'internal',
    members: readonly RosterMember[],
    why: Why,
    recipientOf: (ageHash: string) => Promise<string | null>,
    keep = false,
  ): Promise<EpochKey> {
    const { incident, report, keys, me } = this.#opened;
    const held = keys.get(compartment);
    if (held === undefined) throw new Error(`no key of ${compartment}`);
    const of = compartment === 'internal' ? incident : report;
    const key = keep ? held.key : newEpoch();
    const epoch = held.accepted.manifest.epoch + (keep ? 0 : 1);
    const holders: { member: RosterMember; recipient: string }[] = [];
    for (const member of members) holders.push({ member, recipient: (await recipientOf(member.ageHash)) ?? '' });
    const made = await makeAccess({
      ...this.#place(of),
      signer: (await keysOf(me.id)).signer,
      compartment,
      epoch,
      epochKey: key,
      holders,
      prevAccess: held.accepted.hash,
      why,
      ...(!keep && { past: held.key.seed }),
    });
    this.#add(made.entry, made.past);
    for (const grant of made.grants) {
      this.files.push(grant);
      this.grants.push({ stream: of.stream, compartment, epoch, member: grant.member, hash: grant.hash });
    }
    return key;
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
