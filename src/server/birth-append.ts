import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { textFact, type Header, type Stream } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { whoOwes, woken, wakes, type Duty } from '#domain/promises/promises.ts';
import { onDutyAt } from '#domain/edition/rota.ts';
import type { Roster } from '#domain/team/roster.ts';
import { randomHex } from '#seal/digest.ts';
import { signEntry, type Signed, type Signer } from '#seal/entry.ts';
import type { NewJob } from '#store/job-store.ts';
import type { Append, GrantRow, NewEntry } from '#store/record-store.ts';
import { drawCodeName } from './code-names.ts';
import { jobName } from './due/job-names.ts';
import { asStored, reckoned, wakingAlert } from './due/owed.ts';
import type { Store } from '#store/store.ts';

/** A report as it is about to be stored: checked by the api, or sealed by ourselves on arrival. */
export interface Arrived {
  /** The birth entries in order, `reported` first. */
  readonly report: readonly Signed[];
  readonly selfNote: Signed;
  /** Every file the entries and grants name. */
  readonly files: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
  readonly grants: readonly GrantRow[];
  /** SHA-256 of the mailbox's bearer, hex. */
  readonly bearer: string;
  /** Without scripts: HMAC of the form under its token. */
  readonly submission?: { readonly report: string; readonly mac: string };
  /** By letter or text message: what its sender's next one may name. */
  readonly known?: Append['known'];
  /** What else is queued with it. */
  readonly jobs?: Append['jobs'];
}

export interface Where {
  readonly org: string;
  readonly edition: Edition;
  readonly procedure: Procedure;
  /** Who owes what and is woken first. */
  readonly roster: Roster;
  /** The roster head the server signs under. */
  readonly rosterVersion: number;
  readonly rosterHash: string;
}

/** A row of a stream for an entry in its place. */
export function rowOf(entry: Signed, receivedAt: number): NewEntry {
  const { line, hsig, hash, header } = entry;
  return { line, hsig, hash, receivedAt, seq: header.seq, id: header.id };
}

export const newId = (): string => randomHex(16);

/** An entry by the server's sealing key, without a file. */
export function serverEntry(
  signer: Signer,
  where: Pick<Where, 'org' | 'rosterVersion' | 'rosterHash'>,
  entry: Pick<Header, 'stream' | 'seq' | 'prev' | 'kind' | 'at' | 'facts'>,
): Signed {
  const { org, rosterVersion, rosterHash } = where;
  const plain = { compartment: '', epoch: 0 } as const;
  return signEntry({ org, rosterVersion, rosterHash, id: newId(), ...plain, ...entry }, null, signer);
}

/**
 * The reporter's own entry (seq −1) put in its place: the row that is stored, and the hash the next one names.
 * [Note: After birth a mailbox key does not know counts], sealing §2.
 */
export function placedRow(
  signer: Signer,
  where: Pick<Where, 'org' | 'rosterVersion' | 'rosterHash'>,
  inside: Signed,
  place: { readonly seq: number; readonly prev: string; readonly at: number },
): NewEntry {
  const stream = inside.header.stream;
  const placed = serverEntry(signer, where, { stream, ...place, kind: 'placed', facts: [['entry', inside.hash]] });
  const { line, hsig } = inside;
  return { ...rowOf(placed, place.at), id: inside.header.id, inside: { line, hsig } };
}

/**
 * One alert for each of these members: something is waiting, never what. `about` names what it is for, so that the same
 * thing never alerts twice: empty for the birth, the entry's id for what the reporter adds.
 */
export function alertsFor(incident: string, members: readonly string[], at: number, about = ''): readonly NewJob[] {
  return members.map((member) => ({
    id: jobName('alert', incident, member, about),
    kind: 'alert',
    payload: JSON.stringify({ incident, member }),
    at,
  }));
}

/**
 * Whom each duty of a birth wakes at once, with the alert that does it. Whoever is woken needs no other word of the same
 * thing; everybody else hears of it at once in their own hours (CNS-01).
 */
function wokenAtOnce(
  where: Where,
  incident: string,
  open: readonly Duty[],
  given: { readonly holding: readonly string[]; readonly barred: ReadonlySet<string>; readonly at: number },
): ReadonlyMap<string, NewJob> {
  const { edition, procedure, roster } = where;
  const { holding, barred, at } = given;
  const onDuty = onDutyAt(edition, at).map(({ member }) => member);
  const found = new Map<string, NewJob>();
  for (const duty of open) {
    const first = wakes(procedure, duty.id)?.rings[0];
    if (first?.after !== 0) continue;
    const owing = whoOwes({ procedure, edition, roster, now: at }, duty, barred, new Set()).map(({ id }) => id);
    for (const member of woken(first.whom, { onDuty, owing, holding }))
      if (!found.has(member))
        found.set(member, wakingAlert(incident, member, duty, { again: false, since: null, news: true, at }));
  }
  return found;
}

