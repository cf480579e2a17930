import { sha256Hex } from '#seal/digest.ts';
import type { AlertRoute, AlertSent } from '#store/channel-store.ts';
import type { AlertParts } from './message.ts';

/** Mail is a route like any other, and has no row of its own. */
export type Route = MailRoute | AlertRoute;

interface MailRoute {
  readonly id: 'mail';
  readonly kind: 'mail';
  readonly address: string;
}

/** How a member is reached, in their own order; mail first where they chose none. A way this server has not is no route. */
export async function routesOf(
  { store, post, bells }: Pick<AlertParts, 'store' | 'post' | 'bells'>,
  org: string,
  member: string,
): Promise<readonly Route[]> {
  const rows = await store.alertRoutes(org, member);
  const address = (await store.alertAddress(org, member)) ?? '';
  const mailPlace = (await store.alertQuiet(org, member))?.mailPlace ?? 0;
  const usable = rows.filter(({ kind }) => bells !== undefined && (kind !== 'sms' || bells.texts !== null));
  if (address === '' || post === null) return usable;
  const mail: MailRoute = { id: 'mail', kind: 'mail', address };
  const before = usable.filter(({ place }) => place < mailPlace);
  return [...before, mail, ...usable.slice(before.length)];
}

/** Under what it is kept that a way does not work: another address is another way. */
export const wayOf = (route: Route): string =>
  route.kind === 'mail' ? `mail-${sha256Hex(route.address).slice(0, 16)}` : route.id;

/** Under what a try is kept: which route and which alert, as a digest. */
export const triedAs = (route: Route, member: string, id: string): string =>
  `${route.id}-${sha256Hex(`${member}/${id}`).slice(0, 16)}`;
export const routeOfTry = ({ id }: Pick<AlertSent, 'id'>): string => id.slice(0, id.lastIndexOf('-'));
