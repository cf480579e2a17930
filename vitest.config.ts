import { defineConfig } from 'vitest/config';
import LastLine from './test/kit/last-line.ts';

export default defineConfig({
  cacheDir: '.cache/vitest',
  test: {
    reporters: ['default', new LastLine()],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
          globalSetup: ['test/kit/prepare.ts'],
          testTimeout: 15_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.{ts,tsx}'],
          // A real browser and a real server each: side by side they only slow one another down.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
