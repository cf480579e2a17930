import type { Act, OwedTo, ProtectedPerson } from '#domain/procedure/procedure.ts';
import type { SectionId } from '#domain/procedure/published.ts';

/** What an operator reads of a procedure, in English: the command line has no other language yet. */

export const actWords: Readonly<Record<Act, string>> = {
  'take-report': 'take a report from somebody',
  note: 'write notes',
  acknowledge: 'tell a reporter that a person has it',
  'write-to-reporter': 'write to a reporter',
  assess: 'judge how urgent it is and take the lead',
  'act-alone': 'act at once, alone',
  measure: 'take a measure together',
  refer: 'refer it to police or others',
  meet: 'call and hold a meeting',
  decide: 'decide a response',
  'carry-out': 'carry a response out',
  speak: 'talk with the reported person',
  clear: 'clear a text as second reader',
  'tell-aware': 'tell people who saw it',
  announce: 'announce in public',
  delegate: 'let somebody else announce',
  'follow-up': 'plan support and check back',
  link: 'join reports and people',
  'recuse-other': 'take somebody else off an incident',
  'appoint-stand-in': 'appoint a stand-in',
  waive: 'waive a duty',
  disclose: 'tell others what must be told',
  'decide-appeal': 'decide an appeal',
  close: 'close and reopen',
  debrief: 'note the debrief',
  expunge: 'erase',
};

export const owedToWords: Readonly<Record<OwedTo, string>> = {
  reporter: 'Reporters',
  impacted: 'The person it happened to',
  'reported-person': 'The reported person',
  aware: 'People who saw it',
  team: 'The team',
  public: 'The public',
};

export const protectedWords: Readonly<Record<ProtectedPerson, string>> = {
  reporter: 'the reporter',
  impacted: 'the person it happened to',
  'reported-person': 'the reported person',
  witness: 'witnesses',
};

export const sectionWords: Readonly<Record<SectionId, string>> = {
  first: 'First',
  channels: 'Ways to tell us',
  'who-reads': 'Who reads it',
  'conflict-contacts': 'If it is about one of us',
  fields: 'What we ask',
  confidential: 'Who hears of it',
  handling: 'What we do with it',
  'follow-up': 'What you hear from us',
  conflict: 'When one of us is too close',
  responses: 'What may come of it',
  conversation: 'Talking with the reported person',
  'public-statements': 'What we say in public',
  appeal: 'Appeal',
  retention: 'How long we keep it',
  attribution: 'Where this comes from',
  briefing: 'Before the event',
  reaching: 'Reaching the leads',
  taking: 'Taking a report',
  nevers: 'Never',
  offers: 'What may be offered',
  urgency: 'How urgent, and police',
  duties: 'What is owed',
  meeting: 'Meeting',
  apology: 'Apology',
  debrief: 'After the event',
};
