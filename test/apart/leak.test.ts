import { expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { tried } from './property.ts';
import { byBrowser } from './sender.ts';

/** What one line too few in the store would do. Each must be found, or the worlds say nothing. */
const leaks: Readonly<Record<string, (store: Store) => Store>> = {
  'a list that shows a colleague’s rows': (store) => ({
    ...store,
    incidentsFor: (org, _member, page) => store.incidentsFor(org, 'rosa', page),
  }),
  'duties that a colleague owes': (store) => ({
    ...store,
    dutiesFor: (org, _member, page) => store.dutiesFor(org, 'rosa', page),
  }),
  'mails and records by a colleague’s right': (store) => ({
    ...store,
    recordFor: (org, _member, incident) => store.recordFor(org, 'rosa', incident),
  }),
  'files by a colleague’s right': (store) => ({
    ...store,
    fileFor: (org, _member, incident, hash) => store.fileFor(org, 'rosa', incident, hash),
  }),
  'one look more at what is there': (store) => ({
    ...store,
    async headsFor(org, member, incident) {
      if ((await store.incidentById(org, incident)) !== null) await store.rosterNotes();
      return store.headsFor(org, member, incident);
    },
  }),
};

for (const [leak, broken] of Object.entries(leaks))
  test(`${leak}: found`, async () => {
    const found = tried({
      procedures: ['pycon-us'],
      sending: byBrowser,
      worlds: 12,
      seed: 2,
      shorter: false,
      broken,
    });
    await expect(found).rejects.toThrow(/can tell/u);
  });
