import { holds } from '#domain/record/manifest.ts';
import { textFact, type Stream, type Verified } from '#domain/record/header.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { randomHex } from '#seal/digest.ts';
import type { EpochKey } from '#seal/seal.ts';
import { openFile, openGrant } from '#seal/unseal.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { End, Ground as Footing, Piece } from '../sending/batch.ts';
import { send, type Look } from '../sending/send.ts';
import { accountIn } from './bodies.ts';
import {
  isMailboxOf,
  mailboxesOf,
  manifests,
  standing,
  whoWrote,
  type Held,
  type Manifested,
  type Standing,
} from './opening.ts';
import type { OpenWarning, Seen } from './protocol.ts';
import type { Ground, Room } from './room.ts';

/** One incident with every key this member holds of it. */
export interface Known {
  readonly standing: Standing;
  readonly ground: Ground;
  readonly procedure: Procedure;
  readonly edition: Edition;
  readonly account: AccountBody | null;
  readonly mailbox: Held | null;
  readonly mailboxKey: AccountBody['mailbox'] | null;
  readonly reporters: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
  readonly chains: ReadonlyMap<string, readonly Manifested[]>;
  readonly warnings: readonly OpenWarning[];
}

const epochName = (stream: Stream, compartment: string, epoch: number): string => `${stream} ${compartment} ${epoch}`;

/** A team list that does not hold is treated like no answer: nothing is opened on it. */
const asNotDone = ({ refused }: { readonly refused: NotDone['refused'] | 'team-list-fails' }): NotDone => ({
  refused: refused === 'team-list-fails' ? 'internal' : refused,
});
/** Fetches, verifies and takes the keys of one incident; what every verb about an incident begins with. */
export class Knowing {
  readonly room: Room;
  readonly #failed = new Set<string>();

  constructor(room: Room) {
    this.room = room;
  }

  async know(incident: string): Promise<Known | NotDone> {
    const room = this.room;
    const answer = await room.ask.json<IncidentAnswer>(paths.api.incident(incident));
    if (isRefused(answer)) return answer;
    room.hearNow(answer.now);
    const stand = standing(room.org, incident, answer);
    if ('fails' in stand) return { refused: 'bad-signature' };
    const versions = Object.values(stand.streams).flatMap((held) => held?.entries ?? []);
    const newest = Math.max(0, ...versions.map(({ header }) => header.rosterVersion));
    // The event may have been switched to another version since: what was in force on arrival holds (INT-01).
    const versionIn = (on: Ground): Procedure | undefined =>
      on.desk.procedures.find(({ digest }) => digest === stand.procedure);
    const known = room.ground;
    const stale = known === null || known.head.roster.version < newest || versionIn(known) === undefined;
    const ground = stale ? await room.refresh() : room.ground;
    if (ground === null) return { refused: 'internal' };
    if ('refused' in ground) return asNotDone(ground);
    const edition = ground.desk.editions.find((one) => one.edition.id === stand.row.edition)?.edition;
    const procedure = versionIn(ground);
    if (edition === undefined || procedure === undefined) return { refused: 'internal' };
    const { chains, warnings } = this.#chains(stand);
    for (const chain of chains.values()) warnings.push(...(await this.#openGrants(incident, stand, chain)));
    const bare = { standing: stand, ground, procedure, edition, chains };
    return this.#withAccount(bare, warnings);
  }

  #chains(stand: Standing): { chains: Map<string, readonly Manifested[]>; warnings: OpenWarning[] } {
    const { report, incident } = stand.streams;
    const warnings: OpenWarning[] = [];
    const chains = new Map<string, readonly Manifested[]>();
    const arrival = new Set([report.entries[0]?.header.by ?? '']);
    const read = (held: Held, compartment: string, first: ReadonlySet<string>): void => {
      const { chain, sound } = manifests(held, compartment, first);
      chains.set(compartment, chain);
      if (!sound) warnings.push({ what: 'forked', compartment });
    };
    read(report, 'account', arrival);
    read(report, 'identity', arrival);
    const holders = (chains.get('account') ?? []).flatMap(({ manifest }) => manifest.holders.map((h) => h.sign));
    read(incident, 'internal', new Set(holders));
    return { chains, warnings };
  }

  async #openGrants(incident: string, stand: Standing, chain: readonly Manifested[]): Promise<readonly OpenWarning[]> {
    const room = this.room;
    const warnings: OpenWarning[] = [];
    for (const accepted of chain) {
      const { manifest, header } = accepted;
      const name = epochName(header.stream, manifest.compartment, manifest.epoch);
      if (!holds(accepted, room.keyring.member) || room.epochs.has(name)) continue;
      const { compartment } = manifest;
      const grant = stand.grants.find(
        (one) => one.stream === header.stream && one.compartment === compartment && one.epoch === manifest.epoch,
      );
      const bytes = grant && (await room.ask.bytes(paths.api.incidentFile(incident, grant.hash)));
      if (bytes !== undefined && !(bytes instanceof Uint8Array) && bytes.refused === 'offline') continue;
      const key = bytes instanceof Uint8Array ? await openGrant(room.keyring, accepted, bytes) : null;
      if (key !== null && !('refused' in key)) {
        room.epochs.set(name, key);
        continue;
      }
      const rosters = room.ground?.rosters ?? [];
      const author = whoWrote(accepted.by, rosters, new Set());
      warnings.push({ what: 'grant-fails', compartment, by: author.is === 'member' ? author.name : '' });
      await this.#tellGrantFailed(stand, accepted);
    }
    return warnings;
  }

