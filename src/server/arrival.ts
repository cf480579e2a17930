import type { Answers } from '#domain/intake/answers.ts';
import { recipientsAtBirth, versionFor, wishesIn, type Recipients } from '#domain/intake/recipients.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import type { Stream, Verified } from '#domain/record/header.ts';
import { memberOf } from '#domain/team/roster.ts';
import { answersOf, clearFacts } from '#questions/facts.ts';
import { signEntry, verifyStream, type Draft } from '#seal/entry.ts';
import { toHex, utf8 } from '#seal/digest.ts';
import { sealFile } from '#seal/seal.ts';
import { bearerHash, entropyFromToken, reportIdOf, type MailboxKeys } from '#seal/words.ts';
import type { Attachment } from '#seal/attachment.ts';
import type { AccountBody, IdentityBody, ReporterMessage } from '#wire/bodies.ts';
import { alertsFor, newId, rowOf, storeBirth } from './birth-append.ts';
import { asStored, awayFrom, following, heldBeside, wholeOf } from './due/owed.ts';
import type { CurrentEdition, Organisation } from './editions.ts';
import type { Parts } from './parts.ts';
import { formNow, type Form } from './written.ts';

/** What a form without scripts brought. */
export interface InClear {
  /** 32 hex characters out of the form; never stored or logged. */
  readonly token: string;
  /** Whose questions were answered; the incident may be made under another version (`underWhich`). */
  readonly form: Form;
  readonly answers: Answers;
  readonly language: string;
  readonly files?: readonly Attachment[];
}

export interface Landed {
  /** `first`: a new report. `same`: this very form was here already. `added`: the token again with other content. */
  readonly landed: 'first' | 'same' | 'added';
  readonly receivedAt: number;
  readonly entropy: Uint8Array;
  /** Names of those who can open the account. */
  readonly readers: readonly string[];
}

/**
 * `nobody`: everyone who could read it is left out. `busy`: too many wait; nothing was written. `elsewhere`: the token's
 * report came sealed from a browser, with words this server never knew.
 */
export type NotLanded = { readonly refused: 'closed' | 'nobody' | 'busy' | 'elsewhere' };

export const isToken = (token: string): boolean => /^[0-9a-f]{32}$/u.test(token);

/** Who receives these answers, and whom the reporter barred (never the one it goes to alone). */
export function receiversOf(
  organisation: Organisation,
  { edition, procedure }: CurrentEdition,
  answers: Answers,
  now: number,
): Recipients & { readonly barred: readonly string[]; readonly only: string } {
  const { roster } = organisation;
  const wished = wishesIn(answers);
  const known = wished.leaveOut.filter((id) => memberOf(roster, id) !== undefined);
  const recipients = recipientsAtBirth(procedure, edition.id, roster, { leaveOut: known, only: wished.only }, now);
  const only = recipients.narrow ? (recipients.account[0]?.id ?? '') : '';
  return { ...recipients, only, barred: known.filter((id) => id !== only) };
}

/** The event with the version that these answers are sent under: that of their form, while its receivers are the same. */
export function underWhich(
  { roster }: Organisation,
  current: CurrentEdition,
  form: Form,
  answers: Answers,
  now: number,
): CurrentEdition {
  const { edition, procedure: inForce } = current;
  const wished = wishesIn(answers);
  const leaveOut = wished.leaveOut.filter((id) => memberOf(roster, id) !== undefined);
  const procedure = versionFor(form.procedure, inForce, edition, roster, { leaveOut, only: wished.only }, now);
  return { ...current, procedure };
}

const questionsOf = ({ procedure, gathering }: Form) => questionsAt(procedure, gathering);

/** HMAC-SHA-256 (RFC 2104) of the form's content under its token: tells the same form from another, and tells nothing else. */
async function macOf(token: string, edition: string, answers: Answers): Promise<string> {
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(utf8(text));
  const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;
  const key = await crypto.subtle.importKey('raw', bytes(token), hmac, false, ['sign']);
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(JSON.stringify([edition, answers])))));
}

const whereOf = (organisation: Organisation, { edition, procedure }: CurrentEdition) => ({
  org: organisation.org,
  rosterVersion: organisation.roster.version,
  rosterHash: organisation.rosterHash,
  edition,
  procedure,
});

const namesOf = (organisation: Organisation, members: readonly string[]): readonly string[] =>
  members.map((id) => memberOf(organisation.roster, id)?.name ?? id);

