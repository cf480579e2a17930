import { personFields, type PersonField, type Question } from '../procedure/procedure.ts';

/** One person as the reporter knows them; any one field is enough. */
export type Person = Readonly<Partial<Record<PersonField, string>>>;

export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly choice: string; readonly more: string }
  | { readonly kind: 'choices'; readonly chosen: readonly string[]; readonly more: string }
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | { readonly kind: 'team'; readonly leaveOut: readonly string[]; readonly only: string; readonly closeTo: string }
  | {
      readonly kind: 'contact';
      readonly naming: Naming;
      readonly name: string;
      readonly pronouns: string;
      readonly reach: string;
      readonly avoid: string;
    };

export type Naming = '' | 'no-name' | 'team-only' | 'ask-first';
export const namings: readonly Naming[] = ['', 'no-name', 'team-only', 'ask-first'];

/** What somebody told us, by question id; questions left empty are absent. */
export type Answers = Readonly<Record<string, Answer>>;

/** How many person cards the form has without scripts; with scripts and on the desk there may be more. */
export const cards = 3;

/** The names of the form fields of a question: the one place where they are made. */
export const field = {
  text: (id: string): string => id,
  more: (id: string): string => `${id}.more`,
  person: (id: string, card: number, part: PersonField): string => `${id}.${card}.${part}`,
  leaveOut: (id: string): string => `${id}.leave-out`,
  only: (id: string): string => `${id}.only`,
  closeTo: (id: string): string => `${id}.close-to`,
  contact: (id: string, part: 'naming' | 'name' | 'pronouns' | 'reach' | 'avoid'): string => `${id}.${part}`,
};

/** Forms send line ends as CR LF; the reporter typed LF. Nothing else is touched: no trimming, no normal form. */
const asTyped = (value: string): string => value.replaceAll('\r\n', '\n');

class Sent {
  readonly #values = new Map<string, string[]>();
  constructor(pairs: Iterable<readonly [string, string]>) {
    for (const [name, value] of pairs) this.#values.set(name, [...this.all(name), asTyped(value)]);
  }
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
  one(name: string): string {
    return this.all(name)[0] ?? '';
  }
}

function people(question: Question, sent: Sent): readonly Person[] {
  const found: Person[] = [];
  for (let card = 0; card < 50; card++) {
    const entries = personFields
      .map((part) => [part, sent.one(field.person(question.id, card, part))] as const)
      .filter(([, value]) => value.trim() !== '');
    if (entries.length > 0) found.push(Object.fromEntries(entries));
  }
  return found;
}

function answerTo(question: Question, sent: Sent): Answer | null {
  const known = (id: string): boolean => question.options.some((option) => option.id === id);
  const id = question.id;
  const more = sent.one(field.more(id));
  switch (question.kind) {
    case 'long-text':
    case 'text': {
      const text = sent.one(field.text(id));
      return text.trim() === '' ? null : { kind: 'text', text };
    }
    case 'choice':
    case 'when': {
      const sentChoice = sent.one(field.text(id));
      const choice = known(sentChoice) ? sentChoice : '';
      return choice === '' && more.trim() === '' ? null : { kind: 'choice', choice, more };
    }
    case 'choices': {
      const chosen = sent.all(field.text(id)).filter(known);
      return chosen.length === 0 && more.trim() === '' ? null : { kind: 'choices', chosen, more };
    }
    case 'people': {
      const found = people(question, sent);
      return found.length === 0 ? null : { kind: 'people', people: found };
    }
    case 'team': {
      const leaveOut = [...new Set(sent.all(field.leaveOut(id)))];
      const only = sent.one(field.only(id));
      const closeTo = sent.one(field.closeTo(id));
      return leaveOut.length === 0 && only === '' && closeTo.trim() === ''
        ? null
        : { kind: 'team', leaveOut, only, closeTo };
    }
    case 'contact': {
      const part = (name: 'naming' | 'name' | 'pronouns' | 'reach' | 'avoid'): string =>
        sent.one(field.contact(id, name));
      const naming = namings.find((n) => n === part('naming')) ?? '';
      const rest = { name: part('name'), pronouns: part('pronouns'), reach: part('reach'), avoid: part('avoid') };
      const empty = naming === '' && Object.values(rest).every((value) => value.trim() === '');
      return empty ? null : { kind: 'contact', naming, ...rest };
    }
    case 'files':
      return null;
  }
}

/** The answers in a sent form, whether it was read by the server or in the browser (FormData). */
export function answersFrom(questions: readonly Question[], pairs: Iterable<readonly [string, string]>): Answers {
  const sent = new Sent(pairs);
  const answers: Record<string, Answer> = {};
  for (const question of questions) {
    const answer = answerTo(question, sent);
    if (answer !== null) answers[question.id] = answer;
  }
  return answers;
}

/** The other way: the form fields of these answers, so that a page can carry them on (hidden fields). */
export function fieldsOf(answers: Answers): readonly (readonly [name: string, value: string])[] {
  return Object.entries(answers).flatMap(([id, answer]): (readonly [string, string])[] => {
    switch (answer.kind) {
      case 'text':
        return [[field.text(id), answer.text]];
      case 'choice':
        return [
          [field.text(id), answer.choice],
          [field.more(id), answer.more],
        ];
      case 'choices':
        return [...answer.chosen.map((c) => [field.text(id), c] as const), [field.more(id), answer.more] as const];
      case 'people':
        return answer.people.flatMap((person, card) =>
          Object.entries(person).map(([part, value]) => [field.person(id, card, part as PersonField), value] as const),
        );
      case 'team':
        return [
          ...answer.leaveOut.map((member) => [field.leaveOut(id), member] as const),
          [field.only(id), answer.only] as const,
          [field.closeTo(id), answer.closeTo] as const,
        ];
      case 'contact':
        return (['naming', 'name', 'pronouns', 'reach', 'avoid'] as const).map(
          (part) => [field.contact(id, part), answer[part]] as const,
        );
    }
  });
}
