import type { Text } from '#domain/procedure/clause.ts';
import type { Duty } from '#domain/promises/duties.ts';
import type { LinkCost } from '#domain/promises/linking.ts';
import type { Reason } from '#domain/promises/reason.ts';

export type Who =
  | { readonly is: 'member'; readonly id: string; readonly name: string }
  | { readonly is: 'reporter' }
  | { readonly is: 'server' }
  | { readonly is: 'unknown' };

/** Whether this member may do it now. `clause`: what the procedure says about it, in its languages. */
export type Permission =
  | { readonly allowed: true; readonly warning: Reason | '' }
  | { readonly refused: Reason | 'no-key'; readonly clause: Text | null };

/** A question before anything is shown: names, and nothing of what happened. */
export interface AskedSeen {
  readonly incident: string;
  readonly names: readonly string[];
}

/** An incident that is handled together with another one. */
export interface NearSeen {
  readonly incident: string;
  readonly codeName: string;
  readonly channel: string;
  /** ms */
  readonly receivedAt: number;
  readonly report: string;
  /** It handles the others; else it is a part. */
  readonly handles: boolean;
  /** What its own reporter is owed. */
  readonly duties: readonly Duty[];
}

/** What handling one incident in another would cost. `alike`: of the same event, under the same version. */
export interface LinkSeen {
  readonly cost: LinkCost;
  readonly alike: boolean;
  readonly heldBack: Reason | null;
}

/** Who would read what is taken out of a letter. */
export interface ExtractSeen {
  /** Member ids; empty: nobody could be given it. */
  readonly readers: readonly string[];
  /** Kept out because they seem to be named in it, and where. */
  readonly named: readonly { readonly member: string; readonly words: string }[];
  /** Whether this member would read it: else somebody else takes it out. */
  readonly mine: boolean;
}

/** What was taken out of a letter. */
export interface ExtractMade {
  readonly incident: string;
  readonly codeName: string;
  /** `named`: the letter's record names it. `apart`: it does not, for who reads the letter would learn what they may not. */
  readonly way: 'named' | 'apart';
  /** Who that is. */
  readonly cost: LinkCost;
  /** As it stands there: an earlier wording, where it was sent before and changed since. */
  readonly text: string;
}

/** Who has no part in an incident, who is asked, and who could be let in, from verified headers and the sealed word. */
export interface Conflicts {
  /** Stepped aside (`own`) or set aside by a colleague, in order; not who was left out at birth. */
  readonly aside: readonly { readonly member: string; readonly by: Who; readonly own: boolean; readonly at: number }[];
  /** By the reporter's own wish; nobody lifts it. */
  readonly leftOut: readonly string[];
  /** Seem to be named in what was told; nobody has answered yet. `words`: where. */
  readonly named: readonly { readonly member: string; readonly question: string; readonly words: string }[];
  /** Named, and a colleague said that it is them. */
  readonly confirmed: readonly string[];
  /** Asked by a colleague whether they have a conflict, and not yet answered. */
  readonly asked: readonly { readonly member: string; readonly by: Who; readonly at: number }[];
  readonly standIn: {
    readonly fired: 'none' | 'too-many-recused' | 'too-few-free';
    readonly offered: readonly string[];
    readonly serving: readonly string[];
  };
  /** One free lead: nobody should decide alone. */
  readonly oneLeadFree: boolean;
  /** Sent to one alone, and still theirs alone. */
  readonly narrow: boolean;
  /** Who could be given the keys by a tap. `introducedBy`: names of who brought their present keys into the team. */
  readonly letIn: readonly {
    readonly member: string;
    readonly why: 'reads-reports' | 'new-keys' | 'lifted' | 'helps';
    readonly introducedBy: readonly string[];
  }[];
  readonly may: {
    readonly stepAside: Permission;
    readonly setAside: Permission;
    readonly ask: Permission;
    readonly answerNamed: Permission;
    readonly appoint: Permission;
  };
}
