import type { Gatherings } from '#domain/after/briefing.ts';
import type { Attendee } from '#domain/edition/attendees.ts';
import type { Right, RosterChange, RosterMember } from '#domain/team/roster.ts';
import type { DeskInfo, EditionInfo } from '#wire/api.ts';

export type TeamWarning = 'team-list-fails' | 'team-list-went-back' | 'root-signed' | 'settings-differ';

/** Everything a desk page stands on, with signatures checked. */
export interface Team {
  readonly me: RosterMember;
  readonly members: readonly RosterMember[];
  readonly version: number;
  readonly editions: readonly EditionInfo[];
  /** One for each of `editions`, in their order. */
  readonly settings: readonly SettingsSeen[];
  /** The same: who has read what, and who came together. */
  readonly gatherings: readonly (Gatherings & { readonly edition: string })[];
  /** The lists of attendees that are there, of some of `editions`. */
  readonly attendees: readonly AttendeesSeen[];
  readonly procedures: DeskInfo['procedures'];
  readonly installed: DeskInfo['installed'];
  readonly proposals: readonly ProposalSeen[];
  readonly invitations: readonly InvitationSeen[];
  readonly warnings: readonly TeamWarning[];
  readonly mail: boolean;
  readonly texts: boolean;
  readonly alertAddress: string;
  readonly rehearsal: boolean;
  readonly org: string;
  readonly now: number;
}

/** The list of attendees of an event, as everybody on the team may know it. */
export interface AttendeesSeen {
  readonly edition: string;
  /** Name of who brought it in, and when, ms. */
  readonly by: string;
  readonly at: number;
  /** Members who may look somebody up. */
  readonly readers: readonly string[];
  /** When it is deleted, ms. */
  readonly until: number;
  /** Whether I am among them. */
  readonly mine: boolean;
}

/** Who fits what was asked, the first few; whether there are more. */
export interface AttendeesFound {
  readonly found: readonly Attendee[];
  readonly more: boolean;
}

/** Who settled an event, as its signatures tell. */
export interface SettingsSeen {
  readonly edition: string;
  /** The settings shown are those that somebody entitled signed last. */
  readonly holds: boolean;
  /** Hash of that entry. */
  readonly base: string;
  readonly changes: readonly {
    readonly hash: string;
    readonly kind: 'settled' | 'opened-alone';
    readonly name: string;
    /** Received by the server, ms. */
    readonly at: number;
  }[];
}

export interface ProposalSeen {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly changes: readonly RosterChange[];
  /** Names by member id, before and after. */
  readonly names: Readonly<Record<string, string>>;
  readonly signedBy: readonly string[];
  /** `moved`: the list has changed since; `unproved`: new keys that no invitation answers for; `bad`: not a note. */
  readonly state: 'can-sign' | 'own' | 'moved' | 'unproved' | 'bad';
}

export interface InvitationSeen {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly Right[];
  readonly expires: number;
  readonly by: string;
  /** `unreadable`: this steward's key does not open the secret. `forged`: the keys are not from who held the link. */
  readonly state: 'waiting' | 'enrolled' | 'forged' | 'unreadable' | 'proposed';
}
