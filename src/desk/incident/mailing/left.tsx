import { useId, type ReactNode } from 'react';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import type { Opened, SentSeen } from '../../keys/incident-seen.ts';
import { useMailingWords, type MailingWords } from './words.ts';

function becameOf(t: MailingWords, { state, code }: SentSeen, when: string): string {
  switch (state) {
    case 'sent':
      return t.stateSent({ when });
    case 'deferred':
      return code === '' ? t.stateUnsure({ when }) : t.stateDeferred({ when });
    case 'refused':
      return t.stateRefused({ when });
    case 'bounced':
      return t.stateBounced({ when });
  }
}

const isNumber = (code: string): boolean => /^\d/u.test(code);
/** It left, and no line of the record says so: somebody was stopped in between. */
const isLoose = ({ what, state, entry }: SentSeen): boolean =>
  what === 'message' && (state === 'sent' || state === 'bounced') && entry === '';

/** What left by mail and what became of it, by the server's word. Nothing without any. */
export function LeftByMail({ opened }: { opened: Opened }): ReactNode {
  const t = useMailingWords();
  const clock = useClock(opened.row.edition);
  const heading = useId();
  const byText = opened.row.channel === 'sms';
  const mails = opened.sent.filter(({ channel }) => (channel === 'sms') === byText);
  if (mails.length === 0) return null;
  return (
    <section aria-labelledby={heading} className="card">
      <h3 id={heading}>{byText ? t.outTitle() : t.stateTitle()}</h3>
      <ul className="plain-list">
        {mails.map((one) => (
          <li key={`${one.at} ${one.entry}`}>
            <b>{one.what === 'receipt' ? t.stateReceipt() : t.stateMessage()}</b>{' '}
            {becameOf(t, one, whenOf(one.at, clock))}
            {isNumber(one.code) && <small> {t.stateCode({ code: one.code })}</small>}
            {isLoose(one) && <small> {t.stateLoose()}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
