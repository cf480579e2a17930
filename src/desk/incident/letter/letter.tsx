import type { ReactNode } from 'react';
import type { LetterTold } from '#wire/bodies.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { useLetterWords } from './words.ts';
import './letter.css';

function Folded({ title, text }: { title: string; text: string }): ReactNode {
  if (text.trim() === '') return null;
  return (
    <details className="letter-fold">
      <summary>{title}</summary>
      <Inert block text={text} />
    </details>
  );
}

/** What a letter has besides its text: folded where it only repeats, and in words where it is odd. */
export function LetterRest({ letter }: { letter: LetterTold }): ReactNode {
  const t = useLetterWords();
  const proofs = letter.proofs.map(({ method, result }) => t.proof({ method, result })).join(', ');
  return (
    <>
      {letter.forwarded.map((one, at) => (
        <details key={`${at} ${one.subject}`} className="letter-fold">
          <summary>
            <Inert text={one.from === '' ? t.forwardedPlain() : t.forwardedOne({ from: one.from })} />
          </summary>
          <p className="soft">
            <Inert text={t.forwardedSent({ subject: one.subject, sent: one.sent })} />
          </p>
          <Inert block text={one.text} />
        </details>
      ))}
      <Folded title={t.quoted()} text={letter.quoted} />
      <Folded title={t.signature()} text={letter.signature} />
      {letter.marks.length > 0 && (
        <ul className="letter-marks" aria-label={t.marksTitle()}>
          {letter.marks.map((mark) => (
            <li key={mark}>{t.mark({ mark: mark.replaceAll('-', '_') })}</li>
          ))}
        </ul>
      )}
      {proofs !== '' && (
        <p className="soft">
          <Inert text={t.proofs({ what: proofs })} />
        </p>
      )}
    </>
  );
}

/** Above the text of a letter: its subject, and when it says that it was sent. */
export function LetterHead({ opened, letter }: { opened: Opened; letter: LetterTold }): ReactNode {
  const t = useLetterWords();
  const clock = useClock(opened.row.edition);
  return (
    <div className="letter-head">
      <p className="soft">{t.head()}</p>
      {letter.subject.trim() !== '' && (
        <p>
          <span className="soft">{t.subject()}</span>{' '}
          <b>
            <Inert text={letter.subject} />
          </b>
        </p>
      )}
      {letter.sent !== null && Math.abs(letter.sent - opened.row.receivedAt) > oddly && (
        <p className="soft">{t.sentAt({ when: whenOf(letter.sent, clock) })}</p>
      )}
    </div>
  );
}

/** A letter that was long on its way, or whose sender's clock is wrong, says so. */
const oddly = 10 * 60_000;

/** Who wrote it, for who may know. */
export function Writer({ opened }: { opened: Opened }): ReactNode {
  const t = useLetterWords();
  const { letter, number } = opened.writer;
  const told = typeof opened.identity === 'object' && Object.keys(opened.identity).length > 0;
  if (letter === null && number === '')
    return told ? null : <p className="soft">{opened.row.channel === 'sms' ? t.numberNot() : t.unknown()}</p>;
  return (
    <dl className="letter-writer">
      {letter !== null && (
        <>
          <dt>{t.writer()}</dt>
          <dd>
            <Inert text={[letter.name, `<${letter.address}>`].filter((part) => part !== '').join(' ')} />
            {letter.replyTo !== '' && letter.replyTo !== letter.address && (
              <small>
                <Inert text={t.writerReply({ address: letter.replyTo })} />
              </small>
            )}
            <small>{t.original()}</small>
          </dd>
        </>
      )}
      {number !== '' && (
        <>
          <dt>{t.number()}</dt>
          <dd>
            <bdi dir="ltr">{number}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}
