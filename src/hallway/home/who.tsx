import type { ReactNode } from 'react';
import { timeAt } from '../frame/times.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';

/** Whose session it is; everything on the phone works in any state of it. */
export function Who({ onSignIn }: { onSignIn: () => void }): ReactNode {
  const { t, language } = useWords();
  const { keys, started, pack, now, look } = useSession();
  const { who } = started;
  const over = who !== null && now() > who.until;
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t.yours()}</h2>
      {who === null ? (
        <p>{t.signedNot()}</p>
      ) : (
        <p>
          {who.member === '' ? t.signedLent({ name: who.name }) : t.signedAs({ name: who.name })}{' '}
          {over ? (
            <small className="block">{t.signedOver()}</small>
          ) : (
            <span className="soft">{t.signedUntil({ time: timeAt(pack.edition, who.until, now(), language) })}</span>
          )}
        </p>
      )}
      <div className="row">
        {(who === null || over || (who.member !== '' && !who.signing)) && (
          <button type="button" className="btn quiet" onClick={onSignIn}>
            {t.signIn()}
          </button>
        )}
        {who !== null && (
          <button type="button" className="btn quiet" onClick={() => void keys.leave().then(look)}>
            {t.signOut()}
          </button>
        )}
      </div>
      {who !== null && (
        <p className="soft">
          {who.member !== '' && !who.signing && !over && `${t.signedLocked()} `}
          {who.member === '' && `${t.signOutLent()} `}
          {t.signOutNote()}
        </p>
      )}
    </section>
  );
}
