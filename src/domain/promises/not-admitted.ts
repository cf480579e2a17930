/**
 * [Note: Admitting] The server cannot read bodies, so it re-checks the header half of every decision: author, kind,
 * facts, compartment, epoch, manifests, rights. A header that passes here may still be a lie about its body; that is
 * what desks check after opening (SECURITY.md, "Who enforces what").
 */
export type NotAdmitted =
  | 'wrong-kind'
  | 'not-allowed'
  | 'bad-manifest'
  | 'turn-first'
  | 'words-first'
  | 'roster-moved'
  | 'stale-head'
  | 'bad-file';
