// Made from locales/ by `npm run words`. Do not edit.
import type { Print } from '../shape.ts';

const cardinal = new Intl.PluralRules("es");
const number = new Intl.NumberFormat("es");

export const print: Print = {
  title: () => "Carteles y tarjetas",
  link: () => "Imprimir carteles y tarjetas",
  back: () => "Volver al evento",
  intro: () => "Se hacen aquí, con la lista que este escritorio comprobó. No llevan nada de un reporte ni salas que solo el personal debe conocer.",
  what: () => "Qué imprimir",
  kind: (a) => (a.kind === "poster_a4" ? "Cartel, A4" : a.kind === "poster_a5" ? "Cartel, A5" : a.kind === "badge" ? "Para el gafete, 86 × 124 mm" : a.kind === "wallet" ? "Tarjeta de cartera, 85 × 54 mm" : a.kind === "pocket" ? "Tarjeta de bolsillo para el personal, A6" : a.kind === "words" ? "Tarjeta para ocho palabras, a mano, 85 × 54 mm" : "Números de ayuda, 85 × 54 mm"),
  languages: () => "Idioma: uno, o dos en una hoja",
  places: () => "Lugares, uno por línea",
  placesHint: () => "Cada lugar tiene su propio cartel. Quien lo escanea encuentra el lugar ya escrito y puede cambiarlo. Déjalo vacío para un cartel que sirva en cualquier parte.",
  print: (a) => (cardinal.select(a.n) === "one" ? "Imprimir" : "Imprimir " + number.format(a.n) + " carteles"),
  printHint: () => "En la ventana de impresión elige 100 % y sin márgenes. Escanea un código antes de imprimir muchos.",
  unknown: () => "Ese evento no existe.",
  unsure: () => "Ahora no se pudo comprobar la lista del equipo. Con ella no se imprime nada.",
  rehearsal: () => "Ensayo: no usar",
  codeLabel: () => "Un código para la cámara del teléfono. Lleva a la dirección de abajo.",
  typed: () => "O escribe:",
  posterTitle: () => "¿Pasó algo? Queremos escucharte.",
  posterLede: (a) => "Cuéntalo al equipo de cuidado de " + a.organisation + " con tus palabras. Sin nombre, sin correo y sin aplicación.",
  posterStaff: () => "También puedes hablar con cualquier persona del personal.",
  here: (a) => "Estás aquí: " + a.place + ".",
  hereNote: () => "El formulario empieza con este lugar. Puedes cambiarlo.",
  danger: () => "¿Hay peligro ahora mismo? Llama:",
  teamPhone: () => "Equipo de cuidado",
  compare: () => "Para comprobar que una página es nuestra, abre en ella «Quién lee los reportes»: muestra estas letras.",
  crisisTitle: () => "Números de ayuda, para ahora o después",
  pocketDo: () => "Cuando alguien te cuenta algo",
  pocketNever: () => "Nunca",
  pocketSay: () => "Di:",
  pocketToday: () => "Sala de hoy:",
  wordsTitle: () => "Tus ocho palabras",
  wordsNote: () => "Guarda esta tarjeta para ti. Con estas palabras sigues en",
};
