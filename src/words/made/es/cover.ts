// Made from locales/ by `npm run words`. Do not edit.
import type { Cover } from '../shape.ts';

export const cover: Cover = {
  covered: () => "Lo que se contó está cubierto, porque puede costar leerlo.",
  show: () => "Mostrar",
  coverAgain: () => "Cubrirlo de nuevo",
  coverNote: () => "Se cubre de nuevo cuando sales de esta página o bloqueas.",
  toSettings: () => "Elegir en tus ajustes",
  askSecond: () => "Pedir a alguien que lo lea antes",
  askWho: () => "Quién",
  ask: () => "Anotar que se lo pido",
  asked: (a) => "Anotado. No se envió nada: avisa tú a " + a.name + ".",
  askedNote: (a) => "Pido a " + a.name + " que lea esto antes.",
  rest: () => "Has leído varios relatos duros hoy. Está bien descansar, y otra persona puede tomar el siguiente.",
  settingTitle: () => "Contenido duro",
  setting: () => "Cubrir los relatos duros hasta que toque Mostrar",
  settingHint: () => "Solo para ti, y solo en esta pestaña: al cerrarla, se cubren de nuevo.",
};
