import { useState, type ReactNode } from 'react';
import { useAttendeeWords } from '../../attendees/words.ts';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { LetIn } from './let-in.tsx';
import { useNames } from './names.ts';
import { SayOut } from './out.tsx';
import { outOf, type Out } from './standing.ts';

interface Props {
  readonly opened: Opened;
  readonly again: () => Promise<void>;
}

/** Who can open it, by the signed list. */
function Readers({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const { nameOf, each } = useNames();
  const { account, identity } = opened.readers;
  const { standIn, asked } = opened.conflicts;
  const same = identity.length === 0 || identity.join() === account.join();
  return (
    <>
      <ul className="people">
        {account.map((id) => {
          const about = [
            id === team.me.id ? t.thatIsYou() : '',
            standIn.serving.includes(id) ? t.readerStandIn() : '',
            asked.some(({ member }) => member === id) ? t.readerAsked() : '',
          ].filter((part) => part !== '');
          return (
            <li key={id}>
              <span>
                {nameOf(id)}
                {about.length > 0 && <small>{about.join(' · ')}</small>}
              </span>
            </li>
          );
        })}
      </ul>
      {!same && <p className="soft">{t.readersIdentity({ names: each(identity) })}</p>}
      {opened.only !== '' && <p className="soft">{t.readersOnly()}</p>}
    </>
  );
}

/** One tap: it gives nothing back by itself, because they still have to be let in. */
function Lift({ out, opened, again, lifted }: Props & { out: Out; lifted: () => void }): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  return (
    <>
      <button
        type="button"
        className="btn quiet"
        disabled={busy}
        onClick={() =>
          void run(
            () => keys.lift(opened.row.incident, out.member),
            async () => {
              lifted();
              await again();
            },
          )
        }
      >
        {t.lift({ name: nameOf(out.member) })}
      </button>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
    </>
  );
}

/** Who cannot: named without a reason, because none is kept here. Who is out by a word of the team can come back by one. */
function CannotRead({ opened, again }: Props): ReactNode {
  const { t } = useWords();
  const clock = useClock(opened.row.edition);
  const { nameOf } = useNames();
  const [lifted, setLifted] = useState('');
  const out = outOf(opened);
  const may = 'allowed' in opened.conflicts.may.ask;
  return (
    <>
      {out.length > 0 && (
        <>
          <h3>{t.cannotRead()}</h3>
          <p className="soft">{t.cannotReadNote()}</p>
          <ul className="people">
            {out.map((one) => {
              const name = nameOf(one.member);
              const when = one.aside === null ? '' : whenOf(one.aside.at, clock);
              return (
                <li key={one.member}>
                  <span>
                    {name}
                    {one.aside !== null && (
                      <small>
                        {one.aside.own ? t.cannotOwn({ when }) : t.cannotSet({ by: whoIs(t, one.aside.by), when })}
                      </small>
                    )}
                  </span>
                  {may && (one.aside !== null || one.confirmed) && (
                    <Lift opened={opened} again={again} out={one} lifted={() => setLifted(name)} />
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {lifted !== '' && <Said tone="moss">{t.lifted({ name: lifted })}</Said>}
    </>
  );
}

/** Who opened it when, and who looked somebody up out of it: by the server's word, the newest first. */
function Fetched({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const list = useAttendeeWords();
  const clock = useClock(opened.row.edition);
  const { nameOf } = useNames();
  const all = [
    ...opened.fetched.map(({ member, at }) => ({ key: `${at} ${member}`, at, says: nameOf(member) })),
    ...opened.lookedUp.map(({ member, at }, n) => {
      return { key: `${at} ${member} ${n}`, at, says: list.lookedIn({ name: nameOf(member) }) };
    }),
  ].toSorted((a, b) => b.at - a.at);
  if (all.length === 0) return null;
  return (
    <details>
      <summary>{t.fetchedTitle()}</summary>
      <p className="soft">{t.serverSays()}</p>
      <ol className="people">
        {all.map(({ key, at, says }) => (
          <li key={key}>
            <span>{says}</span> <small>{whenOf(at, clock)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Everybody around one incident: who reads it, who does not, who could. */
export function People(props: Props): ReactNode {
  const { t } = useWords();
  const { opened } = props;
  return (
    <section className="act around" aria-labelledby="readers">
      <h2 id="readers">{t.readers()}</h2>
      <Readers opened={opened} />
      <CannotRead {...props} />
      <LetIn {...props} />
      <SayOut {...props} />
      <Fetched opened={opened} />
    </section>
  );
}
