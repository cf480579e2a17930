import { openMailbox, type Opened, type Warning } from './open.ts';
import { lockedReply, same, sendReply, type Reply, type Written } from './reply.ts';

/** How often a message is locked again when the keys or the list of the team moved meanwhile. */
const mostTries = 4;

/** What became of a message; `warnings`: of the mailbox now, that were not there before. Nothing was sent then. */
type Delivered =
  | { readonly receivedAt: number; readonly bars: readonly string[] }
  | { readonly not: 'offline' | 'refused' }
  | { readonly warnings: readonly Warning[] };

/**
 * [Note: Locked to who holds it now] The mailbox is read again before each message is locked: somebody may have left, or
 * be kept out, since the page was opened, and holds the key before. Whose answer was lost is sent again as it was, so
 * that it does not arrive twice; if the keys were turned under it, it is locked anew.
 */
export class Delivery {
  #opened: Opened;
  #before: Reply | null = null;

  constructor(opened: Opened) {
    this.#opened = opened;
  }

  /** The mailbox as it was read last. */
  get opened(): Opened {
    return this.#opened;
  }

  async send(written: Written): Promise<Delivered> {
    for (let tries = 0; tries < mostTries; tries++) {
      const reply = await this.#locked(written);
      if (!('form' in reply)) return reply;
      this.#before = reply;
      const answer = await sendReply(reply);
      if (!('failed' in answer)) {
        this.#before = null;
        this.#opened = { ...this.#opened, barred: [...this.#opened.barred, ...reply.bars] };
        return { receivedAt: answer.receivedAt, bars: reply.bars };
      }
      if (answer.failed === 'offline') return { not: 'offline' };
      // A refusal of the server's own that is not about what it is locked to stays: it is sent again as it is.
      if (answer.failed !== 'roster-moved') break;
      this.#before = null;
    }
    return { not: 'refused' };
  }

  async #locked(written: Written): Promise<Reply | Exclude<Delivered, { readonly receivedAt: number }>> {
    if (this.#before !== null && same(this.#before.written, written)) return this.#before;
    const again = await openMailbox(this.#opened.keys);
    if (!('keys' in again)) return { not: 'failed' in again && again.failed === 'offline' ? 'offline' : 'refused' };
    const known = this.#opened.warnings;
    this.#opened = again;
    const warnings = again.warnings.filter((one) => !known.includes(one));
    return warnings.length > 0 ? { warnings } : lockedReply(again, written);
  }
}
