import { bellsOf } from '#server/alerts/bells.ts';
import type { AlertParts, Message } from '#server/alerts/message.ts';
import type { Post } from '#server/post/post.ts';
import type { AlertQuiet, AlertRoute } from '#store/channel-store.ts';
import { sha256Hex } from '#seal/digest.ts';
import { castReady, houseOf, origin, type House } from '../../../apart/house.ts';
import type { Listener } from './listener.ts';

const team = {
  procedure: 'pycon-us',
  members: [
    { id: 'rosa', rights: ['steward', 'edition'], roles: ['chair'] },
    { id: 'amina', rights: [], roles: ['responder'] },
  ],
} as const;

/** A member of a founded team, a clock that goes where it is told, and servers of others that listen. */
export interface Ground {
  readonly house: House;
  readonly parts: AlertParts;
  readonly at: (when: number) => void;
  readonly now: () => number;
  /** Rosa’s routes are these, in this order: targets, and `mail` where it is among them. */
  readonly routes: (...targets: readonly string[]) => Promise<readonly string[]>;
  readonly quiet: (quiet: Partial<AlertQuiet>) => Promise<void>;
}

export const message: Message = { id: 'job', subject: 'Quiet Otter', text: 'Something is waiting for you.' };
export const pushTo = (endpoint: string): string => JSON.stringify({ endpoint });
export const hookTo = (url: string, more: object = {}): string =>
  JSON.stringify({ shape: 'generic', url, token: 'a secret of ours', to: '', as: '', ...more });

const none: AlertQuiet = { from: 0, to: 0, zone: 'America/New_York', mailPlace: 0 };
const kindOf = (target: string): AlertRoute['kind'] => (target.includes('endpoint') ? 'push' : 'webhook');

export async function ground(
  post: Post | null,
  listeners: readonly Listener[],
  began = Date.parse('2027-05-14T16:00Z'),
): Promise<Ground> {
  await castReady();
  let clock = began;
  const now = (): number => clock;
  const house = await houseOf(team, now, (store) => store);
  const also = listeners.map((one) => one.origin);
  const bells = bellsOf({ baseUrl: origin, pushAlso: also, webhookAlso: also }, null, false, 400);
  const { store, procedures } = house.parts;
  const parts: AlertParts = { store, now, procedures, post, bells, origin, log: () => undefined };
  const { org } = house;
  const quietHours = async (quiet: Partial<AlertQuiet>): Promise<void> => {
    const kept = (await store.alertQuiet(org, 'rosa')) ?? none;
    await store.setAlertQuiet(org, 'rosa', { ...kept, ...quiet });
  };
  return {
    house,
    parts,
    now,
    at: (when) => {
      clock = when;
    },
    async routes(...targets) {
      for (const { id } of await store.alertRoutes(org, 'rosa')) await store.endAlertRoute(org, 'rosa', id);
      await store.setAlertQuiet(org, 'rosa', none);
      await store.setAlertAddress(org, 'rosa', targets.includes('mail') ? 'rosa@pyharbor.example' : '');
      const ids: string[] = [];
      for (const [place, target] of targets.entries()) {
        const id = sha256Hex(`${place} ${target}`).slice(0, 32);
        ids.push(target === 'mail' ? 'mail' : id);
        if (target === 'mail') await quietHours({ mailPlace: place });
        else {
          const row = { id, member: 'rosa', kind: kindOf(target), place, target, addedAt: clock };
          await store.putAlertRoute(org, row, 8);
        }
      }
      return ids;
    },
    quiet: quietHours,
  };
}
