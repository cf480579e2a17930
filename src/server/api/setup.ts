import { Hono, type Context } from 'hono';
import type { Edition } from '#domain/edition/edition.ts';
import { memberOf, type Roster } from '#domain/team/roster.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { verifyEntry } from '#seal/entry.ts';
import { fingerprintOf, verifyRosters } from '#seal/roster.ts';
import type { Foundation } from '#store/member-store.ts';
import type { SetupInfo, SetupSent } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { parseSetup } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { languages } from '#words/words.ts';
import { rowOf } from '../birth-append.ts';
import { no, refuse, type ApiParts, type No } from './answers.ts';
import { fromBase64, isLocked } from './base64.ts';
import { readJson } from './batch.ts';

/** What is stored of the one-time link's secret. */
export const setupHash = (secret: string): string => sha256Hex(`recourse/v1/setup\n${secret}`);

async function entitled(c: Context, { store, bearers }: ApiParts): Promise<No | null> {
  const expected = await store.setupLink();
  const secret = c.req.header('x-setup') ?? '';
  if (expected !== null && setupHash(secret) === expected && (await store.organisation()) === null) return null;
  return no((await bearers.wrong()) === 'slow-down' ? 'slow-down' : 'not-found');
}

/** Roster version 1: signed by the root, this server's sealing key, the founder alone and as steward. */
function firstRoster(parts: ApiParts, sent: Omit<SetupSent, 'edition'>): { roster: Roster; hash: string } | No {
  const chain = verifyRosters(sent.root, fingerprintOf(sent.root), [sent.note]);
  if ('refused' in chain) return no(chain.refused === 'bad-signature' ? 'bad-signature' : 'bad-request');
  const [first] = chain.rosters;
  const founder = first && memberOf(first.roster, sent.member);
  const { version, members, sealingKeys } = first?.roster ?? { version: 0, members: [], sealingKeys: [] };
  const sound =
    version === 1 &&
    members.length === 1 &&
    sealingKeys.join() === parts.signer.public &&
    founder?.rights.includes('steward') === true &&
    founder.ageHash === sha256Hex(sent.recipients[0] ?? '');
  return sound && first !== undefined ? { roster: first.roster, hash: first.hash } : no('bad-request');
}

/** The edition's file as signed: the JSON the founder's browser made, or our reading of it. */
function settledFile(edition: Edition, asSent: unknown, hash: string): Uint8Array | null {
  const texts = [JSON.stringify(edition), JSON.stringify(asSent)].map(utf8);
  return texts.find((bytes) => sha256Hex(bytes) === hash) ?? null;
}

function foundationOf(
  parts: ApiParts,
  sent: Omit<SetupSent, 'edition'> & { readonly edition: unknown },
): Foundation | No {
  const first = firstRoster(parts, sent);
  if ('refused' in first) return first;
  const edition = parseEdition(sent.edition);
  if ('wrong' in edition) return no('bad-request');
  const procedure = parts.procedures.installed.get(edition.procedure)?.procedure;
  if (procedure?.digest !== edition.procedureDigest || procedure.version !== edition.procedureVersion)
    return no('bad-request');
  if (!procedure.gatherings.includes(edition.gathering)) return no('bad-request');
  if (!edition.languages.every((language) => languages.some((known) => known === language))) return no('bad-request');
  const org = fingerprintOf(sent.root);
  const settled = verifyEntry(sent.settled);
  if ('refused' in settled) return no(settled.refused === 'bad-line' ? 'bad-request' : 'bad-signature');
  const { header } = settled;
  const file = settledFile(edition, sent.edition, header.file);
  const unlock = fromBase64(sent.unlock);
  if (file === null || file.length !== header.size || !isLocked(unlock)) return no('bad-file');
  const founder = memberOf(first.roster, sent.member);
  const stream = `edition/${edition.id}` as const;
  const placed = header.org === org && header.stream === stream && header.seq === 0 && header.prev === '';
  const under = header.rosterVersion === 1 && header.rosterHash === first.hash && header.by === founder?.sign;
  if (!placed || !under || header.kind !== 'settled' || !fitsKind(header, 'member')) return no('wrong-kind');
  const now = parts.now();
  const { handle, bearer, member, address } = sent;
  return {
    organisation: { org, rootPublic: sent.root, rehearsal: parts.rehearsal, createdAt: now },
    rosterNote: sent.note,
    rosterVersion: 1,
    recipients: sent.recipients.map((text) => ({ hash: sha256Hex(text), text })),
    unlock: [{ handle, bearer, member, file: unlock }],
    alertAddresses: address === '' ? [] : [{ member, address }],
    append: {
      org,
      streams: [{ stream, expect: '', entries: [rowOf({ ...sent.settled, ...settled }, now)] }],
      files: [{ hash: header.file, bytes: file }],
      procedures: parts.procedures.keep(procedure.digest, now),
    },
  };
}

/** First run: who holds the printed link founds the organisation, once, in one transaction. */
export const setup = (parts: ApiParts): Hono =>
  new Hono()
    .get(staffPaths.api.setup, async (c) => {
      const refused = await entitled(c, parts);
      if (refused !== null) return refuse(c, parts, refused.refused);
      const answer: SetupInfo = {
        sealingKey: parts.signer.public,
        procedures: [...parts.procedures.installed.values()].map(({ procedure }) => procedure),
        languages,
        zones: Intl.supportedValuesOf('timeZone'),
      };
      return c.json(answer);
    })
    .post(staffPaths.api.setup, async (c) => {
      const refused = await entitled(c, parts);
      if (refused !== null) return refuse(c, parts, refused.refused);
      const sent = await readJson(c, parseSetup);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const foundation = foundationOf(parts, sent);
      if ('refused' in foundation) return refuse(c, parts, foundation.refused);
      return (await parts.store.found(foundation)) ? c.json({}) : refuse(c, parts, 'not-found');
    });
