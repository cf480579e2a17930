import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { padme } from '#seal/entry.ts';
import { floors, pack, unpack, type Binding } from '#seal/packed.ts';

const binding: Binding = {
  org: '0123456789abcdefghjk',
  stream: `report/${'5'.repeat(32)}`,
  id: '6'.repeat(32),
  kind: 'reported',
  compartment: 'account',
  epoch: 1,
  to: 'a'.repeat(64),
  by: 'b'.repeat(64),
};
const lengths = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 2 ** 40 }));

describe('Padmé', () => {
  test('never falls, never cuts, adds at most 12 %, and is a fixed point of itself', () => {
    fc.assert(
      fc.property(lengths, lengths, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(padme(low)).toBeLessThanOrEqual(padme(high));
        expect(padme(a)).toBeGreaterThanOrEqual(a);
        expect(padme(a)).toBeLessThanOrEqual(a * 1.12);
        expect(padme(padme(a))).toBe(padme(a));
      }),
    );
  });

  test('gives the lengths of the paper', () => {
    // Nikitin et al., §4: E = floor(log2 L), S = floor(log2 E) + 1, the low E − S bits are zero.
    expect([0, 1, 2, 9, 17, 100, 1000, 4097, 100_001, 26_214_400].map(padme)).toEqual([
      0, 1, 2, 10, 18, 104, 1024, 4352, 100_352, 26_214_400,
    ]);
  });

  test('hides lengths: of all up to 100,000 bytes few are left', () => {
    const left = new Set(Array.from({ length: 100_000 }, (_, n) => Math.max(floors.entry, padme(n))));
    expect(left.size).toBeLessThan(100);
  });
});

describe('the packed text', () => {
  const unpacked = (plain: Uint8Array, floor: number = floors.entry) => unpack(binding, plain, floor);

  test('gives back any body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12_000 }), fc.constantFrom(floors.entry, floors.grant), (body, floor) => {
        expect(unpacked(pack(binding, body, floor), floor)).toEqual(body);
      }),
    );
  });

  test('is one size for every short body, and a grant another', () => {
    expect(pack(binding, new Uint8Array(0), floors.entry).length).toBe(4096);
    expect(pack(binding, new Uint8Array(3000), floors.entry).length).toBe(4096);
    expect(pack({ ...binding, kind: 'grant' }, new Uint8Array(32), floors.grant).length).toBe(640);
  });

  test('each byte of line and padding flipped: refused', () => {
    const body = Uint8Array.of(1, 2, 3);
    const plain = pack(binding, body, floors.entry);
    const start = plain.indexOf(10) + 1;
    for (const at of plain.keys()) {
      if (at >= start && at < start + body.length) continue; // bound by the file's hash and age's own tags
      for (const mask of [1, 0x20, 0x80]) {
        const flipped = plain.with(at, (plain[at] ?? 0) ^ mask);
        expect(unpacked(flipped), `byte ${at} ^ ${mask}`).toHaveProperty('refused');
      }
    }
  });

  test('each key of the line removed, renamed, doubled, moved or added: refused', () => {
    const plain = pack(binding, new Uint8Array(5), floors.entry);
    const line = new TextDecoder().decode(plain.subarray(0, plain.indexOf(10)));
    const keys = Object.entries(JSON.parse(line) as Record<string, unknown>);
    const repacked = (entries: readonly (readonly [string, unknown])[]) => {
      const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
      const out = new Uint8Array(4096);
      out.set(new TextEncoder().encode(`${text}\n`));
      return unpacked(out);
    };
    expect(repacked(keys)).toEqual(new Uint8Array(5));
    expect(keys.length).toBe(10);
    for (const [i, [key, value]] of keys.entries()) {
      const without = keys.toSpliced(i, 1);
      expect(repacked(without), `without ${key}`).toEqual({ refused: 'not-the-header' });
      expect(repacked(keys.with(i, [`${key}x`, value]))).toEqual({ refused: 'not-the-header' });
      expect(repacked(keys.toSpliced(i, 0, [key, value]))).toEqual({ refused: 'not-the-header' });
      expect(repacked(keys.toSpliced(i, 0, ['seq', 0]))).toEqual({ refused: 'not-the-header' });
      if (i < keys.length - 1) expect(repacked([...without, [key, value]])).toEqual({ refused: 'not-the-header' });
    }
    expect(repacked([...keys, ['seq', 0]])).toEqual({ refused: 'not-the-header' });
  });

  test.each([
    ['a length past the end', '5', '4000'],
    ['a length that cuts', '5', '4'],
    ['a negative length', '5', '-1'],
    ['a length in another spelling', '5', '5.0'],
    ['a length with zeros', '5', '05'],
  ])('%s: refused', (_, from, to) => {
    const plain = pack(binding, Uint8Array.of(9, 9, 9, 9, 9), floors.entry);
    const line = new TextDecoder().decode(plain.subarray(0, plain.indexOf(10)));
    const out = new Uint8Array(4096);
    out.set(new TextEncoder().encode(`${line.replace(`"len":${from}}`, `"len":${to}}`)}\n`));
    out.fill(9, out.indexOf(10) + 1, out.indexOf(10) + 6);
    expect(unpacked(out)).toHaveProperty('refused');
  });

  test('more or less padding than the one right size: refused', () => {
    const plain = pack(binding, new Uint8Array(5000), floors.entry);
    expect(unpacked(plain.slice(0, -1))).toEqual({ refused: 'bad-file' });
    const longer = new Uint8Array(plain.length + 1);
    longer.set(plain);
    expect(unpacked(longer)).toEqual({ refused: 'bad-file' });
  });

  test('no line at all, or one over 4,096 bytes: refused', () => {
    expect(unpacked(new Uint8Array(4096))).toEqual({ refused: 'bad-file' });
    expect(unpacked(new Uint8Array(0))).toEqual({ refused: 'bad-file' });
    const long = { ...binding, org: 'x'.repeat(4096) };
    expect(() => pack(long, new Uint8Array(1), floors.entry)).toThrow('bad-draft');
    const line = new TextEncoder().encode(`${JSON.stringify({ t: 'recourse/v1/packed', ...long, len: 1 })}\n`);
    const plain = new Uint8Array(padme(line.length + 1));
    plain.set(line);
    expect(unpack(long, plain, floors.entry)).toEqual({ refused: 'bad-file' });
  });
});
