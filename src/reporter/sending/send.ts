import { sameReceivers } from '#domain/intake/recipients.ts';
import { mailboxKeys, newEntropy, reportIdOf, type MailboxKeys } from '#seal/words.ts';
import type { Received } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { addInstead, type Arrived } from './again.ts';
import { post } from './ask.ts';
import { digestOf, sealed, type Attempt, type Content, type NotSent } from './attempt.ts';
import { receiversOf, type Receivers } from './bodies.ts';
import type { Ground, NoGround } from './ground.ts';

export interface Sending {
  readonly edition: string;
  readonly language: string;
  /** The hidden token of the form: it gives the report its id, and nothing else. */
  readonly token: string;
  /** Of several events none was named (RPT-08). */
  readonly unnamed: boolean;
  /** The verified list, fetched again when `fresh`. */
  readonly ground: (fresh: boolean) => Promise<Ground | NoGround>;
  /** What happens now, in words for the reporter. */
  readonly say: (what: 'locking' | 'sending') => void;
}

export interface Sender {
  readonly entropy: Uint8Array;
  /** Sends what is on the page to these readers, whom the check page named. */
  readonly send: (content: Content, shown: Receivers) => Promise<Arrived | NotSent>;
}

/** How often the list of the team or the event's settings may move under one press of Send. */
const most = 4;

/**
 * Sends one report, once. The words are made once for the page; a batch that may have arrived is kept and sent again
 * as it is, never sealed anew, unless what was written, the list of the team or the event's procedure has changed since.
 */
export function sender(sending: Sending): Sender {
  const entropy = newEntropy();
  const reportId = reportIdOf(sending.token);
  const attempts: Attempt[] = [];
  const made = new Map<string, FormData>();
  let keys: MailboxKeys | null = null;

  const attemptFor = async (content: Content, ground: Ground, shown: Receivers): Promise<Attempt | NotSent> => {
    const receivers = receiversOf(ground.info, ground.head.roster, content.answers, ground.info.now);
    if (receivers.account.length === 0) return { refused: 'nobody', locked: false };
    if (!sameReceivers(receivers, shown)) return { refused: 'readers-changed', locked: false };
    const digest = digestOf(content);
    const before = attempts.find(
      (one) =>
        one.digest === digest &&
        one.rosterHash === ground.head.hash &&
        one.receivers.under.digest === receivers.under.digest &&
        sameReceivers(one.receivers, receivers),
    );
    if (before !== undefined) return before;
    sending.say('locking');
    keys ??= await mailboxKeys(entropy, ground.salt);
    const attempt = await sealed(content, ground, receivers, { ...sending, reportId, keys });
    if ('refused' in attempt) return { ...attempt, locked: false };
    attempts.push(attempt);
    return attempt;
  };

  const send = async (content: Content, shown: Receivers): Promise<Arrived | NotSent> => {
    for (let tries = 0; tries < most; tries++) {
      const ground = await sending.ground(tries > 0);
      if ('refused' in ground) return { ...ground, locked: attempts.length > 0 };
      const attempt = await attemptFor(content, ground, shown);
      if ('refused' in attempt) return attempt;
      sending.say('sending');
      const answer = await post<Received>(paths.api.reports(sending.edition), attempt.form);
      if (!('failed' in answer)) return { ...answer, receivers: attempt.receivers, how: 'sent' };
      if (answer.failed === 'offline') return { refused: 'offline', locked: true };
      if (answer.failed === 'closed') return { refused: 'closed', locked: true };
      if (answer.failed === 'slow-down') return { refused: 'busy', locked: true };
      if (answer.failed === 'already-received' && keys !== null) {
        return addInstead(content, attempts, { keys, ground, reportId, shown, made });
      }
      if (answer.failed !== 'roster-moved' && answer.failed !== 'settings-moved')
        return { refused: 'not-taken', locked: true };
    }
    return { refused: 'busy', locked: true };
  };
  return { entropy, send };
}
