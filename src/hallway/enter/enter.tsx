import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { HallwayPack } from '#wire/hallway.ts';
import { paths } from '#wire/paths.ts';
import { Heading } from '../frame/heading.tsx';
import { refusalIn } from '../frame/refusals.ts';
import type { Keys } from '../keys/client.ts';
import { LanguageSwitch, useWords } from '../language/words.tsx';
import type { Link } from './link.ts';

interface Props {
  readonly keys: Keys;
  /** The event that is known, or `''`. */
  readonly edition: string;
  /** Called when somebody is in, with what was just fetched; null without a network. */
  readonly onEntered: (pack: HallwayPack | null) => Promise<void>;
}

/** What is typed into one field; a password manager may fill the words in. */
function Words({
  shown,
  words,
  onWords,
}: {
  shown: boolean;
  words: string;
  onWords: (words: string) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <div className="line">
      <label htmlFor="words">{t.enterWords()}</label>
      <small id="words-hint">{t.enterWordsHint()}</small>
      <input
        id="words"
        name="words"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="auto"
        aria-describedby="words-hint"
        value={words}
        onChange={(event) => onWords(event.target.value)}
      />
    </div>
  );
}

/** A member's own phone: their eight words, and the event when no link named it. */
export function EnterWords({ keys, edition, onEntered }: Props): ReactNode {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const [event, setEvent] = useState(edition);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const enter = async (): Promise<string> => {
    const who = await keys.enter(words, event.trim());
    if ('refused' in who) return refusalIn(t, who.refused);
    const pack = await keys.refresh(event.trim());
    // Without a network the words still open the key that signs; what lies here is shown.
    if ('refused' in pack && pack.refused !== 'offline') return refusalIn(t, pack.refused);
    setWords('');
    await onEntered('refused' in pack ? null : pack);
    return '';
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (busy) return;
        setBusy(true);
        setProblem('');
        void enter()
          .catch(() => t.noBusy())
          .then((said) => {
            setProblem(said);
            setBusy(false);
          });
      }}
    >
      {problem !== '' && (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      {edition === '' && (
        <div className="line">
          <label htmlFor="event">{t.enterEvent()}</label>
          <small id="event-hint">{t.enterEventHint()}</small>
          <input
            id="event"
            type="text"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            aria-describedby="event-hint"
            value={event}
            onChange={(typed) => setEvent(typed.target.value)}
          />
        </div>
      )}
      <Words shown={shown} words={words} onWords={setWords} />
      <div className="row">
        <button className="btn" disabled={busy}>
          {busy ? t.entering() : t.enterOpen()}
        </button>
        <button type="button" className="btn quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t.enterHide() : t.enterShow()}
        </button>
      </div>
    </form>
  );
}

interface Lent {
  readonly keys: Keys;
  readonly secret: string;
  readonly onEntered: Props['onEntered'];
}

function Attempt({ keys, secret, onEntered, onAgain }: Lent & { onAgain: () => void }): ReactNode {
  const { t } = useWords();
  const [problem, setProblem] = useState('');
  const enter = async (): Promise<string> => {
    const lent = await keys.enterDuty(secret);
    if ('refused' in lent) {
      const over = lent.refused === 'unknown' || lent.refused === 'wrong-words' || lent.refused === 'not-allowed';
      return over ? t.enterLentNo() : refusalIn(t, lent.refused);
    }
    const pack = await keys.refresh(lent.edition);
    if ('refused' in pack) return refusalIn(t, pack.refused);
    await onEntered(pack);
    return '';
  };
  const attempt = useEffectEvent(() => enter().catch(() => t.noBusy()));
  useEffect(() => {
    void attempt().then(setProblem);
  }, []);
  if (problem === '') return <p aria-live="polite">{t.enterLent()}</p>;
  return (
    <>
      <p className="error" role="alert">
        {problem}
      </p>
      <button type="button" className="btn" onClick={onAgain}>
        {t.tryAgain()}
      </button>
    </>
  );
}

/** A phone that was lent: its link is all it needs. */
function EnterLent(lent: Lent): ReactNode {
  const [tries, setTries] = useState(0);
  return <Attempt key={`${lent.secret} ${tries}`} {...lent} onAgain={() => setTries(tries + 1)} />;
}

/** The first page on a phone that knows no event yet. */
export function Enter({ keys, link, onEntered }: Omit<Props, 'edition'> & { link: Link }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Heading>{t.enterTitle()}</Heading>
      {link.secret === '' ? (
        <>
          <p>{t.enterNote()}</p>
          <EnterWords keys={keys} edition={link.edition} onEntered={onEntered} />
        </>
      ) : (
        <EnterLent keys={keys} secret={link.secret} onEntered={onEntered} />
      )}
      <footer>
        <a href={paths.desk}>{t.enterDesk()}</a>
        <LanguageSwitch />
      </footer>
    </>
  );
}
