import { useId, type ReactNode } from 'react';
import type { Listed, Registered } from '#domain/promises/notices.ts';
import { Inert } from '../frame/inert.tsx';
import { whenOf, type Clock } from '../frame/times.ts';
import type { NoticeSeen } from '../keys/notice-seen.ts';
import { useNoticeWords, type LineFor } from './words.ts';

const day = 24 * 3_600_000;

interface Row {
  readonly id: string;
  readonly said: Listed | Registered;
  /** When it was over, ms; null while it holds. */
  readonly over: number | null;
  readonly released: boolean;
}

function rowOf({ id, body, ended }: NoticeSeen, now: number): Row | null {
  if (body === null || !('rule' in body)) return null;
  const past = body.until !== null && body.until <= now ? body.until : null;
  return { id, said: body, over: ended ?? past, released: ended !== null };
}

function Line({ row: { said, over, released }, list, clock }: { row: Row; list: LineFor; clock: Clock }): ReactNode {
  const t = useNoticeWords();
  const ended = over === null ? '' : whenOf(over, clock);
  return (
    <li className={over === null ? 'line' : 'line over'}>
      <b className="said-of">
        <Inert text={said.subject} />
      </b>
      <span className="keep">
        <Inert text={said.rule} />
      </span>
      {'where' in said && said.where !== '' && (
        <span>
          <Inert text={said.where} />
        </span>
      )}
      {over === null ? (
        <small>
          {'from' in said && `${t.from({ when: whenOf(said.from, clock) })} · `}
          {said.until === null ? t.noEnd() : t.until({ when: whenOf(said.until, clock) })}
        </small>
      ) : (
        <small>{list === 'audio-video' && released ? t.released({ when: ended }) : t.ended({ when: ended })}</small>
      )}
    </li>
  );
}

/**
 * One list, to be read at arm's length: who or what, and the rule. What is over is said for a day, so that nobody keeps
 * to it by heart.
 */
export function Lines({
  title,
  list,
  lines,
  clock,
}: {
  readonly title: string;
  readonly list: LineFor;
  readonly lines: readonly NoticeSeen[];
  readonly clock: Clock;
}): ReactNode {
  const t = useNoticeWords();
  const heading = useId();
  const rows = lines.map((one) => rowOf(one, clock.now)).filter((row) => row !== null);
  const holding = rows
    .filter(({ over }) => over === null)
    .toSorted((a, b) => a.said.subject.localeCompare(b.said.subject, clock.language));
  const over = rows.filter((row) => row.over !== null && clock.now - row.over < day);
  return (
    <section className="list-of" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {holding.length === 0 && <p className="soft">{t.empty()}</p>}
      <ul className="plainly">
        {[...holding, ...over].map((row) => (
          <Line key={row.id} row={row} list={list} clock={clock} />
        ))}
      </ul>
      <p className="soft">{t.lead()}</p>
    </section>
  );
}
