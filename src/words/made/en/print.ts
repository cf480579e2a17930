// Made from locales/ by `npm run words`. Do not edit.
import type { Print } from '../shape.ts';

const cardinal = new Intl.PluralRules("en");
const number = new Intl.NumberFormat("en");

export const print: Print = {
  title: () => "Posters and cards",
  link: () => "Print posters and cards",
  back: () => "Back to the event",
  intro: () => "They are made here, from the list that this desk has checked. Nothing of a report is on them, and no room that staff alone may know.",
  what: () => "What to print",
  kind: (a) => (a.kind === "poster_a4" ? "Poster, A4" : a.kind === "poster_a5" ? "Poster, A5" : a.kind === "badge" ? "Insert for badges, 86 × 124 mm" : a.kind === "wallet" ? "Wallet card, 85 × 54 mm" : a.kind === "pocket" ? "Pocket card for staff, A6" : a.kind === "words" ? "Card for eight words, by hand, 85 × 54 mm" : "Numbers for help, 85 × 54 mm"),
  languages: () => "Language: one, or two on one sheet",
  places: () => "Places, one on each line",
  placesHint: () => "Each place gets a poster of its own. Whoever scans it finds the place filled in and can change it. Leave this empty for a poster that can hang anywhere.",
  print: (a) => (cardinal.select(a.n) === "one" ? "Print" : "Print " + number.format(a.n) + " posters"),
  printHint: () => "In the print window choose 100 % and no margins. Scan one code before you print many.",
  unknown: () => "There is no such event.",
  unsure: () => "The list of the team could not be checked just now. Nothing is printed from it.",
  rehearsal: () => "Rehearsal: not for use",
  codeLabel: () => "A code for a phone’s camera. It leads to the address below.",
  typed: () => "Or type:",
  posterTitle: () => "Something happened? We are here to listen.",
  posterLede: (a) => "Tell the " + a.organisation + " care team in your own words. You need no name, no email and no app.",
  posterStaff: () => "You can also speak to anybody of the staff.",
  here: (a) => "You are here: " + a.place + ".",
  hereNote: () => "The form begins with this place. You can change it.",
  danger: () => "In danger right now? Call:",
  teamPhone: () => "Care team",
  compare: () => "To check that a page is ours, open “Who reads reports” on it: it shows these letters.",
  crisisTitle: () => "Numbers for help, now or later",
  pocketDo: () => "When somebody tells you something",
  pocketNever: () => "Never",
  pocketSay: () => "Say:",
  pocketToday: () => "Today’s room:",
  wordsTitle: () => "Your eight words",
  wordsNote: () => "Keep this card to yourself. With these words you go on at",
};
