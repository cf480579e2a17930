import { active, rolesAt, type Roster } from '#domain/team/roster.ts';
import { recipientHash } from '#seal/seal.ts';
import { verifyRosters, type RosterAccepted } from '#seal/roster.ts';
import type { SealingInfo } from '#wire/api.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isFailed, type Ask, type Failed } from './asking.ts';
import type { Kept } from './files.ts';
import type { NotReached } from './protocol.ts';
import { readRecord, writeRecord } from './records.ts';

/** What a report is locked on: a pack whose list of the team was verified, and the public keys in it. */
export interface Ground {
  readonly pack: HallwayPack;
  readonly head: RosterAccepted;
  /** age recipient by its hash. */
  readonly recipients: ReadonlyMap<string, string>;
}

/** What this device has seen: it believes no other root from the first use on, and no older list. */
interface Seen {
  readonly v: 1;
  readonly org: string;
  readonly root: string;
  /** Hex: all words hang on it. */
  readonly salt: string;
  /** Highest version of the list that was accepted. */
  readonly version: number;
  /** The event whose pack was fetched last. */
  readonly edition: string;
}

/** The newest list, and the server's clock, ms. */
export interface Newest {
  readonly roster: Roster;
  readonly now: number;
}

/** The page is told the little it can act on. */
export function notReached({ failed }: Failed): NotReached {
  if (failed === 'offline') return { refused: 'offline' };
  return {
    refused: failed === 'not-allowed' || failed === 'expired' || failed === 'not-found' ? 'not-allowed' : 'busy',
  };
}

function seenIn({ org, root, edition }: HallwayPack, { roster }: RosterAccepted): Seen {
  return { v: 1, org, root, salt: roster.salt, version: roster.version, edition: edition.id };
}

const packName = (edition: string): string => `pack-${edition}`;

/** Settings and keys of the events this device works at: all of it public to staff, none of it a secret. */
export class Grounds {
  readonly #kept: Kept;
  readonly #ask: Ask;
  readonly #held = new Map<string, Ground>();
  #recipients = new Map<string, string>();
  #seen: Seen | null = null;

  constructor(kept: Kept, ask: Ask) {
    this.#kept = kept;
    this.#ask = ask;
  }

  /** Looks at what is kept; what does not hold any more is as if it were not there. */
  async start(): Promise<void> {
    this.#seen = await readRecord<Seen>(this.#kept, 'seen');
    this.#recipients = new Map(
      Object.entries((await readRecord<Record<string, string>>(this.#kept, 'recipients')) ?? {}),
    );
    for (const name of await this.#kept.names()) {
      const pack = name.startsWith('pack-') ? await readRecord<HallwayPack>(this.#kept, name) : null;
      const head = pack && this.#verified(pack, 0);
      if (pack === null || head === null || 'refused' in head) continue;
      // The phone died before it had written this.
      this.#seen ??= seenIn(pack, head);
      this.#hold(pack, head);
    }
  }

  get salt(): string {
    return this.#seen?.salt ?? '';
  }

  get root(): string {
    return this.#seen?.root ?? '';
  }

  get org(): string {
    return this.#seen?.org ?? '';
  }

  of(edition: string): Ground | null {
    return this.#held.get(edition) ?? null;
  }

  /** That of the event whose pack was fetched last. */
  latest(): Ground | null {
    return this.of(this.#seen?.edition ?? '');
  }

  async refresh(edition: string): Promise<Ground | NotReached> {
    const pack = await this.#ask.json<HallwayPack>(staffPaths.api.hallway.pack(edition));
    if (isFailed(pack)) return notReached(pack);
    const head = this.#verified(pack, this.#seen?.version ?? 0);
    if ('refused' in head) return head;
    const fetched = await this.#fetchRecipients(head.roster, edition);
    if (fetched !== null) return fetched;
    this.#seen = seenIn(pack, head);
    const ground = this.#hold(pack, head);
    await this.#lay(pack).catch(() => undefined);
    return ground;
  }

  /**
   * The newest list for handing over, as everybody gets it: it is small, and a session that is shown nothing any more gets
   * it too. A list older than one seen before is none.
   */
  async newest(edition: string): Promise<Newest | Failed | NotReached> {
    const found = await this.#ask.json<SealingInfo>(paths.api.sealing(edition));
    if (isFailed(found)) return found;
    const head = this.#verified(found, this.#seen?.version ?? 0);
    return 'refused' in head ? head : { roster: head.roster, now: found.now };
  }

  /** `least`: the version that a list must have to be taken. */
  #verified(
    { root, org, notes }: Pick<HallwayPack, 'root' | 'org' | 'notes'>,
    least: number,
  ): RosterAccepted | NotReached {
    const chain = verifyRosters(root, this.#seen?.org ?? org, notes);
    if ('refused' in chain) return { refused: chain.refused === 'wrong-root' ? 'not-ours' : 'list-broken' };
    const head = chain.rosters.at(-1);
    if (head === undefined || head.roster.version < least) return { refused: 'list-broken' };
    return head;
  }

  #hold(pack: HallwayPack, head: RosterAccepted): Ground {
    const ground = { pack, head, recipients: this.#recipients };
    this.#held.set(pack.edition.id, ground);
    return ground;
  }

  /** The keys of everybody with a role there, all of them and early: a fetch tells nobody whom a report leaves out. */
  async #fetchRecipients(roster: Roster, edition: string): Promise<NotReached | null> {
    const members = roster.members.filter((m) => active(m, roster.time) && rolesAt(m, edition).length > 0);
    const missing = members.filter(({ ageHash }) => !this.#recipients.has(ageHash));
    const answers = await Promise.all(
      missing.map(async ({ ageHash }) => [ageHash, await this.#ask.text(paths.recipient(ageHash))] as const),
    );
    for (const [hash, answer] of answers) {
      if (typeof answer !== 'string') return notReached(answer);
      if (recipientHash(answer) !== hash) return { refused: 'list-broken' };
      this.#recipients.set(hash, answer);
    }
    return null;
  }

  async #lay(pack: HallwayPack): Promise<void> {
    await writeRecord(this.#kept, 'recipients', Object.fromEntries(this.#recipients));
    await writeRecord(this.#kept, packName(pack.edition.id), pack);
    await writeRecord(this.#kept, 'seen', this.#seen);
  }
}
