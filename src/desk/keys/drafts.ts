import { draftName, openDraft, sealDraft, type DraftPlace } from '#seal/unseal.ts';
import type { DraftKept } from './incident-seen.ts';
import type { Room } from './room.ts';
import type { Laid, Shelf } from './shelf.ts';

const day = 86_400_000;
/** How long a text that nobody came back for stays on a device. */
const longest = 30;
const today = (): number => Math.floor(Date.now() / day);

/** The incident or the notice a place belongs to, else the place itself: what is left as a whole. */
function underOf(place: string): string {
  const [kind = '', id = ''] = place.split('/');
  return kind === 'incident' || kind === 'notice' ? `${kind}/${id}` : place;
}

/**
 * What this member is writing, sealed to themselves on this device. One thing at a time, in the order it was asked for:
 * else a text that is being sealed would be laid down after it was sent and dropped.
 */
export class Drafts {
  readonly #room: Room;
  readonly #shelf: Shelf;
  /** What this member left since: nothing of it is laid down again. */
  readonly #left = new Set<string>();
  #notices: ReadonlySet<string> = new Set();
  #last: Promise<unknown> = Promise.resolve();

  constructor(room: Room, shelf: Shelf) {
    this.#room = room;
    this.#shelf = shelf;
  }

  /** False: this browser keeps nothing, or has no room. */
  keep(place: string, id: string, value: unknown): Promise<boolean> {
    const at = Date.now();
    return this.#inTurn(async () => {
      if (this.#left.has(underOf(place))) return true;
      const { keyring, org } = this.#room;
      const bytes = await sealDraft(keyring, org, { place, id }, { at, value });
      await this.#shelf.lay({ ...this.#names({ place, id }), day: today(), id, bytes });
      return true;
    }).catch(() => false);
  }

  drop(place: string, id: string): Promise<void> {
    return this.#inTurn(() => this.#shelf.drop(this.#names({ place, id }).name)).catch(() => undefined);
  }

  /** Every text kept at a place, newest first. What does not open is passed over: it is nobody's here. */
  at(place: string): Promise<readonly DraftKept[]> {
    return this.#inTurn(async () => {
      const laid = await this.#shelf.at(this.#name(`place\n${place}`));
      const kept = await Promise.all(laid.map((one) => this.#kept(place, one)));
      return kept.filter((one) => one !== null).toSorted((a, b) => b.at - a.at);
    }).catch(() => []);
  }

  /** This member has no part in it any more (`incident/<id>`, `notice/<id>`): nothing they wrote in it stays here. */
  leave(under: string): Promise<void> {
    this.#left.add(under);
    return this.#inTurn(() => this.#shelf.dropUnder(this.#name(`under\n${under}`))).catch(() => undefined);
  }

  hasLeft(under: string): boolean {
    return this.#left.has(under);
  }

  /** They are let in again. */
  comeBack(under: string): void {
    this.#left.delete(under);
  }

  /** The notices this member is shown now: what they were writing in one that is gone goes with it. */
  async shown(notices: readonly string[]): Promise<void> {
    const now = new Set(notices.map((id) => `notice/${id}`));
    const gone = [...this.#notices].filter((under) => !now.has(under));
    this.#notices = now;
    for (const under of now) this.comeBack(under);
    await Promise.all(gone.map((under) => this.leave(under)));
  }

  /** What is old goes, whoever wrote it. */
  clearOld(): Promise<void> {
    return this.#inTurn(() => this.#shelf.dropBefore(today() - longest)).catch(() => undefined);
  }

  /** Done when all that was asked for is. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  async #kept(place: string, { id, bytes }: Laid): Promise<DraftKept | null> {
    const { keyring, org } = this.#room;
    const draft = await openDraft(keyring, org, { place, id }, bytes);
    const old = draft !== null && draft.at < Date.now() - longest * day;
    return draft === null || old ? null : { id, at: draft.at, value: draft.value };
  }

  #name(of: string): string {
    return draftName(this.#room.keyring, of);
  }

  #names({ place, id }: DraftPlace): Pick<Laid, 'name' | 'place' | 'under'> {
    return {
      name: this.#name(`form\n${place}\n${id}`),
      place: this.#name(`place\n${place}`),
      under: this.#name(`under\n${underOf(place)}`),
    };
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.catch(() => undefined).then(act);
    this.#last = turn;
    return turn;
  }
}
