import { describe, expect, test } from 'vitest';
import { isLent, newLent, shiftEnds } from '#desk/edition/lending.ts';
import { pictureOf, planOf } from '#desk/edition/picture.ts';
import { mostPlanBytes, planTypes } from '#domain/edition/edition.ts';
import { venuePlan } from '#rehearsal/plan.ts';
import { sha256Hex } from '#seal/digest.ts';

const hour = 3_600_000;
const newYork = { zone: 'America/New_York' };

describe('a phone that is lent', () => {
  test('is lent until the end of the event’s own day, or for some hours', () => {
    const ends = shiftEnds(Date.parse('2027-05-15T09:07:00-04:00'), newYork);
    expect(ends.map((end) => new Date(end).toISOString())).toEqual([
      '2027-05-16T03:59:59.999Z',
      '2027-05-15T17:00:00.000Z',
      '2027-05-15T21:00:00.000Z',
      '2027-05-16T01:00:00.000Z',
    ]);
  });

  test('late in the evening is lent for some hours, never for minutes and never for more than a day', () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      const now = Date.parse('2027-11-07T00:00:00-04:00') + minute * 60_000;
      for (const end of shiftEnds(now, newYork)) {
        expect(end - now).toBeGreaterThan(2 * hour);
        expect(end - now).toBeLessThanOrEqual(24 * hour);
      }
    }
  });

  test('is known to the server by the hash of its secret, which the link alone carries, in its fragment', () => {
    const { sent, link } = newLent(' Phone 2 ', 5, 'https://care.example');
    const { pathname, search, hash } = new URL(link);
    expect([pathname, search]).toEqual(['/hallway', '']);
    const [, secret = ''] = /^#d=([0-9a-f]{32})$/u.exec(hash) ?? [];
    expect(sent).toEqual({ name: 'Phone 2', until: 5, secret: sha256Hex(secret) });
    expect(newLent('Phone 2', 5, 'https://care.example').link).not.toBe(link);
  });

  test('is over at its time, or when it was ended', () => {
    const phone = { id: '1', name: 'Phone', madeBy: 'rosa', madeAt: 0, until: 10, ended: false };
    expect([isLent(phone, 9), isLent(phone, 10), isLent({ ...phone, ended: true }, 9)]).toEqual([true, false, false]);
  });
});

describe('a picture for the plan', () => {
  const begin = {
    'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    'image/jpeg': [0xff, 0xd8, 0xff, 0xe0],
    'image/webp': [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50],
  };

  test.each(planTypes)(
    'that begins as %s is that, whatever it was called, and comes back byte for byte',
    async (type) => {
      const bytes = new Uint8Array([...begin[type], ...Array.from({ length: 256 }, (_, i) => i)]);
      const plan = planOf(bytes);
      if ('wrong' in plan) throw new Error(plan.wrong);
      expect(plan.type).toBe(type);
      const shown = pictureOf(plan);
      expect(shown.type).toBe(type);
      expect(new Uint8Array(await shown.arrayBuffer())).toEqual(bytes);
    },
  );

  test('that is another kind of file, or cut off before it says, is none', () => {
    const others = ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', 'RIFF....WAVE', '%PDF-1.7', ''];
    for (const text of others) expect(planOf(new TextEncoder().encode(text))).toEqual({ wrong: 'type' });
    expect(planOf(new Uint8Array(begin['image/png'].slice(0, 7)))).toEqual({ wrong: 'type' });
  });

  test('is kept up to its most bytes and not one more', () => {
    const sized = (size: number): Uint8Array => {
      const bytes = new Uint8Array(size);
      bytes.set(begin['image/png']);
      return bytes;
    };
    expect(planOf(sized(mostPlanBytes))).toMatchObject({ type: 'image/png' });
    expect(planOf(sized(mostPlanBytes + 1))).toEqual({ wrong: 'size' });
  });

  test('of the rehearsal is a small PNG', async () => {
    const bytes = new Uint8Array(await pictureOf(venuePlan).arrayBuffer());
    expect(planOf(bytes)).toEqual(venuePlan);
    expect(bytes.length).toBeLessThan(20_000);
  });
});
