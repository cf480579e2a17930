import type { StoredEntry } from '#wire/entry.ts';
import type { GrantRow, IncidentRow, OwedRow, Record } from './record-store.ts';

/** An open duty with the row of its incident, as the gate lets a member see it. */
export interface OwedAt extends OwedRow {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
  readonly procedure: string;
}

/**
 * The gate's answer for a member: an incident with its report, mailbox, the server's word on who fetched it, and the
 * grants of this member alone.
 */
export interface IncidentRecord {
  readonly row: IncidentRow;
  readonly incident: Record;
  readonly report: Record;
  readonly mailbox: Record | null;
  /** Stream `audit/<incident>`; null while nobody fetched it. */
  readonly audit: Record | null;
  readonly grants: readonly GrantRow[];
}

/** The newest hash of each record of an incident; `''` for one that is not there, or not visible to the member. */
export interface Heads {
  readonly incident: string;
  readonly report: string;
  readonly mailbox: string;
}

/** The one question a member is asked before they see anything else of an incident (two-step opening). */
export interface AskedRow {
  readonly incident: string;
  readonly report: string;
  /** The `access` and `added` entries of the report's compartment `parties`, in their order; the files by `askedFile`. */
  readonly entries: readonly StoredEntry[];
  /** This member's grant of the newest epoch of `parties` that they have. */
  readonly grant: GrantRow;
  /** The head of the incident's stream, which an answer is appended to. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** A notice as one member may see it. */
export interface NoticeRow {
  readonly notice: string;
  readonly purpose: string;
  /** For the server's own judging: shown to nobody but who holds it. */
  readonly incident: string;
  /** Hash of the entry it follows from, or `''`. */
  readonly cause: string;
  /** It is sealed to them, and nothing keeps them out of where it comes from. */
  readonly told: boolean;
  /** They see the incident it comes from. */
  readonly holds: boolean;
  /** The stream `notice/<id>`. */
  readonly entries: readonly StoredEntry[];
}

/** What a member is shown. */
export interface GateStore {
  /** [Note: One gate] Everything a member is ever shown of an incident comes through these seven. */
  incidentsFor(
    org: string,
    member: string,
    page: { readonly after: string; readonly most: number },
  ): Promise<readonly IncidentRow[]>;
  recordFor(org: string, member: string, incident: string): Promise<IncidentRecord | null>;
  /** Open duties of the incidents this member may see, earliest due first, those without a date last. */
  dutiesFor(
    org: string,
    member: string,
    page: { readonly after: string; readonly most: number },
  ): Promise<readonly OwedAt[]>;
  fileFor(org: string, member: string, incident: string, hash: string): Promise<Uint8Array | null>;
  /** Whether anything is new, cheaply; null for what this member may not see, or what is not there. */
  headsFor(org: string, member: string, incident: string): Promise<Heads | null>;
  /**
   * What this member is asked: they hold `parties` of a report and not its `account`, are barred on nothing the
   * incident holds, are not away from any incident that holds the report, and have not answered yet. Oldest first.
   */
  askedFor(org: string, member: string): Promise<readonly AskedRow[]>;
  /** A file that an entry or a grant of an `AskedRow` names; only while they are asked. */
  askedFile(org: string, member: string, incident: string, hash: string): Promise<Uint8Array | null>;
  /**
   * Notices that are sealed to this member and come from no incident that keeps them out, and those of incidents they
   * see. Beside the gate, as narrow (see `notices.ts`).
   */
  noticesFor(org: string, member: string): Promise<readonly NoticeRow[]>;
  noticeFor(org: string, member: string, notice: string): Promise<NoticeRow | null>;
  /** A file that an entry of a visible notice names. */
  noticeFile(org: string, member: string, notice: string, hash: string): Promise<Uint8Array | null>;
  /** Ids of this purpose out of this incident that are sealed to this member, who is free, and have not ended. */
  noticesOf(org: string, member: string, incident: string, purpose: string): Promise<readonly string[]>;
}
