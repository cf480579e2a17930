import { event } from '#rehearsal/cast.ts';
import { entropyOf, keysOf, rehearsalRoot, salt } from '#rehearsal/keys.ts';
import { sealCall } from '#seal/call.ts';
import { randomHex } from '#seal/digest.ts';
import { fingerprintOf } from '#seal/roster.ts';
import { memberSecrets } from '#seal/words.ts';
import type { CallBody } from '#wire/bodies.ts';
import type { CallSent, CallStanding } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';

/** A phone of the hallway, without its pages: it calls, and sees who answered. */
export interface Caller {
  readonly post: (path: string, body: unknown) => Promise<Response>;
  readonly get: (path: string) => Promise<Response>;
  readonly standing: (id: string) => Promise<CallStanding>;
}

export async function callerAt(origin: string, member: string): Promise<Caller> {
  let cookie = '';
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(origin + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { origin, cookie, 'content-type': 'application/json' },
    });
  const get = (path: string): Promise<Response> => fetch(origin + path, { headers: { cookie } });
  const { handle, auth } = await memberSecrets(entropyOf(member), salt);
  const entered = await post(staffPaths.api.hallway.enter, { handle, auth, edition: event });
  if (!entered.ok) throw new Error(await entered.text());
  cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    post,
    get,
    async standing(id) {
      const answer = await get(staffPaths.api.hallway.call(id));
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()) as CallStanding;
    },
  };
}

const org = fingerprintOf(rehearsalRoot.public);

export const leadNeeded: CallBody = {
  v: 1,
  what: 'lead',
  place: 'Room 25C',
  person: '',
  words: 'by the window',
  from: 'Priya Nair',
};

/** A call as the phone makes it, to these members. */
export async function callTo(
  members: readonly string[],
  body: CallBody = leadNeeded,
  over: Partial<CallSent> = {},
): Promise<CallSent> {
  const recipients = await Promise.all(members.map(async (id) => (await keysOf(id)).recipient));
  const id = randomHex(16);
  const { file, by } = await sealCall({ org, id }, recipients, body);
  return {
    id,
    edition: event,
    purpose: body.what === 'lead' ? 'lead' : 'hand',
    members,
    file: Buffer.from(file).toString('base64'),
    by,
    ...over,
  };
}
