import type { ReactNode } from 'react';
import { cards, field, type Answer } from '#domain/intake/answers.ts';
import { longest } from '#domain/intake/checks.ts';
import { say, type Option, type PersonField, type Question } from '#domain/procedure/procedure.ts';
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
  /** What stands in the place of the file field while there are no scripts. */
  readonly files: ReactNode;
}

interface Asked<K extends Answer['kind']> {
  readonly question: Question;
  readonly answer: Extract<Answer, { kind: K }> | undefined;
  readonly around: Around;
  readonly error: string;
}

const idFor = (name: string): string => `f-${name.replaceAll('.', '-')}`;

function describedBy(question: Question, error: string): string | undefined {
  const ids = [question.hint && `q-${question.id}-hint`, error !== '' && `q-${question.id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function Label({ question, around }: { question: Question; around: Around }): ReactNode {
  return (
    <>
      {say(question.label, around.language)}
      {!question.required && <small className="optional"> {around.words.optional()}</small>}
    </>
  );
}

/** Hint, warning and the place of an error, in this order, before the field. */
function Said({ question, around, error }: { question: Question; around: Around; error: string }): ReactNode {
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

function Line({
  name,
  label,
  hint,
  value,
}: {
  name: string;
  label: string;
  hint?: string;
  value: string | undefined;
}): ReactNode {
  const id = idFor(name);
  return (
    <div className="line">
      <label htmlFor={id} data-label={label}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      <input type="text" id={id} name={name} defaultValue={value} dir="auto" autoComplete="off" />
    </div>
  );
}

function Tick({
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
        <span data-label="">{label}</span>
        {small && <small>{small}</small>}
      </span>
    </label>
  );
}

function Group({
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

function Text({ question, answer, around, error }: Asked<'text'>): ReactNode {
  const name = field.text(question.id);
  const shared = {
    id: idFor(name),
    name,
    dir: 'auto',
    autoComplete: 'off',
    defaultValue: answer?.text,
    'aria-describedby': describedBy(question, error),
    'aria-invalid': error === '' ? undefined : true,
  } as const;
  return (
    <>
      <h1 className="q">
        <label htmlFor={shared.id}>
          <Label question={question} around={around} />
        </label>
      </h1>
      <Said question={question} around={around} error={error} />
      {question.kind === 'long-text' ? (
        <>
          <textarea {...shared} rows={7} data-longest={longest} />
          <p className="count" data-count="" hidden />
        </>
      ) : (
        <input type="text" {...shared} />
      )}
    </>
  );
}

const firstMore = (options: readonly Option[]): Option | undefined => options.find((option) => option.more);

function Options({ question, answer, around, error }: Asked<'choice' | 'choices'>): ReactNode {
  const name = field.text(question.id);
  const chosen = answer?.kind === 'choices' ? answer.chosen : answer ? [answer.choice] : [];
  const more = firstMore(question.options);
  const always = question.kind !== 'choice';
  return (
    <Group question={question} around={around} error={error}>
      {question.options.map((option) => (
        <Tick
          key={option.id}
          type={question.kind === 'choices' ? 'checkbox' : 'radio'}
          name={name}
          value={option.id}
          label={say(option.label, around.language)}
          small={question.kind === 'when' ? around.days[option.id] : undefined}
          checked={chosen.includes(option.id)}
          crisis={option.crisis}
        />
      ))}
      {question.options.some((option) => option.crisis) && (
        <div className="crisis" role="note">
          {around.crisis}
        </div>
      )}
      {more?.more && (
        <div className={always ? 'more' : 'more behind'}>
          <Line name={field.more(question.id)} label={say(more.more, around.language)} value={answer?.more} />
        </div>
      )}
    </Group>
  );
}

function personLabel(words: Questions, part: PersonField): string {
  switch (part) {
    case 'name':
      return words.personName();
    case 'role':
      return words.personRole();
    case 'handle':
      return words.personHandle();
    case 'looks':
      return words.personLooks();
    case 'badge':
      return words.personBadge();
    case 'part':
      return words.personPart();
    case 'contact':
      return words.personContact();
  }
}

function People({ question, answer, around, error }: Asked<'people'>): ReactNode {
  const people = answer?.people ?? [];
  const count = Math.max(cards, people.length);
  const card = (n: number): ReactNode =>
    question.fields.map((part) => (
      <Line
        key={part}
        name={field.person(question.id, n, part)}
        label={personLabel(around.words, part)}
        value={people[n]?.[part]}
      />
    ));
  return (
    <Group question={question} around={around} error={error}>
      <div className="card">{card(0)}</div>
      {Array.from({ length: count - 1 }, (_, i) => i + 1).map((n) => (
        <details key={n} open={people[n] !== undefined}>
          <summary>{around.words.anotherPerson()}</summary>
          <fieldset className="card" aria-label={around.words.person({ n: String(n + 1) })}>
            {card(n)}
          </fieldset>
        </details>
      ))}
    </Group>
  );
}

function Team({ question, answer, around, error }: Asked<'team'>): ReactNode {
  const { words, team, direct } = around;
  const only = answer?.only ?? '';
  return (
    <Group question={question} around={around} error={error}>
      {team.map((member) => (
        <Tick
          key={member.id}
          type="checkbox"
          name={field.leaveOut(question.id)}
          value={member.id}
          label={member.name}
          small={member.part}
          checked={answer?.leaveOut.includes(member.id) ?? false}
        />
      ))}
      <Line
        name={field.closeTo(question.id)}
        label={words.teamCloseTo()}
        hint={words.teamCloseToHint()}
        value={answer?.closeTo}
      />
      {direct.length > 0 && (
        <details open={only !== ''}>
          <summary>{words.teamOnly()}</summary>
          <fieldset>
            <legend className="hidden">{words.teamOnly()}</legend>
            <p className="hint">{words.teamOnlyNote()}</p>
            <Tick type="radio" name={field.only(question.id)} value="" label={words.teamAll()} checked={only === ''} />
            {direct.map((member) => (
              <Tick
                key={member.id}
                type="radio"
                name={field.only(question.id)}
                value={member.id}
                label={member.name}
                small={member.part}
                checked={only === member.id}
              />
            ))}
          </fieldset>
        </details>
      )}
    </Group>
  );
}

function Contact({ question, answer, around, error }: Asked<'contact'>): ReactNode {
  const { words } = around;
  const name = (part: Parameters<typeof field.contact>[1]): string => field.contact(question.id, part);
  const namings = [
    ['no-name', words.namingNo()],
    ['team-only', words.namingTeam()],
    ['ask-first', words.namingAsk()],
  ] as const;
  return (
    <Group question={question} around={around} error={error}>
      {namings.map(([value, label]) => (
        <Tick
          key={value}
          type="radio"
          name={name('naming')}
          value={value}
          label={label}
          checked={answer?.naming === value}
        />
      ))}
      <Line name={name('name')} label={words.contactName()} value={answer?.name} />
      <Line name={name('pronouns')} label={words.contactPronouns()} value={answer?.pronouns} />
      <Line name={name('reach')} label={words.contactReach()} hint={words.contactReachHint()} value={answer?.reach} />
      <Line name={name('avoid')} label={words.contactAvoid()} value={answer?.avoid} />
    </Group>
  );
}

function Files({ question, around }: { question: Question; around: Around }): ReactNode {
  return (
    <>
      <h1 className="q">
        <Label question={question} around={around} />
      </h1>
      <Said question={question} around={around} error="" />
      {around.files}
    </>
  );
}

function ofKind<K extends Answer['kind']>(answer: Answer | undefined, ...kinds: K[]) {
  return answer && kinds.some((kind) => kind === answer.kind) ? (answer as Extract<Answer, { kind: K }>) : undefined;
}

/** One question with its fields, named as `#domain/intake/answers.ts` reads them. `error`: `''` or what is wrong. */
export function Ask({
  question,
  answer,
  around,
  error = '',
}: {
  question: Question;
  answer: Answer | undefined;
  around: Around;
  error?: string;
}): ReactNode {
  const shared = { question, around, error };
  switch (question.kind) {
    case 'long-text':
    case 'text':
      return <Text {...shared} answer={ofKind(answer, 'text')} />;
    case 'choice':
    case 'choices':
    case 'when':
      return <Options {...shared} answer={ofKind(answer, 'choice', 'choices')} />;
    case 'people':
      return <People {...shared} answer={ofKind(answer, 'people')} />;
    case 'team':
      return <Team {...shared} answer={ofKind(answer, 'team')} />;
    case 'contact':
      return <Contact {...shared} answer={ofKind(answer, 'contact')} />;
    case 'files':
      return <Files question={question} around={around} />;
  }
}
