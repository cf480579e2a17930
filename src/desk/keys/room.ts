import type { Signer } from '#seal/entry.ts';
import type { Keyring, KeyringPublic } from '#seal/keyring.ts';
import { fingerprintOf, verifyRosters, type RosterAccepted } from '#seal/roster.ts';
import { recipientHash, type EpochKey } from '#seal/seal.ts';
import { openState, sealState } from '#seal/unseal.ts';
import { textOf } from '#seal/digest.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { DeskInfo, HeadsAnswer } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type Ask, type NotDone } from '../sending/ask.ts';
import { fromBase64, toBase64 } from './base32.ts';
import type { Reader } from './reader.ts';
import { isMemory, noMemory, rosterWentBack, sameMemory, type Memory } from './remembering.ts';
import type { TeamWarning } from './team-seen.ts';

/** What is known of the organisation, as far as its signatures hold. */
export interface Ground {
  readonly desk: DeskInfo;
  readonly rosters: readonly RosterAccepted[];
  readonly head: RosterAccepted;
  readonly warnings: readonly TeamWarning[];
}

/** The keys and plain texts of one incident. */
export interface OpenedHere {
  readonly epochs: Map<string, EpochKey>;
  /** Plain bodies by the hash of their entry; entries never change. */
  readonly bodies: Map<string, Uint8Array>;
  /** Where its streams ended when it was opened last. */
  heads: HeadsAnswer | null;
}

/** A keyring in memory and what was opened with it. Dropping this object is locking. */
export class Room {
  readonly ask: Ask;
  readonly keyring: Keyring;
  readonly own: KeyringPublic;
  readonly signer: Signer;
  readonly org: string;
  ground: Ground | null = null;
  memory: Memory = noMemory;
  /** What was kept when the keyring was opened. */
  kept: Memory = noMemory;
  /** What was seen since. */
  seen: Memory = noMemory;
  readonly #opened = new Map<string, OpenedHere>();
  #counter = 0;
  #offset = 0;
  readonly #recipients = new Map<string, string>();

  constructor(ask: Ask, keyring: Keyring, own: KeyringPublic, signer: Signer) {
    this.ask = ask;
    this.keyring = keyring;
    this.own = own;
    this.signer = signer;
    this.org = fingerprintOf(keyring.root);
  }

  /** The server's clock, as far as this browser knows it: the one that duties run by. */
  now(): number {
    return Date.now() + this.#offset;
  }

  hearNow(now: number): void {
    this.#offset = now - Date.now();
  }

  /** Fetches what every page stands on and verifies it from the root that this keyring believes. */
  async refresh(): Promise<Ground | NotDone | { readonly refused: 'team-list-fails' }> {
    const desk = await this.ask.json<DeskInfo>(staffPaths.api.desk);
    if (isRefused(desk)) return desk;
    this.hearNow(desk.now);
    const checked = verifyRosters(this.keyring.root, desk.org, desk.notes);
    const head = 'refused' in checked ? undefined : checked.rosters.at(-1);
    if ('refused' in checked || head === undefined || desk.org !== this.org) return { refused: 'team-list-fails' };
    if (this.#counter === 0) await this.#recall(desk);
    const warnings: TeamWarning[] = [];
    if (rosterWentBack(this.memory, checked.rosters)) warnings.push('team-list-went-back');
    if (checked.rosters.slice(1).some(({ byRoot }) => byRoot)) warnings.push('root-signed');
    this.ground = { desk, rosters: checked.rosters, head, warnings };
    return this.ground;
  }

  async #recall(desk: DeskInfo): Promise<void> {
    if (desk.state === null) return;
    const { counter, bytes } = desk.state;
    this.#counter = counter;
    const state = await openState(this.keyring, this.org, { counter, bytes: fromBase64(bytes) });
    if (isMemory(state)) this.memory = this.kept = state;
  }

  /** Keeps what was seen, sealed to this member alone. Losing it loses an alarm and nothing else. */
  async keep(memory: Memory): Promise<void> {
    if (sameMemory(memory, this.memory)) return;
    this.memory = memory;
    for (let tries = 0; tries < 2; tries++) {
      this.#counter += 1;
      const { counter, bytes } = await sealState(this.keyring, this.#counter, memory, this.org);
      const body = { counter, bytes: toBase64(bytes) };
      const kept = await this.ask.json(staffPaths.api.state, { body });
      if (!isRefused(kept) || kept.refused === 'offline') return;
      // Another browser of this member was first: count on from there.
      const desk = await this.ask.json<DeskInfo>(staffPaths.api.desk);
      if (isRefused(desk)) return;
      this.#counter = Math.max(this.#counter, desk.state?.counter ?? 0);
    }
  }

  /** What was opened of one incident; empty at first, and again after `forget`. */
  here(incident: string): OpenedHere {
    const known = this.#opened.get(incident);
    if (known !== undefined) return known;
    const fresh: OpenedHere = { epochs: new Map(), bodies: new Map(), heads: null };
    this.#opened.set(incident, fresh);
    return fresh;
  }

  /**
   * Lets go of every key and every plain text of an incident; what still runs on it keeps nothing. The heads that were
   * seen stay: else one `not-found` would be enough to show an older record as the newest.
   */
  forget(incident: string): void {
    const gone = this.#opened.get(incident);
    this.#opened.delete(incident);
    gone?.epochs.clear();
    gone?.bodies.clear();
  }

  me(ground: Ground): RosterMember | undefined {
    return ground.head.roster.members.find((member) => member.id === this.keyring.member);
  }

  /** Members with the recipients that the list names by hash; one whose recipient cannot be had is left out. */
  async readers(members: readonly RosterMember[]): Promise<readonly Reader[]> {
    const found = await Promise.all(
      members.map(async (member) => {
        const recipient = await this.#recipient(member.ageHash);
        return recipient === null ? [] : [{ member, recipient }];
      }),
    );
    return found.flat();
  }

  async #recipient(hash: string): Promise<string | null> {
    const known = this.#recipients.get(hash);
    if (known !== undefined) return known;
    const bytes = await this.ask.bytes(paths.recipient(hash));
    const recipient = bytes instanceof Uint8Array ? (textOf(bytes)?.trim() ?? '') : '';
    if (recipientHash(recipient) !== hash) return null;
    this.#recipients.set(hash, recipient);
    return recipient;
  }
}
