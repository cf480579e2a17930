import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Stream } from '#domain/record/header.ts';
import { serveLetters } from '#kit/letters-served.ts';
import { takingFiles } from '#server/texts/files-owed.ts';
import type { InboundText } from '#server/texts/provider.ts';
import { receiveTexts } from '#server/texts/receive.ts';
import { parseLine } from '#wire/header.ts';

const folder = mkdtempSync(join(tmpdir(), 'recourse-late-'));
let served: Awaited<ReturnType<typeof serveLetters>>;
beforeAll(async () => {
  served = await serveLetters({ DATA_DIR: folder, PORT: '0' });
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const message = (id: string): InboundText => {
  const link = { type: 'audio/amr', url: 'https://carrier.example/one' };
  return { id, from: `+1718555${id}`, to: '', text: 'Look', media: [link], files: [], left: 0 };
};

test.each([
  ['1001', 'somebody keeps writing in between', 5, async () => ({ refused: 'stale' }) as const],
  ['1002', 'the database is away', 2, async () => Promise.reject(new Error('away'))],
] as const)(
  '%s: what was fetched while %s is in the report once that is over',
  async (id, _, times, append) => {
    const { parts } = served;
    let held: number = times;
    const store: typeof parts.store = {
      ...parts.store,
      append: (change) => (held-- > 0 ? append() : parts.store.append(change)),
    };
    const fetched = { type: 'audio/amr', bytes: new TextEncoder().encode('spoken') };
    const take = takingFiles({ ...parts, store }, { fetch: async () => fetched });
    const all: string[] = [];
    await receiveTexts(parts, [message(id)], (org, report, one) => {
      all.push(`report/${report}`);
      take(org, report, one);
    });
    const { org = '' } = (await parts.store.organisation()) ?? {};
    const kinds = async (): Promise<readonly string[]> => {
      const stream = await parts.store.stream(org, all[0] as Stream);
      return (stream?.entries ?? []).map(({ line }) => parseLine(line)?.kind ?? '');
    };
    await vi.waitFor(async () => expect(await kinds()).toContain('heard-from-reporter'), 20_000);
    expect(await kinds()).toContain('attached');
  },
  40_000,
);
