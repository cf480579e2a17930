import { draftName } from '#seal/unseal.ts';
import type { MailOutSent, MailOutState } from '#wire/api.ts';
import { answeredAt } from '#wire/bodies.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { identityIn } from './bodies.ts';
import type { Known, Knowing } from './knowing.ts';
import { owingIn, writing } from './owing.ts';
import type { NotMailed } from './protocol.ts';
import type { TurnsOnOpening } from './turns.ts';

/** Ways in whose sender is answered the same way. */
const byLetter: readonly string[] = ['e-mail', 'sms'];

interface Said {
  readonly text: string;
  readonly followUp: boolean;
}

/** The id that the entry must have, so that the same words never leave twice; none where no mail leaves. */
type Mailed = { readonly entry?: string };

/**
 * [Note: By mail, as they wrote] Mail leaves before its entry is appended, because a mail that is refused must not stand in
 * the record as said. Its entry's id is made from the words under this member's key: stopped in between, the same words
 * sent again find that they left already, and only the entry is appended.
 */
export class Mailing {
  readonly #knowing: Knowing;
  readonly #turns: TurnsOnOpening;

  constructor(knowing: Knowing, turns: TurnsOnOpening) {
    this.#knowing = knowing;
    this.#turns = turns;
  }

  async mailed(incident: string, said: Said): Promise<Mailed | NotMailed | NotDone> {
    const first = await this.#knowing.know(incident, true);
    if (isRefused(first)) return first;
    if (!byLetter.includes(first.standing.report.arrival?.channel ?? '')) return {};
    const known = await this.#turns.turnedFirst(incident, first);
    if (isRefused(known)) return known;
    const { room } = this.#knowing;
    const to = await this.#writer(known);
    const allowed = owingIn(known, room.me(known.ground)).tried(writing);
    if (to === null || 'refused' in allowed || this.#knowing.newest(known, 'account') === null)
      return { refused: 'not-allowed' };
    const entry = this.#entryOf(known, said);
    const body: MailOutSent = { to, entry, ...said };
    const answer = await room.ask.json<MailOutState>(staffPaths.api.mailOut(incident), { body });
    if (isRefused(answer)) return this.#knowing.gone(incident, answer);
    return answer.state === 'sent' || answer.state === 'bounced' ? { entry } : { notMailed: answer };
  }

  /** Told apart from what this member said before, so that the same words may be said again another day. */
  #entryOf({ standing: { report } }: Known, { text, followUp }: Said): string {
    const { keyring, signer } = this.#knowing.room;
    const before = report.said.filter(({ by }) => by === signer.public).length;
    return draftName(keyring, `said by mail\n${JSON.stringify([report.id, before, followUp, text])}`);
  }

  /** Where they are answered: by the letter they wrote, or by the number they agreed to last. */
  async #writer(known: Known): Promise<string | null> {
    let number: string | null = null;
    for (const entry of known.standing.streams.report.entries) {
      if (entry.header.kind !== 'added' || entry.header.compartment !== 'identity') continue;
      const body = await this.#knowing.body(known, entry, true);
      const identity = body instanceof Uint8Array ? identityIn(body) : null;
      if (identity?.letter !== undefined) return answeredAt(identity.letter, known.edition);
      number = identity?.texted?.number ?? number;
    }
    return number;
  }
}
