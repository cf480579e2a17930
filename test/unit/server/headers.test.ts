import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from '#rehearsal/cast.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(() => served.end());

test.each([
  paths.home,
  paths.anyReport,
  paths.report(event),
  paths.who('none'),
  '/nope',
  paths.health,
  paths.favicon,
  '/assets/none.js',
  staffPaths.api.door,
  staffPaths.api.desk,
  '/api/nope',
  paths.recipient('0'.repeat(64)),
  paths.desk,
  staffPaths.hallway,
  paths.setup,
  paths.rehearsal,
  paths.leave(event),
])('%s carries a policy, is not sniffed and is not kept', async (path) => {
  const { headers } = await fetch(served.url + path, { redirect: 'manual' });
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe(path === paths.report(event) ? 'no-cache' : 'no-store');
  expect(headers.get('referrer-policy')).toBe(path === paths.leave(event) ? 'no-referrer' : 'same-origin');
});
