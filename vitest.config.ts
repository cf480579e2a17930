import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LastLine from './test/kit/last-line.ts';

// Both engines, two hundred reports at once, a hundred crashes, server after server: part of `npm test`, too long for
// `npm run check`.
const long = [
  'test/store/**/*.test.ts',
  ...['reports', 'reminders', 'setup', 'versions', 'rings', 'letter-*'].map(
    (name) => `test/unit/server/${name}.test.ts`,
  ),
  // Real mail servers, providers and push services.
  'test/unit/server/{mail,mail-out,texts,channels,reach}/**/*.test.ts',
];

export default defineConfig({
  cacheDir: '.cache/vitest',
  test: {
    reporters: ['default', new LastLine()],
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/apart/**', ...long],
          testTimeout: 15_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'engines',
          sequence: { groupOrder: 1 },
          environment: 'node',
          include: long,
          globalSetup: ['test/kit/prepare.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'apart',
          // Hundreds of worlds, each told twice: on every core, and nothing beside them.
          sequence: { groupOrder: 2 },
          maxWorkers: availableParallelism(),
          environment: 'node',
          include: ['test/apart/**/*.test.ts'],
          setupFiles: ['test/apart/once.ts'],
          testTimeout: 900_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          // After the others: a real browser wants the processor for itself.
          sequence: { groupOrder: 3 },
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
