import type { Receiving } from '#domain/intake/recipients.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { Kept } from './files.ts';
import type { Locked } from './locking.ts';
import type { Outbox } from './outbox.ts';
import type { DraftSeen } from './protocol.ts';
import { recordsUnder, readRecord, writeRecord } from './records.ts';

/** A draft as it lies on the device. It is called by the id of its report, or of the part that was handed over first. */
export interface Laid extends Locked, Omit<DraftSeen, 'open'> {
  readonly v: 1;
  /** Nothing is written in it yet. */
  readonly blank: boolean;
  /** Base64: the form, sealed to its eight words. */
  readonly again: string;
  /** The list it was locked under, and what of the procedure decides who receives. */
  readonly list: Roster;
  readonly receiving: Receiving;
}
type Head = Omit<DraftSeen, 'open'> & Pick<Laid, 'blank'> & { readonly granted: readonly string[] };

const start = 'draft-';
/** How long a draft may lie untouched, ms: then its keys are forgotten, and it is handed over as far as it got. */
export const untouched = 30 * 60_000;
/** How long what was handed over unfinished can still be opened with its words, ms. */
const readable = 7 * 86_400_000;

function headOf({ draft, report, edition, channel, began, saved, handedIn, blank, wide, narrow }: Laid): Head {
  const grants = [wide, narrow].flatMap((one) => one?.locked.account.grants ?? []);
  return { draft, report, edition, channel, began, saved, handedIn, blank, granted: grants.map((g) => g.member) };
}

/** Drafts on the device, all of them locked. One thing at a time: whoever calls sees to that. */
export class LaidDrafts {
  readonly #kept: Kept;
  readonly #outbox: Outbox;
  readonly #heads = new Map<string, Head>();
  /** Where nothing could be laid down: as long as the Worker lives. Locked, as on the device. */
  readonly #unkept = new Map<string, Laid>();

  constructor(kept: Kept, outbox: Outbox) {
    this.#kept = kept;
    this.#outbox = outbox;
  }

  /** Looks at what lies here. A kill between two writes of one ending is made whole. */
  async start(): Promise<void> {
    for (const laid of await recordsUnder<Laid>(this.#kept, start)) {
      const out = this.#outbox.head(laid.report);
      if (out === null || laid.handedIn) this.#heads.set(laid.draft, headOf(laid));
      else if (out.unfinished) await this.#handedIn(laid);
      else await this.remove(laid.draft);
    }
  }

  seen(): readonly Omit<DraftSeen, 'open'>[] {
    const heads = [...this.#heads.values()].filter((head) => !this.#isOut(head));
    return heads
      .toSorted((a, b) => a.began - b.began)
      .map(({ draft, report, edition, channel, began, saved, handedIn }) => {
        return { draft, report, edition, channel, began, saved, handedIn };
      });
  }

  read(draft: string): Promise<Laid | null> {
    const unkept = this.#unkept.get(draft);
    return unkept === undefined ? readRecord<Laid>(this.#kept, start + draft) : Promise.resolve(unkept);
  }

  /** False: it goes with the page. What was laid down before stays, unless somebody could open it who is kept out by now. */
  async lay(laid: Laid): Promise<boolean> {
    const { draft } = laid;
    const [before, head] = [this.#heads.get(draft)?.granted ?? [], headOf(laid)];
    this.#heads.set(draft, head);
    this.#unkept.set(draft, laid);
    if (await this.#written(laid)) return this.keeps();
    if (before.every((member) => head.granted.includes(member))) return false;
    await this.#kept.remove(start + draft).catch(() => undefined);
    // Without it there may be room.
    return (await this.#written(laid)) && this.keeps();
  }

  async #written(laid: Laid): Promise<boolean> {
    try {
      await writeRecord(this.#kept, start + laid.draft, laid);
      this.#unkept.delete(laid.draft);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether what is laid down outlives the page. */
  async keeps(): Promise<boolean> {
    return (await this.#kept.keeping()) !== 'none';
  }

  async remove(draft: string): Promise<void> {
    this.#heads.delete(draft);
    this.#unkept.delete(draft);
    await this.#kept.remove(start + draft).catch(() => undefined);
  }

  /** The server has the report: what is left of its draft is only what can be read by its words. */
  async arrived(report: string): Promise<void> {
    const left = [...this.#heads.values()].filter((head) => head.report === report && !head.handedIn);
    await Promise.all(left.map(({ draft }) => this.remove(draft)));
  }

  /** Nothing was written in it, or it was never laid down. */
  isBlank(draft: string): boolean {
    return this.#heads.get(draft)?.blank !== false;
  }

  /** Puts out what lay untouched for long, as far as it got. What is open is not: somebody may be writing. */
  async putOut(at: number, isOpen: (draft: string) => boolean): Promise<void> {
    for (const head of this.#heads.values()) {
      const { draft, saved, handedIn, blank } = head;
      // A clock that was set back or forth leaves nothing lying for ever.
      if (isOpen(draft) || this.#isOut(head) || Math.abs(at - saved) < (handedIn ? readable : untouched)) continue;
      if (handedIn || blank) await this.remove(draft);
      else await this.#putOut(draft);
    }
  }

  async #putOut(draft: string): Promise<void> {
    const laid = await this.read(draft);
    if (laid === null || (laid.wide === null && laid.narrow === null)) return;
    const { report, edition, saved, wide, narrow, list, receiving } = laid;
    const out = { v: 1, report, edition, ended: saved, unfinished: true, wide, narrow, list, receiving } as const;
    // What could not be laid down there is not taken away here.
    if (await this.#outbox.put(out)) await this.#handedIn(laid);
  }

  /** Finished, and there was no room to put it out: the draft stays until the server has it. */
  #isOut({ report, handedIn }: Head): boolean {
    return !handedIn && this.#outbox.head(report) !== null;
  }

  /** Only the form stays, under its words. */
  async #handedIn(laid: Laid): Promise<void> {
    const rest: Laid = { ...laid, handedIn: true, wide: null, narrow: null };
    await this.lay(rest);
  }
}
