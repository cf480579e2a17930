// Made from locales/ by `npm run words`. Do not edit.
import type { Reporter } from '../shape.ts';

const cardinal = new Intl.PluralRules("es");
const number = new Intl.NumberFormat("es");

export const reporter: Reporter = {
  charactersLeft: (a) => (cardinal.select(a.count) === "one" ? "Queda un carácter" : "Quedan " + number.format(a.count) + " caracteres"),
  charactersOver: (a) => (cardinal.select(a.count) === "one" ? "Sobra un carácter" : "Sobran " + number.format(a.count) + " caracteres") + ". Todo lo que escribiste sigue aquí.",
  fileClean: () => "Los datos ocultos de esta imagen, como lugar, hora y cámara, se quitan en este dispositivo.",
  fileOriginal: () => "Enviarla tal cual, con los datos ocultos",
  fileKept: () => "Esta imagen se envía tal cual. Puede mostrar dónde y cuándo se tomó, y con qué.",
  fileOther: () => "No podemos quitar los datos ocultos de este tipo de archivo. Se envía tal cual y puede contener un lugar, una hora o un nombre.",
  fileRemove: (a) => "Quitar " + a.name,
  fileUnreadable: (a) => "No se pudo leer " + a.name + ". No se incluyó; todo lo demás sigue aquí.",
  listConfirmed: (a) => "Esta lista se confirmó por última vez el " + a.day + ".",
  offlineLocked: () => "No hay conexión. Tu reporte sigue en esta página, cerrado y sin enviar.",
  tryAgain: () => "Intentar de nuevo",
  orCall: (a) => "O llama al " + a.phone,
  notOurs: () => "No se envió nada. Las claves de este sitio no son las que indica tu enlace o cartel, así que no cerramos tu reporte para ellas. No lo envíes aquí. Llama al equipo o abre otra vez la dirección del cartel.",
  listBroken: () => "No se envió nada. No se pudo comprobar la lista de quienes pueden leer los reportes, así que no cerramos el tuyo para esas personas. Llama al equipo.",
  alreadySent: () => "Este reporte ya se envió desde esta página con otras palabras. Usa las ocho palabras que viste entonces.",
  stumbled: () => "No se envió nada. Un script de esta página no funcionó y tu reporte no se cerró en tu dispositivo. Todo lo que escribiste sigue aquí. Puedes enviarlo sin scripts: viaja por una conexión protegida y nuestro servidor lo cierra en cuanto llega. Los archivos elegidos no se incluyen; puedes añadirlos después.",
  stumbledWords: () => "Un script de esta página no funcionó. Puedes abrir tu página sin scripts: en ese caso nuestro servidor abre la conversación por ti y olvida tus palabras enseguida.",
  plainSend: () => "Continuar sin scripts",
  addedInstead: () => "Tu reporte ya había llegado. Lo que cambiaste después se añadió.",
  serverSays: (a) => "El servidor dice: " + a.what,
  received: (a) => "Llegó el " + a.at + ".",
  keptBack: (a) => "Tu reporte ya había llegado, y estas personas pueden abrirlo: " + a.names + ". Lo que cambiaste después no se envió, porque deja fuera a alguien de esa lista. Llama al equipo o ve a su punto de encuentro.",
  notTaken: () => "El servidor no aceptó tu reporte. Todo lo que escribiste sigue en esta página, cerrado. Inténtalo de nuevo en un minuto.",
  arrivedPlainly: (a) => "Tenemos tu reporte. Tus ocho palabras, la única forma de volver: " + a.words,
  plainOnly: () => "Cerrar tu reporte en el dispositivo no funciona en este navegador. Viajará por una conexión protegida y nuestro servidor lo cerrará en cuanto llegue.",
  plainOnlyWords: () => "Abrir tu página en el dispositivo no funciona en este navegador. Nuestro servidor abrirá la conversación por ti y olvidará tus palabras enseguida.",
};
