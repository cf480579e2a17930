import * as v from 'valibot';
import {
  answerWords,
  sheets,
  type NoticeAnswer,
  type NoticeBodies,
  type NoticeBody,
  type NoticeFor,
} from '#domain/promises/notices.ts';
import { bodyOf, instant } from './said.ts';

/** Parses what lies sealed in a notice: lists are read aloud at doors, so nothing but their fields gets through. */
const v1 = v.literal(1);
/** A line of a list is read at arm's length. */
const line = v.pipe(v.string(), v.maxLength(500));
const long = v.pipe(v.string(), v.maxLength(100_000));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]{0,64}$/u));

const listed = v.strictObject({ v: v1, subject: line, rule: line, where: line, until: v.nullable(instant) });

const schemas: {
  readonly [F in Exclude<NoticeFor, 'appeal'>]: v.GenericSchema<unknown, NoticeBodies[F]>;
} = {
  door: listed,
  bar: listed,
  'audio-video': listed,
  register: v.strictObject({ v: v1, subject: line, rule: line, from: instant, until: v.nullable(instant) }),
  team: v.strictObject({
    v: v1,
    sheet: v.picklist(sheets),
    event: id,
    title: line,
    text: long,
    owner: id,
    due: v.nullable(instant),
  }),
  feedback: v.strictObject({ v: v1, event: id, from: line, text: long, at: instant }),
};

const answer = v.strictObject({ v: v1, says: v.picklist(answerWords), text: long });

const byFor: Readonly<Partial<Record<NoticeFor, v.GenericSchema<unknown, NoticeBody>>>> = schemas;

/** A packet as the record has it, but for what the team keeps to itself. */
function packetIn(read: unknown): NoticeBodies['appeal'] | null {
  const made = bodyOf('packet-made', read);
  if (made === null) return null;
  const { kept: _kept, ...packet } = made;
  return packet;
}

/** The body of a notice for this; null for anything else. `read`: what JSON said. */
export function noticeBody(purpose: NoticeFor, read: unknown): NoticeBody | null {
  const schema = byFor[purpose];
  if (schema === undefined) return packetIn(read);
  const parsed = v.safeParse(schema, read);
  return parsed.success ? parsed.output : null;
}

export function noticeAnswer(read: unknown): NoticeAnswer | null {
  const parsed = v.safeParse(answer, read);
  return parsed.success ? parsed.output : null;
}
