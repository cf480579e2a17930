import { join } from 'node:path';
import { start, type Running } from '#server/start.ts';
import type { Settings } from '#server/settings.ts';
import type { Logger } from '#server/log.ts';
import type { Post } from '#server/post/post.ts';
import { paths } from '#wire/paths.ts';
import { cast, opensAt } from './cast.ts';
import { movableClock } from './clock.ts';
import { eightWordsOf } from './keys.ts';
import { outbox, type Outbox } from './outbox.ts';
import { rehearsalPage } from './page.ts';
import { seed } from './seed.ts';

export interface Rehearsing extends Running {
  readonly post: Outbox;
  readonly now: () => number;
}

export interface Given {
  readonly say?: (line: string) => void;
  readonly log?: Logger;
  /** Another way out for mail, in a test of it. */
  readonly post?: Post;
}

const isHere = (host: string | undefined): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host ?? '');

/** The seeded PyHarbor edition on a clock that can be moved; mail stays here. Used by `npm run rehearse` and tests. */
export async function rehearse(
  settings: Settings,
  { say = console.log, log, post: given }: Given = {},
): Promise<Rehearsing> {
  const clock = movableClock(opensAt, join(settings.dataDir, 'clock'));
  const post = outbox();
  const words = cast.map(({ id, name, part }) => ({ name, part, words: eightWordsOf(id) }));
  say('REHEARSAL. Nothing told here is real, and anybody can read it.');
  const running = await start(
    // Whatever is set: no real letter comes in here, where anybody can read it, and none leaves. One can be written on
    // this machine itself.
    { ...settings, smtpUrl: null, imap: null, smtpIn: isHere(settings.smtpIn?.host) ? settings.smtpIn : null },
    {
      now: clock.now,
      say,
      ...(log !== undefined && { log }),
      rehearsal: { cast: words, post: given ?? post, pages: rehearsalPage(clock, post, words), seed },
    },
  );
  say(`Clock, mail and words: ${settings.baseUrl ?? running.url}${paths.rehearsal}`);
  return {
    ...running,
    post,
    now: clock.now,
    async stop() {
      await running.stop();
      clock.keep();
    },
  };
}
