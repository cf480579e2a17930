import type { Mail, Post } from '#server/post/post.ts';

/** Mail that would have left. Kept in memory, newest first, and shown on the rehearsal's page. */
export interface Outbox extends Post {
  readonly mails: () => readonly Mail[];
}

const host = 'report.pyharbor.example';

const most = 200;

export function outbox(): Outbox {
  let mails: readonly Mail[] = [];
  const keep = (mail: Mail): void => {
    const known = mails.some(({ messageId }) => messageId === mail.messageId);
    if (!known) mails = [mail, ...mails].slice(0, most);
  };
  return {
    from: `recourse@${host}`,
    host,
    mails: () => mails,
    async send(mail) {
      keep(mail);
    },
    async deliver({ messageId, to, subject, text }) {
      keep({ messageId, to, subject, text });
      return { state: 'sent', code: '' };
    },
    close: () => undefined,
  };
}
