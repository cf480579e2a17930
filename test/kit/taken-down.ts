import { entropyOf, salt } from '#rehearsal/keys.ts';
import { memberSecrets } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { prepare, type Ground, type Prepared } from './sender.ts';

/** A report that Priya took down, handed over from a phone of the hallway: she saw its eight words. */
export async function takenDown(
  { origin, edition, ...ground }: Ground,
  fields: readonly (readonly [string, string])[],
  channel: 'in-person' | 'phone' = 'in-person',
): Promise<Prepared> {
  const { handle, auth } = await memberSecrets(entropyOf('priya'), salt);
  const entered = await fetch(origin + staffPaths.api.hallway.enter, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ handle, auth, edition }),
  });
  if (!entered.ok) throw new Error(await entered.text());
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const prepared = await prepare({ origin, edition, ...ground }, fields, undefined, channel);
  const body = prepared.form();
  const sent = await fetch(origin + paths.api.reports(edition), { method: 'POST', headers: { origin, cookie }, body });
  if (!sent.ok) throw new Error(await sent.text());
  return prepared;
}
