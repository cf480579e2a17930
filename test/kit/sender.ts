import type { Attachment } from '#seal/attachment.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { answersFrom, type Answers } from '#domain/intake/answers.ts';
import { receiversFor } from '#domain/intake/recipients.ts';
import { namedOf, partiesIn } from '#questions/parties.ts';
import { sealBirth } from '#seal/birth.ts';
import { signerOf } from '#seal/entry.ts';
import { randomHex } from '#seal/digest.ts';
import { verifyRosters } from '#seal/roster.ts';
import { bearerHash, mailboxKeys, newEntropy, reportIdOf, type MailboxKeys } from '#seal/words.ts';
import type { BirthBatch, SealingInfo } from '#wire/api.ts';
import type { AccountBody, IdentityBody } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';

/** A reporter without a browser: seals like the page's script does and keeps the batch, ready to be sent. */
export interface Prepared {
  readonly report: string;
  readonly entropy: Uint8Array;
  readonly keys: MailboxKeys;
  readonly text: string;
  /** The sealed batch as a form, anew each time: for tests that change it before it goes. */
  readonly form: () => FormData;
  /** A new request of the same sealed batch, as often as it is asked for; elsewhere when the server moved. */
  readonly send: (origin?: string) => Promise<Response>;
}

export interface Ground {
  readonly origin: string;
  readonly edition: string;
  readonly info: SealingInfo;
  readonly recipients: ReadonlyMap<string, string>;
}

/** Fetches what a sealing page fetches, once for many reports. */
export async function groundOf(origin: string, edition: string): Promise<Ground> {
  const info = (await (await fetch(origin + paths.api.sealing(edition))).json()) as SealingInfo;
  const { members } = headOf(info).roster;
  const pairs = await Promise.all(
    members.map(async (m): Promise<[string, string]> => {
      const answer = await fetch(origin + paths.recipient(m.ageHash));
      return [m.ageHash, await answer.text()];
    }),
  );
  return { origin, edition, info, recipients: new Map(pairs) };
}

function headOf(info: SealingInfo) {
  const chain = verifyRosters(info.root, info.org, info.notes);
  if ('refused' in chain) throw new Error(chain.refused);
  const head = chain.rosters.at(-1);
  if (head === undefined) throw new Error('no roster');
  return head;
}

const part = (
  procedure: Pick<Procedure, 'questions'>,
  answers: Answers,
  compartment: 'account' | 'identity',
): Answers => {
  const ids = procedure.questions.filter((q) => q.compartment === compartment).map((q) => q.id);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(id)));
};

/**
 * Seals one report given as form fields; sends nothing. `under`: the version it claims, when not the one it was made of.
 * `channel`: how it says that it came.
 */
export async function prepare(
  ground: Ground,
  fields: readonly (readonly [string, string])[],
  under = ground.info.procedure.digest,
  channel = 'web',
  files: readonly Attachment[] = [],
): Promise<Prepared> {
  const { info, edition } = ground;
  const { procedure } = info;
  const head = headOf(info);
  const answers = answersFrom(procedure.questions, fields);
  const readers = receiversFor(procedure, info.edition, head.roster, answers, info.now);
  const entropy = newEntropy();
  const keys = await mailboxKeys(entropy, head.roster.salt);
  const report = reportIdOf(randomHex(16));
  const version = { id: procedure.id, version: procedure.version, digest: procedure.digest };
  const account: AccountBody = {
    v: 1,
    edition,
    procedure: version,
    language: 'en',
    answers: part(procedure, answers, 'account'),
    mailbox: { id: keys.id, recipient: keys.recipient, sign: keys.sign },
    leftOut: readers.leftOut,
    named: namedOf(procedure.questions, readers.named),
    only: readers.only,
  };
  const identityAnswers = part(procedure, answers, 'identity');
  const identity: IdentityBody | null =
    Object.keys(identityAnswers).length === 0 ? null : { v: 1, answers: identityAnswers };
  const birth = await sealBirth({
    org: info.org,
    rosterVersion: head.roster.version,
    rosterHash: head.hash,
    procedureVersion: procedure.version,
    edition,
    at: info.now,
    reportId: report,
    mailbox: keys,
    signer: signerOf(keys.signSeed),
    rootPublic: info.root,
    facts: { channel, ongoing: 'unsure', reachable: 'no', narrow: readers.narrow },
    account,
    identity,
    parties: readers.parties.length === 0 ? null : partiesIn(answers),
    readers,
    recipients: ground.recipients,
    barred: readers.barred,
    leftOut: readers.leftOut,
    files,
  });
  const sent = ({ line, hsig }: { readonly line: string; readonly hsig: string }) => ({ line, hsig });
  const batch: BirthBatch = {
    report: birth.report.map(sent),
    selfNote: sent(birth.selfNote),
    grants: birth.grants.map(({ stream, compartment, epoch, member, hash }) => ({
      stream,
      compartment,
      epoch,
      member,
      hash,
    })),
    bearer: bearerHash(keys.auth),
    procedure: under,
  };
  const formOf = (): FormData => {
    const form = new FormData();
    form.set('batch', JSON.stringify(batch));
    for (const file of [...birth.files, ...birth.grants])
      form.set(file.hash, new Blob([file.bytes as BufferSource]), file.hash);
    return form;
  };
  // Encoded once: what is measured or repeated is the sending.
  const encoded = new Response(formOf());
  const type = encoded.headers.get('content-type') ?? '';
  const body = await encoded.arrayBuffer();
  const send = (origin = ground.origin): Promise<Response> =>
    fetch(origin + paths.api.reports(edition), {
      method: 'POST',
      body,
      headers: { origin, 'content-type': type },
    });
  const text = fields.find(([name]) => name === 'what')?.[1] ?? '';
  return { report, entropy, keys, text, form: formOf, send };
}
