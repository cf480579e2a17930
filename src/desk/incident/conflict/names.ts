import { nameOf, useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';

/** Names of members, as one says them: "Rosa Okafor", "Rosa Okafor or Kenji Morita". */
export function useNames(): {
  readonly nameOf: (member: string) => string;
  readonly either: (members: readonly string[]) => string;
  readonly each: (members: readonly string[]) => string;
} {
  const { t, language } = useWords();
  const { team } = useSession();
  const name = (member: string): string => nameOf(team, member) || t.formerMember();
  const listed = (type: 'disjunction' | 'unit') => (members: readonly string[]) =>
    new Intl.ListFormat(language, { type }).format(members.map(name));
  return { nameOf: name, either: listed('disjunction'), each: listed('unit') };
}
