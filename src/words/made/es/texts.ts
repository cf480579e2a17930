// Made from locales/ by `npm run words`. Do not edit.
import type { Texts } from '../shape.ts';

const cardinal = new Intl.PluralRules("es");
const number = new Intl.NumberFormat("es");

export const texts: Texts = {
  arrived: (a) => "Gracias. Tu mensaje llegó y está bajo llave. Puede leerlo: " + a.names + ".",
  danger: (a) => "Si hay peligro, llama al " + a.number + ".",
  askAgree: () => "Esta respuesta salió sola; lo que escribiste lo lee una persona. Responde SÍ si podemos guardar este número y escribirte. ALTO: no te llegará nada más.",
  askNothing: () => "Esta respuesta salió sola; lo que escribiste lo lee una persona.",
  notTaken: () => "Tu mensaje no se pudo recibir y no se guardó.",
  ways: (a) => "Puedes hablar con alguien aquí: " + a.ways + ".",
  agreed: (a) => "Gracias. Desde aquí puede escribirte: " + a.names + ". Quien transporta los mensajes de texto puede leerlos. ALTO: no te llegará nada más.",
  added: () => "Gracias, eso también llegó.",
  stopped: () => "No te llegará nada más. Lo que escribiste sigue bajo llave.",
  noText: () => "El mensaje de texto no traía texto.",
  voice: () => "Alguien llamó al número del equipo y dejó un mensaje hablado.",
  filesFollow: (a) => (cardinal.select(a.count) === "one" ? "Con esto llegó un archivo. Viene a continuación, o aquí se dirá que no se pudo recibir." : "Con esto llegaron " + number.format(a.count) + " archivos. Vienen a continuación, o aquí se dirá que no se pudieron recibir."),
  filesCame: (a) => (cardinal.select(a.count) === "one" ? "El archivo que llegó con el mensaje." : number.format(a.count) + " archivos que llegaron con el mensaje."),
  filesLost: (a) => (cardinal.select(a.count) === "one" ? "Un archivo que llegó con el mensaje no se pudo recibir. Pídelo por otro medio." : number.format(a.count) + " archivos que llegaron con el mensaje no se pudieron recibir. Pídelos por otro medio."),
  spoken: (a) => "Ahora nadie puede atender esta llamada. Puedes enviar un mensaje de texto a este número. Si alguien está en peligro, llama al " + a.number + ".",
  spokenPlain: () => "Ahora nadie puede atender esta llamada. Puedes enviar un mensaje de texto a este número.",
  callSubject: () => "Una llamada",
  callBody: (a) => "Alguien llamó al número del equipo y nadie contestó.\n\n" + a.link + "\n\nEste mensaje no dice nada más y no hace falta responderlo.",
  calls: () => "Llamadas al número del equipo",
  call: (a) => (a.state === "answered" ? "Alguien llamó y le contestaron" : a.state === "missed" ? "Alguien llamó y nadie contestó" : a.state === "rang" ? "Alguien llamó" : "Dejaron un mensaje") + " · " + a.when,
  takeDown: () => "Anótalo",
  noNumber: () => "No se guarda ningún número. Si sabes quién fue, llámale.",
  outTo: () => "Esto va como mensaje de texto al",
  outHow: () => "Los mensajes de texto no van bajo llave, y un teléfono los muestra a quien lo tenga en la mano: sin nombres y sin nada de lo que pasó.",
  outWho: (a) => "Se responde por mensaje de texto, y el número está bajo llave para los demás. Puede enviarlo: " + a.names + ".",
  outNobody: () => "Se responde por mensaje de texto, y aquí nadie puede abrir el número.",
  outNotAgreed: () => "Nos lo dijeron por mensaje de texto y no aceptaron que escribamos de vuelta, o ya no quieren. El registro se guarda; no se puede enviar nada.",
  outNone: () => "Este servidor no envía mensajes de texto.",
  outTooLong: () => "No salió: un mensaje de texto tiene como máximo 1600 caracteres.",
  outTitle: () => "Lo que salió por mensaje de texto",
  outReporter: () => "Escribió por mensaje de texto",
  textThem: (a) => "Mensaje al " + a.number,
  hotlineText: (a) => "Por favor mira el escritorio: " + a.codeName + ". Estoy con ello y te necesito. Aquí no van detalles.",
};