/**
 * Everything one birth writes, as one append: the report, an incident that holds it, the mailbox with its `received`,
 * grants, who has access, who is barred, the list row, what is owed, its reminders, and one alert for each holder of the
 * account, for who is asked about the names first, and for nobody else. `receivedAt` starts the clocks.
 */
export function appendOfBirth(
  signer: Signer,
  where: Where,
  arrived: Arrived,
  given: { readonly incident: string; readonly codeName: string; readonly receivedAt: number },
): Append {
  const { incident, codeName, receivedAt } = given;
  const reported = arrived.report[0];
  if (reported === undefined) throw new Error('a birth without reported');
  const stream = reported.header.stream;
  const report = stream.slice('report/'.length);
  const incidentStream: Stream = `incident/${incident}`;
  const mailboxStream = arrived.selfNote.header.stream;
  const opened = serverEntry(signer, where, {
    stream: incidentStream,
    seq: 0,
    prev: '',
    kind: 'opened',
    at: receivedAt,
    facts: [
      ['codeName', codeName],
      // The version in force at this moment: it holds for this incident from now on (INT-01).
      ['procedure', where.procedure.digest],
      ['report', report],
    ],
  });
  const received = serverEntry(signer, where, {
    stream: mailboxStream,
    seq: 1,
    prev: arrived.selfNote.hash,
    kind: 'received',
    at: receivedAt,
    facts: [],
  });
  const manifests = arrived.report.flatMap(({ header }) => manifestOf(header) ?? []);
  // Holders of the account, and who is asked about the names first.
  const told = manifests.filter(({ compartment }) => compartment === 'account' || compartment === 'parties');
  const holders = [...new Set(told.flatMap((m) => m.holders.map(({ member }) => member)))];
  const bars = arrived.report
    .filter(({ header }) => header.kind === 'barred')
    .map(({ header }) => ({ report, member: textFact(header, 'member') }));
  const folded = [...arrived.report, opened].map((entry) => asStored(entry, receivedAt));
  const { owed, due, duties, jobs, open } = reckoned({ ...where, now: receivedAt }, incident, folded);
  const barred = new Set(bars.map(({ member }) => member));
  const reading = manifests.filter(({ compartment }) => compartment === 'account').flatMap((m) => m.holders);
  const holding = [...new Set(reading.map(({ member }) => member))].filter((member) => !barred.has(member));
  const wokenNow = wokenAtOnce(where, incident, open, { holding, barred, at: receivedAt });
  const others = holders.filter((member) => !wokenNow.has(member));
  const rows = (entries: readonly Signed[]): readonly NewEntry[] => entries.map((entry) => rowOf(entry, receivedAt));
  return {
    org: where.org,
    streams: [
      { stream, expect: '', entries: rows(arrived.report) },
      { stream: incidentStream, expect: '', entries: rows([opened]) },
      { stream: mailboxStream, expect: '', entries: rows([arrived.selfNote, received]) },
    ],
    files: arrived.files,
    grants: arrived.grants,
    access: manifests.map(({ compartment, epoch, holders: all }) => {
      return { stream, compartment, epoch, members: all.map((h) => h.member) };
    }),
    bars,
    // Nobody has stepped aside from what did not exist: who is kept out is who is barred.
    away: [{ incident, members: bars.map(({ member }) => member) }],
    rows: [
      {
        incident,
        edition: where.edition.id,
        codeName,
        report,
        channel: textFact(reported.header, 'channel'),
        ongoing: textFact(reported.header, 'ongoing'),
        receivedAt,
        owed,
        due,
        procedure: where.procedure.digest,
        partOf: '',
        closed: 'no',
        waits: 'no',
      },
    ],
    owed: [{ incident, duties }],
    mailbox: {
      id: mailboxStream.slice('mailbox/'.length),
      bearer: arrived.bearer,
      report,
      edition: where.edition.id,
    },
    jobs: [...wokenNow.values(), ...alertsFor(incident, others, receivedAt), ...jobs, ...(arrived.jobs ?? [])],
    ...(arrived.submission && { submission: arrived.submission }),
    ...(arrived.known && { known: arrived.known }),
  };
}

/**
 * Stores a birth under a fresh code name. `stale`: this report is already there (sent twice); `taken`: its mailbox or
 * an entry id is (never by chance).
 */
export async function storeBirth(
  { store, signer, now }: { readonly store: Store; readonly signer: Signer; readonly now: () => number },
  where: Where,
  arrived: Arrived,
): Promise<{ readonly receivedAt: number } | { readonly refused: 'stale' | 'taken' }> {
  for (let tries = 0; ; tries++) {
    const codeName = drawCodeName();
    if (await store.codeNameTaken(where.org, codeName)) continue;
    const receivedAt = now();
    const append = appendOfBirth(signer, where, arrived, { incident: newId(), codeName, receivedAt });
    const done = await store.append(append);
    if ('appended' in done) return { receivedAt };
    if (done.refused === 'stale' || tries >= 3) return { refused: done.refused };
  }
}
