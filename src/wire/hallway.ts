import type { Edition } from '#domain/edition/edition.ts';
import type { FormProcedure, Procedure } from '#domain/procedure/procedure.ts';

/** What staff need of a procedure to take a report, besides its form. */
export type HallwayProcedure = FormProcedure &
  Pick<Procedure, 'terms' | 'intake' | 'urgency' | 'police' | 'channels' | 'standIn'>;

/**
 * `GET staffPaths.api.hallway.pack(edition)`, for a session of the hallway: all that taking a report needs, kept on the phone
 * for when there is no network. No report, no incident and no name of anybody who told something is in it.
 */
export interface HallwayPack {
  readonly org: string;
  /** Root public key, hex; its fingerprint must be `org`. */
  readonly root: string;
  readonly notes: readonly string[];
  /** With rooms, the guide, the plan and the contacts that staff may see (`staffEdition`). */
  readonly edition: Edition;
  readonly procedure: HallwayProcedure;
  readonly who: HallwayWho;
  readonly rehearsal: boolean;
  /** The server's clock, ms. */
  readonly now: number;
}

/** Whose session it is: a member's, or that of a phone that was lent. */
export interface HallwayWho {
  /** Member id, or `''`. */
  readonly member: string;
  /** The member's name, or what the phone is called. */
  readonly name: string;
  /** ms; after it the session shows nothing new, and what was taken before can still be handed over. */
  readonly until: number;
}

/** Body of `POST staffPaths.api.hallway.enter`: as for the desk's door. The answer sets the session cookie. */
export interface HallwayEnter {
  readonly handle: string;
  readonly auth: string;
  /** The event whose pack they will ask for. */
  readonly edition: string;
}

/** Its answer. */
export interface HallwayEntered extends HallwayWho {
  /** The member's locked keyring, base64: the phone takes the key that signs from it and forgets the rest. */
  readonly unlock: string;
}

/** Body of `POST staffPaths.api.hallway.duty`. The answer is `HallwayWho & { edition }`. */
export interface HallwayDuty {
  /** Hex, 32 digits: from the link's fragment. */
  readonly secret: string;
}
export interface HallwayLent extends HallwayWho {
  readonly edition: string;
}

/** A phone that is lent for a shift, as who settles the event sees it. */
export interface DutyPhoneShown {
  readonly id: string;
  readonly name: string;
  readonly madeBy: string;
  readonly madeAt: number;
  readonly until: number;
  readonly ended: boolean;
}
/** `GET staffPaths.api.dutyPhones(edition)`. */
export interface DutyPhoneList {
  readonly rows: readonly DutyPhoneShown[];
  readonly now: number;
}
/** Body of `POST staffPaths.api.dutyPhones(edition)`: the secret is made in the browser, the server gets its hash. */
export interface DutyPhoneSent {
  readonly name: string;
  /** ms; at most 24 hours ahead. */
  readonly until: number;
  /** Hex SHA-256 of the secret's text. */
  readonly secret: string;
}

/** Body of `POST staffPaths.api.hallway.calls`. Who is called was reckoned from the verified list, on the phone. */
export interface CallSent {
  /** 16 random bytes, hex: the same call again is one call. */
  readonly id: string;
  readonly edition: string;
  /** `lead` rings again until somebody answers; `hand` rings once. Nothing else of it is in the clear. */
  readonly purpose: 'lead' | 'hand';
  readonly members: readonly string[];
  /** `CallBody`, sealed to these members, base64. */
  readonly file: string;
  /** Ed25519 key made for this call alone, hex: what the sealed line inside names as its author. */
  readonly by: string;
}

export interface CallAnswered {
  /** The member's name. */
  readonly name: string;
  readonly says: 'coming' | 'cannot' | 'done';
  readonly at: number;
}

/** `GET staffPaths.api.hallway.call(id)`, for the session that called: who answered. */
export interface CallStanding {
  readonly at: number;
  readonly answers: readonly CallAnswered[];
  /** How many were called, and how often so far. */
  readonly called: number;
  readonly rings: number;
  /** Nobody answered after the last ring: go to the staff room (CNS-05). */
  readonly over: boolean;
  readonly now: number;
}

/** `GET staffPaths.api.calls`, for a member at the desk. */
export interface CallList {
  readonly rows: readonly CallShown[];
  readonly now: number;
}
export interface CallShown {
  readonly id: string;
  readonly edition: string;
  readonly purpose: CallSent['purpose'];
  readonly at: number;
  readonly file: string;
  readonly by: string;
  /** Everybody who is called, so that what the file is sealed to can be checked. */
  readonly members: readonly string[];
  readonly answers: readonly (CallAnswered & { readonly mine: boolean })[];
}
