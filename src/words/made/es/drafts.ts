// Made from locales/ by `npm run words`. Do not edit.
import type { Drafts } from '../shape.ts';

export const drafts: Drafts = {
  found: () => "Textos que no se enviaron",
  notSent: (a) => "Un texto de " + a.when + " no se envió.",
  takeIt: () => "Usarlo",
  deleteIt: () => "Borrar",
  deleteForGood: () => "Borrar del todo",
  unkept: () => "Este navegador no guarda lo que escribes. Un texto dura solo mientras esta página está abierta.",
};
