import type { Settings } from '../settings.ts';

/** One mail, plain text. */
export interface Mail {
  /** The same for the same fact, so that a mail sent twice is shown once. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The way out. Rejects when the mail was not taken; then it is tried again. */
export interface Post {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/**
 * SMTP by `SMTP_URL`. The sender is the URL's `?from=`, or `recourse@` and the host people know us by. No file and no
 * URL can be pulled into a mail, whatever its text says.
 */
export async function smtpPost(settings: Pick<Settings, 'baseUrl'> & { readonly smtpUrl: string }): Promise<Post> {
  // Loaded where mail leaves at all: most of a small server's memory is code.
  const { createTransport } = await import('nodemailer');
  const url = new URL(settings.smtpUrl);
  const host = settings.baseUrl === null ? url.hostname : new URL(settings.baseUrl).hostname;
  const from = url.searchParams.get('from') ?? `recourse@${host}`;
  url.searchParams.delete('from');
  const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = createTransport({ url: url.href, ...waits, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ messageId, to, subject, text }) {
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport.sendMail({ from, to, subject, text, headers, messageId: `<${messageId}@${host}>` });
    },
    close: () => transport.close(),
  };
}
