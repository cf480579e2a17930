import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sha256Hex } from '#seal/digest.ts';
import { builtFirst, readingThread } from '#server/reading.ts';
import { readAll } from '#server/reading-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'reading-'));
afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (id: string) => {
  const bytes = new Uint8Array(readFileSync(`procedures/${id}/procedure.yaml`));
  return { text: new TextDecoder().decode(bytes), digest: sha256Hex(bytes) };
};
const [shipped, other] = [textOf('boston-python'), textOf('pyladiescon')];
const thread = readingThread(new URL('../../../src/server/reading-worker.ts', import.meta.url));

test('a thread reads as we would, in the order given, and what is wrong with a file comes back', async () => {
  const broken = { text: 'id: [', digest: 'b'.repeat(64) };
  expect(await thread([other, broken, shipped])).toEqual(readAll([other, broken, shipped]));
});

test('what was read at building is used by its digest alone; anything else is read', async () => {
  const file = join(folder, 'procedures.json');
  writeFileSync(file, JSON.stringify({ [shipped.digest]: readAll([shipped])[0] }));
  const asked: string[] = [];
  const reading = builtFirst(file, async (texts) => {
    asked.push(...texts.map(({ digest }) => digest));
    return readAll(texts);
  });
  const changed = { text: shipped.text.replace("version: '", "version: 'new-"), digest: 'c'.repeat(64) };
  expect(await reading([other, shipped, changed])).toEqual(readAll([other, shipped, changed]));
  expect(asked).toEqual([other.digest, changed.digest]);
});

test('without a build everything is read', async () => {
  const reading = builtFirst(join(folder, 'missing.json'), (texts) => Promise.resolve(readAll(texts)));
  expect(await reading([shipped])).toEqual(readAll([shipped]));
});
