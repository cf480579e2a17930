import type { Post } from '#server/post/post.ts';

/** A way out that takes everything and keeps nothing; with `send` in its place a test hears what members are sent. */
export const noPost: Post = {
  from: 'recourse@pyharbor.example',
  host: 'report.pyharbor.example',
  send: async () => undefined,
  deliver: async () => ({ state: 'sent', code: '' }),
  close: () => undefined,
};
