import type { ReactNode } from 'react';
import { nameOf, useSession } from '../frame/session.tsx';
import { Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import type { Opened } from '../keys/protocol.ts';
import { AnswerList } from './answers.tsx';

/** What was told, and apart from it who told it. */
export function Account({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const { account, identity } = opened;
  return (
    <>
      <section aria-labelledby="account" className="account">
        <h2 id="account">{t.account()}</h2>
        {account === null ? (
          <Said tone="clay">{t.accountLocked()}</Said>
        ) : (
          <AnswerList opened={opened} answers={account} />
        )}
      </section>
      <section aria-labelledby="identity" className="apart">
        <h2 id="identity">{t.identity()}</h2>
        {identity === 'none' && <p className="soft">{t.identityNone()}</p>}
        {identity === 'locked' && <p className="soft">{t.identityLocked()}</p>}
        {typeof identity === 'object' && (
          <>
            <p className="soft">{t.identityNote()}</p>
            <AnswerList opened={opened} answers={identity} />
          </>
        )}
      </section>
    </>
  );
}

/** Who can open it, by the signed list; who cannot is named without a reason, because none is kept here. */
export function Readers({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const names = (ids: readonly string[]): string => ids.map((id) => nameOf(team, id) || t.formerMember()).join(', ');
  const { account, identity } = opened.readers;
  const same = identity.length === 0 || identity.join() === account.join();
  return (
    <section aria-labelledby="readers">
      <h2 id="readers">{t.readers()}</h2>
      <p>{names(account)}</p>
      {!same && <p className="soft">{t.readersIdentity({ names: names(identity) })}</p>}
      {opened.apart.length > 0 && <p className="soft">{t.readersApart({ names: names(opened.apart) })}</p>}
      {opened.only !== '' && <p className="soft">{t.readersOnly()}</p>}
    </section>
  );
}
