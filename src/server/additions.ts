import { namedInReply } from '#domain/intake/addressed.ts';
import type { Answers } from '#domain/intake/answers.ts';
import { barredByMore, wishesOf } from '#domain/intake/recipients.ts';
import { paperWords } from '#domain/intake/report.ts';
import { knownIn } from '#domain/intake/sought.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import type { Verified } from '#domain/record/header.ts';
import { answersOf } from '#questions/facts.ts';
import type { Attachment } from '#seal/attachment.ts';
import { barredLater } from '#seal/birth.ts';
import { utf8 } from '#seal/digest.ts';
import { signEntry, type Draft, type Signed } from '#seal/entry.ts';
import { sealFile } from '#seal/seal.ts';
import type { MailboxKeys } from '#seal/words.ts';
import type { IdentityBody, ReporterMessage } from '#wire/bodies.ts';
import { namesOf, verifiedStream, whereOf } from './arriving.ts';
import { alertsFor, newId, rowOf } from './birth-append.ts';
import { barsPlaced } from './due/apart.ts';
import { asStored, awayFrom, following } from './due/owed.ts';
import { heldBeside, wholeOf } from './due/whole.ts';
import type { CurrentEdition, Organisation } from './editions.ts';
import type { Parts } from './parts.ts';
import { formNow, type Form } from './written.ts';

/** What a reporter without scripts says after their report is there. */
export interface SaidLater {
  readonly report: string;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly answers?: Answers;
  readonly form?: Form;
  readonly mac?: string;
}

export interface Added {
  readonly receivedAt: number;
  /** Names of those who can read it. */
  readonly readers: readonly string[];
  /** Names of those who could until now, and are kept out because it names them. */
  readonly keptBack: readonly string[];
}

/** Whom this names, or leaves out by now, and who is not barred yet: by the same rules as in a browser. */
function barsOf(
  { roster }: Organisation,
  { edition }: CurrentEdition,
  { text, answers }: SaidLater,
  so: {
    readonly holders: readonly string[];
    readonly barred: ReadonlySet<string>;
    /** The mailbox as it is: who wrote in it is greeted by name. */
    readonly mailbox: readonly Verified[];
  },
): readonly string[] {
  const signed = new Set(so.mailbox.filter(({ header }) => header.kind === 'message').map(({ header }) => header.by));
  const wrote = roster.members.filter(({ sign }) => signed.has(sign)).map(({ id }) => id);
  const replied = namedInReply(text, knownIn(roster, edition), wrote);
  const answered = answers && wishesOf(answers, roster, edition);
  const out = answered ? [...answered.named, ...answered.leaveOut] : [];
  return barredByMore([...replied, ...out], { holders: so.holders, barred: [...so.barred] });
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
  said: SaidLater,
): Promise<Added | 'words-first' | null> {
  const { org } = organisation;
  const where = whereOf(organisation, current);
  for (let tries = 0; tries < 4; tries++) {
    const [report, mailbox] = [
      await verifiedStream(parts, org, `report/${said.report}`),
      await verifiedStream(parts, org, `mailbox/${keys.id}`),
    ];
    if (report === null || mailbox === null) throw new Error('no-record');
    const folded = foldReport(said.report, report.entries);
    if (paperWords(folded)) return 'words-first';
    const { newest } = folded.holding;
    const account = newest.get('account')?.manifest;
    if (account === undefined) throw new Error('no-account');
    const held = account.holders.map((h) => h.member);
    const so = { holders: held, barred: folded.barred, mailbox: mailbox.entries };
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
    };
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
      files: said.files,
      signer: parts.signer,
      place: { report: next(), mailbox: { seq: mailbox.next, prev: mailbox.head } },
    });
    entries.push(...reply.report);
    const files = [...reply.files];
    if (contact && identity) {
      const draft: Draft = {
        org,
        rosterVersion,
        rosterHash,
        at,
        id: newId(),
        facts: [],
        stream: `report/${said.report}`,
        ...next(),
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
    const alerted = holders.filter((member) => away?.has(member) !== true);
    const alerts = incident && alertsFor(incident.incident, alerted, receivedAt, reply.report[0]?.header.id);
    const done = await parts.store.append({
      org,
      streams: [
        { stream: `report/${said.report}`, expect: report.head, entries: entries.map((e) => rowOf(e, receivedAt)) },
        {
          stream: `mailbox/${keys.id}`,
          expect: mailbox.head,
          entries: reply.mailbox.map((e) => rowOf(e, receivedAt)),
        },
        ...(whole ? heldBeside([whole], [`report/${said.report}`]) : []),
      ],
      bars: bars.map((member) => ({ report: said.report, member })),
      files: files.map(({ hash, bytes }) => ({ hash, bytes })),
      ...follows,
      jobs: [...(alerts ?? []), ...(follows?.jobs ?? [])],
      ...(said.mac !== undefined && { submission: { report: `${said.report}/${said.mac}`, mac: said.mac } }),
    });
    if ('appended' in done) {
      const barred = held.filter((member) => bars.includes(member));
      return { receivedAt, readers: namesOf(organisation, holders), keptBack: namesOf(organisation, barred) };
    }
  }
  return null;
}
