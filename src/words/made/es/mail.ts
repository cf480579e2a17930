// Made from locales/ by `npm run words`. Do not edit.
import type { Mail } from '../shape.ts';

export const mail: Mail = {
  alertSubject: (a) => a.codeName,
  alertBody: (a) => "Hay algo que te espera.\n\n" + a.codeName + "\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
};
