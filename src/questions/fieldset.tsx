import type { ReactNode } from 'react';
import type { Answer } from '#domain/intake/answers.ts';
import { say, type Question } from '#domain/procedure/procedure.ts';
import type { Questions } from '#words/made/shape.ts';

/** A member as the form names them. */
export interface TeamMember {
  readonly id: string;
  readonly name: string;
  /** What they do here, in the page's language. */
  readonly part: string;
}

/** What a question needs besides itself; the same on the public page, in the hallway and on the desk. */
export interface Around {
  readonly language: string;
  readonly words: Questions;
  /** Who may be left out, and who may be sent to alone. */
  readonly team: readonly TeamMember[];
  readonly direct: readonly TeamMember[];
  /** Where help is, shown at once by an option with `crisis`. */
  readonly crisis: ReactNode;
  /** Small print behind options of a `when` question, by option id: which day "today" is. */
  readonly days: Readonly<Record<string, string>>;
  /** Places that can be picked where it is asked where it was (FLD-05); anything else can be typed all the same. */
  readonly places?: readonly string[];
  /** What is said at that field where there are such places. */
  readonly placesHint?: string;
  /** What stands in the place of the file field while there are no scripts. */
  readonly files: ReactNode;
}

export interface Asked<K extends Answer['kind']> {
  readonly question: Question;
  readonly answer: Extract<Answer, { kind: K }> | undefined;
  readonly around: Around;
  readonly error: string;
}

export const idFor = (name: string): string => `f-${name.replaceAll('.', '-')}`;

export function describedBy(question: Question, error: string): string | undefined {
  const ids = [question.hint && `q-${question.id}-hint`, error !== '' && `q-${question.id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

export function Label({ question, around }: { question: Question; around: Around }): ReactNode {
  return (
    <>
      {say(question.label, around.language)}
      {!question.required && <small className="optional"> {around.words.optional()}</small>}
    </>
  );
}

/** Hint, warning and the place of an error, in this order, before the field. */
export function Said({ question, around, error }: { question: Question; around: Around; error: string }): ReactNode {
  return (
    <>
      {question.hint && (
        <p className="hint" id={`q-${question.id}-hint`}>
          {say(question.hint, around.language)}
        </p>
      )}
      {question.warning && <p className="warning">{say(question.warning, around.language)}</p>}
      <p className="error" id={`q-${question.id}-error`} hidden={error === ''}>
        {error}
      </p>
    </>
  );
}

/** What a field offers to pick; anything else can be typed. */
export function Picks({ id, picks }: { id: string; picks: readonly string[] }): ReactNode {
  if (picks.length === 0) return null;
  return (
    <datalist id={id}>
      {picks.map((pick) => (
        <option key={pick} value={pick} aria-label={pick} />
      ))}
    </datalist>
  );
}

export function Line({
  name,
  label,
  hint,
  value,
  picks = [],
}: {
  name: string;
  label: string;
  hint?: string;
  value: string | undefined;
  picks?: readonly string[];
}): ReactNode {
  const id = idFor(name);
  return (
    <div className="line">
      <label htmlFor={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      <input
        type="text"
        id={id}
        name={name}
        defaultValue={value}
        dir="auto"
        autoComplete="off"
        list={picks.length === 0 ? undefined : `${id}-picks`}
      />
      <Picks id={`${id}-picks`} picks={picks} />
    </div>
  );
}

export function Tick({
  type,
  name,
  value,
  label,
  small,
  checked,
  crisis,
  more,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  label: string;
  small?: string | undefined;
  checked: boolean;
  crisis?: boolean;
  more?: boolean;
}): ReactNode {
  return (
    <label className="choice">
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={checked}
        data-crisis={crisis === true ? '' : undefined}
        data-more={more === true ? '' : undefined}
      />
      <span>
        {label}
        {small && <small>{small}</small>}
      </span>
    </label>
  );
}

export function Group({
  question,
  around,
  error,
  children,
}: {
  question: Question;
  around: Around;
  error: string;
  children: ReactNode;
}): ReactNode {
  return (
    <fieldset aria-describedby={describedBy(question, error)}>
      <legend>
        <h1 className="q">
          <Label question={question} around={around} />
        </h1>
      </legend>
      <Said question={question} around={around} error={error} />
      {children}
    </fieldset>
  );
}
