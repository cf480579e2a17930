// Made from locales/ by `npm run words`. Do not edit.
import type { Calls } from '../shape.ts';

export const calls: Calls = {
  leadNeeded: () => "A lead is needed now",
  handNeeded: () => "A hand is needed",
  handPerson: () => "Please fetch:",
  handEscort: () => "Please walk with somebody.",
  handWater: () => "Please bring water.",
  handRoom: () => "Please see to the safety room.",
  handLift: () => "Please find a ride.",
  handChildcare: () => "Somebody is needed to look after a child.",
  handMedical: () => "Please bring medical help.",
  calledBy: () => "Called by",
  onTheWay: (a) => "On the way: " + a.names,
  noWhy: () => "Why is not said here. You need not ask.",
  coming: () => "I am coming",
  comingToo: () => "I am coming too",
  cannot: () => "I cannot",
  cannotAfterAll: () => "I cannot after all",
  theyKnow: () => "They know that you are coming.",
  there: () => "I am there",
  done: () => "Done",
  over: () => "That call is over. Nobody waits for you there any more.",
};
