import type { PacketMade } from '../appeal/bodies.ts';
import { listFact } from '../record/facts.ts';
import { textFact, type Verified } from '../record/header.ts';
import { rule } from '../record/rule.ts';
import { listNames } from '../response/bodies.ts';

/**
 * [Note: A notice] The little that people outside an incident must know: a record of its own, `notice/<id>`, sealed to
 * its readers themselves, with no key of the incident and no word of which incident it comes from. What it says has no
 * field for a reason, a protected person, a code name or a report (RSP-03…07, RSP-12).
 */
export const noticeFors = [...listNames, 'register', 'appeal', 'team', 'feedback'] as const;
export type NoticeFor = (typeof noticeFors)[number];

/** A line of a list: who or what, which rule, where, and until when (ms; null: no end). Never why. */
export interface Listed {
  readonly v: 1;
  readonly subject: string;
  readonly rule: string;
  readonly where: string;
  readonly until: number | null;
}

/** A line of the register of bans, for its keepers alone (RSP-13). Times are ms; `until` null: for ever. */
export interface Registered {
  readonly v: 1;
  readonly subject: string;
  readonly rule: string;
  readonly from: number;
  readonly until: number | null;
}

export const sheets = ['summary', 'improvement', 'action'] as const;
/** What the whole team of an event reads: what was talked over, what should be better, who does it by when. */
export interface TeamSheet {
  readonly v: 1;
  readonly sheet: (typeof sheets)[number];
  /** Id of the edition it comes from. */
  readonly event: string;
  readonly title: string;
  readonly text: string;
  /** Member id, or `''`. */
  readonly owner: string;
  /** ms */
  readonly due: number | null;
}

/** What an upset person wrote or said to the event, apart from every incident (PUB-09). */
export interface Feedback {
  readonly v: 1;
  readonly event: string;
  /** How to answer them, or `''`. */
  readonly from: string;
  readonly text: string;
  /** ms, when it was said. */
  readonly at: number;
}

export interface NoticeBodies {
  readonly door: Listed;
  readonly bar: Listed;
  readonly 'audio-video': Listed;
  readonly register: Registered;
  readonly appeal: Omit<PacketMade, 'kept'>;
  readonly team: TeamSheet;
  readonly feedback: Feedback;
}
export type NoticeBody = NoticeBodies[NoticeFor];

export const answerWords = ['', 'done', 'stands', 'changed'] as const;
/** What a reader says back. `stands`, `changed`: how an appeal was decided, with the reasons. */
export interface NoticeAnswer {
  readonly v: 1;
  readonly says: (typeof answerWords)[number];
  readonly text: string;
}

/** `readers`: ids of members, an author who is one among them. By the server's key only what came by mail is told. */
export const noticeKinds = {
  noticed: {
    ...rule(['notice'], ['member', 'server'], [''], ['for', 'readers'], 'sealed', 'first'),
    words: { for: noticeFors },
  },
  'notice-changed': rule(['notice'], ['member'], [''], ['readers'], 'sealed', 'later'),
  'notice-ended': rule(['notice'], ['member'], [''], [], 'none', 'later'),
  'notice-answered': rule(['notice'], ['member'], [''], ['readers'], 'sealed', 'later'),
} as const;

/** A notice as its headers tell it. */
export interface Notice {
  readonly for: NoticeFor;
  readonly readers: readonly string[];
  readonly first: Verified;
  /** The entry whose file says what holds now. */
  readonly newest: Verified;
  readonly answers: readonly Verified[];
  readonly ended: Verified | null;
}

const isFor = (text: string): text is NoticeFor => noticeFors.some((one) => one === text);

/** Folds the stream `notice/<id>`; null when it does not begin as one. */
export function noticeOf(entries: readonly Verified[]): Notice | null {
  const [first, ...later] = entries;
  if (first?.header.kind !== 'noticed') return null;
  const purpose = textFact(first.header, 'for');
  if (!isFor(purpose)) return null;
  const born: Notice = {
    for: purpose,
    readers: listFact(first.header, 'readers'),
    first,
    newest: first,
    answers: [],
    ended: null,
  };
  return later.reduce(noticeAfter, born);
}

function noticeAfter(so: Notice, entry: Verified): Notice {
  switch (entry.header.kind) {
    case 'notice-changed':
      return { ...so, readers: listFact(entry.header, 'readers'), newest: entry };
    case 'notice-answered':
      return { ...so, answers: [...so.answers, entry] };
    case 'notice-ended':
      return { ...so, ended: entry };
    default:
      return so;
  }
}

/** Whether it comes out of an incident, and ends for whoever is kept out of that one. */
export function isOfIncident(purpose: NoticeFor): boolean {
  return purpose !== 'team' && purpose !== 'feedback';
}

/** How long somebody who is upset waits for an answer at most: as long as a reporter waits for a follow-up. */
export const feedbackWithin = 7 * 24 * 60 * 60_000;
