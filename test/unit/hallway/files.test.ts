import { expect, test } from 'vitest';
import { keptOn } from '#hallway/keys/files.ts';
import { utf8 } from '#seal/digest.ts';
import { folder, type Folder } from './phone.ts';

const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

/** What a phone that starts again finds under a name. */
async function found(on: Folder): Promise<string | null> {
  on.cut = -1;
  return text(await keptOn(on).read('draft'));
}

test('what was written is read again, newest first, and one file of it stays', async () => {
  const on = folder();
  const kept = keptOn(on);
  for (const word of ['one', 'two', 'three']) await kept.write('draft', utf8(word));
  expect(text(await kept.read('draft'))).toBe('three');
  expect(await kept.names()).toEqual(['draft']);
  expect(on.lain.size).toBe(1);
  await kept.remove('draft');
  expect([await kept.read('draft'), on.lain.size]).toEqual([null, 0]);
});

test('given the phone dies at any byte of a write, the whole of it is there or the whole of what was before', async () => {
  const size = 40 + 3 + 'the second'.length;
  const after = new Set<string | null>();
  for (let cut = 0; cut <= size; cut++) {
    const on = folder();
    const kept = keptOn(on);
    await kept.write('draft', utf8('the first'));
    on.cut = cut;
    await kept.write('draft', utf8('the second')).catch(() => undefined);
    after.add(await found(on));
    // A second death on the way changes nothing, and the next write goes through.
    expect(await found(on)).toBe([...after].at(-1));
    await keptOn(on).write('draft', utf8('the third'));
    expect(await found(on)).toBe('the third');
    expect(on.lain.size).toBe(1);
  }
  expect([...after]).toEqual(['the first', 'the second']);
});

test('given the phone dies while it is removed, it is there or gone, and nothing older comes up', async () => {
  for (const cut of [0, 1, 2]) {
    const on = folder();
    const kept = keptOn(on);
    await kept.write('draft', utf8('older'));
    await kept.write('draft', utf8('newer'));
    // What was replaced lies there still, as after a death at that moment.
    on.lain.set('draft.a', on.ever[0] ?? new Uint8Array());
    on.cut = cut;
    await kept.remove('draft').catch(() => undefined);
    expect(await found(on)).toBe(cut < 2 ? 'newer' : null);
  }
});

test('given any byte of it is changed, it counts for nothing', async () => {
  const on = folder();
  await keptOn(on).write('draft', utf8('as it was'));
  const bytes = on.lain.get('draft.a') ?? new Uint8Array();
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    on.lain.set('draft.a', changed);
    expect(await found(on)).toBeNull();
  }
});

test('given there is no room, what was before stays', async () => {
  const on = folder();
  const kept = keptOn(on);
  await kept.write('draft', utf8('before'));
  on.full = true;
  await expect(kept.write('draft', utf8('after'))).rejects.toThrow('no room');
  expect(text(await kept.read('draft'))).toBe('before');
});
