import type { Answers } from '#domain/intake/answers.ts';
import {
  receiversFor,
  receiversOf as receiversBy,
  versionFor,
  wishesOf,
  type Receivers,
} from '#domain/intake/recipients.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { questionsAt, type ChannelKind } from '#domain/procedure/procedure.ts';
import type { Verified } from '#domain/record/header.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { answersOf, clearFacts, type ClearFacts } from '#questions/facts.ts';
import { namedOf, partiesIn } from '#questions/parties.ts';
import { toHex, utf8 } from '#seal/digest.ts';
import { bearerHash, entropyFromToken, reportIdOf, type MailboxKeys } from '#seal/words.ts';
import type { Attachment } from '#seal/attachment.ts';
import type { Append } from '#store/record-store.ts';
import type { AccountBody, IdentityBody, PartiesBody } from '#wire/bodies.ts';
import { addInClear } from './additions.ts';
import { namesOf, verifiedStream, whereOf } from './arriving.ts';
import { storeBirth } from './birth-append.ts';
import type { CurrentEdition, Organisation } from './editions.ts';
import type { Parts } from './parts.ts';
import type { Form } from './written.ts';

/** What a form without scripts brought. */
export interface InClear {
  /** 32 hex characters out of the form; never stored or logged. */
  readonly token: string;
  /** Whose questions were answered; the incident may be made under another version (`underWhich`). */
  readonly form: Form;
  readonly answers: Answers;
  readonly language: string;
  readonly files?: readonly Attachment[];
  /** Whoever wrote did not say which of several events it is about. */
  readonly unnamed?: boolean;
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

/** Who receives these answers, who is kept out, and why: reckoned as a reporter's browser does. */
export function receiversOf(
  { roster }: Organisation,
  { edition, procedure }: CurrentEdition,
  answers: Answers,
  now: number,
): Receivers {
  return receiversFor(procedure, edition, roster, answers, now);
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
  const procedure = versionFor(form.procedure, inForce, edition, roster, wishesOf(answers, roster, edition), now);
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

/** A report that reached the server in clear, by whichever channel, ready to be sealed. */
export interface BornInClear {
  /** 16 bytes, hex; the same for the same thing sent again. */
  readonly report: string;
  readonly keys: MailboxKeys;
  readonly channel: ChannelKind;
  readonly form: Form;
  readonly answers: Answers;
  readonly language: string;
  readonly files: readonly Attachment[];
  /** What else was said, in the shape of answers: names are looked for there too. */
  readonly beside?: Answers;
  /** In place of what the answers say. */
  readonly facts?: Partial<ClearFacts>;
  /** For whom alone it is meant, by where it was sent to: a member id. */
  readonly only?: string;
  /** How it was told: beside the answers in the account, and beside the contact in the identity. */
  readonly told?: Pick<AccountBody, 'letter' | 'texted' | 'unnamed'>;
  readonly contact?: Pick<IdentityBody, 'letter' | 'texted'>;
  /** Files that say who it was: sealed to the readers of the identity alone. */
  readonly identityFiles?: readonly Attachment[];
  readonly submission?: { readonly report: string; readonly mac: string };
  /** Kept and queued in the same transaction as the report. */
  readonly known?: Append['known'];
  readonly jobs?: Append['jobs'];
}

function accountBody(edition: string, born: BornInClear, receivers: Receivers): AccountBody {
  const { procedure } = born.form;
  const { keys } = born;
  return {
    v: 1,
    edition,
    procedure: { id: procedure.id, version: procedure.version, digest: procedure.digest },
    language: born.language,
    answers: answersOf(questionsOf(born.form), born.answers, 'account') ?? {},
    mailbox: { id: keys.id, recipient: keys.recipient, sign: keys.sign },
    leftOut: receivers.leftOut,
    named: namedIn(born, receivers),
    only: receivers.only,
    ...born.told,
  };
}

/** What was said besides the answers is in the account too, under no question; of who says it, never the words. */
function namedIn({ form, beside = {} }: BornInClear, { named }: Receivers): AccountBody['named'] {
  const told = named.filter(({ question }) => beside[question]?.kind === 'text');
  const answered = named.filter((mention) => !told.includes(mention));
  return [...namedOf(questionsOf(form), answered), ...told.map((mention) => ({ ...mention, question: '' }))];
}

/**
 * Seals and stores a report that came in clear, with everything one birth writes. `there`: it is stored already; `nobody`:
 * everybody who could read it is kept out. Nothing was written then. Throws when a mailbox id is taken (never by chance).
 */
export async function bornInClear(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  born: BornInClear,
): Promise<{ readonly receivedAt: number; readonly readers: readonly RosterMember[] } | 'there' | 'nobody'> {
  const { store, signer } = parts;
  const { edition, procedure } = current;
  const at = parts.now();
  const { roster } = organisation;
  const wishes = wishesOf({ ...born.answers, ...born.beside }, roster, edition);
  const only = born.only ?? wishes.only;
  const receivers = receiversBy(procedure, edition.id, roster, { ...wishes, only }, at);
  if (receivers.account.length === 0) return 'nobody';
  const questions = questionsOf(born.form);
  const answered = answersOf(questions, born.answers, 'identity');
  const identity: IdentityBody | null =
    answered === null && born.contact === undefined ? null : { v: 1, answers: answered ?? {}, ...born.contact };
  const hashes = new Set([...receivers.account, ...receivers.identity, ...receivers.parties].map((m) => m.ageHash));
  const recipients = new Map<string, string>();
  for (const hash of hashes) {
    const recipient = await store.recipient(hash);
    if (recipient !== null) recipients.set(hash, recipient);
  }
  const parties = partiesIn({ ...born.answers, ...born.beside });
  const birth = await parts.sealer.birth({
    ...whereOf(organisation, current),
    edition: edition.id,
    procedureVersion: procedure.version,
    at,
    reportId: born.report,
    mailbox: born.keys,
    signer,
    rootPublic: organisation.root,
    facts: {
      channel: born.channel,
      ...clearFacts(questions, born.answers),
      ...born.facts,
      narrow: receivers.narrow,
    },
    account: accountBody(edition.id, born, receivers),
    identity,
    parties: (receivers.parties.length === 0 ? null : parties) satisfies PartiesBody | null,
    readers: receivers,
    recipients,
    barred: receivers.barred,
    leftOut: receivers.leftOut,
    files: [...born.files, ...(born.identityFiles ?? []).map((file) => ({ ...file, to: 'identity' as const }))],
  });
  const stored = await storeBirth(parts, whereOf(organisation, current), {
    report: birth.report,
    selfNote: birth.selfNote,
    files: [...birth.files, ...birth.grants].map(({ hash, bytes }) => ({ hash, bytes })),
    grants: birth.grants.map(({ stream, compartment, epoch, member, hash }) => {
      return { stream, compartment, epoch, member, hash };
    }),
    bearer: bearerHash(born.keys.auth),
    ...(born.submission && { submission: born.submission }),
    ...(born.known && { known: born.known }),
    ...(born.jobs && { jobs: born.jobs }),
  });
  if ('refused' in stored) {
    if (stored.refused === 'stale') return 'there';
    throw new Error('mailbox-taken');
  }
  return { receivedAt: stored.receivedAt, readers: receivers.account };
}

async function firstTime(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  sent: InClear,
  keys: MailboxKeys,
): Promise<{ readonly receivedAt: number; readonly readers: readonly string[] } | 'there' | 'nobody'> {
  const report = reportIdOf(sent.token);
  const { form, answers, language, files = [], unnamed = false } = sent;
  const submission = { report, mac: await macOf(sent.token, current.edition.id, answers) };
  const told = unnamed ? ({ told: { unnamed: true } } as const) : {};
  const born = { report, keys, channel: 'web', form, answers, language, files, submission, ...told } as const;
  const stored = await bornInClear(parts, organisation, current, born);
  return typeof stored === 'string' ? stored : { ...stored, readers: stored.readers.map(({ name }) => name) };
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
    return added === null || added === 'words-first' ? { refused: 'busy' } : { landed: 'added', entropy, ...added };
  }
  const stream = await verifiedStream(parts, org, `report/${report}`);
  const { holding, barred } = foldReport(report, stream?.entries ?? []);
  const holders = holding.newest.get('account')?.manifest.holders ?? [];
  const readers = namesOf(
    organisation,
    holders.map((h) => h.member).filter((id) => !barred.has(id)),
  );
  return { landed: 'same', entropy, receivedAt: birthTime(stream?.entries ?? []), readers };
}
