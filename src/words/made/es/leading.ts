// Made from locales/ by `npm run words`. Do not edit.
import type { Leading } from '../shape.ts';

export const leading: Leading = {
  lead: () => "A cargo",
  nobody: () => "Nadie aún",
  notYet: (a) => a.name + " (aún no lo tomó)",
  handedToYou: () => "Te pasaron el mando",
  handedBy: (a) => "De " + a.name + ", " + a.when,
  noteLocked: () => "La nota no se pudo abrir aquí. Pregunta a quien te lo pasó.",
  haveIt: () => "Lo tengo",
  known: () => "Qué se sabe",
  promised: () => "Qué se prometió",
  next: () => "Qué sigue",
  contact: () => "Quién está en contacto con quién",
};
