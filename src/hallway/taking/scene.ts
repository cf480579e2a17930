import type { Card } from '#domain/intake/cards.ts';
import { wishesIn } from '#domain/intake/recipients.ts';
import type { StepChoice, StepTaken, TakingForm } from '#domain/intake/taken.ts';
import type { Step } from '#domain/procedure/procedure.ts';
import { fill } from '#domain/procedure/values.ts';
import type { Around } from '#questions/fieldset.tsx';
import type { CallFor } from '#wire/bodies.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import type { Taking } from '#words/made/shape.ts';
import type { Language } from '#words/words.ts';
import type { Saved } from '../keys/protocol.ts';

/** What every card stands on: what it shows, and what can be done from it. */
export interface Scene {
  readonly t: Taking;
  readonly language: Language;
  readonly pack: HallwayPack;
  readonly around: Around;
  readonly cards: readonly Card[];
  readonly form: TakingForm;
  /** ms: when this was drawn. */
  readonly at: number;
  /** What the last save said; null before the first. */
  readonly saved: Saved | null;
  /** Their eight words, while they can be shown. */
  readonly words: readonly string[] | null;
  readonly change: (changed: (form: TakingForm) => TakingForm) => void;
  /** Records what was chosen at the step of this card. */
  readonly choose: (card: Card, change: Partial<Pick<StepTaken, 'choice' | 'text'>>) => void;
  /** To a card by its id, or one on or back. */
  readonly go: (to: string | 1 | -1) => void;
  readonly call: (what: CallFor) => void;
  readonly emergency: () => void;
  readonly handOver: () => void;
}

/** One card: with `Scene` it is all that a card is given. */
export interface CardProps {
  readonly scene: Scene;
  readonly card: Card;
}

/** The words of a step in the language of the report, its names filled in. */
export function stepText({ pack, language }: Pick<Scene, 'pack' | 'language'>, step: Step): string {
  return fill(pack.procedure, step.text, language, pack.edition.gathering);
}

/** The first sentence of what the steps say, which is the card's heading, and the rest; `title` where they are silent. */
export function spoken(
  scene: Pick<Scene, 'pack' | 'language'>,
  steps: readonly Step[],
  title: string,
): { readonly title: string; readonly rest: string } {
  const text = steps.map((step) => stepText(scene, step)).join(' ');
  if (text === '') return { title, rest: '' };
  const sentences = [...new Intl.Segmenter(scene.language, { granularity: 'sentence' }).segment(text)];
  const [first = '', ...rest] = sentences.map(({ segment }) => segment);
  return { title: first.trim(), rest: rest.join('').trim() };
}

/** Whoever is left out of it or named in it: nobody calls them (COI-01). */
export function outOf({ form, saved }: Pick<Scene, 'form' | 'saved'>): readonly string[] {
  return [...new Set([...wishesIn(form.answers).leaveOut, ...(saved?.named ?? []).map(({ member }) => member)])];
}

/** Chooses and goes on, as one tap. */
export const chooser =
  ({ choose, go }: Scene, card: Card) =>
  (choice: StepChoice) =>
  (): void => {
    choose(card, { choice });
    go(1);
  };
