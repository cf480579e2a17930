import type { Answers } from '#domain/intake/answers.ts';
import type { Mention } from '#domain/intake/named.ts';
import type { Question } from '#domain/procedure/procedure.ts';

/**
 * The names in it, for readers who are asked whether they know one of these people before they may read more: those on
 * the cards, and the reporter's own where they said that the team may know it. Null: there is no name to ask about.
 */
export function partiesIn(answers: Answers): { readonly v: 1; readonly names: readonly string[] } | null {
  const names = Object.values(answers).flatMap((answer): readonly string[] => {
    if (answer.kind === 'people') return answer.people.map(({ name, handle }) => name ?? handle ?? '');
    return answer.kind === 'contact' && answer.naming === 'team-only' ? [answer.name] : [];
  });
  const filled = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  return filled.length === 0 ? null : { v: 1, names: filled };
}

/** As the account may hold it: of what stands in the identity compartment only the question, never the words. */
export function namedOf(questions: readonly Question[], mentions: readonly Mention[]): readonly Mention[] {
  const within = (id: string): boolean => questions.some((q) => q.id === id && q.compartment === 'account');
  return mentions.map((mention) => (within(mention.question) ? mention : { ...mention, words: '' }));
}
