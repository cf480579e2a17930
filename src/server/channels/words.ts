import { channels as en } from '#words/made/en/channels.ts';
import { channels as es } from '#words/made/es/channels.ts';
import type { Channels } from '#words/made/shape.ts';
import type { Language } from '#words/words.ts';
import type { TeamChannel } from './codes.ts';

export const channelWords: Readonly<Record<Language, Channels>> = { en, es };

/** A way as people call it. */
export function wayName(t: Channels, channel: TeamChannel): string {
  switch (channel) {
    case 'mail-in':
      return t.mailIn();
    case 'smtp-in':
      return t.smtpIn();
    case 'mail-out':
      return t.mailOut();
    case 'sms':
      return t.sms();
  }
}
