import type { ReactNode } from 'react';
import { codeFor, type Document, type Reading } from '#domain/after/briefing.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { paths } from '#wire/paths.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useStanding } from './standing.ts';
import { useGatheringWords } from './words.ts';

interface Props {
  readonly edition: Edition;
  readonly procedure: Procedure;
}

const placeOf = (what: Document, edition: string): string =>
  ({ code: paths.code(edition), procedure: paths.staffGuide(edition), instructions: paths.handling(edition) })[what];

function One({ reading, edition, procedure }: Props & { reading: Reading }): ReactNode {
  const t = useGatheringWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const clock = useClock(edition.id);
  const { names, staff } = useStanding(edition, procedure);
  const { what, of, read, missing } = reading;
  const mine = read.find(({ member }) => member === team.me.id);
  const asked = staff.some(({ id }) => id === team.me.id);
  const title = { code: t.code(), procedure: t.procedure(), instructions: t.instructions() }[what];
  const version = what === 'code' ? (codeFor(edition)?.version ?? '') : procedure.version;
  return (
    <li className="card">
      <h3>
        {title} <span className="soft">{t.version({ version })}</span>
      </h3>
      <p>
        <a href={placeOf(what, edition.id)} target="_blank" rel="noreferrer">
          {t.openIt({ what: title })}
        </a>
      </p>
      {mine !== undefined && <p className="soft">{t.youRead({ when: whenOf(mine.at, clock) })}</p>}
      {mine === undefined && asked && (
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => void run(() => keys.confirmRead(edition.id, what, of), refresh)}
        >
          {t.confirmIt()}
        </button>
      )}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {missing.length === 0 ? (
        <p className="said moss">{t.allRead()}</p>
      ) : (
        <details>
          <summary>{t.readBy({ n: read.length })}</summary>
          <p className="soft">{t.readMissing({ names: names(missing) })}</p>
        </details>
      )}
    </li>
  );
}

/** What everybody reads before the event, side by side, and who has (PRP-01, PRP-02, PRP-04). */
export function Readings(props: Props): ReactNode {
  const t = useGatheringWords();
  const { readings } = useStanding(props.edition, props.procedure);
  return (
    <section aria-labelledby="readings">
      <h2 id="readings">{t.read()}</h2>
      <p className="soft">{t.readNote()}</p>
      <ul className="beside">
        {readings.map((reading) => (
          <One key={reading.what} reading={reading} {...props} />
        ))}
      </ul>
    </section>
  );
}
