import { Calling } from './calling.ts';
import { Drafts } from './drafts.ts';
import { Entering } from './entering.ts';
import type { Kept } from './files.ts';
import { Grounds } from './ground.ts';
import { HandedOver } from './handed-over.ts';
import { HandingIn } from './handing-in.ts';
import type { Ask } from './asking.ts';
import { LaidDrafts } from './laid-drafts.ts';
import { Outbox } from './outbox.ts';
import type { Started, Verbs } from './protocol.ts';

/** Every verb, and what the Worker's own clock tells it. */
interface KeysHeld {
  readonly verbs: Verbs;
  /** Somebody is there. ms, the Worker's clock; so below. */
  readonly stay: (now: number) => void;
  /** Forgets what nobody touched for long. */
  readonly idle: (now: number) => Promise<void>;
}

/** What the verbs stand on; tests bring their own. */
interface Around {
  readonly ask: Ask;
  readonly kept: Kept;
  /** Whether this is the only window of the browser that has it open: asked with each `start` until it is. */
  readonly alone: () => Promise<boolean>;
  /** Waits so many ms before a PIN is looked at. */
  readonly wait?: (ms: number) => Promise<void>;
}

export function keysOver({ ask, kept, alone, wait }: Around): KeysHeld {
  const grounds = new Grounds(kept, ask);
  const entering = new Entering(kept, ask, grounds);
  const outbox = new Outbox(kept);
  const laid = new LaidDrafts(kept, outbox);
  const drafts = new Drafts(grounds, entering, outbox, laid);
  const handingIn = new HandingIn(ask, grounds, drafts, outbox);
  const calling = new Calling(ask, grounds, entering);
  const handed = new HandedOver(kept, wait);
  let ready: Promise<boolean> | null = null;
  let held = false;

  /** Looks at the device once; false in a second window, which keeps its hands off it. */
  const looked = async (): Promise<boolean> => {
    // Asked once: this window may be the one that has it.
    held ||= await alone();
    if (!held) return false;
    await grounds.start();
    await entering.start();
    await outbox.start();
    await laid.start();
    await handed.start();
    return true;
  };
  const here = async (): Promise<boolean> => {
    ready ??= looked();
    const is = await ready.catch(() => false);
    if (!is) ready = null;
    return is;
  };
  /** Everything else waits for the look, and does nothing in a second window. */
  const inside = async <T>(act: () => Promise<T> | T): Promise<T> => {
    if (!(await here())) throw new Error('elsewhere');
    return act();
  };
  const entered = async <T extends object>(asked: Promise<T>): Promise<T> => {
    const who = await asked;
    if (!('refused' in who)) await handed.end();
    return who;
  };
  const elsewhere: Started = {
    storage: 'kept',
    elsewhere: true,
    pack: null,
    who: null,
    drafts: [],
    waiting: [],
    handedOver: null,
  };

  const verbs: Verbs = {
    async start(at) {
      if (!(await here())) return elsewhere;
      await drafts.putOut(at);
      return {
        storage: await kept.keeping(),
        elsewhere: false,
        pack: grounds.latest()?.pack ?? null,
        who: entering.who,
        drafts: drafts.seen(),
        waiting: outbox.waiting(),
        handedOver: handed.now,
      };
    },
    enter: (words, edition) => inside(() => entered(entering.enter(words, edition))),
    enterDuty: (secret) => inside(() => entered(entering.enterDuty(secret))),
    leave: () => inside(() => entering.leave()),
    refresh: (edition) =>
      inside(async () => {
        const ground = await grounds.refresh(edition);
        return 'refused' in ground ? ground : ground.pack;
      }),
    begin: (given) => inside(() => drafts.begin(given)),
    save: (draft, form, at) => inside(() => drafts.save(draft, form, at)),
    open: (draft, words) => inside(() => drafts.open(draft, words)),
    words: (draft) => inside(() => drafts.words(draft)),
    close: (draft) => inside(() => drafts.close(draft)),
    finish: (draft, form, at) => inside(() => drafts.finish(draft, form, at)),
    discard: (draft) => inside(() => drafts.discard(draft)),
    handIn: (at) => inside(() => handingIn.handIn(at)),
    call: (asked) => inside(() => calling.call(asked)),
    callStanding: (id) => inside(() => calling.standing(id)),
    handOver: (pin, draft) => inside(() => handed.handOver(pin, draft)),
    takeBack: (pin) => inside(() => handed.takeBack(pin)),
  };
  return { verbs, stay: (now) => drafts.stay(now), idle: (now) => drafts.idle(now) };
}
