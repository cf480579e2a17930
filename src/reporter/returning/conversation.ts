import type { Verified } from '#domain/record/header.ts';
import type { ReporterMessage, SelfNote, TeamMessage } from '#wire/bodies.ts';
import type { Signed } from './trust.ts';

/** One thing that was said, as far as it may be believed. */
export type Said =
  | {
      readonly by: 'you';
      readonly text: string;
      readonly files: readonly string[];
      readonly at: number;
      readonly again: boolean;
      /** The server wrote it down for a browser without scripts: its word, not a signature of the reporter's. */
      readonly server: boolean;
    }
  | {
      readonly by: 'team';
      readonly name: string;
      readonly text: string;
      readonly at: number;
      /** The reporter's device copied it when the words were changed: the first signature is gone. */
      readonly copied: boolean;
    }
  /** Nobody on the team signed it, or it could not be opened: named, never shown. */
  | { readonly by: 'nobody'; readonly why: 'not-signed' | 'unreadable'; readonly at: number };

export type Body = TeamMessage | ReporterMessage;

/** Who said this, from the signature alone; a name inside a message is believed from nobody. */
export function saidIn(entry: Pick<Verified, 'receivedAt' | 'placedBy'>, signed: Signed, body: Body | null): Said {
  if (body === null) return { by: 'nobody', why: 'unreadable', at: entry.receivedAt };
  // An own entry that the server did not place was copied when the words were changed: it keeps the time it had.
  const copied = signed.is === 'self' && entry.placedBy === undefined;
  const at = copied ? body.at : entry.receivedAt;
  const { text } = body;
  if (body.from === 'reporter') {
    if (signed.is !== 'self' && signed.is !== 'server') return { by: 'nobody', why: 'not-signed', at };
    const again = body.answers !== undefined;
    return { by: 'you', text, files: body.files, at, again, server: signed.is === 'server' };
  }
  if (signed.is === 'member') return { by: 'team', name: signed.member.name, text, at, copied: false };
  if (copied) return { by: 'team', name: body.name, text, at, copied: true };
  return { by: 'nobody', why: 'not-signed', at };
}

/** Whether an answer of the team speaks of another report than the one this device sent. */
export function replaced(note: SelfNote, said: readonly (readonly [Said, Body | null])[]): boolean {
  return said.some(([{ by }, body]) => by === 'team' && body?.from === 'team' && body.report !== note.hash);
}

/** The bodies to be locked again for new words: what may be believed, under the names that were verified. */
export function bodiesToMove(said: readonly (readonly [Said, Body | null])[]): readonly Body[] {
  return said.flatMap(([one, body]): readonly Body[] => {
    if (body === null || one.by === 'nobody') return [];
    return [
      body.from === 'team' && one.by === 'team' ? { ...body, name: one.name, at: one.at } : { ...body, at: one.at },
    ];
  });
}
