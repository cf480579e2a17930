import { type StopKind, stopKinds } from './stop-shapes.ts';
import { enStops } from './stops-en.ts';
import { esStops } from './stops-es.ts';
import { lettersOf } from './wording.ts';

export interface Stop {
  readonly found: string;
  readonly start: number;
  readonly end: number;
  readonly why: StopKind;
  /** A hint is a line beside the text; anything else waits for a second tap. */
  readonly hint: boolean;
}

const hints: ReadonlySet<StopKind> = new Set<StopKind>(['apology', 'leading', 'judging']);

/** Everything of it in a text. `decided`: a resolution stands, so that what was decided can be told. */
export function stopsIn(text: string, language: string, { decided }: { readonly decided: boolean }): readonly Stop[] {
  const shapes = language.slice(0, 2) === 'es' ? esStops : enStops;
  const folded = lettersOf(text);
  const found = stopKinds
    .filter((why) => why !== 'promise' || !decided)
    .flatMap((why) =>
      shapes[why].flatMap((shape) =>
        [...folded.matchAll(shape)].map(({ 0: { length }, index }): Stop => {
          const end = index + length;
          return { found: text.slice(index, end), start: index, end, why, hint: hints.has(why) };
        }),
      ),
    );
  // One place is said once for each reason, at its longest.
  return found
    .filter((one) => !found.some((other) => other !== one && other.why === one.why && covers(other, one, found)))
    .toSorted((a, b) => a.start - b.start);
}

function covers(other: Stop, one: Stop, all: readonly Stop[]): boolean {
  if (other.start > one.start || other.end < one.end) return false;
  return other.end - other.start > one.end - one.start || all.indexOf(other) < all.indexOf(one);
}
