import { generic } from './generic.ts';
import type { TextProvider } from './provider.ts';
import type { SmsSettings } from './sms-url.ts';
import { twilio } from './twilio.ts';

/** The provider that is set; null without one: nothing of it is offered then. */
export function textsOut({
  sms,
  baseUrl,
}: {
  readonly sms: SmsSettings | null;
  readonly baseUrl: string | null;
}): TextProvider | null {
  if (sms === null) return null;
  return sms.kind === 'twilio' ? twilio(sms, baseUrl ?? '') : generic(sms);
}
