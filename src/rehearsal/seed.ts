import { answersFrom } from '#domain/intake/answers.ts';
import { recipientsAtBirth } from '#domain/intake/recipients.ts';
import { questionsAt, type Procedure } from '#domain/procedure/procedure.ts';
import type { Roster } from '#domain/team/roster.ts';
import { sealBirth } from '#seal/birth.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, signerOf } from '#seal/entry.ts';
import { lockKeyring } from '#seal/keyring.ts';
import { fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { newEpoch } from '#seal/seal.ts';
import { bearerHash, entropyFromToken, mailboxKeys, memberSecrets, reportIdOf } from '#seal/words.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { rowOf, storeBirth } from '#server/birth-append.ts';
import { currentEditions } from '#server/editions.ts';
import type { UnlockRow } from '#store/member-store.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { cast, event, foundedAt } from './cast.ts';
import { pyharbor } from './event.ts';
import { entropyOf, keysOf, rehearsalRoot, salt, tokenOf } from './keys.ts';
import { stories, type Story } from './stories.ts';
import { answer, hand, note, openIncident, sightOf, Writing } from './responding.ts';

const day = 24 * 3_600_000;

async function foundation(parts: ApiParts, procedure: Procedure): Promise<void> {
  const { store, signer } = parts;
  const root = rehearsalRoot.public;
  const org = fingerprintOf(root);
  const keys = new Map(await Promise.all(cast.map(async ({ id }) => [id, await keysOf(id)] as const)));
  const of = (id: string) => {
    const found = keys.get(id);
    if (found === undefined) throw new Error(`nobody is called ${id}`);
    return found;
  };
  const roster: Roster = {
    version: 1,
    previous: '',
    time: foundedAt,
    salt,
    sealingKeys: [signer.public],
    members: cast.map(({ id, name, roles, rights }) => ({
      id,
      name,
      ageHash: of(id).ageHash,
      sign: of(id).sign,
      roles: roles.map((role) => [event, role] as const),
      rights,
      until: foundedAt + 390 * day,
      suspended: false,
    })),
  };
  const rosterNote = signNote(roster, [{ name: 'root', signer: rehearsalRoot }]);
  const file = clearFile(utf8(JSON.stringify(pyharbor(procedure))));
  const stream = `edition/${event}` as const;
  const settled = signEntry(
    {
      org,
      stream,
      seq: 0,
      prev: '',
      id: randomHex(16),
      kind: 'settled',
      compartment: '',
      epoch: 0,
      rosterVersion: 1,
      rosterHash: hashNote(rosterNote),
      at: foundedAt,
      facts: [],
    },
    file,
    of('rosa').signer,
  );
  const unlock = await Promise.all(
    cast.map(async ({ id }): Promise<UnlockRow> => {
      const { handle, auth, passphrase } = await memberSecrets(entropyOf(id), salt);
      return { handle, bearer: bearerHash(auth), member: id, file: await lockKeyring(of(id).keyring, passphrase) };
    }),
  );
  const founded = await store.found({
    organisation: { org, rootPublic: root, rehearsal: true, createdAt: foundedAt },
    rosterNote,
    rosterVersion: 1,
    recipients: cast.map(({ id }) => ({ hash: of(id).ageHash, text: of(id).recipient })),
    unlock,
    alertAddresses: cast.map(({ id }) => ({ member: id, address: `${id}@pyharbor.example` })),
    append: {
      org,
      streams: [{ stream, expect: '', entries: [rowOf(settled, foundedAt)] }],
      files: [file],
      procedures: parts.procedures.keep(procedure.digest, foundedAt),
    },
  });
  if (!founded) throw new Error('somebody else founded it');
}

/** One report, locked as a browser locks it; returns its incident. */
async function told(parts: ApiParts, story: Story): Promise<string> {
  const organisation = await currentEditions(parts.store, parts.procedures, story.at);
  const current = organisation?.editions[0];
  if (!organisation || !current) throw new Error('no edition');
  const { org, root, roster, rosterHash } = organisation;
  const { edition, procedure } = current;
  const answers = answersFrom(questionsAt(procedure, edition.gathering), story.fields);
  const token = tokenOf(story.id);
  const mailbox = await mailboxKeys(entropyFromToken(token), salt);
  const readers = recipientsAtBirth(procedure, edition.id, roster, { leaveOut: [], only: '' }, story.at);
  const recipients = new Map<string, string>();
  for (const { ageHash } of readers.account) recipients.set(ageHash, (await parts.store.recipient(ageHash)) ?? '');
  const account: AccountBody = {
    v: 1,
    edition: edition.id,
    procedure: { id: procedure.id, version: procedure.version, digest: procedure.digest },
    language: story.language,
    answers,
    mailbox: { id: mailbox.id, recipient: mailbox.recipient, sign: mailbox.sign },
    leftOut: [],
    named: [],
    only: '',
  };
  const birth = await sealBirth({
    org,
    rosterVersion: roster.version,
    rosterHash,
    edition: edition.id,
    at: story.at,
    procedureVersion: procedure.version,
    reportId: reportIdOf(token),
    mailbox,
    signer: signerOf(mailbox.signSeed),
    rootPublic: root,
    facts: { channel: 'web', ongoing: story.ongoing, reachable: 'no', narrow: false },
    account,
    identity: null,
    readers,
    recipients,
    barred: [],
    leftOut: [],
    files: [],
  });
  const arrived = {
    report: birth.report,
    selfNote: birth.selfNote,
    files: [...birth.files, ...birth.grants].map(({ hash, bytes }) => ({ hash, bytes })),
    grants: birth.grants.map(({ stream, compartment, epoch, member, hash }) => {
      return { stream, compartment, epoch, member, hash };
    }),
    bearer: bearerHash(mailbox.auth),
  };
  const where = { org, edition, procedure, roster, rosterVersion: roster.version, rosterHash };
  await storeBirth({ ...parts, now: () => story.at }, where, arrived);
  const row = await parts.store.incidentOf(org, reportIdOf(token));
  if (row === null) throw new Error('not stored');
  return row.incident;
}

async function handled(parts: ApiParts, incident: string, story: Story): Promise<void> {
  const { handled: done } = story;
  if (done === undefined) return;
  const at = { ...parts, now: () => done.at };
  const organisation = await currentEditions(parts.store, parts.procedures, done.at);
  const opened = organisation && (await openIncident(sightOf(parts, organisation, done.by), done.by, incident));
  if (!organisation || opened === null) throw new Error(`${done.by} cannot open ${story.id}`);
  const writing = new Writing(opened, done.at);
  const key = newEpoch();
  await writing.makeInternal(key, (hash) => parts.store.recipient(hash));
  await writing.mark('lead-taken', []);
  if (done.note !== '') await note(writing, opened, key.recipient, done.note);
  await answer(writing, opened, { text: done.text, followUp: done.followUp, at: done.at });
  const handed = await hand(at, organisation, opened, writing);
  if ('refused' in handed) throw new Error(`${story.id}: ${handed.refused}`);
}

/** Fills an empty store with PyHarbor: its team, its event, and a few reports told and answered. Once. */
export async function seed(parts: ApiParts): Promise<void> {
  if ((await parts.store.organisation()) !== null) return;
  const procedure = parts.procedures.installed.get('pycon-us')?.procedure;
  if (procedure === undefined) throw new Error('procedures/pycon-us is missing');
  await foundation(parts, procedure);
  for (const story of stories) await handled(parts, await told(parts, story), story);
}
