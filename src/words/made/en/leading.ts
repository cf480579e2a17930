// Made from locales/ by `npm run words`. Do not edit.
import type { Leading } from '../shape.ts';

export const leading: Leading = {
  lead: () => "Lead",
  nobody: () => "Nobody yet",
  notYet: (a) => a.name + " (not taken yet)",
  handedToYou: () => "You were handed the lead",
  handedBy: (a) => "From " + a.name + ", " + a.when,
  noteLocked: () => "The note could not be opened here. Ask who handed it over.",
  haveIt: () => "I have it",
  known: () => "What is known",
  promised: () => "What was promised",
  next: () => "What comes next",
  contact: () => "Who is in touch with whom",
};
