import { Hono, type Context } from 'hono';
import { publicEdition } from '#domain/edition/published.ts';
import { extractChannel } from '#domain/intake/report.ts';
import { isTaken } from '#domain/intake/taken.ts';
import { textFact, type Stream } from '#domain/record/header.ts';
import { writtenUnder, type Received, type SealingInfo } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { parseBirth } from '#wire/parse.ts';
import { paths } from '#wire/paths.ts';
import { storeBirth } from '../birth-append.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import { formOf } from '../procedures.ts';
import { formWritten } from '../written.ts';
import { no, param, refuse, type ApiParts, type No } from './answers.ts';
import { readBatch, type Sent } from './batch.ts';
import type { BirthBatch } from '#wire/api.ts';
import { checkBirth, type SentBy } from './birth.ts';
import { handingIn } from './hallway-session.ts';
import { hashesOf } from './rosters.ts';
import { actorOf } from './session.ts';

/** The same report again is answered as the first time; another under its id is refused. */
async function before({ store }: ApiParts, org: string, { batch }: Sent<BirthBatch>): Promise<Received | No | null> {
  const line = batch.report[0]?.line ?? '';
  const stream = parseLine(line)?.stream ?? '';
  if (!stream.startsWith('report/')) return no('bad-request');
  const first = (await store.stream(org, stream as Stream))?.entries[0];
  if (first === undefined) return null;
  return first.line === line ? { receivedAt: first.receivedAt } : no('already-received');
}

async function take(
  c: Context,
  parts: ApiParts,
  organisation: Organisation,
  id: string,
  sent: Sent<BirthBatch>,
): Promise<Received | No> {
  const { org, roster, rosterHash } = organisation;
  const was = await before(parts, org, sent);
  if (was !== null) return was;
  const by = await sentBy(c, parts, id, sent);
  if (typeof by !== 'string') return by;
  const current = organisation.editions.find(({ edition }) => edition.id === id);
  if (current === undefined) return no('not-found');
  // A closed form takes nothing new; what came before is handled to its end, what is taken out of it is not new, and what
  // was told to staff is never lost.
  if (!current.open && by === 'reporter') return no('closed');
  const arrived = checkBirth(parts, organisation, current, sent, hashesOf(organisation), by);
  if ('refused' in arrived) return arrived;
  const { edition } = current;
  const where = { org, edition, procedure: arrived.procedure, roster, rosterVersion: roster.version, rosterHash };
  const stored = await storeBirth(parts, where, arrived);
  if (!('refused' in stored)) return stored;
  return (await before(parts, org, sent)) ?? no('already-received');
}

/**
 * A member who is signed in sends what they took out of another report; a phone of the hallway what staff took down at its
 * event; anybody else their own.
 */
async function sentBy(c: Context, parts: ApiParts, edition: string, { batch }: Sent<BirthBatch>): Promise<SentBy | No> {
  const reported = parseLine(batch.report[0]?.line ?? '');
  const channel = reported === null ? '' : textFact(reported, 'channel');
  if (channel === extractChannel && (await actorOf(c, parts)) !== null) return 'member';
  const phone = await handingIn(c, parts);
  if (phone !== null && phone.session.edition === edition) return 'hallway';
  return isTaken(channel) ? no('not-allowed') : 'reporter';
}

/** What a browser needs to lock a report, and the report it locked. */
export const reports = (parts: ApiParts): Hono =>
  new Hono()
    .get(paths.api.sealing(':edition'), async (c) => {
      const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
      const current = organisation?.editions.find(({ edition }) => edition.id === param(c, 'edition'));
      if (!organisation || current === undefined) return refuse(c, parts, 'not-found');
      const { org, root, notes } = organisation;
      const { edition, procedure, open } = current;
      const under = c.req.query('under') ?? '';
      const form = under === writtenUnder(procedure, edition.gathering) ? null : formWritten(parts, current, under);
      const sealing: SealingInfo = {
        org,
        root,
        notes,
        edition: publicEdition(edition),
        procedure: formOf(procedure),
        ...(under !== '' && form && { written: { procedure: formOf(form.procedure), gathering: form.gathering } }),
        open,
        rehearsal: parts.rehearsal,
        now: parts.now(),
      };
      return c.json(sealing);
    })
    .get(paths.recipient(':hash'), async (c) => {
      const recipient = await parts.store.recipient(param(c, 'hash'));
      if (recipient === null) return refuse(c, parts, 'not-found');
      // The name is the digest of what is answered: it never changes.
      return c.text(recipient, 200, { 'cache-control': 'public, max-age=31536000, immutable' });
    })
    .post(paths.api.reports(':edition'), async (c) => {
      const sent = await readBatch(c, parseBirth);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
      if (organisation === null) return refuse(c, parts, 'not-found');
      const taken = await take(c, parts, organisation, param(c, 'edition'), sent);
      return 'refused' in taken ? refuse(c, parts, taken.refused) : c.json(taken);
    });
