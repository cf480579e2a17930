// Made from locales/ by `npm run words`. Do not edit.
import type { Drafts } from '../shape.ts';

export const drafts: Drafts = {
  found: () => "Texts that were not sent",
  notSent: (a) => "A text from " + a.when + " was not sent.",
  takeIt: () => "Use it",
  deleteIt: () => "Delete",
  deleteForGood: () => "Delete for good",
  unkept: () => "This browser does not keep what you type. A text lasts only as long as this page is open.",
};
