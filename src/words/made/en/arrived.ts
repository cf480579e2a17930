// Made from locales/ by `npm run words`. Do not edit.
import type { Arrived } from '../shape.ts';

export const arrived: Arrived = {
  noText: () => "The letter had no text of its own. See what came with it.",
};
