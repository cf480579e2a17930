import { useState, type ReactNode } from 'react';
import { mayRecord, type Meeting } from '#domain/after/briefing.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { rolesWho } from '#domain/procedure/procedure.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { rolesIn } from '../edition/wording.ts';
import { useActing } from '../frame/acting.ts';
import { Said, Tick } from '../frame/field.tsx';
import { nameOf, useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { useStanding } from './standing.ts';
import { useGatheringWords } from './words.ts';

interface Props {
  readonly edition: Edition;
  readonly procedure: Procedure;
  readonly meeting: Meeting;
  readonly title: string;
  /** Who can be ticked. */
  readonly staff: readonly RosterMember[];
}

/** Who was at a meeting: ticked by its hosts, read by everybody. */
export function Attendance({ edition, procedure, meeting, title, staff }: Props): ReactNode {
  const t = useGatheringWords();
  const { language } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const clock = useClock(edition.id);
  const { seen, names } = useStanding(edition, procedure);
  const last = seen.attended.find((one) => one.for === meeting);
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const [kept, setKept] = useState(false);
  const present = ticked ?? last?.present ?? [];
  const told = (
    <>
      <p>
        {last === undefined ? t.notWritten() : last.present.length > 0 && t.present({ names: names(last.present) })}
      </p>
      {last !== undefined && (
        <p className="soft">{t.writtenBy({ name: nameOf(team, last.by), when: whenOf(last.at, clock) })}</p>
      )}
    </>
  );
  if (!mayRecord(procedure, edition.id, team.me)) {
    const hosts = procedure.debrief?.hosts ?? rolesWho(procedure, 'debrief').map(({ id }) => id);
    return (
      <>
        {told}
        <p className="soft">
          {hosts.length === 0 ? t.nobodyHosts() : t.notYours({ roles: rolesIn(procedure, hosts, language) })}
        </p>
      </>
    );
  }
  const toggle = (id: string): void => {
    setKept(false);
    setTicked(present.includes(id) ? present.filter((one) => one !== id) : [...present, id]);
  };
  return (
    <details className="card">
      <summary>{title}</summary>
      {told}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run(
            () => keys.attended(edition.id, meeting, present, last?.hash ?? ''),
            async () => {
              await refresh();
              setTicked(null);
              setKept(true);
            },
          );
        }}
      >
        <fieldset aria-label={title}>
          {staff.map(({ id, name }) => (
            <Tick key={id} label={name} checked={present.includes(id)} onChange={() => toggle(id)} />
          ))}
        </fieldset>
        {problem !== '' && <Said tone="clay">{problem}</Said>}
        {kept && <Said tone="moss">{t.kept()}</Said>}
        <button className="btn quiet" disabled={busy || ticked === null}>
          {t.keepList()}
        </button>
      </form>
    </details>
  );
}
