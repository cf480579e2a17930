import { randomHex } from '#seal/digest.ts';
import type { Settings } from '../settings.ts';
import { codeOf, type ChannelCode } from './codes.ts';
import { testHeader } from './test-letter.ts';

/** The way out for mail, tried for its own sake. Each answers what is wrong, or `''`; none rejects. */
export interface MailTrial {
  /** As far as the login: nothing is sent. */
  readonly look: () => Promise<ChannelCode | ''>;
  readonly send: (letter: TestLetter) => Promise<ChannelCode | ''>;
  readonly close: () => void;
}

export interface TestLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly token: string;
}

/** Beside the way out that alerts and answers take (`post.ts`), so that trying never waits for them. */
export async function mailTrial(
  settings: Pick<Settings, 'baseUrl'> & { readonly smtpUrl: string },
): Promise<MailTrial> {
  const { createTransport } = await import('nodemailer');
  const url = new URL(settings.smtpUrl);
  const host = settings.baseUrl === null ? url.hostname : new URL(settings.baseUrl).hostname;
  const from = url.searchParams.get('from') ?? `recourse@${host}`;
  url.searchParams.delete('from');
  const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = createTransport({ url: url.href, ...waits, disableFileAccess: true, disableUrlAccess: true });
  const tried = (run: () => Promise<unknown>): Promise<ChannelCode | ''> => run().then(() => '' as const, codeOf);
  return {
    look: () => tried(() => transport.verify()),
    send: ({ to, subject, text, token }) =>
      tried(() =>
        transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${randomHex(16)}@${host}>`,
          headers: { [testHeader]: token, 'Auto-Submitted': 'auto-generated' },
        }),
      ),
    close: () => transport.close(),
  };
}
