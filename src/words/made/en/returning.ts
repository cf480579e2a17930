// Made from locales/ by `npm run words`. Do not edit.
import type { Returning } from '../shape.ts';

export const returning: Returning = {
  personWrote: (a) => "Written to you and signed by: " + a.names + ".",
  couldOpen: (a) => "When it arrived, these people could open it: " + a.names + ".",
  notShown: () => "A message was here that nobody on the team signed. We do not show it. Please tell the team.",
  unreadable: () => "A message could not be opened. Please tell the team.",
  accessBroken: () => "Careful: the list of who can open your report could not be followed to its end. What you write here is locked for the people who could open it when it arrived.",
  listBrokenMailbox: () => "Careful: the list of team members could not be checked, so we cannot say who wrote what. Please tell the team, and do not write here until then.",
  replySending: () => "Locking and sending…",
  replyOffline: () => "The network is not there. What you wrote is still here, and not sent.",
  replyRefused: () => "The server did not take it. What you wrote is still here. Please try again in a minute, or call.",
  moveExplained: () => "You get eight new words, and the old ones stop working at once. The conversation is locked again for the new words on this device. Someone who has read it before may remember it. Write the new words down before you leave this page: without them there is no way back.",
  moveConfirm: () => "Give me new words now",
  moveWarned: () => "While something on this page does not fit, your words cannot be changed here. Please tell the team.",
  signed: () => "signed",
  copied: () => "copied by you to your new words",
  viaServer: () => "the server says",
  moveUncertain: (a) => "The network broke off, so we do not know yet which words count. Please keep both and try again. Your new words: " + a.words,
  moveRefused: () => "The server did not change your words. Your old words still work.",
  cancel: () => "Cancel",
  leftOutReads: (a) => "Careful: you left out " + a.names + ", but the list of who can open your report has that name. Please call the team or go to their meeting point, and do not write here until then.",
};
