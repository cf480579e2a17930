import { isAddress } from '../../post/address.ts';

/** Where letters are handed over to us: what a mail server needs that an address of ours points to (MX). */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** Files of the key and the certificate for STARTTLS; null: letters come as they are. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
  /** Addresses, and domains as `@example.org`; empty: those of the events and of answers to us. */
  readonly accepted: readonly string[];
}

const hostAndPort = /^(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})$/iu;

const isAccepted = (text: string): boolean => isAddress(text) || (text.startsWith('@') && isAddress(`care${text}`));

/**
 * `SMTP_LISTEN` with `SMTP_TLS_KEY`, `SMTP_TLS_CERT` and `SMTP_FOR`; null without it, or the line that says what is wrong.
 */
export function readSmtpListen(
  given: (name: string) => string | null,
): SmtpSettings | null | { readonly wrong: string } {
  const [listen, key, cert] = [given('SMTP_LISTEN'), given('SMTP_TLS_KEY'), given('SMTP_TLS_CERT')];
  if (listen === null) return null;
  const [, host = '', port = ''] = hostAndPort.exec(listen) ?? [];
  if (host === '' || Number(port) > 65_535)
    return { wrong: 'SMTP_LISTEN must be an address and a port, as in 0.0.0.0:25 or [::]:25.' };
  if ((key ?? '') === '' ? (cert ?? '') !== '' : (cert ?? '') === '')
    return {
      wrong: 'SMTP_TLS_KEY and SMTP_TLS_CERT must be given both: the file of the key and that of the certificate.',
    };
  const accepted = (given('SMTP_FOR') ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  if (!accepted.every(isAccepted))
    return {
      wrong: 'SMTP_FOR must be addresses or domains with commas between, as in care@example.org, @care.example.org.',
    };
  return {
    host: host.replace(/^\[|\]$/gu, ''),
    port: Number(port),
    tls: key && cert ? { key, cert } : null,
    accepted,
  };
}
