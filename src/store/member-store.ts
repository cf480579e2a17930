import type { Append } from './record-store.ts';

export interface OrganisationRow {
  readonly org: string;
  readonly rootPublic: string;
  readonly rehearsal: boolean;
  readonly createdAt: number;
}

export interface SealingKeyRow {
  readonly public: string;
  /** 32-byte seed, hex. */
  readonly seed: string;
}

export interface UnlockRow {
  /** Look-up handle made from the words; not the member id. */
  readonly handle: string;
  readonly bearer: string;
  readonly member: string;
  /** The locked keyring (age scrypt file). */
  readonly file: Uint8Array;
}

export interface Invitation {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [string, string])[];
  readonly rights: readonly ('steward' | 'edition')[];
  /** The invitation's secret, sealed to every steward. */
  readonly secret: Uint8Array;
  readonly expires: number;
  readonly by: string;
  readonly enrolment: Enrolment | null;
}

export interface Enrolment {
  readonly recipient: string;
  readonly sign: string;
  readonly mac: string;
  readonly at: number;
}

export interface Proposal {
  readonly id: string;
  readonly note: string;
  readonly by: string;
  readonly at: number;
}

/** A member's age recipient under the hash that the roster names it by. */
export interface RecipientRow {
  /** Hex SHA-256 of `text`. */
  readonly hash: string;
  readonly text: string;
}

export interface Foundation {
  readonly organisation: OrganisationRow;
  readonly rosterNote: string;
  readonly rosterVersion: number;
  readonly recipients: readonly RecipientRow[];
  readonly unlock: readonly UnlockRow[];
  readonly alertAddresses: readonly { readonly member: string; readonly address: string }[];
  readonly append: Append;
}

/** The organisation, its roster, and who unlocks a desk. */
export interface MemberStore {
  /** Before set-up no row has an org; then null. */
  organisation(): Promise<OrganisationRow | null>;
  /** The server's own signing key, made at first start; `make` is called once if there is none. */
  sealingKey(make: () => SealingKeyRow): Promise<SealingKeyRow>;
  /** Set-up, one transaction; false when somebody was first (nothing written). Ends the set-up link. */
  found(foundation: Foundation): Promise<boolean>;
  /** Hash of the one-time set-up link's secret; a new one replaces the last. Gone after `found`. */
  setSetupLink(hash: string): Promise<void>;
  setupLink(): Promise<string | null>;
  rosterNotes(): Promise<readonly string[]>;
  /** Adds version n+1 if n is still the head, with recipients it names; ends its proposal. */
  appendRoster(input: {
    readonly version: number;
    readonly note: string;
    readonly recipients: readonly RecipientRow[];
    readonly proposal?: string;
    readonly invitation?: string;
    /** Members whose sessions, wraps and grants end with this note (suspended or removed). */
    readonly ended?: readonly string[];
  }): Promise<boolean>;
  /** A recipient string by the hex SHA-256 of it. */
  recipient(hash: string): Promise<string | null>;
  proposals(): Promise<readonly Proposal[]>;
  propose(proposal: Proposal): Promise<void>;
  withdrawProposal(id: string): Promise<void>;
  unlockFor(org: string, handle: string, bearer: string): Promise<UnlockRow | null>;
  addUnlock(org: string, row: UnlockRow): Promise<boolean>;
  addSession(
    org: string,
    session: { readonly hash: string; readonly member: string; readonly until: number },
  ): Promise<void>;
  sessionMember(org: string, hash: string, now: number): Promise<string | null>;
  endSession(org: string, hash: string): Promise<void>;
  /** The member's own sealed state row; `put` only when the counter is higher. */
  memberState(org: string, member: string): Promise<{ readonly counter: number; readonly bytes: Uint8Array } | null>;
  putMemberState(org: string, member: string, counter: number, bytes: Uint8Array): Promise<boolean>;
  setAlertAddress(org: string, member: string, address: string): Promise<void>;
  alertAddress(org: string, member: string): Promise<string | null>;
  invite(org: string, invitation: Invitation): Promise<void>;
  invitations(org: string): Promise<readonly Invitation[]>;
  invitation(org: string, id: string, now: number): Promise<Invitation | null>;
  /** Single use: false when already enrolled, expired or unknown. The unlock row and the address wait for the roster note that names its keys (`appendRoster`). */
  enrol(
    org: string,
    id: string,
    enrolment: Enrolment,
    unlock: UnlockRow,
    address: string,
    now: number,
  ): Promise<boolean>;
  endInvitation(org: string, id: string): Promise<void>;
}
