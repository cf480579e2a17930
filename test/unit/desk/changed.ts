import { acted, actedTogether } from '#desk/keys/acting.ts';
import { ConflictActs } from '#desk/keys/conflict-acts.ts';
import { sealedPiece } from '#desk/keys/footing.ts';
import { Knowing, type Known } from '#desk/keys/knowing.ts';
import { LinkActs } from '#desk/keys/link-acts.ts';
import { Room } from '#desk/keys/room.ts';
import { TurnsOnOpening } from '#desk/keys/turns.ts';
import { isRefused, type NotDone } from '#desk/sending/ask.ts';
import type { Piece } from '#desk/sending/batch.ts';
import { holdingNothing } from '#domain/record/holding.ts';
import { factsOf, manifestOf } from '#domain/record/manifest.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry, verifyEntry, type FileMade } from '#seal/entry.ts';
import type { EntriesBatch } from '#wire/api.ts';
import { ok, type DeskOf } from './desks.ts';

/** This desk, until `tell` is set back, gives one member a file that is no key to the account, under a hash it signs. */
export async function givesNoKey(desk: DeskOf, by: string, to: string): Promise<void> {
  const { signer } = await keysOf(by);
  desk.tell = async (form) => {
    const batch = JSON.parse(form.get('batch') as string) as EntriesBatch;
    const other = new Map<string, string>();
    for (const { member, compartment, hash } of batch.grants) {
      const part = form.get(hash);
      if (member !== to || compartment !== 'account' || !(part instanceof Blob)) continue;
      const bytes = new Uint8Array(await part.arrayBuffer());
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      other.set(hash, sha256Hex(bytes));
      form.delete(hash);
      form.set(sha256Hex(bytes), new Blob([bytes]), sha256Hex(bytes));
    }
    const grants = batch.grants.map((one) => ({ ...one, hash: other.get(one.hash) ?? one.hash }));
    const streams = batch.streams.map((part) => {
      let prev: string | null = null;
      const entries = part.entries.map((entry) => {
        const read = verifyEntry(entry);
        if ('refused' in read) throw new Error(read.refused);
        const { header } = read;
        const manifest = manifestOf(header);
        const holders = manifest?.holders.map((one) => ({ ...one, grant: other.get(one.grant) ?? one.grant })) ?? [];
        const facts = manifest === null ? header.facts : factsOf({ ...manifest, holders });
        const { file: hash, size, to: sealedTo } = header;
        const file: FileMade | null = hash === '' ? null : { bytes: new Uint8Array(), hash, size, to: sealedTo };
        const made = signEntry({ ...header, facts, prev: prev ?? header.prev }, file, signer);
        prev = made.hash;
        return { line: made.line, hsig: made.hsig };
      });
      return { ...part, entries };
    });
    form.set('batch', JSON.stringify({ streams, grants }));
    return form;
  };
}

/** A desk that passes over the reporter's sealed word on this member. */
class Deaf extends Knowing {
  readonly #to: string;

  constructor(room: Room, to: string) {
    super(room);
    this.#to = to;
  }

  override async know(incident: string, fresh = false): Promise<Known | NotDone> {
    const known = await super.know(incident, fresh);
    if (isRefused(known)) return known;
    const without = (ids: Iterable<string>) => new Set([...ids].filter((id) => id !== this.#to));
    const { judged } = known;
    return {
      ...known,
      leftOut: known.leftOut.filter((id) => id !== this.#to),
      judged: { ...judged, keeping: { ...judged.keeping, apart: without(judged.keeping.apart) } },
    };
  }
}

/** Somebody with a changed desk lets in a member whom the reporter left out. */
export async function releasesAllTheSame(desk: DeskOf, by: string, incident: string, member: string): Promise<void> {
  const { keyring, signer, ...own } = await keysOf(by);
  const room = new Room(desk.ask, keyring, own, signer);
  ok(await new ConflictActs(new Deaf(room, member)).releaseNamed(incident, member));
}

/** A desk that sees nobody who would pay for a link. */
class Careless extends Knowing {
  override async know(incident: string, fresh = false): Promise<Known | NotDone> {
    const known = await super.know(incident, fresh);
    if (isRefused(known)) return known;
    const { judged } = known;
    const handling = {
      ...judged.handling,
      reports: new Map(),
      incident: { ...judged.handling.incident, holding: holdingNothing },
    };
    return { ...known, judged: { ...judged, handling } };
  }
}

/** Somebody with a changed desk handles one in the other, whatever it costs whom. */
export async function joinsAllTheSame(
  desk: DeskOf,
  by: string,
  part: string,
  whole: string,
): Promise<{ readonly done: true } | NotDone> {
  const { keyring, signer, ...own } = await keysOf(by);
  const knowing = new Careless(new Room(desk.ask, keyring, own, signer));
  return new LinkActs(knowing, new TurnsOnOpening(knowing)).join(part, whole, 'x');
}

/** Somebody with a changed desk shows the way from one to many others and back, all of it in one batch. */
export async function linksAllAtOnce(
  desk: DeskOf,
  by: string,
  hub: string,
  others: readonly string[],
): Promise<{ readonly done: true } | NotDone> {
  const { keyring, signer, ...own } = await keysOf(by);
  const knowing = new Knowing(new Room(desk.ask, keyring, own, signer));
  const body = utf8(JSON.stringify({ v: 1, why: 'x' }));
  const beside = async (known: Known, other: Known): Promise<Piece> => {
    const key = knowing.newest(known, 'internal');
    if (key === null) throw new Error('no key');
    const facts = [
      ['how', 'beside'],
      ['other', other.standing.row.incident],
    ] as const;
    const { stream } = known.standing.streams.incident;
    return sealedPiece(knowing.room, stream, 'linked', 'internal', key, facts, body);
  };
  const sent = await actedTogether(knowing, hub, {
    ids: () => others,
    sealedTo: () => '',
    seal: async ([first, ...more]) => {
      if (first === undefined) return null;
      const pieces = more.map(async (one) => [await beside(first, one), await beside(one, first)]);
      return (await Promise.all(pieces)).flat();
    },
  });
  return isRefused(sent) ? sent : { done: true };
}

/** Somebody with a changed desk seals to a reporter whatever they like. */
export async function saysToReporter(desk: DeskOf, by: string, incident: string, said: object): Promise<void> {
  const { keyring, signer, ...own } = await keysOf(by);
  const knowing = new Knowing(new Room(desk.ask, keyring, own, signer));
  const { room } = knowing;
  const body = utf8(JSON.stringify(said));
  const sent = await acted(knowing, incident, {
    sealedTo: () => '',
    seal: async (known) => {
      const key = knowing.newest(known, 'account');
      const { mailbox, mailboxKey } = known;
      if (key === null || mailbox === null || mailboxKey === null) throw new Error('no key');
      const { stream } = known.standing.streams.report;
      const facts = [['follow-up', 'no']] as const;
      const theirs = { recipient: mailboxKey.recipient, epoch: 0 };
      return [
        await sealedPiece(room, stream, 'said-to-reporter', 'account', key, facts, body),
        await sealedPiece(room, mailbox.stream, 'message', 'mailbox', theirs, [], body),
      ];
    },
  });
  if (isRefused(sent)) throw new Error(sent.refused);
}
