import * as v from 'valibot';

/** `GET staffPaths.api.rings`: what wakes people now, of the incidents that this member may see. */
export interface RingList {
  readonly rows: readonly RingShown[];
  readonly now: number;
}

/** Something that cannot wait and that nobody has yet. Of an incident its code name and its event alone. */
export interface RingShown {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  /** ms: since when people are woken, and from when on everybody was and nobody has it. */
  readonly since: number;
  readonly unanswered: number;
}

/** `POST staffPaths.api.feed`: the secret of this member's calendar address, made by their desk; `''` ends it. */
export interface FeedSent {
  readonly secret: string;
}

const feed = v.strictObject({ secret: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{32})?$/u)) });

export function parseFeed(value: unknown): FeedSent | null {
  const read = v.safeParse(feed, value);
  return read.success ? read.output : null;
}
