import { useState, type ReactNode } from 'react';
import { Field, Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import './eight.css';

const fold = (word: string): string => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

interface Props {
  readonly words: readonly string[];
  readonly done: () => void;
}

/** Eight words, shown once: read, written down, and two of them typed back. */
export function Eight({ words, done }: Props): ReactNode {
  const { t } = useWords();
  const [typing, setTyping] = useState(false);
  const [third, setThird] = useState('');
  const [fifth, setFifth] = useState('');
  const [wrong, setWrong] = useState(false);
  if (!typing)
    return (
      <>
        <p>{t.yourWordsNote()}</p>
        <ol className="words" lang="en">
          {words.map((word, at) => (
            <li key={`${at} ${word}`}>
              <bdi>{word}</bdi>
            </li>
          ))}
        </ol>
        <p className="soft">{t.yourWordsKeep()}</p>
        <button type="button" className="btn" onClick={() => setTyping(true)}>
          {t.wordsWritten()}
        </button>
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const right = fold(third) === fold(words[2] ?? '') && fold(fifth) === fold(words[4] ?? '');
        if (right) done();
        else setWrong(true);
      }}
    >
      <p>{t.typeTwo()}</p>
      {wrong && <Said tone="clay">{t.typeTwoWrong()}</Said>}
      <Field
        label={t.thirdWord()}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={third}
        onChange={(e) => setThird(e.target.value)}
      />
      <Field
        label={t.fifthWord()}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={fifth}
        onChange={(e) => setFifth(e.target.value)}
      />
      <div className="row">
        <button className="btn">{t.continue()}</button>
        <button type="button" className="btn quiet" onClick={() => setTyping(false)}>
          {t.showAgain()}
        </button>
      </div>
    </form>
  );
}
