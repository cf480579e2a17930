import type { Answers } from '#domain/intake/answers.ts';
import type { Taken } from '#domain/intake/taken.ts';

/** What lies sealed in the `reported` entry, compartment `account`. */
export interface AccountBody {
  readonly v: 1;
  readonly edition: string;
  /** The version its form was written under: its questions are that one's. The incident's is in `opened`. */
  readonly procedure: { readonly id: string; readonly version: string; readonly digest: string };
  readonly language: string;
  /** The answers of compartment `account`. */
  readonly answers: Answers;
  /** Where and to which key the team answers. Taken from here alone, never from a row of the server's. */
  readonly mailbox: { readonly id: string; readonly recipient: string; readonly sign: string };
  /** Whom the reporter left out; the sealed word of it counts, not the `barred` headers. Nobody lifts it. */
  readonly leftOut: readonly string[];
  /** Members who seem to be named in it and are kept apart until a free colleague has looked (`intake/named.ts`). */
  readonly named: readonly NamedIn[];
  /** The one member it was sent to, or `''`. */
  readonly only: string;
  /** For what a member wrote out of another report: the incident that was opened for that one. It opens nothing of it. */
  readonly outOf?: string;
  /** For what staff took down in person or by phone: how, and what they add to it. */
  readonly taken?: Taken;
  /** For what came by e-mail or text message: what there is of it besides the answers. */
  readonly letter?: LetterTold;
  readonly texted?: TextedTold;
  /** Of several open events none was named: it came to the nearest, and may belong to another (RPT-08). */
  readonly unnamed?: true;
}

/** Where a member seems to be named: the question it stands in, and the words with a little around them. */
export interface NamedIn {
  readonly member: string;
  readonly question: string;
  readonly words: string;
}

/** What lies sealed in an `added` entry of compartment `parties`: names, and nothing of what happened. */
export interface PartiesBody {
  readonly v: 1;
  readonly names: readonly string[];
}

/** Why a member who seemed to be named is let in: an `unbarred` entry, compartment `account`. */
export interface ReleasedBody {
  readonly v: 1;
  readonly text: string;
}

/** What lies sealed in an `added` entry of compartment `identity` at birth. */
export interface IdentityBody {
  readonly v: 1;
  readonly answers: Answers;
  /** By e-mail: who wrote, as the letter says it. */
  readonly letter?: LetterFrom;
  /** By text message: the number, once they agreed that it is kept. */
  readonly texted?: { readonly number: string };
}

/** What a letter said besides what its sender wrote in it. Sealed with the account; the original lies with the identity. */
export interface LetterTold {
  readonly subject: string;
  /** ms, as its Date says; null where it says none. */
  readonly sent: number | null;
  /** What it repeats of earlier letters, and how it is signed: kept, and folded where it is shown. */
  readonly quoted: string;
  readonly signature: string;
  /** Letters that were forwarded within it, outermost first. */
  readonly forwarded: readonly ForwardedLetter[];
  /** What the receiving server found out about its sender. Shown, and never a reason to refuse. */
  readonly proofs: readonly { readonly method: 'spf' | 'dkim' | 'dmarc'; readonly result: string }[];
  /** What is unusual about it, from a closed list. */
  readonly marks: readonly LetterMark[];
}

export interface LetterFrom {
  readonly name: string;
  readonly address: string;
  /** Where they want to be answered, if elsewhere; or `''`. */
  readonly replyTo: string;
}

/**
 * Where its sender is answered: where they want to be, unless that is an address of the team's own, as a mailing list
 * puts it in.
 */
export function answeredAt(
  { address, replyTo }: LetterFrom,
  { contacts }: { readonly contacts: readonly { readonly email: string }[] },
): string {
  const own = contacts.some(({ email }) => email !== '' && email.toLowerCase() === replyTo.toLowerCase());
  return replyTo === '' || own ? address : replyTo;
}

