import type { SmsSettings } from '../texts/sms-url.ts';
import { codeOf, type ChannelCode } from './codes.ts';

const waitMs = 10_000;

/** Asks the provider for our own account: nothing is sent. Absent where a provider has nothing of the kind. */
export function smsLook(sms: SmsSettings | null): (() => Promise<ChannelCode | ''>) | undefined {
  if (sms?.kind !== 'twilio') return undefined;
  const { account, token, api } = sms;
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  return async () => {
    try {
      const answer = await fetch(`${api}/2010-04-01/Accounts/${encodeURIComponent(account)}.json`, {
        redirect: 'manual',
        headers: { authorization },
        signal: AbortSignal.timeout(waitMs),
      });
      await answer.body?.cancel();
      if (answer.ok) return '';
      if (answer.status === 401 || answer.status === 403 || answer.status === 404) return 'refused-login';
      return answer.status === 429 || answer.status >= 500 ? 'server-busy' : 'bad-answer';
    } catch (error) {
      return codeOf(error);
    }
  };
}
