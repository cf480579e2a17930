import type { Draft } from '#domain/speaking/speaking.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { Part } from '../handling/parts.ts';
import { attemptOf, permissionIn } from '../handling/permission.ts';
import { toldOf, type Told } from '../handling/told.ts';

/** One text that was written to leave the team, and how it stands. */
export interface Written {
  readonly told: Told<'drafted'>;
  readonly draft: Draft;
  /** Why it was sent back, or null. */
  readonly back: Told<'noted'> | null;
}

/** A text that a second reader cleared, word for word. */
export interface ClearedDraft {
  /** Hash of its entry. */
  readonly hash: string;
  readonly to: string;
  readonly parts: Readonly<Record<string, string>>;
  /** The parts in their order, as one text. */
  readonly text: string;
  readonly language: string;
  /** ms. */
  readonly clearedAt: number;
}

/** Every version of one text, oldest first: of one kind, to one addressee. */
export function versionsOf(opened: Opened, what: string, to: string): readonly Written[] {
  const notes = toldOf(opened, 'noted');
  return toldOf(opened, 'drafted').flatMap((told) => {
    const draft = opened.handling.speaking.drafts.find(({ hash }) => hash === told.hash);
    if (draft === undefined || told.facts['for'] !== what || told.body.to !== to) return [];
    return [{ told, draft, back: notes.findLast(({ facts }) => facts['of'] === told.hash) ?? null }];
  });
}

/** On which page a text is written and read. */
const pageOf: Readonly<Record<string, Part>> = {
  outcome: 'talk',
  conversation: 'talk',
  referral: 'assess',
  announcement: 'aware',
  statement: 'aware',
  aware: 'aware',
  reply: 'aware',
};

/** Texts on a page that this member could read now: somebody else wrote the newest version, and nobody answered it. */
export function waitingFor(opened: Opened, me: string, part: Part): readonly Written[] {
  const texts = new Map(
    toldOf(opened, 'drafted').map(({ facts, body }) => [
      `${facts['for']} ${body.to}`,
      { for: facts['for'] ?? '', to: body.to },
    ]),
  );
  return [...texts.values()].flatMap((text) => {
    const newest = pageOf[text.for] === part ? versionsOf(opened, text.for, text.to).at(-1) : undefined;
    if (newest === undefined || newest.draft.cleared !== null || newest.back !== null) return [];
    const { hash: of, file } = newest.draft;
    return 'allowed' in permissionIn(opened, undefined, me, attemptOf('cleared', { of, file })) ? [newest] : [];
  });
}

/** Its parts as one text: in the order they are asked in, then whatever else is in it. */
export function textOf(parts: Readonly<Record<string, string>>, order: readonly string[] = []): string {
  const ids = [...order.filter((id) => id in parts), ...Object.keys(parts).filter((id) => !order.includes(id))];
  return ids
    .map((id) => parts[id]?.trim() ?? '')
    .filter((part) => part !== '')
    .join('\n\n');
}

export function clearedOf({ told, draft }: Written, order: readonly string[]): ClearedDraft | null {
  if (draft.cleared === null) return null;
  const { to, parts, language } = told.body;
  return { hash: told.hash, to, parts, text: textOf(parts, order), language, clearedAt: draft.cleared.receivedAt };
}
