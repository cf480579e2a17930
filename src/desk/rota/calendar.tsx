import { useState, type ReactNode } from 'react';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { asking } from '../sending/ask.ts';
import { useRotaWords } from './words.ts';

const ask = asking();

/** 128 bits, hex. */
function newSecret(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The address of one's own calendar: made here, shown once, kept by the server as a digest alone. */
export function Calendar(): ReactNode {
  const t = useRotaWords();
  const { busy, problem, run } = useActing();
  const [shown, setShown] = useState<'nothing' | 'ended' | { readonly address: string }>('nothing');
  const put = (secret: string): void =>
    void run(
      () => ask.json(staffPaths.api.feed, { body: { secret } }),
      async () => {
        const address = location.origin + staffPaths.calendar(`${secret}.ics`);
        setShown(secret === '' ? 'ended' : { address });
      },
    );
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{t.calHeading()}</h2>
      <p>{t.calBody()}</p>
      {typeof shown === 'object' && (
        <>
          <p>{t.calOnce()}</p>
          <p>
            <code className="address" dir="ltr">
              {shown.address}
            </code>
          </p>
        </>
      )}
      {shown === 'ended' && <Said>{t.calEnded()}</Said>}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="row">
        <button type="button" className="btn quiet" disabled={busy} onClick={() => put(newSecret())}>
          {t.calMake()}
        </button>
        <button type="button" className="btn quiet" disabled={busy} onClick={() => put('')}>
          {t.calEnd()}
        </button>
      </div>
    </section>
  );
}
