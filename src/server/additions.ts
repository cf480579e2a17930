import { paperWords } from '#domain/intake/report.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import { active } from '#domain/team/roster.ts';
import { answersOf } from '#questions/facts.ts';
import type { Attachment } from '#seal/attachment.ts';
import { barredLater } from '#seal/birth.ts';
import type { Signed } from '#seal/entry.ts';
import type { MailboxKeys } from '#seal/words.ts';
import type { NewJob } from '#store/job-store.ts';
import type { IdentityBody, ReporterMessage } from '#wire/bodies.ts';
import { namesOf, verifiedStream, whereOf } from './arriving.ts';
import { alertsFor, rowOf } from './birth-append.ts';
import { barsPlaced } from './due/apart.ts';
import { asStored, awayFrom, following } from './due/owed.ts';
import { heldBeside, wholeOf } from './due/whole.ts';
import type { CurrentEdition, Organisation } from './editions.ts';
import { barsOf, type Naming } from './kept-back.ts';
import type { Parts } from './parts.ts';
import { sealedIdentity } from './who-told.ts';
import { formNow, type Form } from './written.ts';

/** What a reporter without scripts says after their report is there, or by mail or text message. */
export interface SaidLater extends Naming {
  readonly report: string;
  readonly files: readonly Attachment[];
  readonly form?: Form;
  readonly mac?: string;
  /** How it was told, by mail. */
  readonly letter?: ReporterMessage['letter'];
  /** Files that say who it was: sealed to the readers of the identity alone. */
  readonly identityFiles?: readonly Attachment[];
  /** 16 bytes, hex; the same for the same thing sent again. Without it every call is a new one. */
  readonly id?: string;
  /** A machine said it: nobody is woken by it. */
  readonly quiet?: boolean;
  /** Who else is told of it and when, in place of everybody at once. */
  readonly alerts?: (incident: string, members: readonly string[], at: number) => readonly NewJob[];
  /** What else is queued with it. */
  readonly jobs?: readonly NewJob[];
  /** By text message, when they just agreed that it is kept: their number. */
  readonly number?: string;
  /** By what the same is known again: digests, kept in the same transaction. */
  readonly known?: readonly string[];
}

export interface Added {
  readonly receivedAt: number;
  /** Names of those who can read it. */
  readonly readers: readonly string[];
  /** Names of those who could until now, and are kept out because it names them. */
  readonly keptBack: readonly string[];
}

/**
 * Seals and stores one more thing a reporter says, for a browser without scripts: to the newest account recipient and,
 * a copy, to the mailbox. Whom it names is barred first. Null: somebody else wrote in between, four times over; `words-first`:
 * staff saw the words of this mailbox. Nothing was written then.
 */
export async function addInClear(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  keys: MailboxKeys,
  said: Omit<SaidLater, 'id'>,
): Promise<Added | 'words-first' | null> {
  const bytes = said.files.reduce((sum, file) => sum + file.bytes.length, 0);
  const done = await parts.sealer.inTurn(bytes, () => addSaid(parts, organisation, current, keys, said));
  if (done === 'there' || done === 'gone') throw new Error('no-record');
  return done;
}

/**
 * The same for whatever reaches the server in clear. Without `keys` nobody has the words of the mailbox: there is no copy,
 * and what the team said to them is in the report. `there`: it was stored already; `gone`: no such report takes
 * anything, or nobody is left who could open it.
 */
