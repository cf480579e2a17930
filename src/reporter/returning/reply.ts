import type { Attachment } from '#seal/attachment.ts';
import { namedInReply } from '#domain/intake/addressed.ts';
import { barredByMore } from '#domain/intake/recipients.ts';
import { knownIn } from '#domain/intake/sought.ts';
import { active } from '#domain/team/roster.ts';
import { barredLater } from '#seal/birth.ts';
import { signerOf } from '#seal/entry.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { MailboxMoved, Received, ReplyBatch } from '#wire/api.ts';
import type { ReporterMessage } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { batchForm, post, type Failed } from '../sending/ask.ts';
import type { Opened } from './open.ts';

export interface Written {
  readonly text: string;
  readonly files: readonly Attachment[];
}

/** A sealed reply; sent again as it is, so that a lost answer does not double it. */
export interface Reply {
  readonly written: Written;
  readonly form: FormData;
  /** Who is barred with it, because it names them. */
  readonly bars: readonly string[];
}

export const same = (a: Written, b: Written): boolean =>
  a.text === b.text &&
  a.files.length === b.files.length &&
  a.files.every((file, i) => file.bytes === b.files[i]?.bytes);

/**
 * Whom these words name and who is not barred yet, while somebody is left who can still read it; whoever wrote here may
 * be greeted by name.
 */
function barsOf({ lists, answer, account, barred, said }: Opened, { text }: Written): readonly string[] {
  const roster = lists.at(-1)?.roster;
  if (roster === undefined) return [];
  const writers = said.flatMap(([one]) => (one.by === 'team' ? [one.name] : []));
  const wrote = roster.members.filter(({ name }) => writers.includes(name)).map(({ id }) => id);
  const named = namedInReply(text, knownIn(roster, answer.edition), wrote);
  const here = roster.members.filter((member) => active(member, answer.now)).map(({ id }) => id);
  return barredByMore(named, { holders: account.members.filter((id) => here.includes(id)), barred });
}

/** Locks what was written: for the team with the newest key that could be verified, and a copy for the reporter. Whom it names is barred before it. */
export async function lockedReply(opened: Opened, written: Written): Promise<Reply> {
  const { keys, answer, note, lists, account } = opened;
  const head = lists.at(-1);
  const at = Date.now();
  const body: ReporterMessage = {
    v: 1,
    from: 'reporter',
    text: written.text,
    files: written.files.map((f) => f.name),
    at,
  };
  const where = {
    org: answer.org,
    rosterVersion: head?.roster.version ?? note.rosterVersion,
    rosterHash: head?.hash ?? note.rosterHash,
    at,
    report: note.report,
  };
  const bars = barsOf(opened, written);
  const barred = bars.map((member) => barredLater({ ...where, signer: signerOf(keys.signSeed) }, member));
  const reply = await sealReply({
    ...where,
    keys,
    account,
    body,
    kind: 'heard-from-reporter',
    files: written.files,
  });
  const bare = (entries: typeof reply.report) => entries.map(({ line, hsig }) => ({ line, hsig }));
  const batch: ReplyBatch = {
    id: keys.id,
    auth: keys.auth,
    report: bare([...barred, ...reply.report]),
    mailbox: bare(reply.mailbox),
    ...(opened.behind ? ({ behind: true } as const) : {}),
  };
  return { written, form: batchForm(batch, reply.files), bars };
}

/** A mailbox that was moved meanwhile takes nothing more: as if these words did not exist. */
export async function sendReply(reply: Reply): Promise<Received | Failed> {
  const answer = await post<Received | MailboxMoved>(paths.api.mailbox.reply, reply.form);
  return 'moved' in answer ? { failed: 'not-found' } : answer;
}
