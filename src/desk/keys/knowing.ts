import type { Verified } from '#domain/record/header.ts';
import { wishesIn } from '#domain/intake/recipients.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Kin } from '#domain/promises/handling.ts';
import type { EpochKey } from '#seal/seal.ts';
import type { AttachmentHead } from '#seal/attachment.ts';
import { openAttachmentHead, openFile } from '#seal/unseal.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { everBarred, judged, type Judged } from './apart.ts';
import { accountIn, heardIn } from './bodies.ts';
import { circleOf, type Looked, type Near } from './circle.ts';
import type { OpenWarning, Seen } from './incident-seen.ts';
import { isMailboxOf, mailboxesOf, manifests, standing, type Held, type Manifested, type Standing } from './opening.ts';
import { remember, streamWentBack, type Memory } from './remembering.ts';
import type { Ground, OpenedHere, Room } from './room.ts';
import { epochName, failsAgain, Taking } from './taking.ts';

/** One incident with every key this member holds of it. */
export interface Known {
  readonly standing: Standing;
  readonly ground: Ground;
  readonly procedure: Procedure;
  readonly edition: Edition;
  readonly account: AccountBody | null;
  /** Whom the reporter left out, at birth or since: sealed, and with a header that bars them. */
  readonly leftOut: readonly string[];
  /** Whether everything they added was opened here: if not, it may leave out somebody who only seems to be named. */
  readonly heardAll: boolean;
  readonly mailbox: Held | null;
  readonly mailboxKey: AccountBody['mailbox'] | null;
  readonly reporters: ReadonlySet<string>;
  readonly judged: Judged;
  /** Incidents that are handled together with it. */
  readonly near: readonly Near[];
  readonly chains: ReadonlyMap<string, readonly Manifested[]>;
  readonly here: OpenedHere;
  readonly warnings: readonly OpenWarning[];
}

/** What one act goes by: what was seen before, and what it has fetched. */
export interface OneLook {
  readonly seen: Memory;
  readonly found: Looked;
}

/** Kinds of warning on which this desk hands out no key and signs nothing. */
const stopping: ReadonlySet<OpenWarning['what']> = new Set(['forked', 'went-back']);

/** A record that contradicts itself, or what was seen before; the audit is only the server's word. */
export function isUnsound({ warnings }: Pick<Known, 'warnings'>): boolean {
  return warnings.some((one) => stopping.has(one.what) && !('stream' in one && one.stream === 'audit'));
}

/** A team list that does not hold is treated like no answer: nothing is opened on it. */
const asNotDone = ({ refused }: { readonly refused: NotDone['refused'] | 'team-list-fails' }): NotDone => ({
  refused: refused === 'team-list-fails' ? 'internal' : refused,
});

/** Fetches, verifies and takes the keys of one incident; what every verb about an incident begins with. */
export class Knowing {
  readonly room: Room;
  readonly #taking: Taking;

  constructor(room: Room) {
    this.room = room;
    this.#taking = new Taking(room);
  }

