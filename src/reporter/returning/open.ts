import type { Verified } from '#domain/record/header.ts';
import { verifyEntry, verifyStream } from '#seal/entry.ts';
import { openMailboxFile } from '#seal/mailbox.ts';
import { fingerprintOf, verifyRosters, type RosterAccepted } from '#seal/roster.ts';
import { mailboxKeys, type MailboxKeys } from '#seal/words.ts';
import type { MailboxMoved, MailboxOpened } from '#wire/api.ts';
import type { RekeyBody, SelfNote } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { post, postForBytes, type Failed } from '../sending/ask.ts';
import { parseMessage, parseRekey, parseSelfNote } from './bodies.ts';
import { replaced, saidIn, type Body, type Said } from './conversation.ts';
import { barredIn, newestAccount, signerIn, type Account, type Entry } from './trust.ts';

/** What does not fit; each is said on the page. */
export type Warning = 'replaced' | 'access' | 'list' | 'left-out';

export interface Opened {
  readonly keys: MailboxKeys;
  readonly answer: MailboxOpened;
  readonly note: SelfNote;
  readonly lists: readonly RosterAccepted[];
  /** To whom additions are locked now. */
  readonly account: Account;
  /** Whether that is the key of the self-note because the lists could not be followed to their end. */
  readonly behind: boolean;
  /** Who is kept out of it by a bar, holder or not. */
  readonly barred: readonly string[];
  /** Whether a member has signed anything of it yet: a list of readers, an answer. */
  readonly acted: boolean;
  /** The received-time the server signed, ms. */
  readonly receivedAt: number;
  readonly said: readonly (readonly [Said, Body | null])[];
  readonly warnings: readonly Warning[];
}

export type NotOpened = Failed | MailboxMoved | { readonly failed: 'not-yours' };

async function fileOf(keys: MailboxKeys, entry: Verified): Promise<Uint8Array | Failed | null> {
  const bytes = await postForBytes(paths.api.mailbox.file, { id: keys.id, auth: keys.auth, hash: entry.header.file });
  if (!(bytes instanceof Uint8Array)) return bytes;
  const plain = await openMailboxFile(keys, entry, bytes);
  return plain instanceof Uint8Array ? plain : null;
}

async function noteOf(keys: MailboxKeys, entries: readonly Verified[]): Promise<SelfNote | Failed | null> {
  const first = entries[0];
  if (first?.header.kind !== 'self-note' || first.header.by !== keys.sign) return null;
  const plain = await fileOf(keys, first);
  return plain instanceof Uint8Array ? parseSelfNote(plain) : plain;
}

/** The lists of the team that chain from the root the self-note names and hold the one it was written under. */
function listsOf(note: SelfNote, notes: readonly string[]): readonly RosterAccepted[] | null {
  const chain = verifyRosters(note.root, fingerprintOf(note.root), notes);
  if ('refused' in chain) return null;
  const known = chain.rosters.some(
    ({ roster, hash }) => roster.version === note.rosterVersion && hash === note.rosterHash,
  );
  return known ? chain.rosters : null;
}

/** Asks for the mailbox behind these keys and reads all of it, believing only what chains from its self-note. */
export async function openMailbox(keys: MailboxKeys): Promise<Opened | NotOpened> {
  const answer = await post<MailboxOpened | MailboxMoved>(paths.api.mailbox.open, { id: keys.id, auth: keys.auth });
  if ('failed' in answer || 'moved' in answer) return answer;
  const stream = verifyStream(`mailbox/${keys.id}`, answer.org, answer.mailbox);
  if ('refused' in stream) return { failed: 'not-yours' };
  const note = await noteOf(keys, stream.entries);
  if (note === null) return { failed: 'not-yours' };
  if ('failed' in note) return note;
  if (fingerprintOf(note.root) !== answer.org || note.edition !== answer.edition.id) return { failed: 'not-yours' };

  const lists = listsOf(note, answer.notes);
  const sealed = stream.entries.filter(({ header }) => header.kind === 'message' || header.kind === 'rekey');
  const plain = await Promise.all(sealed.map((entry) => fileOf(keys, entry)));
  const broken = plain.find((one): one is Failed => one !== null && 'failed' in one);
  if (broken !== undefined) return broken;

  const said: (readonly [Said, Body | null])[] = [];
  const rekeys: RekeyBody[] = [];
  for (const [i, entry] of sealed.entries()) {
    const bytes = plain[i] instanceof Uint8Array ? plain[i] : null;
    const signed = signerIn(lists ?? [], keys.sign, entry.header);
    if (entry.header.kind === 'message') {
      const body = bytes && parseMessage(bytes);
      said.push([saidIn(entry, signed, body), body]);
    } else if (signed.is === 'member') {
      const rekey = bytes && parseRekey(bytes);
      if (rekey) rekeys.push(rekey);
    }
  }

  const access = answer.access.map(verifyEntry).filter((entry): entry is Entry => !('refused' in entry));
  const found = lists && newestAccount(note, lists, access, rekeys);
  const received = stream.entries.find(({ header }) => {
    return header.kind === 'received' && signerIn(lists ?? [], keys.sign, header).is === 'server';
  });
  const account = found ?? { ...note.account, members: note.members };
  const signers = [...access.map(({ header }) => header), ...sealed.map(({ header }) => header)];
  return {
    keys,
    answer,
    note,
    lists: lists ?? [],
    account,
    behind: !found,
    barred: barredIn(note, lists ?? [], keys.sign, access),
    acted: signers.some((header) => signerIn(lists ?? [], keys.sign, header).is === 'member'),
    receivedAt: received?.header.at ?? note.at,
    said,
    warnings: [
      ...(lists === null ? (['list'] as const) : []),
      ...(lists !== null && found === null ? (['access'] as const) : []),
      ...(replaced(note, said) ? (['replaced'] as const) : []),
      ...(account.members.some((id) => note.leftOut.includes(id)) ? (['left-out'] as const) : []),
    ],
  };
}

const nobodys = { failed: 'not-found' } as const;

/** Whether these are words of nobody, as far as the server says. */
export function isNobodys(opened: Opened | NotOpened): boolean {
  return 'failed' in opened && opened.failed === nobodys.failed;
}

/** The mailbox of the first reading that has one; each is overwritten when it was tried. `salt`: hex. */
export async function openReading(readings: readonly Uint8Array[], salt: string): Promise<Opened | NotOpened> {
  let opened: Opened | NotOpened = nobodys;
  for (const entropy of readings) {
    const keys = await mailboxKeys(entropy, salt);
    entropy.fill(0);
    opened = await openMailbox(keys);
    if (!isNobodys(opened)) break;
  }
  return opened;
}
