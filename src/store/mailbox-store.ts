export interface MailboxRow {
  readonly id: string;
  /** SHA-256 of the bearer, hex. */
  readonly bearer: string;
  readonly report: string;
  readonly edition: string;
}

/** Mailboxes of reporters. */
export interface MailboxStore {
  /** The mailbox with this id if `bearer` (SHA-256 of auth) is right; `moved` tells the day for an old bearer. */
  mailboxFor(org: string, id: string, bearer: string): Promise<MailboxRow | { readonly moved: number } | null>;
  mailboxById(org: string, id: string): Promise<MailboxRow | null>;
}
