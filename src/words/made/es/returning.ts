// Made from locales/ by `npm run words`. Do not edit.
import type { Returning } from '../shape.ts';

export const returning: Returning = {
  personWrote: (a) => "Te escribió y lo firmó: " + a.names + ".",
  couldOpen: (a) => "Cuando llegó, podían abrirlo: " + a.names + ".",
  notShown: () => "Aquí había un mensaje que nadie del equipo firmó. No lo mostramos. Avisa al equipo.",
  unreadable: () => "No se pudo abrir un mensaje. Avisa al equipo.",
  accessBroken: () => "Cuidado: la lista de quienes pueden abrir tu reporte no se pudo seguir hasta el final. Lo que escribas aquí se cierra para quienes podían abrirlo cuando llegó.",
  listBrokenMailbox: () => "Cuidado: no se pudo comprobar la lista del equipo, así que no podemos decir quién escribió qué. Avisa al equipo y no escribas aquí hasta entonces.",
  replySending: () => "Cerrando y enviando…",
  replyOffline: () => "No hay conexión. Lo que escribiste sigue aquí, sin enviar.",
  replyRefused: () => "El servidor no lo aceptó. Lo que escribiste sigue aquí. Inténtalo en un minuto o llama.",
  moveExplained: () => "Recibes ocho palabras nuevas y las anteriores dejan de servir enseguida. La conversación se vuelve a cerrar en este dispositivo con las palabras nuevas. Quien la haya leído antes puede recordarla. Anota las palabras nuevas antes de salir de esta página: sin ellas no hay forma de volver.",
  moveConfirm: () => "Dame palabras nuevas ahora",
  moveWarned: () => "Mientras algo no encaje en esta página, aquí no se pueden cambiar tus palabras. Avisa al equipo.",
  signed: () => "con firma",
  copied: () => "lo copiaste a tus palabras nuevas",
  viaServer: () => "lo dice el servidor",
  moveUncertain: (a) => "La conexión se cortó y aún no sabemos qué palabras sirven. Guarda ambas e inténtalo de nuevo. Tus palabras nuevas: " + a.words,
  moveRefused: () => "El servidor no cambió tus palabras. Las anteriores siguen sirviendo.",
  cancel: () => "Cancelar",
  leftOutReads: (a) => "Cuidado: dejaste fuera a " + a.names + ", pero ese nombre está en la lista de quienes pueden abrir tu reporte. Llama al equipo o ve a su punto de encuentro, y no escribas aquí hasta entonces.",
};
