// Made from locales/ by `npm run words`. Do not edit.
import type { Mail } from '../shape.ts';

export const mail: Mail = {
  alertSubject: (a) => a.codeName,
  alertBody: (a) => "Something is waiting for you.\n\n" + a.codeName + "\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
};
