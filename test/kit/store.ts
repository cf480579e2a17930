import { createHash, randomBytes } from 'node:crypto';
import type { Header, Stream } from '#domain/record/header.ts';
import type { Foundation, UnlockRow } from '#store/member-store.ts';
import type { Append, IncidentRow, NewEntry, StreamAppend } from '#store/record-store.ts';
import { lineOf } from '#wire/header.ts';

/** Rows as the server would append them, without the sealing: the store looks at no signature. */

export const org = 'pyharborpyharborpyha';
export const noon = Date.UTC(2026, 9, 3, 12);

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const id = (): string => randomBytes(16).toString('hex');
const key = sha256('key');

export function entry(stream: Stream, seq: number, prev: string, over: Partial<Header> = {}, at = noon): NewEntry {
  const header: Header = {
    org,
    stream,
    seq,
    prev,
    id: id(),
    kind: 'noted',
    compartment: '',
    epoch: 0,
    to: '',
    rosterVersion: 1,
    rosterHash: key,
    at,
    facts: [],
    by: key,
    size: over.file === undefined ? 0 : 1,
    file: '',
    ...over,
  };
  const line = lineOf(header);
  return { seq, id: header.id, hash: sha256(line), line, hsig: '00', receivedAt: at };
}

/** A chain of `count` entries behind the head `after` (seq and hash), or a new one. */
export function chain(
  stream: Stream,
  count = 1,
  after?: { readonly seq: number; readonly hash: string },
): StreamAppend {
  const entries: NewEntry[] = [];
  for (let i = 0; i < count; i++) {
    const last = entries.at(-1) ?? after;
    entries.push(entry(stream, (last?.seq ?? -1) + 1, last?.hash ?? ''));
  }
  return { stream, expect: after?.hash ?? '', entries };
}

/** The head that a part of a batch leaves behind. */
export function headOf(part: StreamAppend): { readonly seq: number; readonly hash: string } {
  const last = part.entries.at(-1);
  if (last === undefined) throw new Error('an empty part');
  return last;
}

export const only = (...streams: readonly StreamAppend[]): Append => ({ org, streams });

export interface Birth {
  readonly append: Append;
  readonly report: string;
  readonly incident: string;
  readonly mailbox: string;
  readonly bearer: string;
  readonly row: IncidentRow;
  readonly parts: { readonly report: StreamAppend; readonly incident: StreamAppend; readonly mailbox: StreamAppend };
  /** Files: of the report's first entry, of the mailbox's, and each reader's grant. */
  readonly told: string;
  readonly selfNote: string;
  readonly grants: ReadonlyMap<string, string>;
}

