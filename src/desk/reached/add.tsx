import { useState, type ReactNode } from 'react';
import type { RoutesAnswer } from '#wire/reached.ts';
import { Field } from '../frame/field.tsx';
import { AddHook } from './add-hook.tsx';
import { useAdding } from './adding.ts';
import { Became } from './became.tsx';
import { canNotify, subscribe } from './waking.ts';
import { useReachedWords } from './words.ts';

/** This very browser. The leave is asked for on the tap, and never before. */
function AddDevice({ answer, here }: { answer: RoutesAnswer; here: boolean }): ReactNode {
  const t = useReachedWords();
  const adding = useAdding();
  const [asks, setAsks] = useState(false);
  if (here) return <p className="soft">{t.pushHere()}</p>;
  if (!canNotify()) return <p className="soft">{t.pushNot()}</p>;
  const tapped = async (): Promise<void> => {
    setAsks(true);
    const made = await subscribe(answer.pushKey, answer.words);
    setAsks(false);
    if (made === 'denied') adding.say(t.pushDenied());
    else if (made === 'failed') adding.say(t.pushFailed());
    else await adding.add({ kind: 'push', endpoint: made.endpoint });
  };
  return (
    <div>
      <p className="soft">{t.pushHint({ words: answer.words })}</p>
      <Became adding={adding} />
      <button type="button" className="btn" disabled={asks || adding.busy} onClick={() => void tapped()}>
        {t.addPush()}
      </button>
    </div>
  );
}

function AddNumber(): ReactNode {
  const t = useReachedWords();
  const adding = useAdding();
  const [number, setNumber] = useState('');
  const [wrong, setWrong] = useState(false);
  const send = async (): Promise<void> => {
    const plain = number.replaceAll(/[\s().-]/gu, '');
    const fits = /^\+[1-9]\d{6,14}$/u.test(plain);
    setWrong(!fits);
    if (fits && (await adding.add({ kind: 'sms', number: plain }))) setNumber('');
  };
  return (
    <details>
      <summary>{t.addSms()}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field
          label={t.number()}
          hint={t.numberHint()}
          {...(wrong && { error: t.numberWrong() })}
          type="tel"
          autoComplete="tel"
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
        <Became adding={adding} />
        <button className="btn" disabled={adding.busy}>
          {t.addIt()}
        </button>
      </form>
    </details>
  );
}

/** Another way: this device, a number where texts can be sent, a chat or a service that rings. */
export function Add({ answer, here }: { answer: RoutesAnswer; here: boolean }): ReactNode {
  const t = useReachedWords();
  return (
    <section aria-labelledby="reached-add" className="adding">
      <h3 id="reached-add">{t.add()}</h3>
      {answer.offers.includes('push') && <AddDevice answer={answer} here={here} />}
      {answer.offers.includes('sms') && <AddNumber />}
      {answer.offers.includes('webhook') && <AddHook />}
    </section>
  );
}
