import type { Answer, Person } from '#domain/intake/answers.ts';
import { say, type PersonField, type Question } from '#domain/procedure/procedure.ts';
import type { Questions } from '#words/made/shape.ts';

/** An answer as lines of text in the page's language; member ids become names by `nameOf`. */
export function told(
  question: Question,
  answer: Answer,
  language: string,
  words: Questions,
  nameOf: (member: string) => string,
): readonly string[] {
  const label = (id: string): string => {
    const option = question.options.find((o) => o.id === id);
    return option ? say(option.label, language) : id;
  };
  const filled = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.trim() !== '');
  switch (answer.kind) {
    case 'text':
      return [answer.text];
    case 'choice':
      return filled([answer.choice === '' ? '' : label(answer.choice), answer.more]);
    case 'choices':
      return filled([...answer.chosen.map(label), answer.more]);
    case 'people':
      return answer.people.map((person: Person) =>
        question.fields
          .concat((Object.keys(person) as PersonField[]).filter((part) => !question.fields.includes(part)))
          .flatMap((part) => person[part] ?? [])
          .join(' · '),
      );
    case 'team':
      return filled([
        answer.leaveOut.length > 0 ? `${words.teamLeaveOut()}: ${answer.leaveOut.map(nameOf).join(', ')}` : '',
        answer.only === '' ? '' : `${words.teamOnlyShort()}: ${nameOf(answer.only)}`,
        answer.closeTo,
      ]);
    case 'contact': {
      const naming = {
        '': '',
        'no-name': words.namingNo(),
        'team-only': words.namingTeam(),
        'ask-first': words.namingAsk(),
      };
      const rest = [
        [words.contactName(), answer.name],
        [words.contactPronouns(), answer.pronouns],
        [words.contactReach(), answer.reach],
        [words.contactAvoid(), answer.avoid],
      ] as const;
      return filled([
        naming[answer.naming],
        ...rest.map(([name, value]) => (value.trim() === '' ? '' : `${name}: ${value}`)),
      ]);
    }
  }
}