async function verifiedStream(parts: Parts, org: string, stream: Stream) {
  const record = await parts.store.stream(org, stream);
  if (record === null) return null;
  const read = verifyStream(stream, org, record.entries);
  if ('refused' in read) throw new Error(`stream ${read.refused}`);
  return read;
}

function accountBody(
  { edition }: CurrentEdition,
  sent: InClear,
  keys: MailboxKeys,
  wishes: { readonly barred: readonly string[]; readonly only: string },
): AccountBody {
  const { procedure } = sent.form;
  return {
    v: 1,
    edition: edition.id,
    procedure: { id: procedure.id, version: procedure.version, digest: procedure.digest },
    language: sent.language,
    answers: answersOf(questionsOf(sent.form), sent.answers, 'account') ?? {},
    mailbox: { id: keys.id, recipient: keys.recipient, sign: keys.sign },
    leftOut: wishes.barred,
    named: [],
    only: wishes.only,
  };
}

async function firstTime(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  sent: InClear,
  keys: MailboxKeys,
): Promise<{ readonly receivedAt: number; readonly readers: readonly string[] } | 'there' | 'nobody'> {
  const { store, signer } = parts;
  const { edition, procedure } = current;
  const at = parts.now();
  const receivers = receiversOf(organisation, current, sent.answers, at);
  if (receivers.account.length === 0) return 'nobody';
  const questions = questionsOf(sent.form);
  const identity = answersOf(questions, sent.answers, 'identity');
  const hashes = new Set([...receivers.account, ...receivers.identity].map((m) => m.ageHash));
  const recipients = new Map<string, string>();
  for (const hash of hashes) {
    const recipient = await store.recipient(hash);
    if (recipient !== null) recipients.set(hash, recipient);
  }
  const birth = await parts.sealer.birth({
    ...whereOf(organisation, current),
    edition: edition.id,
    procedureVersion: procedure.version,
    at,
    reportId: reportIdOf(sent.token),
    mailbox: keys,
    signer,
    rootPublic: organisation.root,
    facts: { channel: 'web', ...clearFacts(questions, sent.answers), narrow: receivers.narrow },
    account: accountBody(current, sent, keys, receivers),
    identity: identity && ({ v: 1, answers: identity } satisfies IdentityBody),
    readers: receivers,
    recipients,
    barred: receivers.barred,
    leftOut: receivers.barred,
    files: sent.files ?? [],
  });
  const stored = await storeBirth(parts, whereOf(organisation, current), {
    report: birth.report,
    selfNote: birth.selfNote,
    files: [...birth.files, ...birth.grants].map(({ hash, bytes }) => ({ hash, bytes })),
    grants: birth.grants.map(({ stream, compartment, epoch, member, hash }) => {
      return { stream, compartment, epoch, member, hash };
    }),
    bearer: bearerHash(keys.auth),
    submission: { report: reportIdOf(sent.token), mac: await macOf(sent.token, edition.id, sent.answers) },
  });
  if ('refused' in stored) {
    if (stored.refused === 'stale') return 'there';
    throw new Error('mailbox-taken');
  }
  return { receivedAt: stored.receivedAt, readers: receivers.account.map((m) => m.name) };
}

/**
 * Seals and stores one more thing a reporter says, for a browser without scripts: to the newest account recipient and,
 * a copy, to the mailbox. Null: somebody else wrote in between, four times over; nothing was written.
 */
