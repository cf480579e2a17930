/** What lies sealed in the entries of `kinds.ts`, compartment `internal`. */

/** `conversation-planned`. `second`: the member who goes along, or `''`. */
export interface ConversationPlanned {
  readonly v: 1;
  readonly second: string;
  readonly note: string;
}

/** `conversation-held`: what was said, by the parts of the procedure, and what came back. */
export interface ConversationHeld {
  readonly v: 1;
  readonly parts: Readonly<Record<string, string>>;
  readonly text: string;
  /** Hash of the draft that a second reader cleared, or `''`. */
  readonly draft: string;
  /** Why fewer were there than the procedure asks for, or `''`. */
  readonly fewer: string;
  /** Why no place to appeal was named, or `''` (APL-01). */
  readonly noAppeal: string;
}

export interface ConversationLeftOut {
  readonly v: 1;
  readonly reason: string;
}

/** `side-heard`: their side in their words, or why it could not be asked for. */
export interface SideHeard {
  readonly v: 1;
  readonly text: string;
  readonly witnesses: string;
}

/** `apology-noted`. `reason`: why it is passed on, or why not. */
export interface ApologyNoted {
  readonly v: 1;
  readonly text: string;
  readonly reason: string;
}

/** `drafted`: a text that leaves the team, as it would leave. */
export interface Drafted {
  readonly v: 1;
  readonly to: string;
  /** By part where the procedure has parts; else under `''`. */
  readonly parts: Readonly<Record<string, string>>;
  readonly language: string;
  /** What the check found and the writer kept, with why: the second reader sees it. */
  readonly kept: readonly { readonly found: string; readonly why: string }[];
}

export interface AwareListed {
  readonly v: 1;
  readonly who: string;
  readonly note: string;
}

export interface AwareTold {
  readonly v: 1;
  /** What they were told, or why it is not needed. */
  readonly text: string;
}

/** `permission-given`: what one person allows of themselves, in their words. Never for anybody else (D20). */
export interface PermissionGiven {
  readonly v: 1;
  /** Id of a person of the incident, or `reporter`. */
  readonly person: string;
  readonly scope: string;
  readonly words: string;
}

/** `published`: what was said in public and where. */
export interface Published {
  readonly v: 1;
  readonly where: readonly string[];
  readonly text: string;
}
