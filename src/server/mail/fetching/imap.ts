import { codeOf } from '../../channels/codes.ts';
import type { Logger } from '../../log.ts';
import { NoFolder, openMailbox } from './mailbox.ts';
import type { MailboxSettings } from './mailbox-url.ts';
import { Session, type Kept } from './mailbox-session.ts';
import { largestLetter, type Seen, type Take, type Waits } from '../letter.ts';

export interface WatchingFor {
  readonly mailbox: MailboxSettings;
  readonly take: Take;
  readonly seen: Seen;
  readonly waits: Waits;
  readonly now: () => number;
  readonly log: Logger;
  /** ms between looks, where the mail server told of nothing. */
  readonly every?: number;
  /** ms that the first wait for a letter or a server takes; each further one is twice as long. */
  readonly first?: number;
  /** Bytes of a letter that are taken. */
  readonly largest?: number;
}

export interface Watching {
  /** Finishes what is in hand. */
  readonly stop: () => Promise<void>;
}

// With the time a dead connection is given (20 s), and a new one (10 s), within the minute.
const lookEvery = 25_000;
const longestWait = 60_000;

/**
 * Fetches letters from a mailbox as they arrive, for as long as the server runs: told of by the mail server (IDLE), and
 * by looking where it tells nothing. A letter is taken away only after it was taken; until then it may be fetched any
 * number of times, also by several processes: the same letter is the same report. [Note: Fetched again is the same report]
 */
export function watchMailbox(given: WatchingFor): Watching {
  const { mailbox, seen, log, every = lookEvery, first = 1_000, largest = largestLetter } = given;
  const kept: Kept = { settled: new Map(), later: new Map() };
  const ended = { yes: false };
  const ending = Promise.withResolvers<void>();
  let told = { what: '', at: 0 };

  /** As often as it changes, and once for each look that would be made anyhow. */
  const say: Seen = async (state, code) => {
    const what = `${state} ${code}`;
    if (told.what === what && performance.now() - told.at < every / 2) return;
    told = { what, at: performance.now() };
    await seen(state, code);
  };

  /** Resolves after `ms`, when it is woken, or when all of it ends. */
  const until = async (ms: number, woken?: Promise<void>): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const time = new Promise<void>((go) => {
      timer = setTimeout(go, ms);
    });
    await Promise.race([time, ending.promise, ...(woken === undefined ? [] : [woken])]);
    clearTimeout(timer);
  };

  /** Resolves when it is over, and rejects when that is no good end. */
  const connected = async (): Promise<void> => {
    const state = { news: true, lost: false, woken: Promise.withResolvers<void>() };
    const box = await openMailbox(mailbox, largest, {
      woken() {
        state.news = true;
        state.woken.resolve();
      },
      lost() {
        state.lost = true;
        state.woken.resolve();
      },
    });
    const over = (): boolean => ended.yes || state.lost;
    try {
      const session = new Session(box, { ...given, largest, seen: say }, kept);
      while (!over()) {
        state.news = false;
        state.woken = Promise.withResolvers();
        const code = await session.look();
        await say(code === '' ? 'working' : 'down', code);
        // Whoever writes while a flood is taken waits for a few letters, not for all of them.
        let more: boolean;
        do more = await session.few();
        while (more && !over() && !state.news);
        if (more || over() || state.news) continue;
        box.rest();
        await until(Math.min(every, session.soonest), state.woken.promise);
      }
    } finally {
      await box.close();
    }
  };

  const running = (async () => {
    let tries = 0;
    while (!ended.yes) {
      const began = performance.now();
      try {
        await connected();
      } catch (error) {
        if (ended.yes) break;
        const code = error instanceof NoFolder ? 'no-folder' : codeOf(error);
        log({ code: 'mailbox-lost', where: code });
        // A connection that ended after it had worked is tried anew before anybody hears of it.
        if (tries > 0 || performance.now() - began < 20_000) await say('down', code);
      }
      if (performance.now() - began > longestWait) tries = 0;
      if (!ended.yes) await until(Math.min(longestWait, first * 2 ** tries));
      tries++;
    }
  })();
  return {
    async stop() {
      ended.yes = true;
      ending.resolve();
      await running;
    },
  };
}
