import { useEffect, useState, type ReactNode } from 'react';
import { drafts as en } from '#words/made/en/drafts.ts';
import { drafts as es } from '#words/made/es/drafts.ts';
import { Said } from '../frame/field.tsx';
import { useOwn } from '../frame/own-words.ts';
import { useClock } from '../frame/session.tsx';
import { timeOf, whenOf } from '../frame/times.ts';
import type { Draft, Found as FoundText } from './draft.ts';
import { wordsOf } from './fitting.ts';
import './drafts.css';

/** How much of a text is shown, so that somebody can tell which it was. */
const shown = 140;

const beginningOf = (words: string): string => (words.length > shown ? `${words.slice(0, shown).trimEnd()}…` : words);

interface Props<T extends object> {
  readonly draft: Draft<T>;
  /** Whose zone the time is said in. */
  readonly edition: string;
  /** What a text is told apart by, where its own words do not tell it. */
  readonly words?: (value: T) => string;
}

function One<T extends object>({ draft, one, edition, words = wordsOf }: Props<T> & { one: FoundText<T> }): ReactNode {
  const t = useOwn({ en, es });
  // The device wrote it down, so the device says what day it is now.
  const [now] = useState(() => Date.now());
  const clock = { ...useClock(edition), now };
  const [sure, setSure] = useState(false);
  const beginning = beginningOf(words(one.value));
  const lately = now - one.at < 12 * 3_600_000;
  return (
    <li className="said soft">
      <p>{t.notSent({ when: lately ? timeOf(one.at, clock) : whenOf(one.at, clock) })}</p>
      {beginning !== '' && (
        <p className="beginning" dir="auto">
          {beginning}
        </p>
      )}
      <div className="row">
        <button type="button" className="btn quiet" onClick={() => draft.take(one)}>
          {t.takeIt()}
        </button>
        <button type="button" className="btn quiet" onClick={() => (sure ? draft.drop(one) : setSure(true))}>
          {sure ? t.deleteForGood() : t.deleteIt()}
        </button>
      </div>
    </li>
  );
}

/** Said by one form of the page, and once. */
let saidUnkept = false;

function Unkept(): ReactNode {
  const t = useOwn({ en, es });
  const [mine] = useState(() => !saidUnkept);
  useEffect(() => {
    saidUnkept = true;
  }, []);
  return mine ? <Said>{t.unkept()}</Said> : null;
}

/** Texts that were not sent, offered back above the form they belong to. Nothing while there is none. */
export function Found<T extends object>(props: Props<T>): ReactNode {
  const { draft } = props;
  const t = useOwn({ en, es });
  return (
    <>
      {draft.unkept && <Unkept />}
      {draft.found.length > 0 && (
        <ul className="found" aria-label={t.found()}>
          {draft.found.map((one) => (
            <One key={one.id} {...props} one={one} />
          ))}
        </ul>
      )}
    </>
  );
}
