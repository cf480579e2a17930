import type { ConsequenceDecided, Verdict } from '../response/bodies.ts';

/** What a follow-up may say, in this order. None is ticked beforehand: the sender chooses each (FUP-03 to FUP-05). */
export const blocks = ['thanks', 'discussed', 'verdict', 'done', 'no-action', 'more'] as const;
export type Block = (typeof blocks)[number];

/** What was found, where a follow-up can say so. */
export type Found = Exclude<Verdict, 'welfare'>;

/** A consequence as the reporter may be told of it. */
export interface Action {
  readonly hash: string;
  /** Id in the catalogue, `''` for anything else. */
  readonly response: string;
  readonly text: string;
  readonly state: 'planned' | 'carried-out';
}

/** How the incident stands, as far as a follow-up can speak of it. */
export interface Known {
  /** The newest verdict; null before there is one. */
  readonly verdict: Verdict | null;
  readonly actions: readonly Action[];
}

/** What was found, or null: without a verdict that block is not offered (FUP-04), and to who was looked after either. */
export function foundIn({ verdict }: Pick<Known, 'verdict'>): Found | null {
  return verdict === 'welfare' ? null : verdict;
}

/** The blocks that are offered now. Thanks for a report that led to nothing only where nothing was decided (RPT-07). */
export function blocksOffered(known: Known): readonly Block[] {
  return blocks.filter((block) => {
    if (block === 'verdict') return foundIn(known) !== null;
    if (block === 'done') return known.actions.length > 0;
    if (block === 'no-action') return known.verdict !== null && known.actions.length === 0;
    return true;
  });
}

/** What was decided and not taken back, in the order it was decided. */
export function actionsOf(
  decided: readonly { readonly hash: string; readonly body: Pick<ConsequenceDecided, 'response' | 'text'> }[],
  stands: readonly { readonly hash: string; readonly carriedOut: object | null; readonly lifted: object | null }[],
): readonly Action[] {
  return decided.flatMap(({ hash, body: { response, text } }) => {
    const now = stands.find((one) => one.hash === hash);
    if (now === undefined || now.lifted !== null) return [];
    return [{ hash, response, text, state: now.carriedOut === null ? 'planned' : 'carried-out' }];
  });
}

/** One text out of paragraphs. What was done stands in lines under its own sentence; with no line, nothing is said of it. */
export function letterOf(
  ticked: ReadonlySet<Block>,
  paragraphs: Readonly<Record<Block, string>>,
  lines: readonly string[],
): string {
  return blocks
    .filter((block) => ticked.has(block) && (block !== 'done' || lines.length > 0))
    .map((block) => {
      const paragraph = paragraphs[block];
      return block === 'done' ? [paragraph, ...lines.map((line) => `– ${line}`)].join('\n') : paragraph;
    })
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n\n');
}
