import type { Source, Text } from './clause.ts';
import type { Gathering } from './gathering.ts';

export const questionKinds = [
  'long-text',
  'text',
  'choice',
  'choices',
  'when',
  'people',
  'team',
  'contact',
  'files',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Option {
  readonly id: string;
  readonly label: Text;
  /** Shows the crisis panel at once, without scripts (RPT-01, RPT-02). */
  readonly crisis: boolean;
  /** Opens a small text field behind the choice, with this label. */
  readonly more?: Text;
}

/** Who is asked: reporters on the public form, members who take a report, or both. */
export const asked = ['reporter', 'staff'] as const;
export type Asked = (typeof asked)[number];

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
  /** Shown on these faces only: the unasked suggestions of INT-13 are for staff alone. */
  readonly asks: readonly Asked[];
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