  /**
   * `fresh`: the team list is fetched anew too, as it must be before anybody is handed a key. `look`: what an act in
   * several incidents has fetched already.
   */
  async know(incident: string, fresh = false, look: OneLook = this.look()): Promise<Known | NotDone> {
    const room = this.room;
    const [stand] = await Promise.all([this.#stand(incident, look.found), fresh ? room.refresh() : null]);
    if ('refused' in stand) return stand;
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
    const at = stand.incident.movedTo || stand.row.edition;
    const edition = ground.desk.editions.find((one) => one.edition.id === at)?.edition;
    const procedure = versionIn(ground);
    if (edition === undefined || procedure === undefined) return { refused: 'internal' };
    const here = room.here(incident);
    const { chains, warnings } = this.#chains(stand);
    for (const chain of chains.values()) warnings.push(...(await this.#taking.take(here, stand, chain)));
    warnings.push(...this.#wentBack(stand, [look.seen, room.kept]), ...failsAgain(stand, ground));
    return this.#withAccount({ standing: stand, ground, procedure, edition, chains, here }, warnings, look);
  }

  /** What was seen before anything is asked for: another verb may be ahead by the time the answers are here. */
  look(): OneLook {
    return { seen: this.room.seen, found: new Map() };
  }

  async #stand(incident: string, found: Looked): Promise<Standing | NotDone> {
    const { room } = this;
    const before = await found.get(incident);
    if (before !== undefined && before !== null && !isRefused(before)) return before;
    const answer = await room.ask.json<IncidentAnswer>(staffPaths.api.incident(incident));
    if (isRefused(answer)) return this.gone(incident, answer);
    room.hearNow(answer.now);
    const stand = standing(room.org, incident, answer);
    if ('fails' in stand) return { refused: 'bad-signature' };
    found.set(incident, Promise.resolve(stand));
    return stand;
  }

  /** What is not there for this member any more is not on this device any more. */
  gone<T extends object>(incident: string, answer: T): T {
    if (isRefused(answer) && answer.refused === 'not-found') this.room.forget(incident);
    return answer;
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
    read(report, 'parties', arrival);
    const holders = (chains.get('account') ?? []).flatMap(({ manifest }) => manifest.holders.map((h) => h.sign));
    read(incident, 'internal', new Set(holders));
    return { chains, warnings };
  }

  /** Whether the record goes back behind what this member has seen, on this desk or on an earlier one. */
  #wentBack(stand: Standing, memories: readonly Memory[]): readonly OpenWarning[] {
    const { room } = this;
    const { report, incident, audit } = stand.streams;
    const held = [report, incident, ...(audit === null ? [] : [audit])];
    const back = held.filter(({ stream, entries }) =>
      memories.some((memory) => streamWentBack(memory, stream, entries)),
    );
    if (back.length === 0)
      room.seen = remember(room.seen, room.seen.roster, new Map(held.map(({ stream, end }) => [stream, end])));
    return back.map(({ stream }) => ({ what: 'went-back', stream: stream.split('/')[0] as 'report' }));
  }

  async #withAccount(
    bare: Pick<Known, 'standing' | 'ground' | 'procedure' | 'edition' | 'chains' | 'here'>,
    warnings: readonly OpenWarning[],
    look: OneLook,
  ): Promise<Known | NotDone> {
    const { standing: stand, ground, procedure, edition } = bare;
    const [first] = stand.streams.report.entries;
    const bytes = first && (await this.body(bare, first, true));
    const account = bytes instanceof Uint8Array ? accountIn(bytes) : null;
    const arrivedInClear = ground.rosters.some(({ roster }) => roster.sealingKeys.includes(first?.header.by ?? ''));
    const mailboxes = account === null ? [] : mailboxesOf(account, stand.streams.report.entries);
    const mailboxKey = mailboxes.at(-1) ?? null;
    const reporters = new Set(
      account === null ? [arrivedInClear ? '' : (first?.header.by ?? '')] : mailboxes.map(({ sign }) => sign),
    );
    const more = await this.#leftOutLater(bare, reporters);
    const barred = everBarred(stand.streams.report);
    const leftOut = [...new Set([...(account?.leftOut ?? []), ...more.leftOut])].filter((id) => barred.has(id));
    const word = account === null ? null : { leftOut, named: account.named };
    const notTheirs = account !== null && !arrivedInClear && first?.header.by !== account.mailbox.sign;
    const { mailbox } = stand.streams;
    const judge = (one: Standing, kin: Kin) => judged(one, ground.rosters, procedure, edition, null, kin).handling;
    const circle = await circleOf(this.room, stand, judge, look.found);
    if (isRefused(circle)) return circle;
    const { near, kin, complete } = circle;
    const memories = [look.seen, this.room.kept];
    const shrank = near.some(({ standing: { streams } }) =>
      [streams.report, streams.incident].some(({ stream, entries }) =>
        memories.some((memory) => streamWentBack(memory, stream, entries)),
      ),
    );
    // Who is kept out of one is kept out of all: with one of them missing this desk hands out no key.
    const less: OpenWarning[] = complete && !shrank ? [] : [{ what: 'went-back', stream: 'incident' }];
    return {
      ...bare,
      near,
      account,
      leftOut,
      heardAll: more.all,
      mailboxKey,
      mailbox: mailboxKey !== null && isMailboxOf(mailbox, mailboxKey) ? mailbox : null,
      reporters,
      judged: judged(stand, ground.rosters, procedure, edition, word, kin),
      warnings: [...warnings, ...less, ...(notTheirs ? [{ what: 'not-theirs', compartment: 'account' } as const] : [])],
    };
  }

  /** Whom the answers leave out that the reporter sent again, by their own key or, without scripts, by the server's. */
  async #leftOutLater(
    bare: Pick<Known, 'standing' | 'ground' | 'here'>,
    reporters: ReadonlySet<string>,
  ): Promise<{ readonly leftOut: readonly string[]; readonly all: boolean }> {
    const { standing: stand, ground } = bare;
    const sealing = new Set(ground.rosters.flatMap(({ roster }) => roster.sealingKeys));
    const added = stand.streams.report.entries.filter(
      ({ header: { kind, compartment, by } }) =>
        kind === 'added' && compartment === 'account' && (reporters.has(by) || sealing.has(by)),
    );
    const heard = await Promise.all(
      added.map(async (entry) => {
        const bytes = await this.body(bare, entry, true);
        return bytes instanceof Uint8Array ? heardIn(bytes) : null;
      }),
    );
    const leftOut = heard.flatMap((one) => (one?.answers ? wishesIn(one.answers).leaveOut : []));
    return { leftOut, all: heard.every((one) => one !== null) };
  }

  /** The plain body of an entry; kept, because entries never change, unless it is a file. */
  async body(
    { standing: stand, here }: Pick<Known, 'standing' | 'here'>,
    entry: Verified,
    keep: boolean,
  ): Promise<Uint8Array | Seen['problem']> {
    const { header, hash } = entry;
    const kept = here.bodies.get(hash);
    if (kept !== undefined) return kept;
    const key = here.epochs.get(epochName(header.stream, header.compartment, header.epoch));
    if (key === undefined) return 'locked';
    const { incident } = stand.row;
    const bytes = this.gone(incident, await this.room.ask.bytes(staffPaths.api.incidentFile(incident, header.file)));
    if (!(bytes instanceof Uint8Array)) return 'missing';
    const body = await openFile(key.identity, key.recipient, entry, bytes);
    if (!(body instanceof Uint8Array)) return 'not-fitting';
    if (keep && this.room.here(incident) === here) here.bodies.set(hash, body);
    return body;
  }

  /** What a large file is called, by its beginning; null where it is locked or does not fit. */
  async head(
    { standing: stand, here }: Pick<Known, 'standing' | 'here'>,
    entry: Verified,
  ): Promise<AttachmentHead | null> {
    const { header } = entry;
    const key = here.epochs.get(epochName(header.stream, header.compartment, header.epoch));
    if (key === undefined) return null;
    const { incident } = stand.row;
    const path = `${staffPaths.api.incidentFile(incident, header.file)}?head`;
    const first = this.gone(incident, await this.room.ask.bytes(path));
    return first instanceof Uint8Array ? openAttachmentHead(key.identity, key.recipient, entry, first) : null;
  }

  newest({ chains, here }: Pick<Known, 'chains' | 'here'>, compartment: string): (EpochKey & End) | null {
    const newest = chains.get(compartment)?.at(-1);
    if (newest === undefined) return null;
    const { epoch } = newest.manifest;
    const key = here.epochs.get(epochName(newest.header.stream, compartment, epoch));
    return key === undefined ? null : { ...key, epoch };
  }
}

interface End {
  readonly epoch: number;
}
