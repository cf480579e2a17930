import { namedInReply } from '#domain/intake/addressed.ts';
import type { Answers } from '#domain/intake/answers.ts';
import { barredByMore, wishesOf } from '#domain/intake/recipients.ts';
import { knownIn } from '#domain/intake/sought.ts';
import type { Verified } from '#domain/record/header.ts';
import type { CurrentEdition, Organisation } from './editions.ts';

/** What of something said later may name somebody. */
export interface Naming {
  readonly text: string;
  readonly answers?: Answers;
  /** What else came with it, in the shape of answers. */
  readonly beside?: Answers;
}

/** Whom this names, or leaves out by now, and who is not barred yet: by the same rules as in a browser. */
export function barsOf(
  { roster }: Organisation,
  { edition }: CurrentEdition,
  { text, answers, beside }: Naming,
  so: {
    readonly holders: readonly string[];
    readonly barred: ReadonlySet<string>;
    /** What the team wrote to them: who wrote it is greeted by name. */
    readonly written: readonly Verified[];
  },
): readonly string[] {
  const signed = new Set(so.written.map(({ header }) => header.by));
  const wrote = roster.members.filter(({ sign }) => signed.has(sign)).map(({ id }) => id);
  const replied = namedInReply(text, knownIn(roster, edition), wrote);
  const answered = (answers ?? beside) && wishesOf({ ...answers, ...beside }, roster, edition);
  const out = answered ? [...answered.named, ...answered.leaveOut] : [];
  return barredByMore([...replied, ...out], { holders: so.holders, barred: [...so.barred] });
}
