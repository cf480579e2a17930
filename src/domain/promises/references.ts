import { listFact } from '../record/facts.ts';
import type { Attempt } from './attempt.ts';
import { dutiesOf, isOwed } from './duties.ts';
import type { Ground } from './ground.ts';
import { dutyEntries, type Handling } from './handling.ts';
import type { Kind } from './kinds.ts';
import { refuse, type Refused } from './reason.ts';
import { mayBeWaived } from './waivable.ts';

/** What an entry that refers to another one (fact `of`) may refer to. `any`: whatever is there. */
export const refersTo: Readonly<Partial<Record<Kind, readonly Kind[] | 'any'>>> = {
  'identity-undone': ['identity-joined'],
  waived: 'any',
  'measure-reviewed': ['measure-taken'],
  'need-done': ['need-asked'],
  voted: ['meeting-called', 'drafted'],
  'meeting-held': ['meeting-called'],
  'consequence-carried-out': ['consequence-decided'],
  'consequence-lifted': ['consequence-decided'],
  'consequence-reviewed': ['consequence-decided'],
  cleared: ['drafted'],
  'aware-told': ['aware-listed'],
  'permission-withdrawn': ['permission-given'],
  'announcement-approved': ['drafted'],
  published: ['drafted', 'announcement-approved'],
  'checked-back': ['follow-up-planned', 'support-planned'],
  'packet-made': ['appeal-filed'],
  'appeal-decided': ['appeal-filed'],
  expunged: 'any',
};

/** The text of a fact of an attempt, or `''`. */
export function factIn({ facts }: Pick<Attempt, 'facts'>, key: string): string {
  const value = facts.find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : '';
}

/** May speak of an entry or of none: where it names one, that one is there. */
const mayRefer: ReadonlySet<Kind> = new Set<Kind>(['noted', 'disclosed']);

/** A text names people by their permissions: each was given once, so that the list has no room for anything else. */
function permitsNothing(handling: Handling, attempt: Attempt): Refused | null {
  if (attempt.kind !== 'drafted') return null;
  const given = new Set(handling.speaking.permissions.map(({ hash }) => hash));
  return listFact(attempt, 'permits').every((permit) => given.has(permit)) ? null : refuse('no-such-entry');
}

/** Refused unless what the entry refers to is there and of the right kind. */
export function refersToNothing(handling: Handling, attempt: Attempt): Refused | null {
  const to = mayRefer.has(attempt.kind) && factIn(attempt, 'of') !== '' ? 'any' : refersTo[attempt.kind];
  if (to === undefined) return permitsNothing(handling, attempt);
  const meant = handling.entries.find(({ hash }) => hash === factIn(attempt, 'of'));
  const right = meant !== undefined && (to === 'any' || to.some((kind) => kind === meant.header.kind));
  return right ? null : refuse('no-such-entry');
}

/** A duty is waived by its id and its cause, while somebody owes it and only where it may be (`mayBeWaived`). */
export function waivedInVain(ground: Ground, handling: Handling, attempt: Attempt): Refused | null {
  if (attempt.kind !== 'waived') return null;
  const id = factIn(attempt, 'duty');
  const rule = ground.procedure.duties.find((one) => one.id === id);
  const entries = dutyEntries(handling);
  const cause = factIn(attempt, 'of');
  const owed = dutiesOf(ground, entries).filter((duty) => duty.id === id && duty.cause === cause && isOwed(duty));
  if (rule === undefined || owed.length === 0) return refuse('no-such-entry');
  return owed.every(({ stream }) => mayBeWaived(rule, stream, entries, ground.now)) ? null : refuse('not-waivable', id);
}

/** A draft is cleared for the very text that was written. */
export function clearsAnotherText(handling: Handling, attempt: Attempt): Refused | null {
  if (attempt.kind !== 'cleared') return null;
  const draft = handling.entries.find(({ hash }) => hash === factIn(attempt, 'of'));
  return draft !== undefined && factIn(attempt, 'file') !== draft.header.file ? refuse('no-such-entry') : null;
}
