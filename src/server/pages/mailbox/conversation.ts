import { paperWords } from '#domain/intake/report.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { memberOf, type Roster } from '#domain/team/roster.ts';
import type { Verified } from '#domain/record/header.ts';
import { verifyStream } from '#seal/entry.ts';
import { bearerHash, type MailboxKeys } from '#seal/words.ts';
import type { ReporterMessage, SelfNote, TeamMessage } from '#wire/bodies.ts';
import { isInstant } from '#wire/said.ts';
import type { Organisation } from '../../editions.ts';
import type { Parts } from '../../parts.ts';

export type Said = ReporterMessage | TeamMessage;

/** A mailbox as its eight words open it on the server, for a browser without scripts. */
export interface Conversation {
  readonly note: SelfNote;
  /** When the server took the report; promised dates count from it. */
  readonly receivedAt: number;
  readonly said: readonly (Said & { readonly receivedAt: number; readonly mismatch: boolean })[];
  /** Bodies of the old messages, for a move. */
  readonly bodies: readonly unknown[];
  readonly head: string;
  readonly next: number;
  /** Names of those who can read it now: who holds the newest key and is not barred. */
  readonly readers: readonly string[];
  /** Names of holders whom the reporter left out: there must be none. */
  readonly leftOut: readonly string[];
  /** Whether it was sent to one alone, and no member has signed anything of it yet. */
  readonly aloneUntouched: boolean;
  /** The newest account manifest, for a move's self-note. */
  readonly account: { readonly epoch: number; readonly recipient: string; readonly members: readonly string[] };
  /** Staff saw these words: nothing passes before they are changed. */
  readonly paper: boolean;
  /** Damage: something did not open; it is left out and said so. */
  readonly damaged: boolean;
}

const decoder = new TextDecoder();

function json(bytes: Uint8Array | null | undefined): unknown {
  if (!bytes) return null;
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    return null;
  }
}

/**
 * What an entry says; null for anything else. A member can seal what they like to a reporter's key: nothing of it stops
 * the page or speaks in the reporter's place, and the name is that of the key that signed it. `own`: signed by the mailbox.
 */
function saidIn({ header, receivedAt }: Verified, body: unknown, own: boolean, roster: Roster): Said | null {
  if (typeof body !== 'object' || body === null) return null;
  const { from, text, at: saidAt, files, name, report } = body as Readonly<Record<string, unknown>>;
  if (typeof text !== 'string') return null;
  const at = isInstant(saidAt) ? saidAt : receivedAt;
  if (from === 'team') {
    if (typeof name !== 'string' || typeof report !== 'string') return null;
    const signed = roster.members.find(({ sign }) => sign === header.by);
    return { ...(body as TeamMessage), name: signed?.name ?? name, at };
  }
  const theirs = own || roster.sealingKeys.includes(header.by);
  const named = Array.isArray(files) && files.every((file) => typeof file === 'string');
  return from === 'reporter' && theirs && named ? { ...(body as ReporterMessage), at } : null;
}

const isNote = (body: unknown): body is SelfNote =>
  typeof body === 'object' && body !== null && 'report' in body && 'hash' in body && typeof body.report === 'string';

/** Whose words these are: `unknown` and a wrong bearer are one answer. */
export async function findMailbox(
  parts: Parts,
  org: string,
  keys: MailboxKeys,
): Promise<{ readonly report: string; readonly edition: string } | { readonly moved: number } | null> {
  return parts.store.mailboxFor(org, keys.id, bearerHash(keys.auth));
}

/** Opens a mailbox that `findMailbox` found. Null when its stream does not verify: nothing of it is shown. */
export async function openConversation(
  parts: Parts,
  organisation: Organisation,
  keys: MailboxKeys,
): Promise<Conversation | null> {
  const { store, sealer } = parts;
  const { org, roster } = organisation;
  const record = await store.stream(org, `mailbox/${keys.id}`);
  if (record === null) return null;
  const read = verifyStream(record.stream, org, record.entries);
  if ('refused' in read) return null;
  const withFile = read.entries.filter(({ header }) => header.file !== '');
  const found = await Promise.all(
    withFile.map(async (entry) => ({ entry, bytes: await store.file(org, entry.header.file) })),
  );
  const present = found.filter((f): f is { entry: Verified; bytes: Uint8Array } => f.bytes !== null);
  const bodies = await sealer.open(keys, present);
  const opened = present.map(({ entry }, i) => ({ entry, body: json(bodies[i]) }));
  const note = opened.find(({ entry }) => entry.header.kind === 'self-note')?.body;
  if (!isNote(note)) return null;
  const sent = opened.filter(({ entry }) => entry.header.kind === 'message');
  const messages = sent.flatMap(({ entry, body }) => {
    const message = saidIn(entry, body, entry.header.by === keys.sign, roster);
    return message === null ? [] : [{ entry, message }];
  });
  const received = read.entries.find(({ header }) => header.kind === 'received');
  const reportRecord = await store.stream(org, `report/${note.report}`);
  const report = reportRecord && verifyStream(reportRecord.stream, org, reportRecord.entries);
  if (report === null || 'refused' in report) return null;
  const folded = foldReport(note.report, report.entries);
  const { holding, arrival, barred } = folded;
  const account = holding.newest.get('account')?.manifest;
  if (account === undefined) return null;
  const holders = account.holders.map((h) => h.member);
  const nameOf = (id: string): string => memberOf(roster, id)?.name ?? id;
  const signed = new Set([...read.entries, ...report.entries].map(({ header }) => header.by));
  const said = messages.map(({ entry, message }) => {
    const mismatch = message.from === 'team' && message.report !== note.hash;
    return { ...message, receivedAt: entry.receivedAt, mismatch };
  });
  return {
    note,
    receivedAt: received?.header.at ?? report.entries[0]?.receivedAt ?? note.at,
    // A moved mailbox holds old messages in new entries: then the time they carry themselves is the true one.
    said: said.map((s, i) => (messages[i]?.entry.header.by === keys.sign ? { ...s, receivedAt: s.at } : s)),
    bodies: messages.map(({ message }) => message),
    head: read.head,
    next: read.next,
    readers: holders.filter((id) => !barred.has(id)).map(nameOf),
    leftOut: holders.filter((id) => (note.leftOut ?? []).includes(id)).map(nameOf),
    aloneUntouched: arrival?.narrow === true && !roster.members.some(({ sign }) => signed.has(sign)),
    account: {
      epoch: account.epoch,
      recipient: account.recipient,
      members: holders,
    },
    paper: paperWords(folded),
    damaged: present.length < found.length || messages.length < sent.length || opened.some(({ body }) => body === null),
  };
}
