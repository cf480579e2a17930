// Made from locales/ by `npm run words`. Do not edit.
import type { Mail } from '../shape.ts';

export const mail: Mail = {
  alertSubject: (a) => a.codeName,
  alertBody: (a) => "Something is waiting for you.\n\n" + a.codeName + "\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  askedSubject: () => "A question for you",
  askedBody: (a) => "There is a question for you on the desk. Answering it takes less than a minute.\n\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  remindDue: (a) => "Something that was promised is due by " + a.when + ".\n\n" + a.codeName + "\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  remindLate: (a) => "Something that was promised has been due since " + a.when + ".\n\n" + a.codeName + "\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  remindOpen: (a) => "Something that was promised is still open.\n\n" + a.codeName + "\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  settingsSubject: (a) => a.event,
  settingsBody: (a) => a.who + " changed the settings of " + a.event + ".\n\n" + a.link + "\n\nPlease see whether they are right. This message says nothing else, and there is no need to answer it.",
  noticeSubject: () => "For your list",
  noticeBody: (a) => "Something on your list is new or has changed. Please look at it now.\n\n" + a.link + "\n\nThis message says nothing else, and there is no need to answer it.",
  callSubject: () => "Somebody needs you now",
  callBody: (a) => "Somebody on the floor needs you now. Please open the desk: it says where.\n\n" + a.link + "\n\nThis message says nothing else. Please answer on the desk, so that nobody waits for you in vain.",
};
