import type { Edition } from '#domain/edition/edition.ts';
import { isOpen, missingFor, type Missing } from '#domain/edition/open.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Verified } from '#domain/record/header.ts';
import { editorAt, type Roster } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import { verifyRosters, type RosterAccepted } from '#seal/roster.ts';
import type { Record } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { parseEdition } from '#wire/edition.ts';
import type { StoredEntry } from '#wire/entry.ts';
import { noProcedure, type Procedures } from './procedures.ts';

/** One edition as it stands now, with what its form needs to be open. */
export interface CurrentEdition {
  readonly edition: Edition;
  /** The version that its settings name; one without anything in it where that cannot be read (then it is closed). */
  readonly procedure: Procedure;
  /** The stream `edition/<id>` as stored. */
  readonly entries: readonly StoredEntry[];
  readonly missing: readonly Missing[];
  readonly openedAlone: boolean;
  readonly open: boolean;
}

/** The organisation as its signed roster and its editions say. */
export interface Organisation {
  readonly org: string;
  /** Root public key, hex. */
  readonly root: string;
  readonly notes: readonly string[];
  readonly roster: Roster;
  readonly rosterHash: string;
  /** Hex, of roster v1. */
  readonly salt: string;
  readonly editions: readonly CurrentEdition[];
}

interface Read {
  readonly key: string;
  readonly procedures: Procedures;
  readonly organisation: Omit<Organisation, 'editions'>;
  readonly settled: readonly {
    readonly edition: Edition;
    readonly entries: readonly StoredEntry[];
    readonly openedAlone: boolean;
  }[];
}

/** Signatures are checked once for the same rows, not for every page. */
const lastRead = new WeakMap<Store, Read>();

const text = new TextDecoder();

async function fileOf(store: Store, org: string, entry: Verified): Promise<unknown> {
  const bytes = await store.file(org, entry.header.file);
  if (bytes === null) return null;
  try {
    return JSON.parse(text.decode(bytes)) as unknown;
  } catch {
    return null;
  }
}

async function settledIn(store: Store, org: string, rosters: readonly RosterAccepted[], record: Record) {
  const read = verifyStream(record.stream, org, record.entries);
  if ('refused' in read) return null;
  const good = read.entries.filter(({ header, receivedAt }) => editorAt(rosters, header, receivedAt) !== undefined);
  const settled = good.findLast((entry) => entry.header.kind === 'settled');
  const edition = settled && parseEdition(await fileOf(store, org, settled));
  if (edition === undefined || 'wrong' in edition || record.stream !== `edition/${edition.id}`) return null;
  const openedAlone = good.some((entry) => entry.header.kind === 'opened-alone');
  return { edition, entries: record.entries, openedAlone };
}

async function readAll(store: Store, procedures: Procedures): Promise<Read | null> {
  const row = await store.organisation();
  if (row === null) return null;
  const [notes, records] = await Promise.all([store.rosterNotes(), store.editions(row.org)]);
  const heads = records.map((r) => `${r.stream} ${r.entries.length} ${r.entries.at(-1)?.hsig ?? ''}`);
  const key = [row.org, notes.length, notes.at(-1), ...heads].join('\n');
  const last = lastRead.get(store);
  if (last?.key === key && last.procedures === procedures) return last;
  // Whatever is kept is kept by the append that moves one of these heads.
  await procedures.load(store, row.org);
  const chain = verifyRosters(row.rootPublic, row.org, notes);
  if ('refused' in chain) throw new Error(`roster: ${chain.refused}`);
  const head = chain.rosters.at(-1);
  if (head === undefined) return null;
  const settled = await Promise.all(records.map((record) => settledIn(store, row.org, chain.rosters, record)));
  const read: Read = {
    key,
    procedures,
    organisation: {
      org: row.org,
      root: row.rootPublic,
      notes,
      roster: head.roster,
      rosterHash: head.hash,
      salt: head.roster.salt,
    },
    settled: settled.filter((s) => s !== null),
  };
  lastRead.set(store, read);
  return read;
}

/**
 * The organisation with its editions, folded from what is stored; null before set-up. An edition whose settings no
 * entitled member signed is not listed; one whose procedure cannot be read is closed. See "Note: Versions".
 */
export async function currentEditions(store: Store, procedures: Procedures, now: number): Promise<Organisation | null> {
  const read = await readAll(store, procedures);
  if (read === null) return null;
  const editions = read.settled.map(({ edition, entries, openedAlone }): CurrentEdition => {
    const { procedure: id, procedureVersion, procedureDigest } = edition;
    const known = procedures.byDigest(procedureDigest);
    const procedure = known ?? noProcedure(id, procedureVersion, procedureDigest);
    const missing = missingFor(procedure, edition.id, read.organisation.roster, now);
    const open = known !== undefined && isOpen(missing, openedAlone);
    return { edition, procedure, entries, missing, openedAlone, open };
  });
  return { ...read.organisation, editions };
}
