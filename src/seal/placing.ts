import { base64 } from '@scure/base';
import type { Facts } from '#domain/record/header.ts';
import { factsOf } from '#domain/record/manifest.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { BirthBatch, GrantSent } from '#wire/api.ts';
import type { SignedEntry } from '#wire/entry.ts';
import { fromHex, sha256Hex } from './digest.ts';
import { signEntry, type Draft } from './entry.ts';
import { SealError } from './error.ts';
import { recipientHash } from './seal.ts';
import { signerOf } from './sign.ts';
import { compartments, type Part } from './taking.ts';

/** A sealed file as it is kept: base64 under its hash. */
export interface Kept {
  readonly hash: string;
  readonly bytes: string;
}

/** One compartment: whom it is granted to so far as it may come to that, and its body where that is an entry of its own. */
export interface Locked {
  readonly access: string;
  readonly recipient: string;
  readonly grants: readonly (Kept & Pick<RosterMember, 'ageHash' | 'sign'> & { readonly member: string })[];
  readonly added: (Kept & { readonly id: string }) | null;
}

/** A locked report that waits: JSON, and no key in it that opens anything. */
export interface Outgoing {
  readonly v: 1;
  readonly org: string;
  readonly edition: string;
  readonly report: string;
  /** Digest of the version its cards were of. */
  readonly procedure: string;
  /** The list it was locked under. */
  readonly rosterVersion: number;
  readonly rosterHash: string;
  /** ms, the device's clock. */
  readonly at: number;
  /** What `receivedLater` is asked by, as the headers say it: the bars, and the one it goes to alone or `''`. */
  readonly wishes: { readonly leaveOut: readonly string[]; readonly only: string };
  /** `reported`, then a `barred` for everybody kept out. */
  readonly begun: readonly SignedEntry[];
  readonly selfNote: SignedEntry;
  readonly files: readonly Kept[];
  readonly locked: { readonly account: Locked; readonly identity: Locked | null; readonly parties: Locked | null };
  /** SHA-256 of the mailbox's auth, hex. */
  readonly bearer: string;
  /** Ed25519 seed of the mailbox, hex: it signs, and opens nothing. */
  readonly sign: string;
}

type Place = Pick<Draft, 'org' | 'stream' | 'rosterVersion' | 'rosterHash' | 'at'>;

export const placeOf = (of: Pick<Outgoing, 'org' | 'rosterVersion' | 'rosterHash' | 'at'>, report: string): Place => {
  const { org, rosterVersion, rosterHash, at } = of;
  return { org, stream: `report/${report}`, rosterVersion, rosterHash, at };
};

/** One entry behind those that are there. */
export function next(
  so: readonly { readonly line: string }[],
  place: Place,
  entry: Pick<Draft, 'id' | 'kind' | 'compartment'> & { readonly facts: Facts },
): Draft {
  const last = so.at(-1);
  const prev = last === undefined ? '' : sha256Hex(last.line);
  return { ...place, seq: so.length, prev, epoch: entry.compartment === '' ? 0 : 1, ...entry };
}

export const bare = ({ line, hsig }: SignedEntry): SignedEntry => ({ line, hsig });

/** Member ids, compartment by compartment, out of `receivedLater`. */
export type Chosen = Readonly<Record<Part, readonly string[]>>;

/**
 * Hands the report to exactly these of those it was locked for: signs its manifests and what stands behind them. Nothing
 * is sealed and nothing opened. The names are asked about only if somebody is chosen for it. Throws `SealError`:
 * `no-readers`, `recipient-missing` (it was not locked for them).
 */
export function placeOutgoing(
  outgoing: Outgoing,
  chosen: Chosen,
): {
  readonly batch: BirthBatch;
  readonly files: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
} {
  const { report, locked, bearer, procedure, selfNote } = outgoing;
  const signer = signerOf(fromHex(outgoing.sign));
  const place = placeOf(outgoing, report);
  const entries: SignedEntry[] = [...outgoing.begun];
  const grants: GrantSent[] = [];
  const files = outgoing.files.map(open);
  for (const part of compartments) {
    const lock = locked[part];
    if (lock === null || (part === 'parties' && chosen.parties.length === 0)) continue;
    const holders = chosen[part].map((member) => {
      const grant = lock.grants.find((one) => one.member === member);
      if (grant === undefined) throw new SealError('recipient-missing', member);
      return grant;
    });
    if (holders.length === 0) throw new SealError('no-readers', part);
    const facts = factsOf({
      compartment: part,
      epoch: 1,
      recipient: lock.recipient,
      holders: holders.map(({ member, ageHash, sign, hash }) => ({ member, ageHash, sign, grant: hash })),
      prevAccess: '',
      why: 'birth',
    });
    entries.push(
      signEntry(next(entries, place, { id: lock.access, kind: 'access', compartment: part, facts }), null, signer),
    );
    const { stream } = place;
    grants.push(...holders.map(({ member, hash }) => ({ stream, compartment: part, epoch: 1, member, hash })));
    files.push(...holders.map(open));
    if (lock.added === null) continue;
    const { id, ...file } = lock.added;
    const body = open(file);
    const to = recipientHash(lock.recipient);
    const draft = next(entries, place, { id, kind: 'added', compartment: part, facts: [] });
    entries.push(signEntry(draft, { ...body, size: body.bytes.length, to }, signer));
    files.push(body);
  }
  return { batch: { report: entries.map(bare), selfNote, grants, bearer, procedure }, files };
}

const open = ({ hash, bytes }: Kept): { readonly hash: string; readonly bytes: Uint8Array } => {
  return { hash, bytes: base64.decode(bytes) };
};
