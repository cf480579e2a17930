import { barredFrom, recipientsAtBirth, wishesOf, type Recipients, type Wishes } from '#domain/intake/recipients.ts';
import { carriedBy } from '#domain/intake/carried.ts';
import type { Mention } from '#domain/intake/named.ts';
import { notedIn, type TakingForm } from '#domain/intake/taken.ts';
import { clearFacts } from '#questions/facts.ts';
import { partiesIn } from '#questions/parties.ts';
import { freshTaking, sealOutgoing, type Outgoing, type Taking } from '#seal/outgoing.ts';
import { accountBody, identityBody, type TakenBy } from './bodies.ts';
import type { Ground } from './ground.ts';
import type { Reader } from './protocol.ts';

/** Who receives a form as it is now. */
interface Reckoned {
  readonly wishes: Required<Wishes> & { readonly mentions: readonly Mention[] };
  /** Who would read it if it were handed over at once. */
  readonly readers: readonly Reader[];
  /** Where those who are kept out seem to be named. */
  readonly named: readonly Mention[];
}

/** The keys of one locking, and whom they were given to so far. */
export interface Lock {
  taking: Taking;
  given: ReadonlySet<string>;
}

/** Two lockings of one report: for everybody who may read it, and for the one it goes to alone. Null: for nobody. */
export interface Locked {
  readonly wide: Outgoing | null;
  readonly narrow: Outgoing | null;
}

const longest = 62 * 86_400_000;

/** The device's clock where it can be true by the day of the pack, else the server's of that day. */
const soundTime = ({ pack }: Ground, at: number): number =>
  at >= pack.now - 86_400_000 && at <= pack.now + longest ? at : pack.now;

function receivedNow(ground: Ground, carried: Recipients, wishes: Wishes, at: number): Recipients {
  const { procedure, edition } = ground.pack;
  const found = recipientsAtBirth(procedure, edition.id, ground.head.roster, wishes, soundTime(ground, at));
  return found.account.length > 0 ? found : carried;
}

const carriedFor = ({ pack, head }: Ground, wishes: Wishes): Recipients =>
  carriedBy(pack.procedure, pack.edition.id, head.roster, wishes);

/** Whoever is left out or seems to be named, in the answers or in what staff wrote, does not read it. */
export function reckoned(ground: Ground, form: TakingForm, at: number): Reckoned {
  const { pack, head } = ground;
  const wishes = wishesOf({ ...form.answers, ...notedIn(form) }, head.roster, pack.edition);
  const carried = carriedFor(ground, wishes);
  const { account } = receivedNow(ground, carried, wishes, at);
  const barred = barredFrom(carried, wishes);
  return {
    wishes,
    readers: account.map(({ id, name }) => ({ member: id, name })),
    named: wishes.mentions.filter(({ member }) => barred.includes(member) && !wishes.leaveOut.includes(member)),
  };
}

/** Makes new keys where somebody who was given the old ones is kept out by now. */
function renewed(lock: Lock, carried: Recipients): Taking {
  const now = new Set(carried.account.map(({ id }) => id));
  if ([...lock.given].some((id) => !now.has(id))) lock.taking = freshTaking(lock.taking);
  lock.given = now;
  return lock.taking;
}

async function locked(
  lock: Lock,
  ground: Ground,
  form: TakingForm,
  wishes: Reckoned['wishes'],
  by: TakenBy,
): Promise<Outgoing | null> {
  const { pack, head, recipients } = ground;
  const { procedure, edition } = pack;
  const carried = carriedFor(ground, wishes);
  if (carried.account.length === 0) return null;
  const taking = renewed(lock, carried);
  const barred = barredFrom(carried, wishes);
  const leftOut = barred.filter((id) => wishes.leaveOut.includes(id));
  const named = wishes.mentions.filter(({ member }) => barred.includes(member) && !leftOut.includes(member));
  const only = carried.narrow ? wishes.only : '';
  const asked = procedure.questions.filter(({ gatherings }) => gatherings.includes(edition.gathering));
  return sealOutgoing(taking, {
    org: pack.org,
    rosterVersion: head.roster.version,
    rosterHash: head.hash,
    edition: edition.id,
    procedure,
    at: by.at,
    rootPublic: pack.root,
    facts: { channel: form.channel, ...clearFacts(asked, form.answers) },
    account: accountBody(
      procedure,
      form,
      { report: taking.reportId, mailbox: taking.keys },
      { leftOut, named, only },
      by,
    ),
    identity: identityBody(procedure, form),
    parties: carried.parties.length === 0 ? null : partiesIn(form.answers),
    carried,
    members: receivedNow(ground, carried, { leaveOut: barred, only }, by.at).account.map(({ id }) => id),
    recipients,
    barred,
    leftOut,
  });
}

/** Locks a form as it is. Rejects where a key of somebody it is locked for is missing. */
export async function lockedTwice(
  locks: { readonly wide: Lock; readonly narrow: Lock },
  ground: Ground,
  form: TakingForm,
  { wishes }: Pick<Reckoned, 'wishes'>,
  by: TakenBy,
): Promise<Locked> {
  const alone = carriedFor(ground, wishes).narrow;
  const [wide, narrow] = await Promise.all([
    locked(locks.wide, ground, form, { ...wishes, only: '' }, by),
    alone ? locked(locks.narrow, ground, form, wishes, by) : null,
  ]);
  return { wide, narrow };
}
