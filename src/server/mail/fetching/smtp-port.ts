import { readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { SMTPServer } from 'smtp-server';
import { codeOf } from '../../channels/codes.ts';
import type { Logger } from '../../log.ts';
import type { Seen } from '../letter.ts';
import type { SmtpSettings } from './smtp-settings.ts';

export interface Listening {
  /** The port, when it was looked at; null while nothing listens. */
  readonly port: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

const lookEvery = 60_000;

/** What is offered for STARTTLS; `made` changes with the files. */
export interface Keys {
  readonly made: string;
  readonly files: { readonly key: Buffer; readonly cert: Buffer; readonly minVersion: 'TLSv1.2' };
}

function keysIn({ key, cert }: NonNullable<SmtpSettings['tls']>): Keys | null {
  try {
    const made = [key, cert].map((file) => statSync(file).mtimeMs).join('/');
    const files = { key: readFileSync(key), cert: readFileSync(cert), minVersion: 'TLSv1.2' as const };
    createSecureContext(files);
    return { made, files };
  } catch {
    return null;
  }
}

export interface KeptListening {
  readonly smtp: SmtpSettings;
  readonly server: (keys: Keys | null) => Promise<SMTPServer>;
  readonly seen: Seen;
  readonly log: Logger;
}

/** Listens as soon as the port is free, goes by new keys when there are some, and says how it is. */
export function keptListening({ smtp, server, seen, log }: KeptListening): Listening {
  let running: { readonly server: SMTPServer; readonly made: string } | null = null;
  let looking: Promise<void> = Promise.resolve();

  const closed = async (): Promise<void> => {
    const last = running;
    running = null;
    if (last !== null) await new Promise<void>((done) => last.server.close(done));
  };
  const listening = async (keys: Keys | null): Promise<SMTPServer> => {
    const made = await server(keys);
    await new Promise<void>((there, failed) => {
      made.once('error', failed);
      made.listen(smtp.port, smtp.host, there);
    });
    made.removeAllListeners('error');
    // A client that hangs up, or speaks something else: its affair.
    made.on('error', () => undefined);
    return made;
  };
  const look = async (): Promise<void> => {
    const keys = smtp.tls === null ? null : keysIn(smtp.tls);
    const made = keys?.made ?? '';
    try {
      if (running !== null && running.made !== made) await closed();
      running ??= { server: await listening(keys), made };
      // Without keys letters come as they are: better than not at all.
      if (smtp.tls !== null && keys === null) await seen('down', 'bad-certificate');
      else await seen('working', '');
    } catch (error) {
      const code = codeOf(error);
      log({ code: 'letters-not-listened-for', where: code });
      await seen('down', code);
    }
  };
  const next = (): void => {
    looking = looking.then(look);
  };
  next();
  const timer = setInterval(next, lookEvery).unref();
  return {
    async port() {
      await looking;
      return running === null ? null : (running.server.server.address() as AddressInfo).port;
    },
    async stop() {
      clearInterval(timer);
      await looking;
      await closed();
    },
  };
}
