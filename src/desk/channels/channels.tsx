import { useState, type ReactNode } from 'react';
import type { ChannelList, ChannelRow } from '#wire/channels.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { whenOf, type Clock } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { asking } from '../sending/ask.ts';
import { useNearestClock, useWays } from './state.ts';
import { UnreachedMembers } from './unreached.tsx';
import { adviceFor, useChannelWords, wayWords } from './words.ts';
import './channels.css';

const ask = asking();
/** Whoever looks here waits for something. */
const every = 5_000;
/** How long a test letter may take, as the server has it. */
const patience = 15 * 60_000;

const tones = { working: 'moss', down: 'clay', unseen: 'amber' } as const;

function Way({ row, clock }: { row: ChannelRow; clock: Clock }): ReactNode {
  const t = useChannelWords();
  const { channel, state, code, since, looked } = row;
  const when = whenOf(since, clock);
  const said = { working: t.works, down: t.down, unseen: t.unseen }[state]();
  return (
    <li className={`channel is-${state}`}>
      <h2>
        {wayWords(t, channel)} <span className={`chip ${tones[state]}`}>{said}</span>
      </h2>
      {state === 'down' && (
        <>
          <p>
            <b>{t.downSince({ when })}</b> {adviceFor(t, code)}
          </p>
          {(channel === 'mail-in' || channel === 'smtp-in') && <p>{t.mailNotLost()}</p>}
        </>
      )}
      {state === 'working' && <p>{t.worksSince({ when })}</p>}
      {looked > 0 && <p className="soft">{t.looked({ when: whenOf(looked, clock) })}</p>}
    </li>
  );
}

function Waiting({ list, clock }: { list: ChannelList; clock: Clock }): ReactNode {
  const t = useChannelWords();
  if (list.waiting.length === 0) return null;
  return (
    <section aria-labelledby="letters-waiting">
      <h2 id="letters-waiting">{t.waitTitle()}</h2>
      {list.waiting.map(({ channel, since, code }) => (
        <p key={channel}>
          <b>{t.waitSince({ way: wayWords(t, channel), when: whenOf(since, clock) })}</b> {adviceFor(t, code)}
        </p>
      ))}
    </section>
  );
}

function testSaid(t: ReturnType<typeof useChannelWords>, { test, now }: ChannelList, clock: Clock): string {
  if (test === null || test.left === 0) return t.testNever();
  const when = whenOf(test.left, clock);
  if (test.back >= test.left) return t.testBack({ when });
  return now - test.left < patience ? t.testWaits({ when }) : t.testLost({ when });
}

function TestLetter({ list, clock }: { list: ChannelList; clock: Clock }): ReactNode {
  const t = useChannelWords();
  const [left, setLeft] = useState(false);
  const { busy, problem, run } = useActing();
  const test = (): void =>
    void run(
      () => ask.json(staffPaths.api.channelTest, { body: {} }),
      () => setLeft(true),
    );
  return (
    <section aria-labelledby="test-letter">
      <h2 id="test-letter">{t.testTitle()}</h2>
      <p>{t.testLead()}</p>
      <p>{testSaid(t, list, clock)}</p>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {left && <Said tone="moss">{t.testLeft()}</Said>}
      {list.mayTest && (
        <button type="button" className="btn quiet" disabled={busy} onClick={test}>
          {t.testNow()}
        </button>
      )}
    </section>
  );
}

/** How each way to the team is, and each way it sends: of no incident, and the same for everybody. */
export default function ChannelsPage(): ReactNode {
  const t = useChannelWords();
  const { t: desk } = useWords();
  const list = useWays(every);
  const clock = useNearestClock();
  return (
    <main id="main" className="sheet" tabIndex={-1}>
      <h1>{t.title()}</h1>
      <p>{t.lead()}</p>
      {list === null ? (
        <p className="soft slow">{desk.opening()}</p>
      ) : (
        <>
          {list.rows.length === 0 && <p>{t.none()}</p>}
          <ul className="channels">
            {list.rows.map((row) => (
              <Way key={row.channel} row={row} clock={clock} />
            ))}
          </ul>
          <Waiting list={list} clock={clock} />
          <UnreachedMembers rows={list.unreached} clock={clock} />
          {list.test !== null && <TestLetter list={list} clock={clock} />}
          <p className="soft">{t.ownRoutes()}</p>
        </>
      )}
    </main>
  );
}
