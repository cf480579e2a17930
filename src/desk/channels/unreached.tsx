import type { ReactNode } from 'react';
import type { UnreachedRow } from '#wire/channels.ts';
import { useSession } from '../frame/session.tsx';
import { whenOf, type Clock } from '../frame/times.ts';
import { useChannelWords } from './words.ts';

/** For who keeps the team: whom nothing reached when they were last told what is of no incident. */
export function UnreachedMembers({ rows, clock }: { rows: readonly UnreachedRow[]; clock: Clock }): ReactNode {
  const t = useChannelWords();
  const { team } = useSession();
  if (rows.length === 0) return null;
  const nameOf = (id: string): string => team.members.find((member) => member.id === id)?.name ?? id;
  return (
    <section aria-labelledby="members-unreached">
      <h2 id="members-unreached">{t.unreachedTitle()}</h2>
      {rows.map(({ member, since }) => (
        <p key={member}>
          <b>{t.unreachedSince({ name: nameOf(member), when: whenOf(since, clock) })}</b>
        </p>
      ))}
      <p>{t.unreachedHint()}</p>
    </section>
  );
}
