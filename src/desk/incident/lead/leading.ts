import type { Opened } from '../../keys/incident-seen.ts';
import { toldAs, type Told } from '../handling/told.ts';

/** Who leads an incident. */
export interface Leading {
  /** Member id; `''` while nobody does. */
  readonly member: string;
  /** The hand-over they have not said "I have it" to yet; `note` is null where it could not be opened. */
  readonly handed: { readonly hash: string; readonly note: Told<'handed-over'> | null } | null;
}

/** By the newest word: who took it, or to whom it was handed. Who stepped aside since leads nothing. */
export function leadingOf(opened: Pick<Opened, 'entries' | 'handling'>): Leading {
  const last = opened.entries.findLast(({ kind }) => kind === 'lead-taken' || kind === 'handed-over');
  const nobody: Leading = { member: '', handed: null };
  if (last === undefined) return nobody;
  const taken = last.who.is === 'member' ? last.who.id : '';
  const member = last.kind === 'lead-taken' ? taken : (last.facts['member'] ?? '');
  if (member === '' || opened.handling.away.has(member)) return nobody;
  if (last.kind === 'lead-taken') return { member, handed: null };
  return { member, handed: { hash: last.hash, note: toldAs(opened, 'handed-over', last.hash) } };
}
