import { extractAnswers, extractReceivers, type Taken } from '#domain/intake/extract.ts';
import { versionFor, wishesOf, type Receivers } from '#domain/intake/recipients.ts';
import { extractChannel } from '#domain/intake/report.ts';
import type { Answers } from '#domain/intake/answers.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import { fromLetter } from '#domain/promises/linking.ts';
import { clearFacts } from '#questions/facts.ts';
import { namedOf } from '#questions/parties.ts';
import { sealBirth } from '#seal/birth.ts';
import { sha256Hex } from '#seal/digest.ts';
import { signerOf } from '#seal/entry.ts';
import { bearerHash, mailboxKeys, newEntropy, reportIdOf } from '#seal/words.ts';
import type { BirthBatch } from '#wire/api.ts';
import type { AccountBody } from '#wire/bodies.ts';
import type { NotDone } from '../sending/ask.ts';
import type { Known } from './knowing.ts';
import type { Room } from './room.ts';

/** What a member takes out of a letter, with who would receive it. */
export interface Extracting {
  readonly under: Procedure;
  readonly answers: Answers;
  readonly receivers: Receivers;
}

/** Null: it has nobody to go to, or the procedure has no question it could stand under. */
export function extractingFrom(known: Known, taken: Taken): Extracting | null {
  const { ground, edition, procedure, judged } = known;
  const { roster } = ground.head;
  const inForce = ground.desk.procedures.find(({ digest }) => digest === edition.procedureDigest) ?? procedure;
  const letter = fromLetter(judged.handling, roster, judged.keeping.apart);
  const written = extractAnswers(procedure, edition.gathering, taken);
  if (written === null) return null;
  const wishes = { ...wishesOf(written, roster, edition), leaveOut: letter.out, only: letter.only };
  // Under the letter's version while that gives it the same readers, so that the two can be looked at together.
  const under = versionFor(procedure, inForce, edition, roster, wishes, judged.where.now);
  const answers = extractAnswers(under, edition.gathering, taken);
  const receivers = answers && extractReceivers(under, edition, roster, answers, letter, judged.where.now);
  return answers && receivers && { under, answers, receivers };
}

/**
 * The id of the report that an extract becomes: of the letter and of the form it is written in, so that sending it twice
 * is one report. Who does not know the form's own random id learns from it nothing of the letter.
 */
export const extractIdOf = (letter: string, draft: string): string =>
  reportIdOf(sha256Hex(`recourse/v1/extract\n${letter}\n${draft}`));

/**
 * A report like any other, sealed for these readers. The key of its mailbox is gone when this returns: nobody comes back
 * by it, because who told it is answered where they told it.
 */
export async function sealedExtract(
  room: Room,
  { ground, edition }: Known,
  { under, answers, receivers }: Extracting,
  own: { readonly report: string; readonly letter: string; readonly language: string },
): Promise<FormData | NotDone> {
  const { roster, hash } = ground.head;
  const all = [...new Set([...receivers.account, ...receivers.identity])];
  const readers = await room.readers(all);
  if (readers.length < all.length) return { refused: 'offline' };
  const keys = await mailboxKeys(newEntropy(), roster.salt);
  const questions = questionsAt(under, edition.gathering);
  const account: AccountBody = {
    v: 1,
    edition: edition.id,
    procedure: { id: under.id, version: under.version, digest: under.digest },
    language: own.language,
    answers,
    mailbox: { id: keys.id, recipient: keys.recipient, sign: keys.sign },
    leftOut: receivers.leftOut,
    named: namedOf(questions, receivers.named),
    only: receivers.only,
    outOf: own.letter,
  };
  const birth = await sealBirth({
    org: room.org,
    rosterVersion: roster.version,
    rosterHash: hash,
    edition: edition.id,
    procedureVersion: under.version,
    at: room.now(),
    reportId: own.report,
    mailbox: keys,
    signer: signerOf(keys.signSeed),
    rootPublic: room.keyring.root,
    facts: { channel: extractChannel, ...clearFacts(questions, answers), reachable: 'no', narrow: receivers.narrow },
    account,
    identity: null,
    readers: receivers,
    recipients: new Map(readers.map(({ member, recipient }) => [member.ageHash, recipient])),
    barred: receivers.barred,
    leftOut: receivers.leftOut,
    files: [],
  });
  keys.signSeed.fill(0);
  const line = ({ line: text, hsig }: { readonly line: string; readonly hsig: string }) => ({ line: text, hsig });
  const batch: BirthBatch = {
    report: birth.report.map(line),
    selfNote: line(birth.selfNote),
    grants: birth.grants.map(({ stream, compartment, epoch, member, hash: grant }) => {
      return { stream, compartment, epoch, member, hash: grant };
    }),
    bearer: bearerHash(keys.auth),
    procedure: under.digest,
  };
  const form = new FormData();
  form.set('batch', JSON.stringify(batch));
  for (const file of [...birth.files, ...birth.grants])
    form.set(file.hash, new Blob([file.bytes as BlobPart]), file.hash);
  return form;
}
