import { base64 } from '@scure/base';
import type { Recipients } from '#domain/intake/recipients.ts';
import type { TakenChannel } from '#domain/intake/taken.ts';
import type { SelfNote } from '#wire/bodies.ts';
import { bornFacts, sealSelfNote } from './birth.ts';
import { randomHex, toHex, utf8 } from './digest.ts';
import { signEntry, type Draft, type FileMade, type Signed } from './entry.ts';
import { SealError } from './error.ts';
import { bare, next, placeOf, type Kept, type Locked, type Outgoing } from './placing.ts';
import { recipientHash, sealFile, sealGrant } from './seal.ts';
import { signerOf } from './sign.ts';
import type { Part, Taking } from './taking.ts';
import { bearerHash } from './words.ts';

export { openAgain, sealAgain } from './again.ts';
export { placeOutgoing, type Chosen, type Outgoing } from './placing.ts';
export { freshTaking, newTaking, type Taking } from './taking.ts';

/**
 * [Note: A birth that waits]
 * A report that staff take down is locked on their phone and may wait there for hours. Its keys are forgotten at once as
 * at any birth, so all grants that may be needed are made while it is locked; which of them count is said by the manifests,
 * and those are signed only when it is handed over, under the team as it is then. What lies on the phone meanwhile opens
 * nothing: files, grants for members, and the seed that signs for the mailbox. The `reported` line is signed with the
 * files, so however often and to whomever it is handed over, it is one report.
 */

export interface OutgoingInput {
  readonly org: string;
  /** The list it is locked under. */
  readonly rosterVersion: number;
  readonly rosterHash: string;
  readonly edition: string;
  readonly procedure: { readonly version: string; readonly digest: string };
  /** The device's clock, ms. */
  readonly at: number;
  /** Hex. */
  readonly rootPublic: string;
  readonly facts: { readonly channel: TakenChannel; readonly ongoing: string; readonly reachable: string };
  /** JSON: `AccountBody`. */
  readonly account: unknown;
  /** JSON: `IdentityBody`; null when nothing was given. */
  readonly identity: unknown;
  /** JSON: `PartiesBody`; null when there is nothing or nobody to ask. */
  readonly parties: unknown;
  /** Whom it is locked for: `carriedBy`. */
  readonly carried: Recipients;
  /** Ids of those who would hold the account if it were handed over at once. */
  readonly members: readonly string[];
  /** age recipient by its hash, as fetched; each is checked against the list. */
  readonly recipients: ReadonlyMap<string, string>;
  /** `barredFrom(carried, wishes)`: everybody kept out. */
  readonly barred: readonly string[];
  /** Those of them whom the reporter left out. */
  readonly leftOut: readonly string[];
}

const kept = ({ hash, bytes }: FileMade): Kept => ({ hash, bytes: base64.encode(bytes) });

async function grantsOf(taking: Taking, input: OutgoingInput, part: Part): Promise<Locked['grants']> {
  const { epochs, access, granted, keys, reportId } = taking;
  const place = { ...placeOf(input, reportId), seq: 0, prev: '', kind: 'access', epoch: 1, facts: [] } as const;
  const made = input.carried[part].map(async ({ id, ageHash, sign }) => {
    const recipient = input.recipients.get(ageHash);
    if (recipient === undefined) throw new SealError('recipient-missing', id);
    if (recipientHash(recipient) !== ageHash) throw new SealError('recipient-mismatch', id);
    const name = `${part} ${ageHash}`;
    const draft: Draft = { ...place, id: access[part], compartment: part };
    const grant = granted.get(name) ?? sealGrant(draft, keys.sign, epochs[part].seed, { member: id, recipient });
    granted.set(name, grant);
    return { ...kept(await grant), member: id, ageHash, sign };
  });
  return Promise.all(made);
}

/**
 * Locks what was written so far as a complete report for everybody in `carried`. Its grants are made once for a `Taking`,
 * so that locking it again after a word more is two or three files. Throws `SealError`: `no-readers`, `recipient-missing`,
 * `recipient-mismatch` (a fetched key is not the list's).
 */
export async function sealOutgoing(taking: Taking, input: OutgoingInput): Promise<Outgoing> {
  const { keys, reportId, epochs, access } = taking;
  const { org, edition, rosterVersion, rosterHash, at, barred, carried } = input;
  if (carried.account.length === 0) throw new SealError('no-readers', 'account');
  const place = placeOf(input, reportId);
  const signer = signerOf(keys.signSeed);
  const sealed = (part: Part, draft: Draft, body: unknown): Promise<FileMade> =>
    sealFile(draft, keys.sign, epochs[part].recipient, utf8(JSON.stringify(body)));
  const lock = async (part: Part, body: unknown): Promise<Locked> => {
    const draft = next([], place, { id: randomHex(16), kind: 'added', compartment: part, facts: [] });
    const [grants, file] = await Promise.all([
      grantsOf(taking, input, part),
      part === 'account' ? null : sealed(part, draft, body),
    ]);
    const added = file && { ...kept(file), id: draft.id };
    return { access: access[part], recipient: epochs[part].recipient, grants, added };
  };
  const facts = bornFacts({ ...input.facts, narrow: carried.narrow });
  const first = next([], place, { id: randomHex(16), kind: 'reported', compartment: 'account', facts });
  const asked = carried.parties.length > 0 && input.parties !== null;
  const [told, account, identity, parties] = await Promise.all([
    sealed('account', first, input.account),
    lock('account', null),
    input.identity === null ? null : lock('identity', input.identity),
    asked ? lock('parties', input.parties) : null,
  ]);
  const begun: Signed[] = [signEntry(first, told, signer)];
  for (const member of barred) {
    const bar = { id: randomHex(16), kind: 'barred', compartment: '', facts: [['member', member]] } as const;
    begun.push(signEntry(next(begun, place, bar), null, signer));
  }
  const note = selfNoteOf(taking, input, begun[0]?.hash ?? '');
  const own = await sealSelfNote({ org, rosterVersion, rosterHash, at, mailbox: keys }, note);
  return {
    v: 1,
    org,
    edition,
    report: reportId,
    procedure: input.procedure.digest,
    rosterVersion,
    rosterHash,
    at,
    wishes: { leaveOut: barred, only: carried.narrow ? (carried.account[0]?.id ?? '') : '' },
    begun: begun.map(bare),
    selfNote: bare(own.entry),
    files: [kept(told), kept(own.file)],
    locked: { account, identity, parties },
    bearer: bearerHash(keys.auth),
    sign: toHex(keys.signSeed),
  };
}

/** What the reporter's own return stands on: who holds it if it goes at once, and who may instead. */
function selfNoteOf({ epochs, reportId }: Taking, input: OutgoingInput, hash: string): SelfNote {
  const { edition, rosterVersion, rosterHash, members, leftOut, at } = input;
  return {
    v: 1,
    edition,
    report: reportId,
    hash,
    root: input.rootPublic,
    rosterVersion,
    rosterHash,
    account: { epoch: 1, recipient: epochs.account.recipient },
    members,
    instead: input.carried.account.map(({ id }) => id).filter((id) => !members.includes(id)),
    leftOut,
    at,
    procedureVersion: input.procedure.version,
  };
}
