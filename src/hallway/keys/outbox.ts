import type { Receiving } from '#domain/intake/recipients.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { Kept } from './files.ts';
import type { Locked } from './locking.ts';
import type { WaitingSeen } from './protocol.ts';
import { recordsUnder, readRecord, writeRecord } from './records.ts';

/** A locked report that waits for a network. Nothing in it opens it. */
export interface Out extends Locked {
  readonly v: 1;
  readonly report: string;
  readonly edition: string;
  /** ms, the device's clock. */
  readonly ended: number;
  readonly unfinished: boolean;
  /** The list it was locked under, and what of the procedure decides who receives. */
  readonly list: Roster;
  readonly receiving: Receiving;
}

type Head = Pick<Out, 'report' | 'edition' | 'ended' | 'unfinished'>;

const start = 'out-';

/** Reports on their way out. They stay until the server has said that it has them. */
export class Outbox {
  readonly #kept: Kept;
  readonly #heads = new Map<string, Head>();
  readonly #refused = new Map<string, string>();
  /** Where nothing could be laid down: as long as the Worker lives. */
  readonly #unkept = new Map<string, Out>();

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  async start(): Promise<void> {
    for (const out of await recordsUnder<Out>(this.#kept, start)) this.#know(out);
  }

  head(report: string): Head | null {
    return this.#heads.get(report) ?? null;
  }

  /** False: it could not be laid down, and goes with the Worker. */
  async put(out: Out): Promise<boolean> {
    this.#know(out);
    try {
      await writeRecord(this.#kept, start + out.report, out);
      this.#unkept.delete(out.report);
      return true;
    } catch {
      this.#unkept.set(out.report, out);
      return false;
    }
  }

  take(report: string): Promise<Out | null> {
    const unkept = this.#unkept.get(report);
    return unkept === undefined ? readRecord<Out>(this.#kept, start + report) : Promise.resolve(unkept);
  }

  /** What could not be laid down is tried again: there may be room by now. */
  async layAgain(): Promise<void> {
    await Promise.all([...this.#unkept.values()].map((out) => this.put(out)));
  }

  /** The server has it. What cannot be removed now is handed over again later, and is the same report. */
  async drop(report: string): Promise<void> {
    this.#heads.delete(report);
    this.#refused.delete(report);
    this.#unkept.delete(report);
    await this.#kept.remove(start + report).catch(() => undefined);
  }

  refuse(report: string, why: string): void {
    this.#refused.set(report, why);
  }

  waiting(): readonly WaitingSeen[] {
    const all = [...this.#heads.values()].toSorted((a, b) => a.ended - b.ended);
    return all.map((head) => ({ ...head, refused: this.#refused.get(head.report) ?? '' }));
  }

  #know({ report, edition, ended, unfinished }: Out): void {
    this.#heads.set(report, { report, edition, ended, unfinished });
  }
}
