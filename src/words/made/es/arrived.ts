// Made from locales/ by `npm run words`. Do not edit.
import type { Arrived } from '../shape.ts';

export const arrived: Arrived = {
  noText: () => "La carta no tenía texto propio. Mira lo que vino con ella.",
};
