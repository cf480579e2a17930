import type { Settings } from '../settings.ts';
import { triedWith, type Delivered, type Outgoing } from './delivered.ts';

/** One mail, plain text. */
export interface Mail {
  /** The same for the same fact, so that a mail sent twice is shown once. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The way out. */
export interface Post {
  /** The address mail leaves from; what a Message-ID of ours ends with. */
  readonly from: string;
  readonly host: string;
  /** Rejects when the mail was not taken; then it is tried again. */
  send(mail: Mail): Promise<void>;
  /** One try, for what is never kept to be tried again. Never rejects. */
  deliver(outgoing: Outgoing): Promise<Delivered>;
  close(): void;
}

/**
 * SMTP by `SMTP_URL`. The sender is the URL's `?from=`, or `recourse@` and the host people know us by. No file and no
 * URL can be pulled into a mail, whatever its text says. `waits`: ms for the line, the greeting and each answer.
 */
export async function smtpPost(
  settings: Pick<Settings, 'baseUrl'> & { readonly smtpUrl: string },
  waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 },
): Promise<Post> {
  // Loaded where mail leaves at all: most of a small server's memory is code.
  const { createTransport } = await import('nodemailer');
  const url = new URL(settings.smtpUrl);
  const host = settings.baseUrl === null ? url.hostname : new URL(settings.baseUrl).hostname;
  const from = url.searchParams.get('from') ?? `recourse@${host}`;
  url.searchParams.delete('from');
  const transport = createTransport({ url: url.href, ...waits, disableFileAccess: true, disableUrlAccess: true });
  return {
    from,
    host,
    async send({ messageId, to, subject, text }) {
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport.sendMail({ from, to, subject, text, headers, messageId: `<${messageId}@${host}>` });
    },
    deliver: (outgoing) => triedWith((mail) => transport.sendMail(mail), from, outgoing),
    close: () => transport.close(),
  };
}
