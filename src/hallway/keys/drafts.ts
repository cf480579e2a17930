import { isBlank, type TakingForm } from '#domain/intake/taken.ts';
import { openAgain, sealAgain } from '#seal/outgoing.ts';
import { mailboxKeys, readWords } from '#seal/words.ts';
import type { TakenBy } from './bodies.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { lists, type Entering } from './entering.ts';
import type { Ground, Grounds } from './ground.ts';
import { untouched, type Laid, type LaidDrafts } from './laid-drafts.ts';
import { lockedTwice, reckoned } from './locking.ts';
import { beginOpen, blanked, freshLocks, openedAgain, type OpenDraft } from './open-draft.ts';
import type { Out, Outbox } from './outbox.ts';
import type { Begun, DraftSeen, Finished, Saved, Verbs } from './protocol.ts';
import { turns } from './turns.ts';

/**
 * [Note: A draft] Each save locks the whole form as a report that says it is unfinished, and beside it the form itself to
 * the eight words. Keys are in memory alone: after `untouched`, after `close` and after a kill only the words open it. Lain
 * for so long it is handed over as it is, so that nothing hangs on somebody coming back; the words still open it for a
 * week, and what is saved then is another report that names this one.
 */
export class Drafts {
  readonly #grounds: Grounds;
  readonly #entering: Entering;
  readonly #outbox: Outbox;
  readonly #laid: LaidDrafts;
  readonly #open = new Map<string, OpenDraft>();
  readonly #waiting = new Map<string, { form: TakingForm; at: number; readonly saved: Promise<Saved> }>();
  readonly #inTurn = turns();

  constructor(grounds: Grounds, entering: Entering, outbox: Outbox, laid: LaidDrafts) {
    this.#grounds = grounds;
    this.#entering = entering;
    this.#outbox = outbox;
    this.#laid = laid;
  }

  seen(): readonly DraftSeen[] {
    return this.#laid.seen().map((head) => ({ ...head, open: this.#open.has(head.draft) }));
  }

  async begin({ edition, language }: Parameters<Verbs['begin']>[0]): Promise<Begun> {
    const ground = this.#grounds.of(edition);
    if (ground === null) throw new Error('no pack');
    const open = await beginOpen(ground, language);
    const { report } = open;
    this.#open.set(report, open);
    return { draft: report, report, words: open.words() };
  }

  words(draft: string): readonly string[] {
    return this.#open.get(draft)?.words() ?? [];
  }

  /** Somebody is there. `now`: the Worker's own clock, ms. */
  stay(now: number): void {
    for (const open of this.#open.values()) open.touched = now;
  }

  /** Forgets the keys of what nobody touched for long. `now`: as above. */
  async idle(now: number): Promise<void> {
    const left = [...this.#open].filter(([, open]) => now - open.touched >= untouched);
    await Promise.all(left.map(([draft]) => this.close(draft)));
  }

  /** One save at a time; a newer one takes the place of one that still waits. */
  save(draft: string, form: TakingForm, at: number): Promise<Saved> {
    const waiting = this.#waiting.get(draft);
    if (waiting !== undefined) {
      Object.assign(waiting, { form, at });
      return waiting.saved;
    }
    const saved = this.#inTurn(() => {
      const now = this.#waiting.get(draft);
      this.#waiting.delete(draft);
      return this.#save(draft, now?.form ?? form, now?.at ?? at);
    });
    this.#waiting.set(draft, { form, at, saved });
    return saved;
  }

  open(draft: string, text: string): ReturnType<Verbs['open']> {
    return this.#inTurn(async () => {
      const laid = await this.#laid.read(draft);
      if (laid === null) return { refused: 'gone' };
      const read = readWords(text, lists);
      if ('problem' in read) return { refused: 'wrong-words' };
      for (const entropy of read.readings) {
        const card = { entropy, keys: await mailboxKeys(entropy, this.#grounds.salt) };
        const again = await openAgain(card.keys, draft, fromBase64(laid.again));
        if (again === null) continue;
        const form = JSON.parse(again) as TakingForm;
        const ground = this.#grounds.of(laid.edition);
        if (ground !== null) this.#open.set(draft, await openedAgain(ground, card, laid, form));
        return form;
      }
      return { refused: 'wrong-words' };
    });
  }

  /** What was asked to be saved before is saved first. */
  close(draft: string): Promise<void> {
    return this.#inTurn(async () => this.#forget(draft));
  }

  finish(draft: string, form: TakingForm, at: number): Promise<Finished> {
    return this.#inTurn(async () => {
      const open = this.#open.get(draft);
      if (open === undefined) {
        const is = this.#outbox.head(draft)?.unfinished === false;
        return is ? { kept: true, readers: [] } : { kept: false, readers: [], closed: true };
      }
      const { ground, report } = open;
      const now = reckoned(ground, form, at);
      freshLocks(open);
      const locked = await lockedTwice(open, ground, continued(open, form), now, this.#by(at, false));
      if (locked.wide === null && locked.narrow === null) return { kept: false, readers: [] };
      const own = { v: 1, report, edition: form.edition, ended: at, unfinished: false } as const;
      const put = await this.#outbox.put({ ...own, ...locked, ...whereOf(ground) });
      this.#forget(draft);
      if (put) await this.#laid.remove(draft);
      return { kept: put && (await this.#laid.keeps()), readers: now.readers };
    });
  }

  discard(draft: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#laid.isBlank(draft)) await this.#laid.remove(draft);
      this.#forget(draft);
    });
  }

  /** Puts out what lay untouched for long. `at`: the page's clock, ms. */
  putOut(at: number): Promise<void> {
    return this.#inTurn(() => this.#laid.putOut(at, (draft) => this.#open.has(draft)));
  }

  /** The server has this report. */
  arrived(report: string): Promise<void> {
    return this.#inTurn(() => this.#laid.arrived(report));
  }

  async #save(draft: string, given: TakingForm, at: number): Promise<Saved> {
    const open = this.#open.get(draft);
    if (open === undefined) return { kept: false, readers: [], named: [], closed: true };
    const { ground, report, card } = open;
    open.touched = Date.now();
    const now = reckoned(ground, given, at);
    const form = continued(open, given);
    const locking = lockedTwice(open, ground, form, now, this.#by(at, true));
    const [locked, again] = await Promise.all([
      // Without a key of somebody's it still opens again by its words.
      locking.catch(() => ({ wide: null, narrow: null })),
      sealAgain({ keys: card.keys, reportId: draft }, JSON.stringify(form)),
    ]);
    const { edition, channel, began } = form;
    const own = { v: 1, draft, report, edition, channel, began, saved: at, handedIn: false } as const;
    const laid: Laid = { ...own, ...locked, ...whereOf(ground), blank: isBlank(form), again: toBase64(again) };
    return { kept: await this.#laid.lay(laid), readers: now.readers, named: now.named };
  }

  #by(at: number, unfinished: boolean): TakenBy {
    const { signing, phone, member } = this.#entering;
    return { signing, phone, member, at, unfinished };
  }

  #forget(draft: string): void {
    const open = this.#open.get(draft);
    if (open !== undefined) blanked(open);
    this.#open.delete(draft);
  }
}

const continued = ({ continues }: OpenDraft, form: TakingForm): TakingForm =>
  continues === '' ? form : { ...form, continues };

function whereOf({ pack, head }: Ground): Pick<Out, 'list' | 'receiving'> {
  const { roles, opening } = pack.procedure;
  return { list: head.roster, receiving: { roles, opening } };
}
