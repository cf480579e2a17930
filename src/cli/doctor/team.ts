import type { Edition } from '#domain/edition/edition.ts';
import { isOpen, missingFor, type Missing } from '#domain/edition/open.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readKept } from '#domain/procedure/read.ts';
import { editorAt, type Roster } from '#domain/team/roster.ts';
import { verifyStream } from '#seal/entry.ts';
import { verifyRosters, type RosterAccepted } from '#seal/roster.ts';
import type { Record } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { parseEdition } from '#wire/edition.ts';

/** An event as it is settled now. `procedure` is null where the version it names cannot be read. */
export interface Settled {
  readonly edition: Edition;
  readonly procedure: Procedure | null;
  readonly missing: readonly Missing[];
  readonly open: boolean;
}

/** Who is in the team and which events there are, by signatures alone; null before set-up; or what does not hold. */
export type Team =
  | { readonly org: string; readonly roster: Roster; readonly events: readonly Settled[] }
  | { readonly refused: string }
  | null;

async function settingsIn(store: Store, org: string, lists: readonly RosterAccepted[], record: Record) {
  const read = verifyStream(record.stream, org, record.entries);
  if ('refused' in read) return null;
  const good = read.entries.filter(({ header, receivedAt }) => editorAt(lists, header, receivedAt) !== undefined);
  const settled = good.findLast(({ header }) => header.kind === 'settled');
  const bytes = settled === undefined ? null : await store.file(org, settled.header.file);
  if (bytes === null) return null;
  try {
    const edition = parseEdition(JSON.parse(new TextDecoder().decode(bytes)));
    if ('wrong' in edition) return null;
    return { edition, openedAlone: good.some(({ header }) => header.kind === 'opened-alone') };
  } catch {
    return null;
  }
}

/** Reads the team and its events as the server does. Never throws for what is stored: only for a store that is gone. */
export async function readTeam(store: Store, now: number): Promise<Team> {
  const row = await store.organisation();
  if (row === null) return null;
  const [notes, records, texts] = await Promise.all([
    store.rosterNotes(),
    store.editions(row.org),
    store.procedureTexts(row.org),
  ]);
  const chain = verifyRosters(row.rootPublic, row.org, notes);
  if ('refused' in chain) return { refused: chain.refused };
  const head = chain.rosters.at(-1);
  if (head === undefined) return { refused: 'no list' };
  const { roster } = head;
  const settled = await Promise.all(records.map((record) => settingsIn(store, row.org, chain.rosters, record)));
  const events = settled
    .filter((one) => one !== null)
    .map(({ edition, openedAlone }): Settled => {
      const text = texts.find(({ digest }) => digest === edition.procedureDigest);
      const read = text === undefined ? null : readKept(text.text, text.digest);
      if (read === null || 'problems' in read) return { edition, procedure: null, missing: [], open: false };
      const missing = missingFor(read.procedure, edition.id, roster, now);
      return { edition, procedure: read.procedure, missing, open: isOpen(missing, openedAlone) };
    });
  return { org: row.org, roster, events };
}
