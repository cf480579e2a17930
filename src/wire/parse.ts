import * as v from 'valibot';
import { callAnswers } from '#domain/promises/calling.ts';
import type { Stream } from '#domain/record/header.ts';
import type {
  BirthBatch,
  EnrolmentSent,
  EntriesBatch,
  InvitationSent,
  MailboxKey,
  MailOutSent,
  MoveBatch,
  NoticeBatch,
  ReplyBatch,
  RosterSent,
  SetupSent,
  UnlockRequest,
} from './api.ts';
import type { CallAnswered, CallSent, DutyPhoneSent, HallwayDuty, HallwayEnter } from './hallway.ts';

/**
 * Reads what a browser sent into the shapes of `api.ts`; null for anything else. Shapes and lengths only: whether a
 * signature holds or somebody may do it is asked where it is decided.
 */
const hex = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${length}}$`, 'u')));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const filled = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const many = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most));
const memberId = v.pipe(v.string(), v.regex(/^(?!root$)[a-z0-9][a-z0-9-]{0,63}$/u));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/u));
const address = v.pipe(v.string(), v.maxLength(254), v.regex(/^(?:[^\s@<>,;:"()]+@[^\s@<>,;:"()]+)?$/u));
const recipient = v.pipe(v.string(), v.regex(/^age1pq1[a-z0-9]{100,3000}$/u));

/** Base64 as bytes, at most `most` of them. */
const base64 = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(Math.ceil(most / 3) * 4),
    v.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u),
  );

const signedEntry = v.strictObject({ line: filled(64 * 1024), hsig: hex(128) });
const stream = v.pipe(
  v.string(),
  v.regex(/^(?:report|incident|mailbox|edition)\/[a-z0-9-]{1,64}$/u),
  v.transform((name) => name as Stream),
);
const grant = v.strictObject({
  stream,
  compartment: v.picklist(['account', 'identity', 'parties', 'internal']),
  epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  member: memberId,
  hash: hex(64),
});
const roles = many(v.strictTuple([slug, slug]), 64);
const rights = many(v.picklist(['steward', 'edition']), 2);
const locked = base64(8 * 1024);

const mailboxKey = { id: hex(32), auth: hex(64) };

const shapes = {
  birth: v.strictObject({
    report: v.pipe(v.array(signedEntry), v.minLength(2), v.maxLength(200)),
    selfNote: signedEntry,
    grants: many(grant, 2000),
    bearer: hex(64),
    procedure: hex(64),
  }),
  mailbox: v.strictObject(mailboxKey),
  mailboxFile: v.strictObject({ ...mailboxKey, hash: hex(64) }),
  /** Also a bar for each member who is named in it. */
  reply: v.strictObject({
    ...mailboxKey,
    report: many(signedEntry, 320),
    mailbox: many(signedEntry, 5),
    behind: v.exactOptional(v.literal(true)),
  }),
  move: v.strictObject({
    ...mailboxKey,
    moved: signedEntry,
    selfNote: signedEntry,
    messages: many(signedEntry, 1000),
    newBearer: hex(64),
  }),
  unlock: v.strictObject({ handle: hex(32), auth: hex(64) }),
  entries: v.strictObject({
    streams: v.pipe(
      v.array(
        v.strictObject({
          stream,
          expect: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{64})?$/u)),
          entries: v.pipe(v.array(signedEntry), v.minLength(1), v.maxLength(50)),
        }),
      ),
      v.minLength(1),
      // Three of each incident that is handled together with it.
      v.maxLength(150),
      v.check((all) => new Set(all.map((one) => one.stream)).size === all.length),
    ),
    grants: many(grant, 2000),
  }),
  notice: v.strictObject({
    notice: v.strictObject({
      stream: v.pipe(
        v.string(),
        v.regex(/^notice\/[0-9a-f]{32}$/u),
        v.transform((name) => name as Stream),
      ),
      expect: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{64})?$/u)),
      entries: v.pipe(v.array(signedEntry), v.length(1)),
    }),
    incident: v.nullable(
      v.strictObject({
        stream: v.pipe(
          v.string(),
          v.regex(/^incident\/[a-z0-9-]{1,64}$/u),
          v.transform((name) => name as Stream),
        ),
        expect: hex(64),
        entries: v.pipe(v.array(signedEntry), v.minLength(1), v.maxLength(5)),
      }),
    ),
  }),
  roster: v.strictObject({
    note: filled(512 * 1024),
    recipients: many(recipient, 300),
    proposal: text(64),
    invitation: text(64),
  }),
  invitation: v.strictObject({
    id: hex(32),
    member: memberId,
    name: filled(120),
    roles,
    rights,
    secret: base64(120 * 1024),
  }),
  enrolment: v.strictObject({
    recipient,
    sign: hex(64),
    mac: hex(64),
    handle: hex(32),
    bearer: hex(64),
    unlock: locked,
    address,
  }),
  setup: v.strictObject({
    root: hex(64),
    note: filled(64 * 1024),
    recipients: v.pipe(v.array(recipient), v.length(1)),
    member: memberId,
    handle: hex(32),
    bearer: hex(64),
    unlock: locked,
    address,
    /** Read by `parseEdition`. */
    edition: v.unknown(),
    settled: signedEntry,
  }),
  state: v.strictObject({
    counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    bytes: base64(512 * 1024),
  }),
  alerts: v.strictObject({ address }),
  mailOut: v.strictObject({
    to: filled(254),
    text: filled(100_000),
    entry: hex(32),
    followUp: v.boolean(),
  }),
  hallwayEnter: v.strictObject({ handle: hex(32), auth: hex(64), edition: slug }),
  hallwayDuty: v.strictObject({ secret: hex(32) }),
  dutyPhone: v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
    until: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    secret: hex(64),
  }),
  call: v.strictObject({
    id: hex(32),
    edition: slug,
    purpose: v.picklist(['lead', 'hand']),
    members: v.pipe(
      v.array(memberId),
      v.minLength(1),
      v.maxLength(64),
      v.check((all) => new Set(all).size === all.length),
    ),
    // A place and a few words, and a stanza of 1.6 KiB for each of 64.
    file: base64(160 * 1024),
    by: hex(64),
  }),
  callAnswer: v.strictObject({ says: v.picklist(callAnswers) }),
};

type Reader<T> = (value: unknown) => T | null;

function reader<S extends v.GenericSchema>(shape: S): Reader<v.InferOutput<S>> {
  return (value) => {
    const read = v.safeParse(shape, value);
    return read.success ? read.output : null;
  };
}

export const parseBirth: Reader<BirthBatch> = reader(shapes.birth);
export const parseMailboxKey: Reader<MailboxKey> = reader(shapes.mailbox);
export const parseMailboxFile: Reader<MailboxKey & { readonly hash: string }> = reader(shapes.mailboxFile);
export const parseReply: Reader<ReplyBatch> = reader(shapes.reply);
export const parseMove: Reader<MoveBatch> = reader(shapes.move);
export const parseUnlock: Reader<UnlockRequest> = reader(shapes.unlock);
export const parseEntries: Reader<EntriesBatch> = reader(shapes.entries);
export const parseNotice: Reader<NoticeBatch> = reader(shapes.notice);
export const parseRosterSent: Reader<RosterSent> = reader(shapes.roster);
export const parseInvitation: Reader<InvitationSent> = reader(shapes.invitation);
export const parseEnrolment: Reader<EnrolmentSent> = reader(shapes.enrolment);
export const parseSetup: Reader<Omit<SetupSent, 'edition'> & { readonly edition: unknown }> = reader(shapes.setup);
export const parseState: Reader<{ readonly counter: number; readonly bytes: string }> = reader(shapes.state);
export const parseAlerts: Reader<{ readonly address: string }> = reader(shapes.alerts);
export const parseCall: Reader<CallSent> = reader(shapes.call);
export const parseCallAnswer: Reader<Pick<CallAnswered, 'says'>> = reader(shapes.callAnswer);
export const parseMailOut: Reader<MailOutSent> = reader(shapes.mailOut);
export const parseHallwayEnter: Reader<HallwayEnter> = reader(shapes.hallwayEnter);
export const parseHallwayDuty: Reader<HallwayDuty> = reader(shapes.hallwayDuty);
export const parseDutyPhone: Reader<DutyPhoneSent> = reader(shapes.dutyPhone);
