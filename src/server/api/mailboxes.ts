import { Hono } from 'hono';
import { publicEdition } from '#domain/edition/published.ts';
import { paperWords } from '#domain/intake/report.ts';
import { foldReport } from '#domain/promises/promises.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { bearerHash } from '#seal/words.ts';
import type { MailboxRow } from '#store/mailbox-store.ts';
import { parseLine } from '#wire/header.ts';
import type { SignedEntry } from '#wire/entry.ts';
import type { MailboxKey, MailboxMoved, MailboxOpened } from '#wire/api.ts';
import { parseMailboxFile, parseMailboxKey, parseMove, parseReply } from '#wire/parse.ts';
import { paths } from '#wire/paths.ts';
import { promisesTo } from '../due/standing.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import { formOf, noProcedure } from '../procedures.ts';
import { no, refuse, type ApiParts, type No } from './answers.ts';
import { readBatch, readJson } from './batch.ts';
import { moved } from './move.ts';
import { replied } from './reply.ts';
import { chainIn } from './streams.ts';

/**
 * The mailbox of a bearer. Unknown and wrong are one answer after one wait, so that nobody learns which ids exist;
 * a right one never waits.
 */
async function entered(
  parts: ApiParts,
  org: string,
  { id, auth }: MailboxKey,
): Promise<MailboxRow | MailboxMoved | No> {
  const found = await parts.store.mailboxFor(org, id, bearerHash(auth));
  if (found !== null) return found;
  return no((await parts.bearers.wrong()) === 'slow-down' ? 'slow-down' : 'not-found');
}

const isRow = (found: MailboxRow | MailboxMoved | No): found is MailboxRow => 'report' in found;

/** Who holds the keys, who is barred, and who is not any more. */
function saysWhoReads({ line }: SignedEntry): boolean {
  const header = parseLine(line);
  return header !== null && (manifestOf(header) !== null || ['barred', 'unbarred'].includes(header.kind));
}

async function opened(parts: ApiParts, organisation: Organisation, row: MailboxRow): Promise<MailboxOpened | No> {
  const { store } = parts;
  const { org, root, notes } = organisation;
  const current = organisation.editions.find(({ edition }) => edition.id === row.edition);
  const [mailbox, report, promised] = await Promise.all([
    store.stream(org, `mailbox/${row.id}`),
    chainIn(store, org, `report/${row.report}`),
    promisesTo(parts, organisation, row),
  ]);
  if (current === undefined || mailbox === null || report === null) return no('not-found');
  // Another version's promises would be nobody's: none are shown, and the page says so.
  const procedure = promised?.procedure ?? noProcedure('', '', '');
  return {
    org,
    root,
    notes,
    edition: publicEdition(current.edition),
    procedure: formOf(procedure),
    promises: promised?.shown ?? null,
    mailbox: mailbox.entries,
    paper: paperWords(foldReport(row.report, report.entries)),
    access: report.rows.map(({ line, hsig, inside }) => inside ?? { line, hsig }).filter(saysWhoReads),
    now: parts.now(),
  };
}

/** What eight words open. No session and no cookie: the bearer comes with each request. */
export const mailboxes = (parts: ApiParts): Hono => {
  const { store } = parts;
  const load = (): Promise<Organisation | null> => currentEditions(store, parts.procedures, parts.now());
  return new Hono()
    .post(paths.api.mailbox.open, async (c) => {
      const key = await readJson(c, parseMailboxKey);
      if ('refused' in key) return refuse(c, parts, key.refused);
      const organisation = await load();
      if (organisation === null) return refuse(c, parts, 'not-found');
      const found = await entered(parts, organisation.org, key);
      const answer = isRow(found) ? await opened(parts, organisation, found) : found;
      return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
    })
    .post(paths.api.mailbox.file, async (c) => {
      const asked = await readJson(c, parseMailboxFile);
      if ('refused' in asked) return refuse(c, parts, asked.refused);
      const organisation = await load();
      if (organisation === null) return refuse(c, parts, 'not-found');
      const { org } = organisation;
      const found = await entered(parts, org, asked);
      if ('refused' in found) return refuse(c, parts, found.refused);
      const own = isRow(found) ? await store.stream(org, `mailbox/${found.id}`) : null;
      const named = own?.entries.some((row) => parseLine(row.inside?.line ?? row.line)?.file === asked.hash) ?? false;
      const bytes = named ? await store.file(org, asked.hash) : null;
      if (bytes === null) return refuse(c, parts, 'not-found');
      return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
    })
    .post(paths.api.mailbox.reply, async (c) => {
      const sent = await readBatch(c, parseReply);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const organisation = await load();
      if (organisation === null) return refuse(c, parts, 'not-found');
      const found = await entered(parts, organisation.org, sent.batch);
      const answer = isRow(found) ? await replied(parts, organisation, found, sent) : found;
      return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
    })
    .post(paths.api.mailbox.move, async (c) => {
      const sent = await readBatch(c, parseMove);
      if ('refused' in sent) return refuse(c, parts, sent.refused);
      const organisation = await load();
      if (organisation === null) return refuse(c, parts, 'not-found');
      const found = await entered(parts, organisation.org, sent.batch);
      const answer = 'refused' in found ? found : await moved(parts, organisation, found, sent);
      return 'refused' in answer ? refuse(c, parts, answer.refused) : c.json(answer);
    });
};