export async function addSaid(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  keys: MailboxKeys | null,
  said: SaidLater,
): Promise<Added | 'words-first' | 'there' | 'gone' | null> {
  const { org } = organisation;
  const where = whereOf(organisation, current);
  for (let tries = 0; tries < 4; tries++) {
    const report = await verifiedStream(parts, org, `report/${said.report}`);
    const mailbox = keys && (await verifiedStream(parts, org, `mailbox/${keys.id}`));
    if (report === null || (keys !== null && mailbox === null)) return 'gone';
    if (report.entries.some(({ header }) => header.id === said.id)) return 'there';
    const folded = foldReport(said.report, report.entries);
    if (paperWords(folded)) return 'words-first';
    const { newest } = folded.holding;
    const account = newest.get('account')?.manifest;
    if (account === undefined) return 'gone';
    const held = account.holders.map((h) => h.member);
    // Without words there is another way: what nobody of the team can open any more would wait there unread.
    const opens = (id: string): boolean =>
      !folded.barred.has(id) && organisation.roster.members.some((one) => one.id === id && active(one, parts.now()));
    if (keys === null && !held.some(opens)) return 'gone';
    const written =
      mailbox === null
        ? report.entries.filter(({ header }) => header.kind === 'said-to-reporter')
        : mailbox.entries.filter(({ header }) => header.kind === 'message');
    const so = { holders: held, barred: folded.barred, written };
    const incident = await parts.store.incidentOf(org, said.report);
    const whole = incident && (await wholeOf(parts, organisation, incident.incident));
    const named = barsOf(organisation, current, said, so);
    const laid = whole && barsPlaced(whole, said.report, named, parts.now());
    const bars = laid === null ? named : named.filter((id) => laid.has(id));
    const at = parts.now();
    const form = said.form ?? formNow(current);
    const questions = questionsAt(form.procedure, form.gathering);
    const contact = said.answers && answersOf(questions, said.answers, 'identity');
    const identity = newest.get('identity')?.manifest;
    // Without an identity compartment its answers stay with the account: the same people, and nothing is lost.
    const inAccount =
      said.answers && (contact && identity ? (answersOf(questions, said.answers, 'account') ?? {}) : said.answers);
    const body: ReporterMessage = {
      v: 1,
      from: 'reporter',
      text: said.text,
      files: said.files.map((file) => file.name),
      at,
      ...(inAccount && { answers: inAccount }),
      ...(said.letter && { letter: said.letter }),
    };
    const proofs = said.identityFiles ?? [];
    const { rosterVersion, rosterHash } = where;
    const entries: Signed[] = [];
    const next = () => ({ seq: report.next + entries.length, prev: entries.at(-1)?.hash ?? report.head });
    for (const member of bars) {
      const draft = { org, rosterVersion, rosterHash, at, report: said.report, signer: parts.signer };
      entries.push(barredLater(draft, member, next()));
    }
    const reply = await parts.sealer.reply({
      ...where,
      at,
      keys,
      report: said.report,
      account: { epoch: account.epoch, recipient: account.recipient },
      body,
      kind: said.answers ? 'added' : 'heard-from-reporter',
      files: identity ? said.files : [...said.files, ...proofs],
      ...(identity && { proofs: { epoch: identity.epoch, recipient: identity.recipient, files: proofs } }),
      ...(said.id !== undefined && { id: said.id }),
      signer: parts.signer,
      place: { report: next(), mailbox: { seq: mailbox?.next ?? 0, prev: mailbox?.head ?? '' } },
    });
    entries.push(...reply.report);
    const files = [...reply.files];
    const { number = '' } = said;
    if (identity && (contact || number !== '')) {
      const draft = { org, rosterVersion, rosterHash, at, stream: `report/${said.report}`, ...next() } as const;
      const who: IdentityBody = { v: 1, answers: contact ?? {}, ...(number !== '' && { texted: { number } }) };
      const told = await sealedIdentity({ ...draft, epoch: identity.epoch }, identity.recipient, who, parts.signer);
      entries.push(told.entry);
      files.push(told.file);
    }
    const receivedAt = parts.now();
    const holders = held.filter((member) => !bars.includes(member) && !folded.barred.has(member));
    // Somebody wrote since the report was read above: again, from the start.
    if (whole && whole.chains.get(`report/${said.report}`)?.head !== report.head) continue;
    const follows =
      whole &&
      following(
        whole,
        entries.map((entry) => asStored(entry, receivedAt)),
        receivedAt,
      );
    const away = whole && awayFrom(whole, organisation.roster);
    const alerted = said.quiet === true ? [] : holders.filter((member) => away?.has(member) !== true);
    const alertsOf: NonNullable<SaidLater['alerts']> =
      said.alerts ?? ((of, members, due) => alertsFor(of, members, due, reply.report[0]?.header.id));
    const alerts = incident && alertsOf(incident.incident, alerted, receivedAt);
    const done = await parts.store.append({
      org,
      streams: [
        { stream: `report/${said.report}`, expect: report.head, entries: entries.map((e) => rowOf(e, receivedAt)) },
        ...(keys && mailbox
          ? [
              {
                stream: `mailbox/${keys.id}` as const,
                expect: mailbox.head,
                entries: reply.mailbox.map((e) => rowOf(e, receivedAt)),
              },
            ]
          : []),
        ...(whole ? heldBeside([whole], [`report/${said.report}`]) : []),
      ],
      bars: bars.map((member) => ({ report: said.report, member })),
      files: files.map(({ hash, bytes }) => ({ hash, bytes })),
      ...follows,
      jobs: [...(alerts ?? []), ...(follows?.jobs ?? []), ...(said.jobs ?? [])],
      ...(said.mac !== undefined && { submission: { report: `${said.report}/${said.mac}`, mac: said.mac } }),
      ...(said.known && { known: { report: said.report, keys: said.known, at: receivedAt } }),
    });
    if ('appended' in done) {
      const barred = held.filter((member) => bars.includes(member));
      return { receivedAt, readers: namesOf(organisation, holders), keptBack: namesOf(organisation, barred) };
    }
  }
  return null;
}
