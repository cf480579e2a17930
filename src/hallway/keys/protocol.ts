import type { Mention } from '#domain/intake/named.ts';
import type { TakenChannel, TakingForm } from '#domain/intake/taken.ts';
import type { CallFor } from '#wire/bodies.ts';
import type { CallStanding, HallwayPack, HallwayWho } from '#wire/hallway.ts';

/**
 * What pages may ask of the Worker that locks. It keeps everything that lies on the device, all of it sealed but the pack.
 * No verb opens a report: a draft opens with its eight words alone. Every `at` is the page's clock, ms.
 */
export interface Verbs {
  /** Looks at the device. Called first; what was handed over without being finished is looked for as well. */
  start(at: number): Promise<Started>;
  /** A member's eight words: a session, and the key that signs what they take. Offline: the key alone, if it lies here. */
  enter(words: string, edition: string): Promise<HallwayWho | NotEntered>;
  /** A lent phone, by the secret of its link. */
  enterDuty(secret: string): Promise<{ readonly edition: string } | NotEntered>;
  leave(): Promise<void>;
  /** The newest pack of an event, from the network; kept here. */
  refresh(edition: string): Promise<HallwayPack | NotReached>;

  /** A new report: its eight words are made here. `continues`: the report it goes on from, or `''`. */
  begin(given: {
    readonly edition: string;
    readonly channel: TakenChannel;
    readonly language: string;
    readonly at: number;
    readonly continues: string;
  }): Promise<Begun>;
  /** Locks the form as it is and lays it down; who would read it now. Whatever was saved before is replaced whole. */
  save(draft: string, form: TakingForm, at: number): Promise<Saved>;
  /**
   * A draft that was laid down, by the words of its card. What is saved in one that was handed over as far as it got
   * (`handedIn`) is another report, which `continues` it; nobody has words for that one's own mailbox. With `begin` it has.
   */
  open(draft: string, words: string): Promise<TakingForm | { readonly refused: 'wrong-words' | 'gone' }>;
  /** The words again while it is open, for the card. */
  words(draft: string): Promise<readonly string[]>;
  /** Forgets its keys: from here on only its words open it. */
  close(draft: string): Promise<void>;
  /** It is finished: locked anew, put out, and handed over when there is a network. */
  finish(draft: string, form: TakingForm, at: number): Promise<Finished>;
  /** It was begun by mistake. Gone if nothing is written in it; else it is only closed. */
  discard(draft: string): Promise<void>;

  /** Tries to hand over what waits; what is left of it. Also hands over, as far as they got, drafts untouched for long. */
  handIn(at: number): Promise<HandedIn>;

  /** Calls a lead, or a hand, among those who are free; `out`: members who must not be called. */
  call(asked: Called): Promise<{ readonly id: string; readonly called: number } | NotReached>;
  callStanding(id: string): Promise<CallStanding | NotReached>;

  /**
   * Gives the phone to the reporter: until `takeBack` with this PIN, or until staff sign in, no page shows anything else,
   * also after a restart.
   */
  handOver(pin: string, draft: string): Promise<void>;
  /** False: another PIN. Waits longer with each wrong one. */
  takeBack(pin: string): Promise<boolean>;
}

export interface NotReached {
  readonly refused: 'offline' | 'busy' | 'not-allowed' | 'nobody' | 'list-broken' | 'not-ours';
}
export interface NotEntered {
  readonly refused: NotReached['refused'] | 'wrong-words' | 'unknown' | 'expired';
}

export interface Started {
  /** `none`: this browser keeps nothing, what is taken must be handed over before the page is closed; `open-elsewhere`. */
  readonly storage: 'kept' | 'may-go' | 'none';
  /** Another window of this browser has it open. */
  readonly elsewhere: boolean;
  /** Whatever lies here of the event, whoever is signed in. */
  readonly pack: HallwayPack | null;
  /** The session as it was last seen; `signing`: the member's key is open and what is taken is signed. */
  readonly who: (HallwayWho & { readonly signing: boolean }) | null;
  readonly drafts: readonly DraftSeen[];
  readonly waiting: readonly WaitingSeen[];
  /** The phone is with somebody who writes. `draft`: what they write in. */
  readonly handedOver: { readonly draft: string } | null;
}

/** A report that was begun. */
export interface DraftSeen {
  readonly draft: string;
  readonly report: string;
  readonly edition: string;
  readonly channel: TakenChannel;
  readonly began: number;
  readonly saved: number;
  /** Its keys are in memory; else only its words open it. */
  readonly open: boolean;
  /** It was handed over as far as it got; going on is another part. */
  readonly handedIn: boolean;
}

/** A report that is locked and waits for a network. */
export interface WaitingSeen {
  readonly report: string;
  readonly edition: string;
  readonly ended: number;
  readonly unfinished: boolean;
  /** Why the server did not take it, or `''`: it was not asked yet. It stays here and is tried again. */
  readonly refused: string;
}

export interface Begun {
  readonly draft: string;
  readonly report: string;
  /** In the order they are written on the card. */
  readonly words: readonly string[];
}

export interface Reader {
  readonly member: string;
  readonly name: string;
}

export interface Saved {
  /** False: nothing could be laid down; the page says so and goes on. */
  readonly kept: boolean;
  /** Who would read it as it is now, without those who must not. */
  readonly readers: readonly Reader[];
  /** Who is kept out because they seem to be named in it; `question` begins with `taken.` where staff wrote it. */
  readonly named: readonly Mention[];
  /** It lay untouched for too long and its keys are forgotten: `open` it with its words, then save again. */
  readonly closed?: true;
}

export interface Finished {
  readonly kept: boolean;
  readonly readers: readonly Reader[];
  /** As in `Saved`: nothing was finished; `open` it with its words, then finish again. */
  readonly closed?: true;
}

export interface HandedIn {
  readonly sent: readonly { readonly report: string; readonly receivedAt: number }[];
  readonly waiting: readonly WaitingSeen[];
  readonly offline: boolean;
}

export interface Called {
  readonly edition: string;
  readonly purpose: 'lead' | 'hand';
  readonly what: CallFor;
  readonly place: string;
  readonly person: string;
  readonly words: string;
  /** Members who must not be called: left out of the report, or named in it. */
  readonly out: readonly string[];
}

/** Somebody is there: what is open stays open. */
export interface Stay {
  readonly stay: true;
}

/** A message to the Worker and its answer. */
export interface Call {
  readonly id: number;
  readonly verb: keyof Verbs;
  readonly given: readonly unknown[];
}
export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string };
