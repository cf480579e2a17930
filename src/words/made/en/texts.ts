// Made from locales/ by `npm run words`. Do not edit.
import type { Texts } from '../shape.ts';

const cardinal = new Intl.PluralRules("en");
const number = new Intl.NumberFormat("en");

export const texts: Texts = {
  arrived: (a) => "Thank you. Your message has arrived and is locked. " + a.names + " can read it.",
  danger: (a) => "In danger call " + a.number + ".",
  askAgree: () => "This answer was sent by itself; a person reads what you wrote. Answer YES if we may keep this number and text you back. STOP: nothing more comes from here.",
  askNothing: () => "This answer was sent by itself; a person reads what you wrote.",
  notTaken: () => "Your message could not be taken, and it was not kept.",
  ways: (a) => "You can reach people here: " + a.ways + ".",
  agreed: (a) => "Thank you. " + a.names + " can text you back here. Whoever carries text messages can read them. STOP: nothing more comes from here.",
  added: () => "Thank you, that has arrived too.",
  stopped: () => "Nothing more comes from here. What you wrote stays locked.",
  noText: () => "The text message had no text.",
  voice: () => "Somebody called the team’s number and left a spoken message.",
  filesFollow: (a) => (cardinal.select(a.count) === "one" ? "A file came with this. It follows, or here will be said that it could not be taken." : number.format(a.count) + " files came with this. They follow, or here will be said that they could not be taken."),
  filesCame: (a) => (cardinal.select(a.count) === "one" ? "The file that came with the message." : number.format(a.count) + " files that came with the message."),
  filesLost: (a) => (cardinal.select(a.count) === "one" ? "A file that came with the message could not be taken. Ask for it another way." : number.format(a.count) + " files that came with the message could not be taken. Ask for them another way."),
  spoken: (a) => "Nobody can take this call right now. You can send a text message to this number. If somebody is in danger, call " + a.number + ".",
  spokenPlain: () => "Nobody can take this call right now. You can send a text message to this number.",
  callSubject: () => "A call",
  callBody: (a) => "Somebody called the team’s number and nobody answered.\n\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  calls: () => "Calls to the team’s number",
  call: (a) => (a.state === "answered" ? "Somebody called, and was answered" : a.state === "missed" ? "Somebody called, and nobody answered" : a.state === "rang" ? "Somebody called" : "A message was left") + " · " + a.when,
  takeDown: () => "Take it down",
  noNumber: () => "Numbers are not kept. If you know who it was, call back.",
  outTo: () => "This goes as a text message to",
  outHow: () => "Text messages are not locked, and a phone may show them to whoever holds it: no names, and nothing of what happened.",
  outWho: (a) => "It is answered by text message, and the number is locked for others. " + a.names + " can send it.",
  outNobody: () => "It is answered by text message, and nobody here can open the number.",
  outNotAgreed: () => "They told us by text message and have not agreed that we write back, or do not want it any more. The record is kept; nothing can be sent.",
  outNone: () => "This server sends no text messages.",
  outTooLong: () => "It did not leave: a text message has at most 1,600 characters.",
  outTitle: () => "What left by text message",
  outReporter: () => "Wrote by text message",
  textThem: (a) => "Text " + a.number,
  hotlineText: (a) => "Please look at the desk: " + a.codeName + ". I am with it and need you. No details here.",
};
