import type { Attachment } from '#seal/attachment.ts';
import type { Fetched, MediaLink } from './media.ts';
import type { SmsSettings } from './sms-url.ts';

/** A request of the provider's, as it came. */
export interface Asked {
  /** As the provider called it: by our public address, with the query. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A text message that reached the team's number. */
export interface InboundText {
  /** The provider's own name for it: the same when it tells of it again. */
  readonly id: string;
  /** The number it came from, digits with a plus where it has one; `''` when it was withheld. */
  readonly from: string;
  /** The number it came to, or `''`. */
  readonly to: string;
  readonly text: string;
  /** What came with it and lies with the provider, and what was handed over in the same request: at most ten together. */
  readonly media: readonly MediaLink[];
  readonly files: readonly Attachment[];
  /** How many more came with it and cannot be had. */
  readonly left: number;
  /** It was spoken: a message on the team's line. */
  readonly voice?: true;
}

/** A call to the team's number: that there was one, and never from where. */
export interface InboundCall {
  readonly id: string;
  readonly to: string;
  readonly state: 'rang' | 'answered' | 'missed' | 'message-left';
  /** The provider waits to be told what to do with it. */
  readonly waits: boolean;
  /** What the caller left. Nothing in it says where the call came from. */
  readonly message?: InboundText;
}

/** What is answered in the same breath: its type and its body. */
export interface Answer {
  readonly type: string;
  readonly body: string;
}

export type TextSent = 'sent' | 'failed' | 'refused';

/** One way to speak with those who carry text messages and calls. */
export interface TextProvider {
  /** The part of our address that it calls: `/texts/<name>`. */
  readonly name: SmsSettings['kind'];
  /** Bytes of the longest request that they make. */
  readonly mostBytes: number;
  /** Whether the request is theirs. `now`: ms. */
  verify(asked: Asked, now: number): Promise<boolean>;
  /** `nothing`: theirs, and no message to us. Null: not a text message we can read. */
  read(body: string): InboundText | 'nothing' | null;
  /** Null: nothing that is to be noted. */
  readCall(body: string): InboundCall | null;
  /** One try. `refused`: this number takes none, and will not. Never throws, and repeats neither number nor text anywhere. */
  send(to: string, text: string): Promise<TextSent>;
  /** A file of theirs, in memory. Never throws. */
  fetch(link: MediaLink): Promise<Fetched>;
  /** The answer to a text message that the provider sends back by itself; null: none. */
  answer(text: string | null): Answer;
  /** What a caller hears, unless the call is put through to a phone. */
  answerCall(call: InboundCall, said: { readonly words: string; readonly language: string }): Answer;
}
