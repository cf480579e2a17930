import type { Mail, Post } from '#server/post/post.ts';

/** Mail that would have left. Kept in memory, newest first, and shown on the rehearsal's page. */
export interface Outbox extends Post {
  readonly mails: () => readonly Mail[];
}

const most = 200;

export function outbox(): Outbox {
  let mails: readonly Mail[] = [];
  return {
    mails: () => mails,
    async send(mail) {
      const known = mails.some(({ messageId }) => messageId === mail.messageId);
      if (!known) mails = [mail, ...mails].slice(0, most);
    },
    close: () => undefined,
  };
}
