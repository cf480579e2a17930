import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { memberOf, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import { currentEditions, type Organisation } from '../editions.ts';
import type { ApiParts } from './answers.ts';

/** `__Host-` binds it to this host, secure, path `/` (RFC 6265bis); browsers take localhost for secure. */
const name = '__Host-desk';
const hours = 12;
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;

/** Who asks: a member of the roster head, not suspended, with an open session. */
export interface Actor {
  readonly organisation: Organisation;
  readonly member: RosterMember;
}

const hashOf = (c: Context): string | null => {
  const token = getCookie(c, name) ?? '';
  return /^[0-9a-f]{64}$/u.test(token) ? sha256Hex(token) : null;
};

/** A session for a member: random, kept hashed, gone after twelve hours or when locked. */
export async function openSession(c: Context, { store, now }: ApiParts, org: string, member: string): Promise<void> {
  const token = randomHex(32);
  await store.addSession(org, { hash: sha256Hex(token), member, until: now() + hours * 3_600_000 });
  setCookie(c, name, token, { ...attributes, maxAge: hours * 3600 });
}

export async function endSession(c: Context, { store }: ApiParts): Promise<void> {
  const [hash, organisation] = [hashOf(c), await store.organisation()];
  if (hash !== null && organisation !== null) await store.endSession(organisation.org, hash);
  deleteCookie(c, name, attributes);
}

export async function actorOf(c: Context, { store, procedures, now }: ApiParts): Promise<Actor | null> {
  const hash = hashOf(c);
  const organisation = hash === null ? null : await currentEditions(store, procedures, now());
  if (hash === null || organisation === null) return null;
  const id = await store.sessionMember(organisation.org, hash, now());
  const member = id === null ? undefined : memberOf(organisation.roster, id);
  return member === undefined || member.suspended ? null : { organisation, member };
}
