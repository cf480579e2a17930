import { Hono } from 'hono';
import { owedTos } from '#domain/procedure/duty.ts';
import type { OwedAt } from '#store/gate-store.ts';
import type { IncidentRow } from '#store/record-store.ts';
import { cursorOf, dutyCursorOf } from '#store/cursor.ts';
import type { SentRow } from '#store/channel-store.ts';
import type {
  HeadsAnswer,
  IncidentAnswer,
  IncidentList,
  IncidentSummary,
  OwedDuty,
  OwedList,
  SentShown,
} from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { locked, param, refuse, type ApiParts } from './answers.ts';
import { fetchedBy } from './audit.ts';
import { actorOf } from './session.ts';

const most = 100;
/** The beginning of a sealed file: its header and the first of its pieces of 64 KiB (age-encryption.org/v1, STREAM). */
const headBytes = 80 * 1024;

const summaryOf = (row: IncidentRow): IncidentSummary => {
  const { incident, edition, codeName, channel, receivedAt, owed, due, ongoing, procedure, partOf, closed, waits } =
    row;
  return { incident, edition, codeName, channel, receivedAt, owed, due, ongoing, procedure, partOf, closed, waits };
};

/** A word the store keeps as text; every row was written from the closed list. */
const dutyOf = (row: OwedAt): readonly OwedDuty[] => {
  const owedTo = owedTos.find((to) => to === row.owedTo);
  return owedTo === undefined ? [] : [{ ...row, owedTo }];
};

const sentShown = ({ channel, what, entry, state, code, at }: SentRow): SentShown => {
  return { channel, what, entry, state, code, at };
};

/** What a member may see, through the gate and nothing but the gate. */
export const incidents = (parts: ApiParts): Hono => {
  const { store, now } = parts;
  return new Hono()
    .get(staffPaths.api.incidents, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const after = c.req.query('after') ?? '';
      const rows = await store.incidentsFor(actor.organisation.org, actor.member.id, { after, most });
      const last = rows.length === most ? rows.at(-1) : undefined;
      const list: IncidentList = {
        rows: rows.map(summaryOf),
        next: last === undefined ? '' : cursorOf(last),
        now: now(),
      };
      return c.json(list);
    })
    .get(staffPaths.api.duties, async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const after = c.req.query('after') ?? '';
      const rows = await store.dutiesFor(actor.organisation.org, actor.member.id, { after, most });
      const last = rows.length === most ? rows.at(-1) : undefined;
      const list: OwedList = {
        rows: rows.flatMap(dutyOf),
        next: last === undefined ? '' : dutyCursorOf(last),
        now: now(),
      };
      return c.json(list);
    })
    .get(staffPaths.api.incident(':id'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const record = await store.recordFor(actor.organisation.org, actor.member.id, param(c, 'id'));
      if (record === null) return refuse(c, parts, 'not-found');
      const answer: IncidentAnswer = {
        row: { ...summaryOf(record.row), report: record.row.report },
        incident: record.incident.entries,
        report: record.report.entries,
        mailbox: record.mailbox?.entries ?? [],
        grants: record.grants,
        audit: await fetchedBy(parts, actor, record),
        sent: (await store.sentOf(actor.organisation.org, record.row.report)).map(sentShown),
        now: now(),
      };
      return c.json(answer);
    })
    .get(staffPaths.api.heads(':id'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const heads = await store.headsFor(actor.organisation.org, actor.member.id, param(c, 'id'));
      if (heads === null) return refuse(c, parts, 'not-found');
      const { incident, report, mailbox } = heads;
      return c.json({ incident, report, mailbox } satisfies HeadsAnswer);
    })
    .get(staffPaths.api.incidentFile(':id', ':hash'), async (c) => {
      const actor = await actorOf(c, parts);
      if (actor === null) return locked(c);
      const [id, hash] = [param(c, 'id'), param(c, 'hash')];
      const bytes = await store.fileFor(actor.organisation.org, actor.member.id, id, hash);
      if (bytes === null) return refuse(c, parts, 'not-found');
      const asked = c.req.query('head') === undefined ? bytes : bytes.subarray(0, headBytes);
      return c.body(new Uint8Array(asked), 200, { 'content-type': 'application/octet-stream' });
    });
};
