// Made from locales/ by `npm run words`. Do not edit.
import type { Reporter } from '../shape.ts';

const cardinal = new Intl.PluralRules("en");
const number = new Intl.NumberFormat("en");

export const reporter: Reporter = {
  charactersLeft: (a) => (cardinal.select(a.count) === "one" ? "One character" : number.format(a.count) + " characters") + " left",
  charactersOver: (a) => (cardinal.select(a.count) === "one" ? "One character" : number.format(a.count) + " characters") + " too many. Everything you typed is still here.",
  fileClean: () => "Hidden data in this picture, such as place, time and camera, is taken out on this device.",
  fileOriginal: () => "Send it as it is, with the hidden data",
  fileKept: () => "This picture goes as it is. It may show where and when it was taken, and with what.",
  fileOther: () => "We cannot take hidden data out of this kind of file. It goes as it is and may hold a place, a time or a name.",
  fileRemove: (a) => "Remove " + a.name,
  fileUnreadable: (a) => a.name + " could not be read. It was not taken; everything else was kept.",
  listConfirmed: (a) => "This list was last confirmed on " + a.day + ".",
  offlineLocked: () => "The network is not there. Your report is still on this page, locked, and not sent.",
  tryAgain: () => "Try again",
  orCall: (a) => "Or call " + a.phone,
  notOurs: () => "Nothing was sent. The keys of this site are not the ones your link or poster names, so we did not lock your report for them. Please do not send it here. Call the team, or open the address on the poster again.",
  listBroken: () => "Nothing was sent. The list of people who can read reports could not be checked, so we did not lock your report for them. Please call the team.",
  alreadySent: () => "This report was sent from this page before, under other words. Please use the eight words you were shown then.",
  stumbled: () => "Nothing was sent. A script on this page did not work, so your report was not locked on your device. Everything you typed is still here. You can send it without scripts: it travels over a protected connection, and our server locks it the moment it arrives. Chosen files do not go along; you can add them later.",
  stumbledWords: () => "A script on this page did not work. You can open your page without scripts: then our server unlocks the conversation for you and forgets your words at once.",
  plainSend: () => "Continue without scripts",
  addedInstead: () => "Your report had arrived before. What you changed since was added to it.",
  serverSays: (a) => "The server says: " + a.what,
  received: (a) => "It arrived on " + a.at + ".",
  keptBack: (a) => "Your report had arrived before, and these people can open it: " + a.names + ". What you changed since was not sent, because it leaves out someone on that list. Please call the team or go to their meeting point.",
  notTaken: () => "The server did not take your report. Everything you typed is still on this page, locked. Please try again in a minute.",
  arrivedPlainly: (a) => "We have your report. Your eight words, the only way back to it: " + a.words,
  plainOnly: () => "Locking on your device does not work in this browser. Your report will travel over a protected connection, and our server locks it the moment it arrives.",
  plainOnlyWords: () => "Opening on your device does not work in this browser. Our server will unlock the conversation for you and forget your words at once.",
};
