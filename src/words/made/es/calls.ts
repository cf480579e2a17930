// Made from locales/ by `npm run words`. Do not edit.
import type { Calls } from '../shape.ts';

export const calls: Calls = {
  leadNeeded: () => "Hace falta una persona responsable ya",
  handNeeded: () => "Hace falta una mano",
  handPerson: () => "Ve a buscar a:",
  handEscort: () => "Acompaña a alguien, por favor.",
  handWater: () => "Trae agua, por favor.",
  handRoom: () => "Encárgate de la sala segura, por favor.",
  handLift: () => "Busca transporte, por favor.",
  handChildcare: () => "Hace falta alguien que cuide a una niña o un niño.",
  handMedical: () => "Trae ayuda médica, por favor.",
  calledBy: () => "Llama:",
  onTheWay: (a) => "En camino: " + a.names,
  noWhy: () => "Aquí no se dice por qué. No hace falta que preguntes.",
  coming: () => "Voy",
  comingToo: () => "Voy también",
  cannot: () => "No puedo",
  cannotAfterAll: () => "Al final no puedo",
  theyKnow: () => "Ya saben que vas.",
  there: () => "Ya estoy ahí",
  done: () => "Hecho",
  over: () => "Esa llamada terminó. Ya nadie te espera ahí.",
};
