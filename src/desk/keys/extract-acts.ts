import type { Extracted } from '#domain/incident/bodies.ts';
import type { Taken } from '#domain/intake/extract.ts';
import { extractChannel } from '#domain/intake/report.ts';
import type { Attempt } from '#domain/promises/attempt.ts';
import { linkCost, mayBeNamed } from '#domain/promises/linking.ts';
import { may } from '#domain/promises/may.ts';
import { textFact } from '#domain/record/header.ts';
import { utf8 } from '#seal/digest.ts';
import type { IncidentList, IncidentSummary, Received } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { actedTogether } from './acting.ts';
import { extractIdOf, extractingFrom, sealedExtract } from './extracting.ts';
import { sealedPiece } from './footing.ts';
import { isUnsound, type Known, type Knowing } from './knowing.ts';
import type { ExtractMade, ExtractSeen } from './standing-seen.ts';
import type { TurnsOnOpening } from './turns.ts';

const notAllowed: NotDone = { refused: 'not-allowed' };

const extracted = (other: string): Attempt => ({ kind: 'extracted', facts: [['other', other]] });
/** What already names the other in this incident's record. */
const isNamed = ({ standing }: Known, other: string): boolean =>
  standing.streams.incident.entries.some(
    ({ header }) => header.kind === 'extracted' && textFact(header, 'other') === other,
  );

/** Texts of the answers, in their order: of an extract there is one. */
const toldIn = ({ account }: Known): string =>
  Object.values(account?.answers ?? {}).find((answer) => answer.kind === 'text')?.text ?? '';

/**
 * [Note: Out of a letter] One letter may tell of several incidents. A member writes one out in their own words, and it is
 * born like any report: a record of its own with keys of its own, of which nobody who is kept out of the letter receives
 * anything, and which opens nothing of the letter. The two are not linked by it: a link would join their readers for good,
 * and who helps with one of five things need not read all five. Each says where the other is, sealed; the letter only
 * while that tells none of its readers of something they are not shown. What was done before a crash is not done again.
 */
export class ExtractActs {
  readonly #knowing: Knowing;
  readonly #turns: TurnsOnOpening;

  constructor(knowing: Knowing, turns: TurnsOnOpening) {
    this.#knowing = knowing;
    this.#turns = turns;
  }

  /** Who would read it, before anybody confirms it. */
  async look(letter: string, taken: Taken): Promise<ExtractSeen | NotDone> {
    const known = await this.#letter(letter);
    if (isRefused(known)) return known;
    const made = extractingFrom(known, taken);
    return {
      readers: made?.receivers.account.map(({ id }) => id) ?? [],
      named: made?.receivers.named.map(({ member, words }) => ({ member, words })) ?? [],
      mine: made?.receivers.account.some(({ id }) => id === this.#knowing.room.keyring.member) === true,
    };
  }

  /** `draft`: 32 hex digits, random, of the form: the same again is the same extract. */
  async take(
    letter: string,
    { draft, language, ...taken }: Taken & { readonly draft: string; readonly language: string },
  ): Promise<ExtractMade | NotDone> {
    const { room } = this.#knowing;
    if (taken.text.trim() === '') return { refused: 'bad-request' };
    const known = await this.#letter(letter);
    if (isRefused(known)) return known;
    const report = extractIdOf(letter, draft);
    const made = extractingFrom(known, taken);
    // Whoever takes it out reads it: or nobody would know where it went.
    if (made === null || !made.receivers.account.some(({ id }) => id === room.keyring.member)) return notAllowed;
    const form = await sealedExtract(room, known, made, { report, letter, language });
    if ('refused' in form) return form;
    const sent = await room.ask.json<Received>(paths.api.reports(known.edition.id), { body: form });
    if (isRefused(sent) && sent.refused !== 'already-received') return sent;
    const row = await this.#rowOf(report, known.edition.id);
    return isRefused(row) ? row : this.#shown(letter, row);
  }

  async #letter(letter: string): Promise<Known | NotDone> {
    const known = await this.#knowing.know(letter, true);
    if (isRefused(known)) return known;
    if (isUnsound(known)) return { refused: 'bad-manifest' };
    // Without the account nobody knows whom its reporter left out.
    if (known.account === null) return notAllowed;
    return this.#heldBack(known, extracted('0'.repeat(32))) ?? known;
  }

  /** The incident that was opened for it: the newest of those that came this way, as a rule. */
  async #rowOf(report: string, edition: string): Promise<IncidentSummary | NotDone> {
    const rows: IncidentSummary[] = [];
    for (let after = ''; ;) {
      const path = `${staffPaths.api.incidents}?after=${encodeURIComponent(after)}`;
      const list = await this.#knowing.room.ask.json<IncidentList>(path);
      if (isRefused(list)) return list;
      rows.push(...list.rows.filter((row) => row.channel === extractChannel && row.edition === edition));
      if (list.next === '') break;
      after = list.next;
    }
    for (const row of rows.toSorted((a, b) => b.receivedAt - a.receivedAt)) {
      const known = await this.#knowing.know(row.incident);
      if (!isRefused(known) && known.standing.report.id === report) return row;
    }
    return { refused: 'not-found' };
  }

  /** Says it in the letter's record, once, while everybody who reads that reads the other too. */
  async #shown(letter: string, { incident, codeName }: IncidentSummary): Promise<ExtractMade | NotDone> {
    let shown: Pick<ExtractMade, 'way' | 'cost' | 'text'> | null = null;
    const sent = await actedTogether(this.#knowing, letter, {
      ids: () => [incident],
      before: (id, known) => this.#turns.turnedFirst(id, known),
      sealedTo: ([one]) => (one && this.#knowing.newest(one, 'internal')?.recipient) ?? '',
      seal: async ([one, two]) => {
        if (one === undefined || two === undefined) return notAllowed;
        const cost = linkCost(one.judged.handling, two.judged.handling, one.judged.where);
        const said = isNamed(one, incident);
        shown = { way: said || mayBeNamed(cost) ? 'named' : 'apart', cost, text: toldIn(two) };
        if (said || !mayBeNamed(cost)) return null;
        const key = this.#knowing.newest(one, 'internal');
        const attempt = extracted(incident);
        const refused = this.#heldBack(one, attempt);
        if (refused !== null || key === null) return refused ?? notAllowed;
        const { stream } = one.standing.streams.incident;
        const body: Extracted = { v: 1, text: shown.text };
        const bytes = utf8(JSON.stringify(body));
        return [await sealedPiece(this.#knowing.room, stream, attempt.kind, 'internal', key, attempt.facts, bytes)];
      },
    });
    if (isRefused(sent)) return sent;
    return shown === null
      ? notAllowed
      : { incident, codeName, ...(shown as Pick<ExtractMade, 'way' | 'cost' | 'text'>) };
  }

  #heldBack({ judged: { handling, where }, ground }: Known, attempt: Attempt): NotDone | null {
    const me = this.#knowing.room.me(ground);
    const answer = me && may(where, handling, me, attempt);
    if (answer === undefined) return { refused: 'not-allowed', reason: 'no-role' };
    return 'refused' in answer ? { refused: 'not-allowed', reason: answer.refused } : null;
  }
}
