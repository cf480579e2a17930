import type { Clause, Text } from './clause.ts';
import type { DutyRule } from './duty.ts';
import type { Gathering } from './gathering.ts';
import type { Asked, Question } from './question.ts';
import type { Response } from './response.ts';
import type { Role } from './role.ts';

export { say, type Clause, type Source, type Text } from './clause.ts';
export { type DutyRule, type OwedTo, type Reminder, type RungWhom, type Span, type When } from './duty.ts';
export { personFields, type Option, type PersonField, type Question, type QuestionKind } from './question.ts';
export { acts, type Act, type Role } from './role.ts';
export { type Need, type Response } from './response.ts';

export const channelKinds = ['web', 'e-mail', 'in-person', 'phone', 'sms', 'direct', 'staff-room'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Lists of an event's contacts (`edition/contacts.ts`); a clause that names one is followed by who is on it. */
export const contactLists = [
  'shared-address',
  'general-address',
  'hotline',
  'conflict',
  'chair',
  'coordinator',
  'appeal',
  'feedback',
  'crisis',
  'staff',
] as const;
export type ContactList = (typeof contactLists)[number];

/** A way to reach the team. */
export interface Channel extends Clause {
  readonly kind: ChannelKind;
  /** For whom: reporters, or the staff who took a report and need the leads. */
  readonly users: Asked;
  readonly contacts?: ContactList;
}

/** What a paragraph of the public page is about: its section. */
export const parts = ['first', 'handling', 'follow-up', 'confidential', 'conflict'] as const;
export type Part = (typeof parts)[number];

export interface Paragraph extends Clause {
  readonly part: Part;
}

/** What a step of taking a report asks for (INT-02…INT-24). The staff app has a card for each. */
export const stepKinds = [
  'quiet-place',
  'safety',
  'listen',
  'own-words',
  'questions',
  'anonymous',
  'could-tell',
  'unasked',
  'contact',
  'needs',
  'trusted-person',
  'crisis-card',
  'triage',
  'reassure',
  'thank',
] as const;
export type StepKind = (typeof stepKinds)[number];

export interface Step extends Clause {
  readonly kind: StepKind;
  /** Taking the report cannot be finished without an answer. */
  readonly required: boolean;
  /** The kind of room that is offered, of the day (INT-03). */
  readonly room?: 'quiet' | 'safety' | 'staff';
}

/** What is never said or done, and what to say instead (INT-15). */
export interface Never extends Clause {
  readonly instead?: Text;
}

/** Who acts when leads step aside (COI-04, COI-05, D1–D3). */
export interface StandInRule {
  /** The role whose holders are counted. */
  readonly of: string;
  /** More recused holders than this fire it; absent where the document has no such number. */
  readonly moreThan?: number;
  /** Fewer free holders than this fire it, whatever the number above (D1). */
  readonly freeBelow: number;
  /** Roles the stand-in is drawn from, in order. */
  readonly from: readonly string[];
  /** The role whose acts the stand-in has, for this incident alone. */
  readonly as: string;
}

/**
 * Opening in two steps: holders of these roles open a new report at once; every other reader is asked first whether they
 * know who is named, and no answer means no key.
 */
export interface Opening extends Clause {
  readonly first: readonly string[];
}

export const majorities = ['more-than-half', 'two-thirds', 'all'] as const;
export type Majority = (typeof majorities)[number];

export const protectedPeople = ['reporter', 'impacted', 'reported-person', 'witness'] as const;
export type ProtectedPerson = (typeof protectedPeople)[number];

export interface Procedure {
  readonly id: string;
  readonly title: Text;
  readonly version: string;
  /** Hex SHA-256 of the file's bytes. */
  readonly digest: string;
  readonly gatherings: readonly Gathering[];
  readonly languages: readonly string[];
  /** The document's words for people, where they are not ours (PRP-12). */
  readonly terms: { readonly reported: Text; readonly impacted: Text };
  readonly roles: readonly Role[];
  readonly channels: readonly Channel[];
  readonly questions: readonly Question[];
  readonly intake: {
    readonly steps: readonly Step[];
    readonly nevers: readonly Never[];
    readonly offers: readonly Clause[];
  };
  /** Judging urgency, acting alone, threats to people. */
  readonly urgency: readonly Clause[];
  /** Police or security while everybody is safe: only if one of these asked (IMM-05, D9). */
  readonly police: Clause & {
    readonly onlyIfAskedBy: readonly ('reporter' | 'impacted')[];
    /** What comes first when somebody is in danger: the volunteer guide, or security and police (D10). */
    readonly dangerFirst: 'guide' | 'security';
  };
  readonly duties: readonly DutyRule[];
  readonly standIn: Clause & { readonly rule: StandInRule | null };
  /** Null: every reader opens a new report at once. */
  readonly opening: Opening | null;
  readonly meeting: Clause & {
    readonly invites: readonly string[];
    readonly aims: readonly Clause[];
    /** Each consequence needs a due time (MTG-08); elsewhere it is a warning. */
    readonly dueRequired: boolean;
    /** How many must be there to decide, where the document says so. */
    readonly quorum?: number;
    /** How many of those there must be for it, where the document says so; else the team finds its own way. */
    readonly majority?: Majority;
  };
  readonly responses: Clause & {
    /** Anything else the team finds necessary may be decided too (DEC-02). */
    readonly open: boolean;
    readonly list: readonly Response[];
  };
  readonly conversation: Clause & {
    /** Roles that speak, preferred first; the first free one is proposed (RSP-16). */
    readonly prefer: readonly string[];
    readonly people: number;
    /** Their side is heard before any outcome is told: a refusal where true, a warning elsewhere (RSP-19). */
    readonly hearFirst: boolean;
    readonly parts: readonly Clause[];
    readonly prompts: readonly Clause[];
  };
  readonly apology: Clause & { readonly relay: 'never' | 'opt-in' };
  readonly appeal: Clause & {
    /** The role that decides again, or null where the document has none. */
    readonly body: string | null;
    /** `always`: outcome letters name it; `if-any`: only where the event has one. */
    readonly told: 'always' | 'if-any';
  };
  readonly public: {
    /** Whose identity no text shows unless that person says otherwise (PUB-10, PUB-11). */
    readonly protects: Clause & { readonly people: readonly ProtectedPerson[] };
    readonly announcing: Clause & {
      /** Holds the right to announce; others only by a delegation in force. */
      readonly by: readonly string[];
      /** The role named in advance for when `by` has a conflict (D16). */
      readonly delegate: string | null;
      /** Hint, not a limit. */
      readonly words: number;
    };
    readonly aware: Clause & { readonly violation: Text; readonly none: Text };
    readonly clauses: readonly Clause[];
  };
  readonly briefing: readonly Clause[];
  readonly debrief: (Clause & { readonly hosts: readonly string[]; readonly attend: readonly string[] }) | null;
  readonly retention: Clause & { readonly months: number };
  /** Paragraphs of the public page, by part. */
  readonly handling: readonly Paragraph[];
  readonly attribution: readonly Clause[];
}

/** What a reporter's browser needs of it: the form, who receives, and what is promised. */
export type FormProcedure = Pick<
  Procedure,
  'id' | 'title' | 'version' | 'digest' | 'gatherings' | 'languages' | 'roles' | 'questions' | 'duties' | 'opening'
>;

export function readers({ roles }: Pick<Procedure, 'roles'>): readonly Role[] {
  return roles.filter((role) => role.receives === 'first');
}

/** Readers who are asked whether they know who is named before they open a new report; nobody where it opens in one step. */
export function askedFirst({ roles, opening }: Pick<Procedure, 'roles' | 'opening'>): readonly Role[] {
  return opening === null ? [] : readers({ roles }).filter(({ id }) => !opening.first.includes(id));
}

/** Roles asked when nobody else is left, nearest first. */
export function fallbacks({ roles }: Pick<Procedure, 'roles'>): readonly Role[] {
  const order = (role: Role): number => (typeof role.receives === 'number' ? role.receives : Infinity);
  return roles.filter((role) => typeof role.receives === 'number').toSorted((a, b) => order(a) - order(b));
}

/** What is asked of a reporter here (or of staff who take a report), in order. */
export function questionsAt(
  { questions }: Pick<Procedure, 'questions'>,
  gathering: Gathering,
  who: Asked = 'reporter',
): readonly Question[] {
  return questions.filter((question) => question.gatherings.includes(gathering) && question.asks.includes(who));
}

export function rolesWho({ roles }: Pick<Procedure, 'roles'>, act: Role['may'][number]): readonly Role[] {
  return roles.filter((role) => role.may.includes(act));
}
