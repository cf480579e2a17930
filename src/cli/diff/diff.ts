import type { Procedure } from '#domain/procedure/procedure.ts';
import { owedToWords } from '../words.ts';
import { dutyChanges } from './duties.ts';
import { channelChanges, questionChanges, responseChanges } from './lists.ts';
import { pairOf } from './pair.ts';
import { roleChanges } from './roles.ts';
import { ruleChanges } from './rules.ts';
import { wordingChanges } from './wording.ts';

/** What changes for whom between two procedures, or two versions of one: sentences under the people they are about. */
export function differences(a: Procedure, b: Procedure): readonly string[] {
  const pair = pairOf(a, b);
  const changes = [
    ...dutyChanges(pair),
    ...channelChanges(pair),
    ...questionChanges(pair),
    ...roleChanges(pair),
    ...responseChanges(pair),
    ...ruleChanges(pair),
    ...wordingChanges(pair),
  ];
  const order = [...Object.values(owedToWords), ...[...b.roles, ...a.roles].map(({ id }) => pair.name(id)), 'Wording'];
  const groups = Map.groupBy(changes, ({ whom }) => whom);
  const title = (p: Procedure): string => `${p.id} ${p.version}`;
  if (changes.length === 0) return [`${title(a)} and ${title(b)}: nothing changes for anybody.`];
  return [
    `From ${title(a)} to ${title(b)}`,
    ...[...new Set(order)].flatMap((whom) => {
      const own = groups.get(whom) ?? [];
      return own.length === 0 ? [] : ['', whom, ...own.map(({ says }) => `- ${says}`)];
    }),
  ];
}
