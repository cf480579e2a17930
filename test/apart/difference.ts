import type { Left } from './house.ts';
import { tell, type Answered, type Telling, type World } from './world.ts';

/** Where two worlds are not the same for somebody who must not tell them apart. */
export interface Difference {
  readonly when: string;
  readonly member: string;
  readonly what: string;
}

/** What one told world weighs, for those who count. */
export interface Weighed {
  readonly probes: number;
  readonly members: number;
}

const parts: readonly (keyof Answered)[] = ['status', 'headers', 'body', 'asked', 'logged'];

function around(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 60);
  return `at ${at}:\n      with X:    ${JSON.stringify(one.slice(from, at + 120))}\n      without X: ${JSON.stringify(other.slice(from, at + 120))}`;
}

/** Their own memory of what they once saw is theirs: who knew X before may have other bytes in that row alone. */
function withoutMemory(body: string): string {
  return body.replace(/"state":(?:null|\{"counter":\d+,"bytes":"[^"]*"\})/u, '"state":"own"');
}

/** What reached them before they were kept out of X is theirs too; all since then is compared. */
function sentSince(body: string, since: number): string {
  const { sent, ...rest } = JSON.parse(body) as { readonly sent: readonly { readonly at: number }[] };
  return JSON.stringify({ ...rest, sent: sent.filter(({ at }) => at > since) });
}

/**
 * In the order in which they left, whichever way. What leaves within one millisecond has no order: twenty are sent side by
 * side, and how many others are on their way moves one's own among themselves, as it moves how long they take.
 */
const mailsTo = (mails: readonly Left[], member: string): string =>
  mails
    .filter(({ to }) => to.startsWith(`${member}@`))
    .map((mail) => ({ at: mail.at, text: JSON.stringify(mail) }))
    .toSorted((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text)
    .join('\n');

/** Compares answer by answer and mail by mail. */
export function differences(withX: World, without: World): readonly Difference[] {
  const found: Difference[] = [];
  const once = new Set(withX.everIn);
  for (const [i, { when, apart, mails, looks }] of withX.moments.entries()) {
    const other = without.moments[i];
    for (const member of apart) {
      const [here, there] = [mailsTo(mails, member), mailsTo(other?.mails ?? [], member)];
      if (here !== there) found.push({ when, member, what: `mails: ${around(here, there)}` });
    }
    for (const { member, since, probes, answers } of looks) {
      const others = other?.looks.find((look) => look.member === member)?.answers;
      for (const [j, answer] of answers.entries()) {
        const [probe, theirs] = [probes[j], others?.[j]];
        if (probe === undefined || theirs === undefined) throw new Error('another number of answers');
        for (const part of parts) {
          const own = probe.route === 'GET /api/desk' && part === 'body' && once.has(member);
          const reached = probe.route === 'GET /api/routes' && part === 'body' && since > 0 && answer.status === 200;
          const [one, two] = [answer[part], theirs[part]].map((text) => {
            if (own) return withoutMemory(String(text));
            return reached ? sentSince(String(text), since) : String(text);
          });
          if (one !== two)
            found.push({
              when,
              member,
              what: `${part} of ${probe.route} (${probe.path}) ${around(one ?? '', two ?? '')}`,
            });
        }
      }
    }
  }
  return found;
}

/** Both worlds, and where they differ for those kept out of X. */
export async function compared(
  telling: Omit<Telling, 'beside'>,
): Promise<{ readonly withX: World; readonly found: readonly Difference[]; readonly weighed: Weighed }> {
  const withX = await tell({ ...telling, beside: null });
  const without = await tell({ ...telling, beside: withX });
  const looks = withX.moments.flatMap((moment) => moment.looks);
  const weighed = {
    probes: looks.reduce((sum, { probes }) => sum + probes.length, 0),
    members: new Set(looks.map(({ member }) => member)).size,
  };
  return { withX, found: differences(withX, without), weighed };
}
