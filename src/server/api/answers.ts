import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { NotAdmitted } from '#domain/promises/admits.ts';
import type { Bells } from '../alerts/bells.ts';
import type { Parts } from '../parts.ts';
import type { TextProvider } from '../texts/provider.ts';
import type { Door, RefusalCode, Refused } from '#wire/api.ts';

/** What the api stands on besides `Parts`. */
export interface ApiParts extends Parts {
  /** Whether alerts leave by mail. */
  readonly mail: boolean;
  /** The other ways to a member; absent: none. */
  readonly bells?: Bells;
  /** Absent without a provider of text messages. */
  readonly texts?: TextProvider;
  /** Rehearsal only: who may be played, with their eight words. */
  readonly cast: Door['cast'];
}

/** A refusal is a value; `NotAdmitted` is a part of `RefusalCode`. */
export type No = { readonly refused: RefusalCode };
export const no = (refused: RefusalCode | NotAdmitted): No => ({ refused });

const statusOf: Readonly<Record<RefusalCode, ContentfulStatusCode>> = {
  'bad-request': 400,
  'wrong-origin': 403,
  'not-found': 404,
  'too-large': 413,
  'slow-down': 429,
  closed: 409,
  'roster-moved': 409,
  'settings-moved': 409,
  'already-received': 409,
  'stale-head': 409,
  'not-allowed': 403,
  'bad-signature': 400,
  'bad-file': 400,
  'bad-manifest': 400,
  'wrong-kind': 400,
  'turn-first': 409,
  'words-first': 409,
  'no-second-steward': 409,
  expired: 410,
  internal: 500,
};

/**
 * The one way to refuse: the code and nothing else, so that two refusals with one code are the same bytes. Logged by
 * code, without where: a log must not tell apart what an answer does not.
 */
export function refuse(c: Context, { log }: Pick<Parts, 'log'>, refused: RefusalCode): Response {
  log(refused);
  return c.json({ refused } satisfies Refused, statusOf[refused]);
}

/** A member's page without a session; the desk shows its door. */
export function locked(c: Context): Response {
  return c.json({ refused: 'not-allowed' } satisfies Refused, 401);
}

/** A part of the path; the routes name it, the types do not know. */
export const param = (c: Context, name: string): string => c.req.param(name) ?? '';
