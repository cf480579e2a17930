import type { TakingForm } from '#domain/intake/taken.ts';
import { freshTaking, newTaking, type Taking } from '#seal/outgoing.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { wordsOf } from '#seal/words.ts';
import type { Ground } from './ground.ts';
import type { Laid } from './laid-drafts.ts';
import type { Lock } from './locking.ts';

/** What the eight words of a draft's card say. */
type Card = Pick<Taking, 'entropy' | 'keys'>;

/** A draft whose keys are in memory. */
export interface OpenDraft {
  /** What it is locked on until it ends: that of the day it was begun or opened. */
  readonly ground: Ground;
  /** What opens it again. The report's own words, but for one that goes on from a part that was handed over. */
  readonly card: Card;
  /** Id of the report it becomes. */
  readonly report: string;
  /** Id of the part that it goes on from, or `''`. */
  readonly continues: string;
  readonly wide: Lock;
  readonly narrow: Lock;
  /** In the order they are written on the card. */
  readonly words: () => readonly string[];
  /** ms, the Worker's own clock: an idle timer and nothing else. */
  touched: number;
}

function openDraft(ground: Ground, taking: Taking, card: Card, language: string, continues: string): OpenDraft {
  const list = language === spanish.id ? spanish : english;
  return {
    ground,
    card,
    report: taking.reportId,
    continues,
    wide: { taking, given: new Set() },
    narrow: { taking: freshTaking(taking), given: new Set() },
    words: () => wordsOf(card.entropy, list),
    touched: Date.now(),
  };
}

/** A new report, with words of its own. */
export async function beginOpen(ground: Ground, language: string): Promise<OpenDraft> {
  const taking = await newTaking(ground.head.roster.salt);
  return openDraft(ground, taking, taking, language, '');
}

/**
 * [Note: Going on] What was handed over as far as it got is never changed. Who goes on writing in it writes another report,
 * which names the one before; its own mailbox has words that nobody was given, because the reporter's card is for the
 * first part's, and there they are answered. The card opens this part too as long as it is a draft.
 */
async function nextPart(ground: Ground, reportId?: string): Promise<Taking> {
  const taking = await newTaking(ground.head.roster.salt);
  return reportId === undefined ? taking : { ...taking, reportId };
}

/** One that was laid down, by its words: under new keys from here on. */
export async function openedAgain(
  ground: Ground,
  card: Card,
  { draft, report, handedIn }: Pick<Laid, 'draft' | 'report' | 'handedIn'>,
  { language, continues }: TakingForm,
): Promise<OpenDraft> {
  if (handedIn) return openDraft(ground, await nextPart(ground), card, language, report);
  const taking = report === draft ? freshTaking({ ...card, reportId: report }) : await nextPart(ground, report);
  return openDraft(ground, taking, card, language, continues);
}

/** New keys for both lockings: nobody was given them yet. */
export function freshLocks({ wide, narrow }: OpenDraft): void {
  for (const lock of [wide, narrow]) {
    lock.taking = freshTaking(lock.taking);
    lock.given = new Set();
  }
}

/** Overwrites what can be. */
export function blanked({ card, wide, narrow }: OpenDraft): void {
  card.entropy.fill(0);
  for (const { taking } of [wide, narrow]) {
    taking.entropy.fill(0);
    taking.keys.signSeed.fill(0);
    for (const { seed } of Object.values(taking.epochs)) seed.fill(0);
  }
}
