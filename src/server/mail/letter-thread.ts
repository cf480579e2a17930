import { foldReport } from '#domain/promises/promises.ts';
import { verifiedStream } from '../arriving.ts';
import type { Parts } from '../parts.ts';
import { plainAddress } from './addressed.ts';
import { betweenKey, letterKey, readToken, tokenIn, type ReplyTo } from './keys.ts';
import type { Envelope, Letter } from './letter.ts';

/** The report that a letter goes on with. */
export interface Thread {
  readonly report: string;
  /** Whether it comes from the address that was written to before. */
  readonly sameSender: boolean;
}

/** By a reply address of ours among those it was handed over for or says it is for. */
function byToken(
  { signer, mailReply }: Pick<Parts, 'signer' | 'mailReply'>,
  letter: Pick<Letter, 'to'>,
  envelope: Pick<Envelope, 'to'>,
  sender: string,
): ReplyTo | null {
  if (mailReply === undefined) return null;
  for (const address of [...envelope.to, ...letter.to]) {
    const token = tokenIn(mailReply, address);
    const read = token === null ? null : readToken(signer, token, sender);
    if (read !== null) return read;
  }
  return null;
}

/** Whom a report is for alone, or `''`. */
async function aloneFor(parts: Parts, org: string, report: string): Promise<string> {
  const stream = await verifiedStream(parts, org, `report/${report}`);
  const { arrival, holding } = foldReport(report, stream?.entries ?? []);
  const first = holding.all.find(({ manifest }) => manifest.compartment === 'account');
  return arrival?.narrow === true ? (first?.manifest.holders[0]?.member ?? '') : '';
}

/**
 * [Note: What goes on] A letter to a reply address goes on with its report; so does one that answers a letter of ours. One
 * that answers a letter of somebody's goes on with it only from the same address and for the same people: two who answer
 * one newsletter are two reports, and whoever turns from the team to one lead, or from one lead to the team, means it.
 */
export async function threadFor(
  parts: Parts,
  org: string,
  letter: Letter,
  envelope: Envelope,
  only: readonly string[],
  sender: string,
): Promise<Thread | null> {
  const { store, signer } = parts;
  const between = sender === '' ? [] : letter.answers.map((id) => betweenKey(signer, id, sender));
  const theirs = await store.threadOf(org, between);
  const token = byToken(parts, letter, envelope, sender);
  if (token !== null) {
    return { report: token.report, sameSender: token.same || theirs?.report === token.report };
  }
  const ours = await store.threadOf(org, letter.answers.map(letterKey));
  const found = ours ?? theirs;
  if (found === null) return null;
  const { report } = found;
  const alone = await aloneFor(parts, org, report);
  const forThem = only.length > 0 ? only.includes(alone) : ours !== null || alone === '';
  return forThem ? { report, sameSender: theirs?.report === report } : null;
}

/**
 * The address that tells one who writes from another, or `''`: where the team's address is a group's, some servers put it in
 * place of whoever wrote, and leave theirs where the answer goes.
 */
export function senderOf({ from }: Pick<Letter, 'from'>, team: readonly string[]): string {
  return team.map(plainAddress).includes(plainAddress(from.address)) ? from.replyTo : from.address;
}

/** What is kept of a new report's letter: its own name and those it answers, each with the address it came from. */
export function keysOf(
  { signer }: Pick<Parts, 'signer'>,
  { id, answers }: Pick<Letter, 'id' | 'answers'>,
  sender: string,
): readonly string[] {
  if (sender === '') return [];
  return [id, ...answers].filter((one) => one !== '').map((one) => betweenKey(signer, one, sender));
}