export interface ForwardedLetter {
  readonly from: string;
  readonly subject: string;
  readonly sent: string;
  readonly text: string;
}

/**
 * `automatic`: a machine sent it. `bulk`: it was sent to many. `list`: through a mailing list. `html`: it had no plain
 * text. `encrypted`, `signed`: S/MIME or PGP, kept as a file. `calendar`. `broken`: it could not be read in full; the
 * original has all of it. `cut`: longer than a report may be; the original has all of it. `other-sender`: an addition from
 * another address than the report's. `files-left`: more or larger files than are kept apart; the original has them.
 */
export const letterMarks = [
  'automatic',
  'bulk',
  'list',
  'html',
  'encrypted',
  'signed',
  'calendar',
  'broken',
  'cut',
  'other-sender',
  'files-left',
] as const;
export type LetterMark = (typeof letterMarks)[number];

/** What came as a text message. */
export interface TextedTold {
  /** Whether they agreed that their number is kept with the report; then it is in the identity. */
  readonly agreed: boolean;
}

/** What the reporter's browser (or the server on arrival) leaves for the reporter's own return; no identity in it. */
export interface SelfNote {
  readonly v: 1;
  readonly edition: string;
  readonly report: string;
  /** Hash of the `reported` line: the first human reply must carry the same. */
  readonly hash: string;
  /** Root public key, hex. */
  readonly root: string;
  readonly rosterVersion: number;
  readonly rosterHash: string;
  readonly account: { readonly epoch: number; readonly recipient: string };
  /** Member ids that could open the account at birth. */
  readonly members: readonly string[];
  /**
   * For a report that waited on a phone for the network: who besides `members` was handed a key then, for when nobody of
   * those would be left by the time it is handed over. Who could open it at birth is among both.
   */
  readonly instead?: readonly string[];
  /** Member ids that the reporter left out: nobody may ever let them in. */
  readonly leftOut: readonly string[];
  readonly at: number;
  readonly procedureVersion: string;
}

/** What the reporter writes after birth: in the report (`heard-from-reporter`, `added`) and, a copy, in the mailbox. */
export interface ReporterMessage {
  readonly v: 1;
  readonly from: 'reporter';
  readonly text: string;
  readonly files: readonly string[];
  readonly at: number;
  /** Set when the answers of the form were sent again with other content. */
  readonly answers?: Answers;
  /** For what was added by e-mail. */
  readonly letter?: LetterTold;
}

/** What a member writes to the reporter: in the report (`said-to-reporter`) and in the mailbox (`message`). */
export interface TeamMessage {
  readonly v: 1;
  readonly from: 'team';
  /** The name the reporter sees. */
  readonly name: string;
  readonly text: string;
  readonly at: number;
  /** Hash of the `reported` line that this member opened (sealing rule: a replaced report is found out). */
  readonly report: string;
  readonly followUp: boolean;
}

/** Told to the mailbox when the account's epoch was turned: additions go to this recipient from now on. */
export interface RekeyBody {
  readonly v: 1;
  readonly epoch: number;
  readonly recipient: string;
  readonly members: readonly string[];
}

/** A note among responders, compartment `internal`. */
export interface NoteBody {
  readonly v: 1;
  readonly text: string;
}

/** What a call says, sealed to those who are called: somebody, somewhere, and never why. */
export interface CallBody {
  readonly v: 1;
  readonly what: CallFor;
  /** Where they are. */
  readonly place: string;
  /** Whom to fetch, for `person`; else `''`. */
  readonly person: string;
  /** What else to bring or do, or `''`. */
  readonly words: string;
  /** Who calls: a member's name, or what the phone is called. */
  readonly from: string;
}

/** `lead`: a lead is needed now. The others are hands: they carry nothing of a report. */
export const callFors = ['lead', 'person', 'escort', 'water', 'room', 'lift', 'childcare', 'medical', 'else'] as const;
export type CallFor = (typeof callFors)[number];
