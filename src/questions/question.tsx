import type { ReactNode } from 'react';
import { cards, field, type Answer } from '#domain/intake/answers.ts';
import { say, type Option, type PersonField, type Question } from '#domain/procedure/procedure.ts';
import type { Questions } from '#words/made/shape.ts';
import { type Around, type Asked, describedBy, Group, idFor, Label, Line, Picks, Said, Tick } from './fieldset.tsx';

/** Where it was is asked by this question: what is on now can be picked. */
const placesFor = ({ rows }: Question, { places = [] }: Around): readonly string[] =>
  rows.includes('FLD-05') ? places : [];

function Text({ question, answer, around, error }: Asked<'text'>): ReactNode {
  const name = field.text(question.id);
  const places = placesFor(question, around);
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
          <textarea {...shared} rows={7} />
          <p className="count" data-count="" hidden />
        </>
      ) : (
        <>
          <input type="text" {...shared} list={places.length === 0 ? undefined : `${shared.id}-picks`} />
          <Picks id={`${shared.id}-picks`} picks={places} />
        </>
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
  const places = placesFor(question, around);
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
          <Line
            name={field.more(question.id)}
            label={say(more.more, around.language)}
            value={answer?.more}
            picks={places}
            {...(places.length > 0 && around.placesHint !== undefined && { hint: around.placesHint })}
          />
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
