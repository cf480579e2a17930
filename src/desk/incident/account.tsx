import type { ReactNode } from 'react';
import { Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import type { Opened } from '../keys/incident-seen.ts';
import { AnswerList } from './answers.tsx';
import { Cover } from './cover/cover.tsx';
import { isTakenOut } from './handling/told.ts';
import { LetterHead, LetterRest, Writer } from './letter/letter.tsx';
import { useLetterWords } from './letter/words.ts';
import { TakenBlocks } from './taken/blocks.tsx';
import { TakenHead } from './taken/head.tsx';
import './account.css';

/** What was told, covered where it is heavy, and apart from it who told it. */
export function Account({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  const letters = useLetterWords();
  const { account, identity, taken, letter } = opened;
  const { filed } = opened.handling.incident;
  return (
    <>
      <section aria-labelledby="account" className="account">
        <h2 id="account">{t.account()}</h2>
        {account === null ? (
          <Said tone="clay">{t.accountLocked()}</Said>
        ) : (
          <>
            {filed !== '' && <Said tone="moss">{letters.filedAs({ as: filed })}</Said>}
            {opened.unnamed && <p className="soft">{letters.unnamed()}</p>}
            {letter !== null && <LetterHead opened={opened} letter={letter} />}
            {opened.row.channel === 'sms' && identity !== 'locked' && (
              <p className="soft">{letters.texted({ agreed: opened.writer.number === '' ? 'no' : 'yes' })}</p>
            )}
            {taken !== null && <TakenHead opened={opened} taken={taken} />}
            <Cover opened={opened}>
              {letter !== null && <AnswerList opened={opened} answers={account} />}
              {letter !== null && <LetterRest letter={letter} />}
              {taken === null ? (
                letter === null && <AnswerList opened={opened} answers={account} />
              ) : (
                <TakenBlocks opened={opened} taken={taken} answers={account} />
              )}
            </Cover>
          </>
        )}
      </section>
      {/* Of what a member wrote out of another report, that one knows who told it. */}
      {!isTakenOut(opened) && (
        <section aria-labelledby="identity" className="apart">
          <h2 id="identity">{t.identity()}</h2>
          {identity === 'none' && <p className="soft">{t.identityNone()}</p>}
          {identity === 'locked' && <p className="soft">{t.identityLocked()}</p>}
          {typeof identity === 'object' && (
            <>
              <p className="soft">{t.identityNote()}</p>
              <Writer opened={opened} />
              <AnswerList opened={opened} answers={identity} />
            </>
          )}
        </section>
      )}
    </>
  );
}
