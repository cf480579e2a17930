import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { active, memberOf, rolesAt, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import type { HallwaySessionRow } from '#store/hallway-store.ts';
import { currentEditions, type CurrentEdition, type Organisation } from '../editions.ts';
import type { ApiParts } from './answers.ts';

/** As the desk's, and not the desk's: it opens nothing but what stands under `staffPaths.api.hallway`. */
const name = '__Host-hallway';
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;
/** What was taken in time may come this much later: phones lie in pockets, and networks come back. */
const late = 30 * 86_400_000;

/** A phone that hands over what was taken on it, whether or not it is shown anything still. */
export interface HandingIn {
  readonly organisation: Organisation;
  readonly session: HallwaySessionRow;
}

/** Whose session it is, while it is shown what staff need. */
export interface HallwayActor extends HandingIn {
  readonly current: CurrentEdition;
  /** Null for a phone that was lent (`session.phone`). */
  readonly member: RosterMember | null;
}

const hashOf = (c: Context): string | null => {
  const token = getCookie(c, name) ?? '';
  return /^[0-9a-f]{64}$/u.test(token) ? sha256Hex(token) : null;
};

/** Any member of the team at this event, able to hold keys now. */
export const worksAt = (member: RosterMember, edition: string, now: number): boolean =>
  active(member, now) && rolesAt(member, edition).length > 0;

/**
 * A session until `until` (ms) is shown what staff need, and may hand in for 30 days more. It takes the place of the one
 * that this browser had.
 */
export async function openHallway(
  c: Context,
  { store, now }: ApiParts,
  org: string,
  of: Pick<HallwaySessionRow, 'edition' | 'member' | 'phone' | 'until'>,
): Promise<void> {
  const [token, last, handInUntil] = [randomHex(32), hashOf(c), of.until + late];
  if (last !== null) await store.endHallwaySession(org, last);
  await store.addHallwaySession(org, { ...of, hash: sha256Hex(token), handInUntil }, now());
  setCookie(c, name, token, { ...attributes, maxAge: Math.ceil((handInUntil - now()) / 1000) });
}

/** It is shown nothing more. The cookie stays: what was taken can still be handed over with it. */
export async function endHallway(c: Context, { store }: ApiParts): Promise<void> {
  const [hash, organisation] = [hashOf(c), await store.organisation()];
  if (hash !== null && organisation !== null) await store.endHallwaySession(organisation.org, hash);
}

/** Who may hand in what was taken at `session.edition`: also when the session, the shift or the role is over. */
export async function handingIn(c: Context, { store, procedures, now }: ApiParts): Promise<HandingIn | null> {
  const hash = hashOf(c);
  const organisation = hash === null ? null : await currentEditions(store, procedures, now());
  if (hash === null || organisation === null) return null;
  const session = await store.hallwaySession(organisation.org, hash, now());
  return session && { organisation, session };
}

/** Who may be shown what staff need at `session.edition`, and call somebody there. */
export async function hallwayOf(c: Context, parts: ApiParts): Promise<HallwayActor | null> {
  const found = await handingIn(c, parts);
  if (found === null) return null;
  const { organisation, session } = found;
  const now = parts.now();
  const current = organisation.editions.find(({ edition }) => edition.id === session.edition);
  if (now >= session.until || current === undefined) return null;
  if (session.member === '') return { ...found, current, member: null };
  const member = memberOf(organisation.roster, session.member);
  return member !== undefined && worksAt(member, session.edition, now) ? { ...found, current, member } : null;
}
