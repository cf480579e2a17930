import { useState, type ReactNode } from 'react';
import type { QuietSent } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Field, Said } from '../frame/field.tsx';
import { askAgain } from '../frame/polled.ts';
import { asking } from '../sending/ask.ts';
import { useReachedWords } from './words.ts';

const ask = asking();

/** Minutes of the day, as a field of a form has them. */
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function minutesOf(clock: string): number | null {
  const [, hours = '', minutes = ''] = /^(\d\d):(\d\d)$/u.exec(clock) ?? [];
  return hours === '' ? null : Number(hours) * 60 + Number(minutes);
}

/** When only what is urgent may wake, on the clock of the event. */
export function Quiet({ quiet, zone, place }: { quiet: QuietSent | null; zone: string; place: string }): ReactNode {
  const t = useReachedWords();
  const { busy, problem, run } = useActing();
  const [from, setFrom] = useState(clockOf(quiet?.from ?? 23 * 60));
  const [to, setTo] = useState(clockOf(quiet?.to ?? 7 * 60));
  const keep = (body: QuietSent): void => {
    void run(() => ask.json(staffPaths.api.routesQuiet, { body }), askAgain);
  };
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  return (
    <section aria-labelledby="reached-quiet">
      <h3 id="reached-quiet">{t.quiet()}</h3>
      <p className="soft">{t.quietHint({ place: place === '' ? zone : place })}</p>
      <output>
        {quiet === null ? t.quietNone() : t.quietIs({ from: clockOf(quiet.from), to: clockOf(quiet.to) })}
      </output>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (begins !== null && ends !== null) keep({ from: begins, to: ends, zone });
        }}
      >
        <div className="pair">
          <Field
            label={t.quietFrom()}
            type="time"
            required
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
          <Field label={t.quietTo()} type="time" required value={to} onChange={({ target }) => setTo(target.value)} />
        </div>
        {begins !== null && begins === ends && <Said>{t.quietSame()}</Said>}
        {problem !== '' && <Said tone="clay">{problem}</Said>}
        <div className="answers-of">
          <button className="btn" disabled={busy || begins === null || ends === null || begins === ends}>
            {t.quietOn()}
          </button>
          {quiet !== null && (
            <button type="button" className="btn quiet" disabled={busy} onClick={() => keep({ from: 0, to: 0, zone })}>
              {t.quietOff()}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
