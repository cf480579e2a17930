import type { Gathering } from './gathering.ts';

/** Where a clause comes from: the document itself, the page it links to, or our strictest default. */
export type Source = 'seed' | 'linked' | 'default';

/** A text in the languages the procedure ships; English is always there. */
export type Text = Readonly<Record<string, string>>;

/** What a member may do, by role. Deny by default. */
export const acts = ['note', 'acknowledge', 'write-to-reporter'] as const;
export type Act = (typeof acts)[number];

export interface Role {
  readonly id: string;
  readonly name: Text;
  /** Which compartments of a new report its holders receive. Empty: none. */
  readonly reads: readonly ('account' | 'identity')[];
  /** `first`: receives every new report. A number: asked in that order when nobody else is left. */
  readonly receives: 'first' | 'never' | number;
  readonly may: readonly Act[];
  /** Whether a reporter may send to one holder of this role alone (RPT-14). */
  readonly direct: boolean;
  readonly source: Source;
}

export type QuestionKind =
  | 'long-text'
  | 'text'
  | 'choice'
  | 'choices'
  | 'when'
  | 'people'
  | 'team'
  | 'contact'
  | 'files';

export interface Option {
  readonly id: string;
  readonly label: Text;
  /** Shows the crisis panel at once, without scripts (RPT-01, RPT-02). */
  readonly crisis: boolean;
  /** Opens a small text field behind the choice, with this label. */
  readonly more?: Text;
}

export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly label: Text;
  /** Why it is asked, one sentence without a full stop. */
  readonly hint?: Text;
  /** A quiet warning beside the field (CNF-03). */
  readonly warning?: Text;
  readonly compartment: 'account' | 'identity';
  readonly required: boolean;
  /** Shown at these gatherings only. */
  readonly gatherings: readonly Gathering[];
  readonly options: readonly Option[];
  /** The header fact this question's chosen option becomes; such a fact is in the clear. */
  readonly fact?: 'ongoing' | 'reachable';
  /** For `people`: which small fields each card has, in order. */
  readonly fields: readonly PersonField[];
  readonly source: Source;
  /** Rows of the requirement table it answers. */
  readonly rows: readonly string[];
}

export const personFields = ['name', 'role', 'handle', 'looks', 'badge', 'part', 'contact'] as const;
export type PersonField = (typeof personFields)[number];

/** What meets a duty: an entry of this kind, with these facts. */
export interface MetBy {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** A duty as the procedure promises it. Clocks start at the server's received-time. */
export interface DutyRule {
  readonly id: string;
  readonly label: Text;
  /** What reporters are told about it; `{due}` stands for the date. */
  readonly promise: Text;
  /** The kind of entry it arises from. */
  readonly arises: string;
  /** Hours after received-time. */
  readonly hours: number;
  readonly owedBy: readonly string[];
  readonly owedTo: 'reporter';
  readonly met: MetBy;
  readonly source: Source;
  readonly rows: readonly string[];
}

/** What the public page says, in order; each paragraph says where it comes from. */
export interface Paragraph {
  readonly id: string;
  readonly text: Text;
  readonly source: Source;
  readonly rows: readonly string[];
}

export interface Procedure {
  readonly id: string;
  readonly title: Text;
  readonly version: string;
  /** Hex SHA-256 of the file's bytes. */
  readonly digest: string;
  readonly gatherings: readonly Gathering[];
  readonly languages: readonly string[];
  readonly roles: readonly Role[];
  readonly questions: readonly Question[];
  readonly duties: readonly DutyRule[];
  /** What happens with a report, for the public page. */
  readonly handling: readonly Paragraph[];
  readonly attribution: readonly Paragraph[];
}

/** The text in `language`, or the English one. */
export function say(text: Text, language: string): string {
  return text[language] ?? text['en'] ?? '';
}

export function readers(procedure: Procedure): readonly Role[] {
  return procedure.roles.filter((role) => role.receives === 'first');
}

/** Roles asked when nobody else is left, nearest first. */
export function fallbacks(procedure: Procedure): readonly Role[] {
  const order = (role: Role): number => (typeof role.receives === 'number' ? role.receives : Infinity);
  return procedure.roles.filter((role) => typeof role.receives === 'number').toSorted((a, b) => order(a) - order(b));
}

export function questionsAt(procedure: Procedure, gathering: Gathering): readonly Question[] {
  return procedure.questions.filter((question) => question.gatherings.includes(gathering));
}
