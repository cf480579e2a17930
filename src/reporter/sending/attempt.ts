import type { Answers } from '#domain/intake/answers.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { clearFacts } from '#questions/facts.ts';
import type { Attachment } from '#seal/attachment.ts';
import { sealBirth, type Birth } from '#seal/birth.ts';
import { sha256Hex } from '#seal/digest.ts';
import { signerOf } from '#seal/entry.ts';
import { bearerHash } from '#seal/words.ts';
import type { BirthBatch } from '#wire/api.ts';
import { batchForm } from './ask.ts';
import { accountBody, identityBody, partiesBody, questionsOf, type Own, type Receivers } from './bodies.ts';
import { keysOf, type Ground, type NoGround } from './ground.ts';

/** What is to be sent, as it is on the page now. */
export interface Content {
  readonly answers: Answers;
  readonly files: readonly Attachment[];
}

/** Why a report did not go. `locked`: it lies sealed on the page and can go as it is. */
export interface NotSent {
  readonly refused: NoGround['refused'] | 'readers-changed' | 'nobody' | 'not-taken' | 'under-other-words';
  readonly locked: boolean;
}

/** One sealed batch. It is kept and sent again as it is, so that sending twice is one report. */
export interface Attempt {
  /** Of the content alone: a batch sealed again for a newer list has the same. */
  readonly digest: string;
  readonly files: ReadonlySet<string>;
  readonly rosterHash: string;
  readonly receivers: Receivers;
  /** The self-note's line: by it the reporter's device recognises which of its attempts arrived. */
  readonly selfNote: string;
  readonly recipient: string;
  readonly form: FormData;
}

const fileDigest = ({ name, bytes }: Attachment): string => `${sha256Hex(bytes)} ${name}`;

export function filesIn({ files }: Content): ReadonlySet<string> {
  return new Set(files.map(fileDigest));
}

export function newFiles({ files }: Content, sent: ReadonlySet<string>): readonly Attachment[] {
  return files.filter((file) => !sent.has(fileDigest(file)));
}

export function digestOf(content: Content): string {
  return sha256Hex(JSON.stringify([content.answers, [...filesIn(content)]]));
}

function batchOf(birth: Birth, bearer: string, procedure: string): BirthBatch {
  const report = birth.report.map(({ line, hsig }) => ({ line, hsig }));
  const grants = birth.grants.map(({ stream, compartment, epoch, member, hash }) => ({
    stream,
    compartment,
    epoch,
    member,
    hash,
  }));
  return { report, selfNote: { line: birth.selfNote.line, hsig: birth.selfNote.hsig }, grants, bearer, procedure };
}

function accountRecipient(birth: Birth): string {
  const manifests = birth.report.map(({ header }) => manifestOf(header));
  return manifests.find((manifest) => manifest?.compartment === 'account')?.recipient ?? '';
}

/** Seals a report for these receivers. The keys of the report are gone when this returns; only the words stay. */
export async function sealed(
  content: Content,
  ground: Ground,
  receivers: Receivers,
  own: Own & { readonly reportId: string },
): Promise<Attempt | NoGround> {
  const { info, head } = ground;
  const recipients = await keysOf([...receivers.account, ...receivers.identity, ...receivers.parties]);
  if ('refused' in recipients) return recipients;
  const birth = await sealBirth({
    org: info.org,
    rosterVersion: head.roster.version,
    rosterHash: head.hash,
    edition: info.edition.id,
    procedureVersion: receivers.under.version,
    at: Date.now(),
    reportId: own.reportId,
    mailbox: own.keys,
    signer: signerOf(own.keys.signSeed),
    rootPublic: info.root,
    facts: { channel: 'web', ...clearFacts(questionsOf(info), content.answers), narrow: receivers.narrow },
    account: accountBody(info, content.answers, receivers, own),
    identity: identityBody(info, content.answers),
    parties: partiesBody(content.answers, receivers),
    readers: receivers,
    recipients,
    barred: receivers.barred,
    leftOut: receivers.leftOut,
    files: content.files,
  });
  return {
    digest: digestOf(content),
    files: filesIn(content),
    rosterHash: head.hash,
    receivers,
    selfNote: birth.selfNote.line,
    recipient: accountRecipient(birth),
    form: batchForm(batchOf(birth, bearerHash(own.keys.auth), receivers.under.digest), [
      ...birth.files,
      ...birth.grants,
    ]),
  };
}
