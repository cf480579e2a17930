import { Hono } from 'hono';
import { may } from '#domain/promises/may.ts';
import { toHex } from '#seal/digest.ts';
import type { IncidentRecord } from '#store/gate-store.ts';
import type { Store } from '#store/store.ts';
import type { MailOutSent, MailOutState } from '#wire/api.ts';
import { parseMailOut } from '#wire/parse.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { handlingIn } from '../due/apart.ts';
import { wholeOf } from '../due/whole.ts';
import { perHour } from '../mail/flood.ts';
import { mailMac } from '../mail/keys.ts';
import { sendLetter } from '../mail/sending.ts';
import { isAddress } from '../post/address.ts';
import { sendText } from '../texts/sending.ts';
import { locked, no, param, refuse, type ApiParts, type No } from './answers.ts';
import { readJson } from './batch.ts';
import { actorOf, type Actor } from './session.ts';

const mostAnHour = 30;
const caps = new WeakMap<Store, ReturnType<typeof perHour>>();

function capOf(store: Store): ReturnType<typeof perHour> {
  const cap = caps.get(store) ?? perHour(mostAnHour);
  caps.set(store, cap);
  return cap;
}

/** What is on its way at this moment, by report and entry: the same again waits for it, and is not sent beside it. */
const onTheirWay = new WeakMap<Store, Map<string, Promise<MailOutState | No>>>();

function once(store: Store, what: string, send: () => Promise<MailOutState | No>): Promise<MailOutState | No> {
  const all = onTheirWay.get(store) ?? new Map<string, Promise<MailOutState | No>>();
  onTheirWay.set(store, all);
  const sending = all.get(what) ?? send().finally(() => all.delete(what));
  all.set(what, sending);
  return sending;
}

/**
 * Judged like the entry that is to follow, then handed over, once. In this order, so that nothing is lost: it leaves, then
 * its entry is appended. The same entry again is not sent twice.
 */
async function mailed(
  parts: ApiParts,
  { organisation, member }: Actor,
  { row: { report, incident } }: IncidentRecord,
  { to, text, entry, followUp }: MailOutSent,
): Promise<MailOutState | No> {
  const { store, signer, now } = parts;
  const { org, roster } = organisation;
  const whole = await wholeOf(parts, organisation, incident);
  if (whole === null || whole.ground === null) return no('not-allowed');
  const handling = handlingIn(whole);
  const arrival = handling.reports.get(report)?.arrival;
  // Only who wrote by mail, or by text message, is answered so: nobody else gave us an address for it.
  const byText = arrival?.channel === 'sms';
  if (arrival === null || arrival === undefined || (arrival.channel !== 'e-mail' && !byText)) return no('wrong-kind');
  const facts = [['follow-up', followUp ? 'yes' : 'no']] as const;
  const ground = { ...whole.ground, roster, now: now() };
  if ('refused' in may(ground, handling, member, { kind: 'said-to-reporter', facts })) return no('not-allowed');
  if (!byText && !isAddress(to)) return no('bad-request');
  const { edition } = whole.ground;
  const { narrow } = arrival;
  return once(store, `${report} ${entry}`, async () => {
    const before = (await store.sentOf(org, report)).find((row) => row.entry === entry);
    if (before?.state === 'sent' || before?.state === 'bounced') return before;
    if (!capOf(store)(toHex(mailMac(signer, 'flood', report)), now())) return no('slow-down');
    if (byText) return sendText(parts, { org, report, to, text, entry });
    return sendLetter(parts, { org, edition, report, narrow, to, text, what: 'message', entry, answers: [] });
  });
}

/** Mail, or a text message, to who reported by it. Loaded through the gate; its text and its address are in memory for this moment alone. */
export const mailOut = (parts: ApiParts): Hono =>
  new Hono().post(staffPaths.api.mailOut(':id'), async (c) => {
    const actor = await actorOf(c, parts);
    if (actor === null) return locked(c);
    const sent = await readJson(c, parseMailOut);
    if ('refused' in sent) return refuse(c, parts, sent.refused);
    const record = await parts.store.recordFor(actor.organisation.org, actor.member.id, param(c, 'id'));
    if (record === null) return refuse(c, parts, 'not-found');
    const answer = await mailed(parts, actor, record, sent);
    if ('refused' in answer) return refuse(c, parts, answer.refused);
    return c.json({ state: answer.state, code: answer.code } satisfies MailOutState);
  });
