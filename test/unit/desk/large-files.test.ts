import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largestFile } from '#domain/intake/checks.ts';
import { event } from '#rehearsal/cast.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { sha256Hex } from '#seal/digest.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await unlocked(served.url, 'rosa');
});
afterAll(() => served.end());

const video = (bytes: Uint8Array) => ({ name: 'hallway.mp4', type: 'video/mp4', bytes });
const told = [['what', 'I filmed what he did.']] as const;
const sending = (...files: readonly ReturnType<typeof video>[]) => prepare(ground, told, undefined, 'web', files);

describe('a file of 25 MB', () => {
  const bytes = new Uint8Array(randomBytes(largestFile));

  test('given an incident has one, it opens without fetching it, and the file is whole when it is saved', async () => {
    const incident = await arrived(rosa, await sending(video(bytes)));
    let fetched = 0;
    rosa.lie = async (path, response) => {
      if (path.includes('/files/')) fetched += (await response.clone().arrayBuffer()).byteLength;
      return response;
    };
    const { files } = ok(await rosa.open(incident));
    rosa.lie = (_path, response) => response;
    expect(fetched).toBeLessThan(1_000_000);
    expect(files).toMatchObject([
      { name: 'hallway.mp4', type: 'video/mp4', size: largestFile, sha256: sha256Hex(bytes) },
    ]);
    const saved = ok(await rosa.file(incident, files[0]?.entry ?? ''));
    expect(sha256Hex(saved.bytes)).toBe(sha256Hex(bytes));
  });

  test('given its beginning was changed on the way, it is shown as one that does not open', async () => {
    const incident = await arrived(rosa, await sending(video(bytes)));
    const amina = await unlocked(served.url, 'amina');
    amina.lie = async (path, response) => {
      if (!path.endsWith('?head')) return response;
      const beginning = new Uint8Array(await response.arrayBuffer());
      beginning[4_000] = (beginning[4_000] ?? 0) ^ 1;
      return new Response(beginning, response);
    };
    const { files } = ok(await amina.open(incident));
    expect(files).toMatchObject([{ entry: '', name: '' }]);
  });

  test('given one byte more than a file may have, it is refused, and nothing is stored', async () => {
    const before = (await rosa.incidents()).length;
    const answer = await (await sending(video(new Uint8Array(largestFile + 2 * 1024 * 1024)))).send();
    expect(answer.status).toBe(413);
    expect((await rosa.incidents()).length).toBe(before);
  });
});