export async function addInClear(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  keys: MailboxKeys,
  said: {
    readonly report: string;
    readonly text: string;
    readonly files: readonly Attachment[];
    readonly answers?: Answers;
    readonly form?: Form;
    readonly mac?: string;
  },
): Promise<{ readonly receivedAt: number; readonly readers: readonly string[] } | null> {
  const { org } = organisation;
  const where = whereOf(organisation, current);
  for (let tries = 0; tries < 4; tries++) {
    const [report, mailbox] = [
      await verifiedStream(parts, org, `report/${said.report}`),
      await verifiedStream(parts, org, `mailbox/${keys.id}`),
    ];
    if (report === null || mailbox === null) throw new Error('no-record');
    const { newest } = foldReport(said.report, report.entries).holding;
    const account = newest.get('account')?.manifest;
    if (account === undefined) throw new Error('no-account');
    const at = parts.now();
    const questions = questionsOf(said.form ?? formNow(current));
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
    };
    const reply = await parts.sealer.reply({
      ...where,
      at,
      keys,
      report: said.report,
      account: { epoch: account.epoch, recipient: account.recipient },
      body,
      kind: said.answers ? 'added' : 'heard-from-reporter',
      files: said.files,
      signer: parts.signer,
      place: { report: { seq: report.next, prev: report.head }, mailbox: { seq: mailbox.next, prev: mailbox.head } },
    });
    const entries = [...reply.report];
    const files = [...reply.files];
    if (contact && identity) {
      const last = entries.at(-1);
      const draft: Draft = {
        org,
        rosterVersion: where.rosterVersion,
        rosterHash: where.rosterHash,
        at,
        id: newId(),
        facts: [],
        stream: `report/${said.report}`,
        seq: report.next + entries.length,
        prev: last?.hash ?? report.head,
        kind: 'added',
        compartment: 'identity',
        epoch: identity.epoch,
      };
      const bytes = utf8(JSON.stringify({ v: 1, answers: contact } satisfies IdentityBody));
      const file = await sealFile(draft, parts.signer.public, identity.recipient, bytes);
      entries.push(signEntry(draft, file, parts.signer));
      files.push(file);
    }
    const receivedAt = parts.now();
    const incident = await parts.store.incidentOf(org, said.report);
    const holders = account.holders.map((h) => h.member);
    const whole = incident && (await wholeOf(parts, organisation, incident.incident));
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
    const alerted = holders.filter((member) => away?.has(member) !== true);
    const alerts = incident && alertsFor(incident.incident, alerted, receivedAt, entries[0]?.header.id);
    const done = await parts.store.append({
      org,
      streams: [
        { stream: `report/${said.report}`, expect: report.head, entries: entries.map((e) => rowOf(e, receivedAt)) },
        {
          stream: `mailbox/${keys.id}`,
          expect: mailbox.head,
          entries: reply.mailbox.map((e) => rowOf(e, receivedAt)),
        },
        ...(whole ? heldBeside(whole, [`report/${said.report}`]) : []),
      ],
      files: files.map(({ hash, bytes }) => ({ hash, bytes })),
      ...follows,
      jobs: [...(alerts ?? []), ...(follows?.jobs ?? [])],
      ...(said.mac !== undefined && { submission: { report: `${said.report}/${said.mac}`, mac: said.mac } }),
    });
    if ('appended' in done) {
      const readers = namesOf(organisation, holders);
      return { receivedAt, readers };
    }
  }
  return null;
}

const birthTime = (entries: readonly Verified[]): number => entries[0]?.receivedAt ?? 0;

/**
 * A report from a form without scripts: derived from its token, sealed, stored. The same form sent again is answered
 * as the first time; the same token with other content is stored as `added` and has the same words (sealing §10).
 */
export async function receiveInClear(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  sent: InClear,
): Promise<Landed | NotLanded> {
  const { org } = organisation;
  const report = reportIdOf(sent.token);
  const entropy = entropyFromToken(sent.token);
  const mac = await macOf(sent.token, current.edition.id, sent.answers);
  let known = await parts.store.stream(org, `report/${report}`);
  if (known === null && !current.open) return { refused: 'closed' };
  const keys = await parts.sealer.keys(entropy, organisation.salt, 'report');
  if (keys === null) return { refused: 'busy' };
  if (known === null) {
    const first = await firstTime(parts, organisation, current, sent, keys);
    if (first === 'nobody') return { refused: 'nobody' };
    if (first !== 'there') return { landed: 'first', entropy, ...first };
    known = await parts.store.stream(org, `report/${report}`);
  }
  if (known === null) throw new Error('report-gone');
  const before = await parts.store.submission(org, report);
  if (before === null) return { refused: 'elsewhere' };
  const same = before.mac === mac || (await parts.store.submission(org, `${report}/${mac}`)) !== null;
  if (!same) {
    const { answers, form, files = [] } = sent;
    const said = { report, text: '', files, answers, form, mac };
    const added = await addInClear(parts, organisation, current, keys, said);
    return added === null ? { refused: 'busy' } : { landed: 'added', entropy, ...added };
  }
  const stream = await verifiedStream(parts, org, `report/${report}`);
  const holders = foldReport(report, stream?.entries ?? []).holding.newest.get('account')?.manifest.holders ?? [];
  const readers = namesOf(
    organisation,
    holders.map((h) => h.member),
  );
  return { landed: 'same', entropy, receivedAt: birthTime(stream?.entries ?? []), readers };
}
