import type { ChannelCode } from '../../channels/codes.ts';
import type { Arrived, Envelope, Later, Seen, Take, WaitingLetter, Waits } from '../letter.ts';
import type { Logger } from '../../log.ts';
import type { Mailbox, Settled, Waiting } from './mailbox.ts';
import type { MailboxSettings } from './mailbox-url.ts';
import { Turns } from './turns.ts';

const longestLater = 600_000;
/** Letters in hand at once: as many as are sealed at once, and some on their way. */
const mostInHand = 4;

/** What takes the letters of a mailbox. `first`: ms of the first wait for one that could not be taken. */
export interface TakingFor {
  readonly mailbox: MailboxSettings;
  readonly take: Take;
  readonly seen: Seen;
  readonly waits: Waits;
  readonly now: () => number;
  readonly log: Logger;
  readonly first?: number;
  readonly largest: number;
}

/** What a mailbox keeps over its connections. Of letters only numbers. */
export interface Kept {
  /** Done with, and still there: by the life of the folder and UID. `left`: it cannot be marked, and stays. */
  readonly settled: Map<string, Settled | 'left'>;
  /** To be tried again: how often it was, and when (ms of this process). */
  readonly later: Map<string, WaitingLetter & { readonly tries: number; readonly at: number }>;
}

/** One connection: looks, takes what is there, rests; until it is lost or `stopped`. */
export class Session {
  readonly #box: Mailbox;
  readonly #given: TakingFor;
  readonly #kept: Kept;
  readonly #turns = new Turns<Waiting>();
  /** UIDs in `#turns`. */
  readonly #waiting = new Set<number>();
  #held: Waiting | undefined;

  constructor(box: Mailbox, given: TakingFor, kept: Kept) {
    this.#box = box;
    this.#given = given;
    this.#kept = kept;
  }

  #key(uid: number): string {
    return `${this.#box.life}/${uid}`;
  }

  /** Finds what is new. The code is what is wrong with what was found earlier. */
  async look(): Promise<ChannelCode | ''> {
    const { settled, later } = this.#kept;
    const uids = await this.#box.unsettled();
    const left = { taken: [] as number[], aside: [] as number[] };
    const fresh: number[] = [];
    const there = new Set(uids.map((uid) => this.#key(uid)));
    for (const kept of [settled, later]) for (const key of kept.keys()) if (!there.has(key)) kept.delete(key);
    for (const uid of uids) {
      const how = settled.get(this.#key(uid));
      if (how === 'left') continue;
      if (how !== undefined) left[how].push(uid);
      else if (!this.#waiting.has(uid) && (later.get(this.#key(uid))?.at ?? 0) <= performance.now()) fresh.push(uid);
    }
    for (const letter of await this.#box.lookedAt(fresh)) {
      if (this.#waiting.has(letter.uid)) continue;
      this.#waiting.add(letter.uid);
      this.#turns.push([letter.from], letter);
    }
    // What was not tried yet may be what waits: a process that has just begun knows of none.
    await this.#given.waits([...later.values()], this.#waiting.size === 0);
    const moved = [await this.#settle(left.taken, 'taken'), await this.#settle(left.aside, 'aside')];
    return moved.every(Boolean) ? '' : 'no-folder';
  }

  /** Takes a few of the letters that wait, in turn by sender; false when none does. */
  async few(): Promise<boolean> {
    const letters = this.#next();
    const done = await Promise.all(letters.map((letter) => this.#one(letter)));
    const of = (how: Settled): number[] => letters.filter((_, i) => done[i] === how).map(({ uid }) => uid);
    const moved = [await this.#settle(of('taken'), 'taken'), await this.#settle(of('aside'), 'aside')];
    if (!moved.every(Boolean)) await this.#given.seen('down', 'no-folder');
    return letters.length > 0;
  }

  #next(): readonly Waiting[] {
    const letters: Waiting[] = [];
    let bytes = 0;
    while (letters.length < mostInHand) {
      const letter = this.#held ?? this.#turns.shift();
      this.#held = undefined;
      if (letter === undefined) break;
      bytes += letter.size;
      if (letters.length > 0 && bytes > this.#given.largest) {
        this.#held = letter;
        break;
      }
      this.#waiting.delete(letter.uid);
      letters.push(letter);
    }
    return letters;
  }

  async #one(letter: Waiting): Promise<Settled | null> {
    const raw = await this.#box.fetched(letter);
    // Somebody else took it away, or it cannot be had now.
    if (raw === null) return this.#again(letter.uid, 'busy');
    const cut = letter.size > this.#given.largest;
    const envelope: Envelope = { by: 'imap', to: [], from: null, ...(cut && { cut }) };
    const { take, log } = this.#given;
    const arrived = await take(raw, envelope).catch((): Arrived => {
      log({ code: 'letter-failed' });
      return { later: 'busy' };
    });
    if ('later' in arrived) return this.#again(letter.uid, arrived.later);
    const how = arrived.done === 'aside' || (cut && this.#given.mailbox.after === 'delete') ? 'aside' : 'taken';
    this.#kept.later.delete(this.#key(letter.uid));
    this.#kept.settled.set(this.#key(letter.uid), how);
    return how;
  }

  #again(uid: number, why: Later): null {
    const { first = 1_000, now } = this.#given;
    const { tries: before, since } = this.#kept.later.get(this.#key(uid)) ?? { tries: 0, since: now() };
    const tries = before + 1;
    const at = performance.now() + Math.min(longestLater, first * 2 ** tries);
    this.#kept.later.set(this.#key(uid), { tries, at, since, why });
    return null;
  }

  async #settle(uids: readonly number[], how: Settled): Promise<boolean> {
    if (uids.length === 0) return true;
    const stays = how === 'aside' || this.#given.mailbox.after === 'keep';
    const settled = await this.#box.settle(uids, how);
    for (const uid of uids) {
      if (stays && !this.#box.marks) this.#kept.settled.set(this.#key(uid), 'left');
      else if (settled) this.#kept.settled.delete(this.#key(uid));
    }
    return settled || (stays && !this.#box.marks);
  }

  /** ms until a letter is to be tried again. */
  get soonest(): number {
    const times = [...this.#kept.later.values()].map(({ at }) => at);
    return Math.max(50, Math.min(...times, Infinity) - performance.now());
  }
}
