import { signerFrom } from '#seal/taken.ts';
import type { Signer } from '#seal/entry.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { memberSecrets, readWords } from '#seal/words.ts';
import { fingerprintOf } from '#seal/roster.ts';
import type { Door } from '#wire/api.ts';
import type { HallwayDuty, HallwayEnter, HallwayEntered, HallwayLent, HallwayWho } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isFailed, type Ask, type Failed } from './asking.ts';
import { fromBase64 } from './base64.ts';
import type { Kept } from './files.ts';
import { notReached, type Grounds } from './ground.ts';
import type { NotEntered } from './protocol.ts';
import { readRecord, writeRecord } from './records.ts';

/** Every list that words of ours are made in. */
export const lists = [english, spanish];

/** Who uses this device, as it was last seen. The member's keyring is locked by their words. */
interface Entered {
  readonly who: HallwayWho;
  /** Base64; `''` for a lent phone. */
  readonly unlock: string;
}

/** A member whose words were typed here since the Worker began. */
export interface Signing {
  readonly member: string;
  readonly signer: Signer;
}

const name = 'who';

function notEntered(failed: Failed): NotEntered {
  if (failed.failed === 'not-found') return { refused: 'unknown' };
  return failed.failed === 'expired' ? { refused: 'expired' } : notReached(failed);
}

/** Who takes reports on this device. Of a member's keys only the one that signs is ever in memory. */
export class Entering {
  readonly #kept: Kept;
  readonly #ask: Ask;
  readonly #grounds: Grounds;
  #entered: Entered | null = null;
  #signing: Signing | null = null;

  constructor(kept: Kept, ask: Ask, grounds: Grounds) {
    this.#kept = kept;
    this.#ask = ask;
    this.#grounds = grounds;
  }

  async start(): Promise<void> {
    this.#entered = await readRecord<Entered>(this.#kept, name);
  }

  /** As the page may show it. */
  get who(): (HallwayWho & { readonly signing: boolean }) | null {
    return this.#entered && { ...this.#entered.who, signing: this.#signing !== null };
  }

  /** The key that puts a member's name to what they take; null for a lent phone, and until the words were typed. */
  get signing(): Signing | null {
    return this.#signing;
  }

  /** What a lent phone is called; `''` for a member's own. */
  get phone(): string {
    return this.#entered === null || this.#entered.who.member !== '' ? '' : this.#entered.who.name;
  }

  /** Whose session it is; `''` for a lent phone, or nobody's. */
  get member(): string {
    return this.#entered?.who.member ?? '';
  }

  /** The name that stands under a call. */
  get name(): string {
    return this.#entered?.who.name ?? '';
  }

  async enter(text: string, edition: string): Promise<HallwayWho | NotEntered> {
    const read = readWords(text, lists);
    if ('problem' in read) return { refused: 'wrong-words' };
    let who: HallwayWho | NotEntered = { refused: 'wrong-words' };
    for (const entropy of read.readings) {
      who = await this.#enterWith(entropy, edition);
      if (!('refused' in who) || (who.refused !== 'unknown' && who.refused !== 'wrong-words')) break;
    }
    return who;
  }

  async #enterWith(entropy: Uint8Array, edition: string): Promise<HallwayWho | NotEntered> {
    try {
      const door = await this.#door();
      if ('refused' in door) return door;
      const { handle, auth } = await memberSecrets(entropy, door.salt);
      const body: HallwayEnter = { handle, auth, edition };
      const answer = await this.#ask.json<HallwayEntered>(staffPaths.api.hallway.enter, body);
      if (isFailed(answer)) return answer.failed === 'offline' ? await this.#alone(entropy) : notEntered(answer);
      const signing = await signerFrom(fromBase64(answer.unlock), entropy, door.salt, door.root);
      // Words that fit the door and open no keyring of this organisation.
      if (signing === null || signing.member !== answer.member) return { refused: 'not-ours' };
      const who = { member: answer.member, name: answer.name, until: answer.until };
      await this.#hold({ who, unlock: answer.unlock }, signing);
      return who;
    } finally {
      entropy.fill(0);
    }
  }

  async enterDuty(secret: string): Promise<{ readonly edition: string } | NotEntered> {
    const body: HallwayDuty = { secret };
    const answer = await this.#ask.json<HallwayLent>(staffPaths.api.hallway.duty, body);
    if (isFailed(answer)) return notEntered(answer);
    const { member, name: called, until, edition } = answer;
    await this.#hold({ who: { member, name: called, until }, unlock: '' }, null);
    return { edition };
  }

  async leave(): Promise<void> {
    this.#entered = null;
    this.#signing = null;
    await this.#kept.remove(name).catch(() => undefined);
    await this.#ask.json(staffPaths.api.hallway.leave, {});
  }

  /** Without a network: the words open what lies here, or are somebody else's. */
  async #alone(entropy: Uint8Array): Promise<HallwayWho | NotEntered> {
    const entered = this.#entered;
    if (entered === null || entered.unlock === '') return { refused: 'offline' };
    const { salt, root } = this.#grounds;
    const signing = await signerFrom(fromBase64(entered.unlock), entropy, salt, root);
    if (signing === null || signing.member !== entered.who.member) return { refused: 'wrong-words' };
    this.#signing = signing;
    return entered.who;
  }

  /** Salt and root: as they were seen here, else as the server says them for the first time. */
  async #door(): Promise<Pick<Door, 'salt' | 'root'> | NotEntered> {
    const { salt, root } = this.#grounds;
    if (salt !== '') return { salt, root };
    const door = await this.#ask.json<Door>(staffPaths.api.door);
    if (isFailed(door)) return notEntered(door);
    return fingerprintOf(door.root) === door.org ? door : { refused: 'not-ours' };
  }

  async #hold(entered: Entered, signing: Signing | null): Promise<void> {
    this.#entered = entered;
    this.#signing = signing;
    await writeRecord(this.#kept, name, entered).catch(() => undefined);
  }
}
