import type { ChannelRow } from '#wire/channels.ts';
import { channels as en } from '#words/made/en/channels.ts';
import { channels as es } from '#words/made/es/channels.ts';
import type { Channels } from '#words/made/shape.ts';
import { useOwn } from '../frame/own-words.ts';

export const useChannelWords = (): Channels => useOwn({ en, es });

/** A way as people call it. */
export function wayWords(t: Channels, channel: ChannelRow['channel']): string {
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

/** What is wrong with a way, and what to do about it. */
export function adviceFor(t: Channels, code: string): string {
  const known: Readonly<Record<string, () => string>> = {
    'no-route': t.codeNoRoute,
    'timed-out': t.codeTimedOut,
    'refused-login': t.codeRefusedLogin,
    'bad-certificate': t.codeBadCertificate,
    'server-busy': t.codeServerBusy,
    refused: t.codeRefused,
    'bad-answer': t.codeBadAnswer,
    'no-folder': t.codeNoFolder,
    'port-taken': t.codePortTaken,
    'not-read-back': t.codeNotReadBack,
    'no-provider': t.codeNoProvider,
    gone: t.codeGone,
    'not-reading': t.codeNotReading,
    'all-closed': t.codeAllClosed,
    'no-server-key': t.codeNoServerKey,
    'letter-stuck': t.codeLetterStuck,
  };
  return (Object.hasOwn(known, code) ? known[code] : undefined)?.() ?? t.codeUnknown();
}
