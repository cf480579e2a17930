import { handsCalled, leadsCalled } from '#domain/promises/calling.ts';
import { sealCall } from '#seal/call.ts';
import { randomHex } from '#seal/digest.ts';
import type { CallSent, CallStanding } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isFailed, type Ask } from './asking.ts';
import { toBase64 } from './base64.ts';
import type { Entering } from './entering.ts';
import { notReached, type Grounds } from './ground.ts';
import type { Called, NotReached } from './protocol.ts';

/** Calls a lead or a hand: sealed to those who are called, and to no one who must not hear of it. */
export class Calling {
  readonly #ask: Ask;
  readonly #grounds: Grounds;
  readonly #entering: Entering;

  constructor(ask: Ask, grounds: Grounds, entering: Entering) {
    this.#ask = ask;
    this.#grounds = grounds;
    this.#entering = entering;
  }

  /** Where somebody of them is gone by now, once more under the newest list: whoever stands there cannot wait for it. */
  async call(asked: Called): Promise<{ readonly id: string; readonly called: number } | NotReached> {
    const made = await this.#call(asked);
    if (!isFailed(made)) return made;
    if (made.failed !== 'roster-moved') return notReached(made);
    const fresh = await this.#grounds.refresh(asked.edition);
    if ('refused' in fresh) return fresh;
    const again = await this.#call(asked);
    return isFailed(again) ? notReached(again) : again;
  }

  async #call({ edition, purpose, out, what, place, person, words }: Called) {
    const ground = this.#grounds.of(edition);
    if (ground === null) return { refused: 'not-allowed' } as const;
    const { pack, head, recipients } = ground;
    const who = purpose === 'lead' ? leadsCalled : handsCalled;
    const members = who(pack.procedure, edition, head.roster, out, pack.now);
    if (members.length === 0) return { refused: 'nobody' } as const;
    const id = randomHex(16);
    const keys = members.map(({ ageHash }) => recipients.get(ageHash) ?? '');
    const body = { v: 1, what, place, person, words, from: this.#entering.name } as const;
    const { file, by } = await sealCall({ org: pack.org, id }, keys, body);
    const sent: CallSent = { id, edition, purpose, members: members.map((m) => m.id), file: toBase64(file), by };
    const answer = await this.#ask.json(staffPaths.api.hallway.calls, sent);
    return isFailed(answer) ? answer : { id, called: members.length };
  }

  async standing(id: string): Promise<CallStanding | NotReached> {
    const answer = await this.#ask.json<CallStanding>(staffPaths.api.hallway.call(id));
    return isFailed(answer) ? notReached(answer) : answer;
  }
}