/** What one transaction writes when a report arrives: report, incident, mailbox, files, grants, access, alert. */
export function birth(
  over: {
    readonly readers?: readonly string[];
    readonly barred?: readonly string[];
    readonly codeName?: string;
    readonly due?: number;
    readonly receivedAt?: number;
  } = {},
): Birth {
  const { readers = ['robin', 'sam'], barred = [], due = noon + 86_400_000, receivedAt = noon } = over;
  const [report, incident, mailbox] = [id(), id(), id()];
  const bytes = { told: randomBytes(4096), selfNote: randomBytes(4096) };
  const files = new Map<string, Uint8Array>(
    [bytes.told, bytes.selfNote].map((file): [string, Uint8Array] => [sha256(file), new Uint8Array(file)]),
  );
  const grants = new Map<string, string>();
  for (const reader of readers) {
    const file = new Uint8Array(randomBytes(1840));
    files.set(sha256(file), file);
    grants.set(reader, sha256(file));
  }
  const reportStream: Stream = `report/${report}`;
  const reported = entry(
    reportStream,
    0,
    '',
    { kind: 'reported', compartment: 'account', epoch: 1, to: key, size: 4096, file: sha256(bytes.told) },
    receivedAt,
  );
  const access = entry(reportStream, 1, reported.hash, { kind: 'access', compartment: 'account', epoch: 1 });
  const selfNote = entry(`mailbox/${mailbox}`, 0, '', {
    kind: 'self-note',
    compartment: 'mailbox',
    to: key,
    size: 4096,
    file: sha256(bytes.selfNote),
  });
  const received = entry(`mailbox/${mailbox}`, 1, selfNote.hash, { kind: 'received' });
  const parts = {
    report: { stream: reportStream, expect: '', entries: [reported, access] },
    incident: chain(`incident/${incident}`),
    mailbox: { stream: `mailbox/${mailbox}`, expect: '', entries: [selfNote, received] },
  } as const;
  const row: IncidentRow = {
    incident,
    edition: 'pyharbor-2026',
    codeName: over.codeName ?? `amber ${incident.slice(0, 12)}`,
    report,
    channel: 'web',
    receivedAt,
    owed: due === 0 ? '' : 'acknowledge',
    due,
    ongoing: 'no',
    partOf: '',
    closed: 'no',
    waits: 'no',
    procedure: key,
  };
  const bearer = sha256(`bearer of ${mailbox}`);
  return {
    report,
    incident,
    mailbox,
    bearer,
    row,
    parts,
    told: sha256(bytes.told),
    selfNote: sha256(bytes.selfNote),
    grants,
    append: {
      org,
      streams: [parts.report, parts.incident, parts.mailbox],
      files: [...files].map(([hash, file]) => ({ hash, bytes: file })),
      access: [{ stream: reportStream, compartment: 'account', epoch: 1, members: readers }],
      grants: [...grants].map(([member, hash]) => ({
        stream: reportStream,
        compartment: 'account',
        epoch: 1,
        member,
        hash,
      })),
      bars: barred.map((member) => ({ report, member })),
      rows: [row],
      mailbox: { id: mailbox, bearer, report, edition: 'pyharbor-2026' },
      jobs: [{ id: `alert/${incident}`, kind: 'alert', payload: JSON.stringify({ incident }), at: receivedAt }],
      submission: { report, mac: sha256(report) },
    },
  };
}

/** A birth in two steps: `robin` reads, the others are asked about the names first. */
export interface TwoSteps extends Birth {
  readonly names: string;
  readonly asked: ReadonlyMap<string, string>;
  readonly entries: Append['streams'][number]['entries'];
}

export function twoSteps(members: readonly string[], over: Parameters<typeof birth>[0] = {}): TwoSteps {
  const born = birth({ readers: ['robin'], ...over });
  const bytes = new Uint8Array(randomBytes(4096));
  const grants = new Map(members.map((member) => [member, new Uint8Array(randomBytes(640))]));
  const { stream } = born.parts.report;
  const head = headOf(born.parts.report);
  const of = { compartment: 'parties', epoch: 1 } as const;
  const access = entry(stream, head.seq + 1, head.hash, { kind: 'access', ...of }, over.receivedAt);
  const added = entry(stream, access.seq + 1, access.hash, { kind: 'added', ...of, size: 1, file: sha256(bytes) });
  const report = { ...born.parts.report, entries: [...born.parts.report.entries, access, added] };
  const files = [bytes, ...grants.values()].map((file) => ({ hash: sha256(file), bytes: file }));
  return {
    ...born,
    parts: { ...born.parts, report },
    names: sha256(bytes),
    asked: new Map([...grants].map(([member, file]) => [member, sha256(file)])),
    entries: [access, added],
    append: {
      ...born.append,
      streams: [report, born.parts.incident, born.parts.mailbox],
      files: [...(born.append.files ?? []), ...files],
      access: [...(born.append.access ?? []), { stream, ...of, members }],
      grants: [
        ...(born.append.grants ?? []),
        ...[...grants].map(([member, file]) => ({ stream, ...of, member, hash: sha256(file) })),
      ],
    },
  };
}

export const unlockRow = (member: string): UnlockRow => ({
  handle: `handle of ${member}`,
  bearer: sha256(member),
  member,
  file: new Uint8Array(randomBytes(600)),
});

export function foundation(name = org, rehearsal = false): Foundation {
  return {
    organisation: { org: name, rootPublic: key, rehearsal, createdAt: noon },
    rosterNote: 'recourse/v1/roster\n[1]\n',
    rosterVersion: 1,
    recipients: [{ hash: sha256('age1pq1robin'), text: 'age1pq1robin' }],
    unlock: [unlockRow('robin')],
    alertAddresses: [{ member: 'robin', address: 'robin@pyharbor.example' }],
    append: { org: name, streams: [chain('edition/pyharbor-2026')] },
  };
}
