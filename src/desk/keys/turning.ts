import { active, type RosterMember } from '#domain/team/roster.ts';
import type { Stream } from '#domain/record/header.ts';
import type { Holder, Manifest, Why } from '#domain/record/manifest.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { signEntry, type Draft, type FileMade, type Signed, type Signer } from '#seal/entry.ts';
import { makeAccess } from '#seal/manifest.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import { newEpoch, sealFile, type EpochKey } from '#seal/seal.ts';
import type { GrantSent } from '#wire/api.ts';
import type { RekeyBody } from '#wire/bodies.ts';
import { batchOf, type End, type Ready } from '../sending/batch.ts';

/** A member who may be handed a key, with the recipient the roster names by hash. */
export interface Reader {
  readonly member: RosterMember;
  readonly recipient: string;
}

/**
 * Who of a manifest's holders may be handed the next key (sealing §6): still on the list with the same keys, not
 * suspended, not kept apart, and brought in by at least one person who is not kept apart.
 */
export function grantable(
  holders: readonly Holder[],
  rosters: readonly RosterAccepted[],
  apart: ReadonlySet<string>,
  now: number,
): readonly RosterMember[] {
  const head = rosters.at(-1)?.roster;
  return holders.flatMap((holder) => {
    const member = head?.members.find((m) => m.id === holder.member);
    if (member === undefined || !active(member, now) || apart.has(member.id)) return [];
    if (member.ageHash !== holder.ageHash || member.sign !== holder.sign) return [];
    const introduced = rosters.some(
      ({ roster, signedBy }) =>
        roster.members.some((m) => m.id === member.id && m.ageHash === member.ageHash && m.sign === member.sign) &&
        signedBy.some((name) => !apart.has(name)),
    );
    return introduced ? [member] : [];
  });
}

export interface Turning {
  readonly org: string;
  readonly roster: { readonly version: number; readonly hash: string };
  readonly at: number;
  readonly signer: Signer;
  readonly ends: ReadonlyMap<Stream, End>;
}

export interface Turn {
  readonly stream: Stream;
  readonly compartment: Manifest['compartment'];
  readonly epoch: number;
  readonly prevAccess: string;
  readonly why: Why;
  readonly readers: readonly Reader[];
}

export interface Turned extends Ready {
  readonly keys: readonly (EpochKey & Pick<Turn, 'stream' | 'compartment' | 'epoch'>)[];
}

/**
 * Makes every new epoch of one opening, in order, and tells the mailbox where additions go from now on; one batch, so
 * that nobody sees a half of it.
 */
export async function turned(
  turning: Turning,
  turns: readonly Turn[],
  mailbox: { readonly stream: Stream; readonly recipient: string } | null,
): Promise<Turned> {
  const { org, roster, at, signer } = turning;
  const ends = new Map(turning.ends);
  const streams = new Map<Stream, Signed[]>();
  const files: FileMade[] = [];
  const grants: GrantSent[] = [];
  const keys: Turned['keys'][number][] = [];
  const endOf = (stream: Stream): End => ends.get(stream) ?? { head: '', next: 0 };
  const add = (stream: Stream, entry: Signed): void => {
    streams.set(stream, [...(streams.get(stream) ?? []), entry]);
    ends.set(stream, { head: entry.hash, next: endOf(stream).next + 1 });
  };
  const common = { org, rosterVersion: roster.version, rosterHash: roster.hash, at };
  for (const { stream, compartment, epoch, prevAccess, why, readers } of turns) {
    const key = newEpoch();
    const { head: prev, next: seq } = endOf(stream);
    const made = await makeAccess({
      ...common,
      stream,
      seq,
      prev,
      signer,
      compartment,
      epoch,
      epochKey: key,
      holders: readers,
      prevAccess,
      why,
    });
    add(stream, made.entry);
    for (const grant of made.grants) {
      files.push(grant);
      grants.push({ stream, compartment, epoch, member: grant.member, hash: grant.hash });
    }
    keys.push({ ...key, stream, compartment, epoch });
  }
  const account = turns.findIndex((turn) => turn.compartment === 'account');
  const [turn, key] = [turns[account], keys[account]];
  if (mailbox !== null && turn !== undefined && key !== undefined) {
    const members = turn.readers.map(({ member }) => member.id);
    const body: RekeyBody = { v: 1, epoch: turn.epoch, recipient: key.recipient, members };
    const { head: prev, next: seq } = endOf(mailbox.stream);
    const id = randomHex(16);
    const place = { stream: mailbox.stream, seq, prev, id };
    const draft: Draft = { ...common, ...place, kind: 'rekey', compartment: 'mailbox', epoch: 0, facts: [] };
    const file = await sealFile(draft, signer.public, mailbox.recipient, utf8(JSON.stringify(body)));
    files.push(file);
    add(mailbox.stream, signEntry(draft, file, signer));
  }
  return { batch: batchOf(signedOnly(streams), turning.ends, grants), files, keys };
}

function signedOnly(
  streams: ReadonlyMap<Stream, readonly Signed[]>,
): ReadonlyMap<Stream, { line: string; hsig: string }[]> {
  return new Map([...streams].map(([stream, all]) => [stream, all.map(({ line, hsig }) => ({ line, hsig }))]));
}
