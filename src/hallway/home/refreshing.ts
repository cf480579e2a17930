import type { HallwayPack } from '#wire/hallway.ts';
import { usePolled } from '../frame/polled.ts';
import type { Keys } from '../keys/client.ts';
import type { Started } from '../keys/protocol.ts';

/** How often the newest list and settings are asked for, ms. */
const askedAfter = 300_000;

/** Keeps what lies on the phone new. `heard`: called with each pack that was just fetched. */
export function useRefreshing(keys: Keys, started: Started | null, heard: (pack: HallwayPack) => Promise<void>): void {
  usePolled(
    async () => {
      if (started === null || started.pack === null || started.who === null || started.elsewhere) return;
      const pack = await keys.refresh(started.pack.edition.id).catch(() => null);
      if (pack === null || 'refused' in pack) return;
      await heard(pack);
    },
    askedAfter,
    started !== null,
  );
}
