// Made from locales/ by `npm run words`. Do not edit.
import type { Cover } from '../shape.ts';

export const cover: Cover = {
  covered: () => "What was told is covered, because it can be hard to read.",
  show: () => "Show",
  coverAgain: () => "Cover it again",
  coverNote: () => "It is covered again when you leave this page or lock.",
  toSettings: () => "Choose in your settings",
  askSecond: () => "Ask somebody to read it first",
  askWho: () => "Who",
  ask: () => "Note that I ask them",
  asked: (a) => "Noted. Nothing was sent: please tell " + a.name + " yourself.",
  askedNote: (a) => "I ask " + a.name + " to read this first.",
  rest: () => "You have read several heavy accounts today. A break is fine, and somebody else can take the next one.",
  settingTitle: () => "Heavy content",
  setting: () => "Cover heavy accounts until I tap Show",
  settingHint: () => "For you alone, and only in this tab: after it is closed, they are covered again.",
};
