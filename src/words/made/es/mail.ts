// Made from locales/ by `npm run words`. Do not edit.
import type { Mail } from '../shape.ts';

export const mail: Mail = {
  alertSubject: (a) => a.codeName,
  alertBody: (a) => "Hay algo que te espera.\n\n" + a.codeName + "\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
  askedSubject: () => "Una pregunta para ti",
  askedBody: (a) => "Hay una pregunta para ti en el escritorio. Contestarla lleva menos de un minuto.\n\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
  remindDue: (a) => "Algo que se prometió vence el " + a.when + ".\n\n" + a.codeName + "\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
  remindLate: (a) => "Algo que se prometió venció el " + a.when + ".\n\n" + a.codeName + "\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
  remindOpen: (a) => "Algo que se prometió sigue pendiente.\n\n" + a.codeName + "\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
  settingsSubject: (a) => a.event,
  settingsBody: (a) => a.who + " cambió los ajustes de " + a.event + ".\n\n" + a.link + "\n\nMira si son correctos. Este mensaje no dice nada más y no hace falta contestarlo.",
  noticeSubject: () => "Para tu lista",
  noticeBody: (a) => "En tu lista hay algo nuevo o que ha cambiado. Míralo ahora, por favor.\n\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta contestarlo.",
  callSubject: () => "Alguien te necesita ahora",
  callBody: (a) => "Alguien en el evento te necesita ahora. Abre el escritorio: ahí dice dónde.\n\n" + a.link + "\n\nEste mensaje no dice nada más. Responde en el escritorio, para que nadie te espere en vano.",
};
