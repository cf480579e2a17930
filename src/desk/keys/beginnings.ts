import type { Roster } from '#domain/team/roster.ts';
import { fromHex, randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, signerOf } from '#seal/entry.ts';
import { lockKeyring, newKeyring, newRoot, rootSheet, type Keyring } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { enrolmentMac, fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { bearerHash, memberSecrets, newEntropy, wordsOf } from '#seal/words.ts';
import type { EnrolmentSent, InvitationShown, SetupSent } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type Ask, type NotDone } from '../sending/ask.ts';
import { fromBase32, toBase64 } from './base32.ts';
import type { Done, Founding, Prepared, Verbs } from './protocol.ts';

const lasting = 365 * 24 * 3_600_000;
const done: Done = { done: true };

async function locked(entropy: Uint8Array, salt: string, keyring: Keyring) {
  const { handle, auth, passphrase } = await memberSecrets(entropy, salt);
  return { handle, bearer: bearerHash(auth), unlock: toBase64(await lockKeyring(keyring, passphrase)) };
}

/** Set-up (sealing §4): everything is made here and stays in memory; one POST carries what the server may know. */
export function foundingVerbs(ask: Ask): Pick<Verbs, 'prepare' | 'found'> {
  let made: { readonly root: ReturnType<typeof newRoot>; readonly entropy: Uint8Array } | null = null;
  return {
    async prepare(): Promise<Prepared> {
      made ??= { root: newRoot(), entropy: newEntropy() };
      const { root, entropy } = made;
      return { words: wordsOf(entropy, english), fingerprint: fingerprintOf(root.public), sheet: rootSheet(root.seed) };
    },
    async found({ secret, info, edition, name, address, roles }: Founding): Promise<Done | NotDone> {
      if (made === null) return { refused: 'bad-request' };
      const { root, entropy } = made;
      const settings = parseEdition(edition);
      if ('wrong' in settings) return { refused: 'bad-request' };
      const now = Date.now();
      const salt = randomHex(16);
      const { keyring, recipient, ageHash, sign } = newKeyring(randomHex(16), root.public);
      const org = fingerprintOf(root.public);
      const founder = { id: keyring.member, name, ageHash, sign, until: now + lasting, suspended: false };
      const held = roles.map((role) => [settings.id, role] as const);
      const roster: Roster = {
        version: 1,
        previous: '',
        time: now,
        salt,
        sealingKeys: [info.sealingKey],
        members: [{ ...founder, roles: held, rights: ['steward', 'edition'] }],
      };
      const note = signNote(roster, [{ name: 'root', signer: root }]);
      const rosterHash = hashNote(note);
      const place = {
        org,
        stream: `edition/${settings.id}`,
        seq: 0,
        prev: '',
        id: randomHex(16),
        kind: 'settled',
      } as const;
      const draft = { ...place, compartment: '', epoch: 0, rosterVersion: 1, rosterHash, at: now, facts: [] } as const;
      const signer = signerOf(fromHex(keyring.signSeed));
      const { line, hsig } = signEntry(draft, clearFile(utf8(JSON.stringify(settings))), signer);
      const body: SetupSent = {
        root: root.public,
        note,
        recipients: [recipient],
        member: keyring.member,
        ...(await locked(entropy, salt, keyring)),
        address,
        edition: settings,
        settled: { line, hsig },
      };
      const answer = await ask.json(staffPaths.api.setup, { body, headers: { 'x-setup': secret } });
      if (isRefused(answer)) return answer;
      root.seed.fill(0);
      entropy.fill(0);
      made = null;
      return done;
    },
  };
}

/** Enrolment: the link's secret proves to the stewards that these keys are from whoever they handed it to. */
export function enrolmentVerbs(ask: Ask): Pick<Verbs, 'readInvitation' | 'prepareEnrolment' | 'enrol'> {
  let held: { readonly secret: Uint8Array; readonly id: string; readonly shown: InvitationShown } | null = null;
  let entropy: Uint8Array | null = null;
  return {
    async readInvitation(fragment) {
      const [, text = '', id = '', org] =
        /^#?i=([0-9a-z]{26})\.([0-9a-z-]{1,64})(?:\.([0-9a-z]{20}))?$/iu.exec(fragment) ?? [];
      const secret = fromBase32(text);
      if (secret?.length !== 16) return { refused: 'wrong-link' };
      const shown = await ask.json<InvitationShown>(staffPaths.api.invitation(id));
      if (isRefused(shown)) return shown;
      // A link says whom to believe; a server that answers with another organisation is not believed.
      if (fingerprintOf(shown.root) !== shown.org || (org !== undefined && org !== shown.org))
        return { refused: 'wrong-link' };
      held = { secret, id, shown };
      return shown;
    },
    async prepareEnrolment() {
      entropy ??= newEntropy();
      return { words: wordsOf(entropy, english) };
    },
    async enrol(address) {
      if (held === null || entropy === null) return { refused: 'bad-request' };
      const { secret, id, shown } = held;
      const { keyring, recipient, sign } = newKeyring(shown.member, shown.root);
      const body: EnrolmentSent = {
        recipient,
        sign,
        mac: enrolmentMac(secret, shown.member, recipient, sign),
        ...(await locked(entropy, shown.salt, keyring)),
        address,
      };
      const answer = await ask.json(staffPaths.api.enrol(id), { body });
      if (isRefused(answer)) return answer;
      secret.fill(0);
      entropy.fill(0);
      held = null;
      entropy = null;
      return done;
    },
  };
}
