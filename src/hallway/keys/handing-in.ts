import { receivedLater } from '#domain/intake/carried.ts';
import { placeOutgoing, type Chosen, type Outgoing } from '#seal/outgoing.ts';
import type { Received } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { isFailed, type Ask, type Failed } from './asking.ts';
import type { Drafts } from './drafts.ts';
import type { Grounds, Newest } from './ground.ts';
import type { Out, Outbox } from './outbox.ts';
import type { HandedIn, NotReached } from './protocol.ts';

/** How often the list of the team may move while one report is handed over. */
const most = 4;

type Sent = Received | Failed | NotReached;

function formOf({ batch, files }: ReturnType<typeof placeOutgoing>): FormData {
  const form = new FormData();
  form.set('batch', JSON.stringify(batch));
  for (const { hash, bytes } of files) form.set(hash, new Blob([new Uint8Array(bytes)]), hash);
  return form;
}

const ids = (members: readonly { readonly id: string }[]): readonly string[] => members.map(({ id }) => id);

/** Who holds it now, of those it was locked for; null: nobody. */
function chosenOf({ edition, list, receiving }: Out, outgoing: Outgoing, { roster, now }: Newest): Chosen | null {
  const found = receivedLater(receiving, edition, roster, list, outgoing.wishes, now);
  if (found.account.length === 0) return null;
  return { account: ids(found.account), identity: ids(found.identity), parties: ids(found.parties) };
}

/** Everybody it was locked for: to ask whether this very report is there, when who held it then is not known any more. */
function everybody({ locked }: Outgoing): Chosen {
  const granted = (part: Outgoing['locked'][keyof Chosen]): readonly string[] =>
    part?.grants.map(({ member }) => member) ?? [];
  return { account: granted(locked.account), identity: granted(locked.identity), parties: granted(locked.parties) };
}

/**
 * [Note: Handing over] Under the newest list, whose readers are chosen among those it was locked for; nothing is sealed any
 * more, so trying again is the same report. One that went to one alone goes to everybody else only if that one cannot
 * receive it any more. Whatever the server says no to stays here and is tried again.
 */
export class HandingIn {
  readonly #ask: Ask;
  readonly #grounds: Grounds;
  readonly #drafts: Drafts;
  readonly #outbox: Outbox;
  #running: Promise<HandedIn> | null = null;

  constructor(ask: Ask, grounds: Grounds, drafts: Drafts, outbox: Outbox) {
    this.#ask = ask;
    this.#grounds = grounds;
    this.#drafts = drafts;
    this.#outbox = outbox;
  }

  /** One at a time; what was put out meanwhile goes with the next. */
  handIn(at: number): Promise<HandedIn> {
    this.#running ??= this.#all(at).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #all(at: number): Promise<HandedIn> {
    await this.#drafts.putOut(at);
    await this.#outbox.layAgain();
    const sent: { report: string; receivedAt: number }[] = [];
    let offline = false;
    const shut = new Set<string>();
    for (const { report, edition } of this.#outbox.waiting()) {
      const out = shut.has(edition) ? null : await this.#outbox.take(report);
      if (out === null) continue;
      // Whatever is wrong with one of them, the others go.
      const answer = await this.#send(out).catch((): Failed => ({ failed: 'internal' }));
      if ('receivedAt' in answer) {
        await this.#gone(report);
        sent.push({ report, receivedAt: answer.receivedAt });
        continue;
      }
      const why = isFailed(answer) ? answer.failed : answer.refused;
      // It had been finished and was taken, and the phone died before it could note that.
      if (why === 'already-received' && out.unfinished) {
        await this.#gone(report);
        continue;
      }
      offline = why === 'offline';
      if (offline) break;
      this.#outbox.refuse(report, why);
      // Too many at once: the others would fare no better now. A session is for one event: those of another may go.
      if (why === 'slow-down') break;
      if (why === 'not-allowed') shut.add(edition);
    }
    return { sent, waiting: this.#outbox.waiting(), offline };
  }

  async #gone(report: string): Promise<void> {
    await this.#drafts.arrived(report);
    await this.#outbox.drop(report);
  }

  async #send(out: Out): Promise<Sent> {
    let answer: Sent = { failed: 'roster-moved' };
    for (let tries = 0; tries < most && isFailed(answer) && answer.failed === 'roster-moved'; tries++) {
      const newest = await this.#grounds.newest(out.edition);
      if (!('roster' in newest)) return newest;
      answer = await this.#sendUnder(out, newest);
    }
    return answer;
  }

  async #sendUnder(out: Out, newest: Newest): Promise<Sent> {
    const ways = [out.narrow, out.wide].filter((one) => one !== null);
    for (const outgoing of ways) {
      const chosen = chosenOf(out, outgoing, newest);
      if (chosen === null) continue;
      const answer = await this.#post(out, outgoing, chosen);
      // The other way of it may have arrived before, and the answer was lost.
      const other = ways.find((one) => one !== outgoing);
      if (!isFailed(answer) || answer.failed !== 'already-received' || other === undefined) return answer;
      return this.#post(out, other, everybody(other));
    }
    return { refused: 'nobody' };
  }

  #post({ edition }: Out, outgoing: Outgoing, chosen: Chosen): Promise<Received | Failed> {
    return this.#ask.json<Received>(paths.api.reports(edition), formOf(placeOutgoing(outgoing, chosen)));
  }
}
