import { expect, test } from 'vitest';
import { cacheOf, keptFor, oldCaches } from '#hallway/offline/shell.ts';

const origin = 'https://care.example';
const shell = {
  version: 'b',
  page: '/hallway',
  files: ['/hallway', '/hallway/app.webmanifest', '/assets/hallway/main-1.js'],
};
const asked = (path: string, mode = 'cors', method = 'GET') =>
  keptFor(shell, { method, mode, url: new URL(path, origin), origin });

test('every address of the app is answered with the one document', () => {
  expect(asked('/hallway', 'navigate')).toBe('/hallway');
  expect(asked('/hallway?l=es', 'navigate')).toBe('/hallway');
  expect(asked('/hallway/whatever', 'navigate')).toBe('/hallway');
});

test('only what was kept is answered from the cache: never the api, the desk or another page', () => {
  expect(asked('/assets/hallway/main-1.js')).toBe('/assets/hallway/main-1.js');
  for (const path of ['/api/hallway/pack/pyharbor-2027', '/recipients/0', '/assets/hallway/main-2.js', '/hallway/else'])
    expect(asked(path)).toBeNull();
  for (const path of ['/desk', '/hallways', '/c/pyharbor-2027', '/api/desk'])
    expect(asked(path, 'navigate')).toBeNull();
  expect(asked('/hallway', 'navigate', 'POST')).toBeNull();
  expect(asked('https://other.example/hallway', 'navigate')).toBeNull();
});

test('caches of other versions are deleted, and no one else’s', () => {
  expect(cacheOf(shell)).toBe('hallway-b');
  expect(oldCaches(shell, ['hallway-a', 'hallway-b', 'hallway-newer-b', 'desk-drafts'])).toEqual([
    'hallway-a',
    'hallway-newer-b',
  ]);
});