  /** [Note: A grant that does not fit] is never used and no older epoch is fallen back to: it is said, once (§6). */
  async #tellGrantFailed(stand: Standing, accepted: Manifested): Promise<void> {
    const room = this.room;
    const { compartment, epoch } = accepted.manifest;
    const held = Object.values(stand.streams).find((one) => one?.stream === accepted.header.stream);
    const said = held?.entries.some(
      ({ header }) =>
        header.kind === 'grant-failed' &&
        header.by === room.signer.public &&
        textFact(header, 'compartment') === compartment &&
        textFact(header, 'author') === accepted.by,
    );
    const ground = room.ground;
    if (held === null || held === undefined || said === true || ground === null) return;
    if (this.#failed.has(accepted.hash)) return;
    this.#failed.add(accepted.hash);
    const facts = [
      ['author', accepted.by],
      ['compartment', compartment],
      ['epoch', epoch],
    ] as const;
    const piece: Piece = { draft: this.draft(held.stream, 'grant-failed', '', 0, facts), file: null };
    const look: Look = { ground: this.footing(ground, [held]), sealedTo: '' };
    await send(room.ask, { look: async () => look, seal: async () => [piece] }, look);
  }

  async #withAccount(
    bare: Pick<Known, 'standing' | 'ground' | 'procedure' | 'edition' | 'chains'>,
    warnings: readonly OpenWarning[],
  ): Promise<Known> {
    const { standing: stand, ground } = bare;
    const [first] = stand.streams.report.entries;
    const bytes = first && (await this.body(bare, first, true));
    const account = bytes instanceof Uint8Array ? accountIn(bytes) : null;
    const arrivedInClear = ground.rosters.some(({ roster }) => roster.sealingKeys.includes(first?.header.by ?? ''));
    const mailboxes = account === null ? [] : mailboxesOf(account, stand.streams.report.entries);
    const mailboxKey = mailboxes.at(-1) ?? null;
    const reporters = new Set(
      account === null ? [arrivedInClear ? '' : (first?.header.by ?? '')] : mailboxes.map(({ sign }) => sign),
    );
    const notTheirs = account !== null && !arrivedInClear && first?.header.by !== account.mailbox.sign;
    const { mailbox } = stand.streams;
    return {
      ...bare,
      account,
      mailboxKey,
      mailbox: mailboxKey !== null && isMailboxOf(mailbox, mailboxKey) ? mailbox : null,
      reporters,
      apart: new Set([...stand.report.barred, ...(account?.leftOut ?? [])]),
      warnings: notTheirs ? [...warnings, { what: 'not-theirs', compartment: 'account' }] : warnings,
    };
  }

  /** The plain body of an entry; kept, because entries never change, unless it is a file. */
  async body(
    known: { readonly standing: Standing },
    entry: Verified,
    keep: boolean,
  ): Promise<Uint8Array | Seen['problem']> {
    const { header, hash } = entry;
    const kept = this.room.bodies.get(hash);
    if (kept !== undefined) return kept;
    const key = this.room.epochs.get(epochName(header.stream, header.compartment, header.epoch));
    if (key === undefined) return 'locked';
    const bytes = await this.room.ask.bytes(paths.api.incidentFile(known.standing.row.incident, header.file));
    if (!(bytes instanceof Uint8Array)) return 'missing';
    const body = await openFile(key.identity, key.recipient, entry, bytes);
    if (!(body instanceof Uint8Array)) return 'not-fitting';
    if (keep) this.room.bodies.set(hash, body);
    return body;
  }

  newest(known: Known, stream: Stream, compartment: string): (EpochKey & { readonly epoch: number }) | null {
    const epoch = known.chains.get(compartment)?.at(-1)?.manifest.epoch;
    const key = epoch === undefined ? undefined : this.room.epochs.get(epochName(stream, compartment, epoch));
    return key === undefined || epoch === undefined ? null : { ...key, epoch };
  }

  footing(ground: Ground, held: readonly Held[]): Footing {
    return {
      ends: new Map<Stream, End>(held.map(({ stream, end }) => [stream, end])),
      roster: { version: ground.head.roster.version, hash: ground.head.hash },
      at: this.room.now(),
      signer: this.room.signer,
    };
  }

  draft(
    stream: Stream,
    kind: string,
    compartment: Piece['draft']['compartment'],
    epoch: number,
    facts: Piece['draft']['facts'],
  ) {
    return { org: this.room.org, stream, id: randomHex(16), kind, compartment, epoch, facts };
  }
}
