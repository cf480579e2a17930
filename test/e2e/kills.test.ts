import { expect, test } from 'vitest';
import { killWhileReporting } from '#kit/kills.ts';
import { event } from '#rehearsal/cast.ts';

test('killed a hundred times while reports come in, the server has every report that it acknowledged', async () => {
  const { acknowledged, lost, unsettled } = await killWhileReporting(100, event);
  expect(acknowledged).toBeGreaterThanOrEqual(100);
  expect(lost).toBe(0);
  // Where no answer came, sending the same sealed report again settles it.
  expect(unsettled).toBe(0);
}, 300_000);
