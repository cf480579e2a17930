import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joined } from '#questions/strip/bytes.ts';
import { strip } from '#questions/strip/strip.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\s/gu, ''), 'hex'));
const stripped = (bytes: Uint8Array): Uint8Array => strip(bytes)?.bytes ?? new Uint8Array();

const place = 'GPS 40.7128N 74.0060W';

// JPEG

const segment = (marker: number, ...body: readonly (Uint8Array | string)[]): Uint8Array => {
  const bytes = joined(body.map((part) => (typeof part === 'string' ? latin1(part) : part)));
  const length = bytes.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 255), bytes]);
};

/** An Exif segment with an orientation and, behind it, a place. */
const exif = (orientation: number, little: boolean): Uint8Array =>
  segment(
    0xe1,
    'Exif\0\0',
    little
      ? hex(`4949 2a00 08000000 0200 0f01 0200 01000000 00000000 1201 0300 01000000 0${orientation}000000 00000000`)
      : hex(`4d4d 002a 00000008 0002 010f 0002 00000001 00000000 0112 0003 00000001 000${orientation}0000 00000000`),
    place,
  );

const quantisation = segment(0xdb, new Uint8Array(65));
const frame = segment(0xc0, hex('08 0001 0001 01 01 11 00'));
const huffman = segment(0xc4, new Uint8Array(17));
const scan = joined([segment(0xda, hex('01 01 00 00 3f 00')), hex('12 ff00 34 ffd0 56')]);
const end = hex('ffd9');
const jpeg = (...extra: readonly Uint8Array[]): Uint8Array =>
  joined([hex('ffd8'), ...extra, quantisation, frame, huffman, scan, end]);

/** The orientation a reader of Exif would find. */
const orientationOf = (bytes: Uint8Array): number => {
  const at = textOf(bytes).indexOf('Exif\0\0');
  return at < 0 ? 1 : (bytes[at + 6 + 8 + 2 + 9] ?? 0);
};

describe('JPEG', () => {
  const jfif = segment(0xe0, 'JFIF\0', hex('0102 00 0048 0048 01 01 aabbcc'));
  const busy = jpeg(
    jfif,
    exif(6, true),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${place}`),
    segment(0xe2, `ICC_PROFILE\0${place}`),
    segment(0xed, `Photoshop 3.0\0${place}`),
    segment(0xee, 'Adobe', hex('0064 0000 0000 01'), place),
    segment(0xfe, place),
  );

  test('place, comment, profile and thumbnail are gone, the picture is untouched', () => {
    const bytes = stripped(busy);
    expect(strip(busy)?.type).toBe('image/jpeg');
    expect(textOf(bytes)).not.toContain('GPS');
    expect(textOf(bytes)).not.toContain('ICC_PROFILE');
    expect(textOf(bytes)).not.toContain(textOf(hex('aabbcc')));
    expect(textOf(bytes)).toContain(textOf(joined([quantisation, frame, huffman, scan, end])));
    expect(textOf(bytes)).toContain('Adobe');
  });

  test.each([
    [3, true],
    [6, true],
    [8, false],
  ])('orientation %i is kept (little-endian: %s)', (orientation, little) => {
    expect(orientationOf(stripped(jpeg(exif(orientation, little))))).toBe(orientation);
  });

  test('an upright picture carries no Exif at all', () => {
    expect(textOf(stripped(jpeg(exif(1, false))))).not.toContain('Exif');
    expect(stripped(jpeg())).toEqual(jpeg());
  });

  test('what a phone hangs behind the end is dropped', () => {
    expect(stripped(joined([jpeg(), latin1(`second picture ${place}`)]))).toEqual(jpeg());
  });

  test('several scans with tables between them stay', () => {
    const progressive = joined([hex('ffd8'), quantisation, frame, huffman, scan, huffman, scan, end]);
    expect(stripped(progressive)).toEqual(progressive);
  });

  test('stripping twice changes nothing more', () => {
    expect(stripped(stripped(busy))).toEqual(stripped(busy));
  });

  test('cut short anywhere it is not called clean', () => {
    for (let length = 0; length < busy.length; length++) expect(strip(busy.slice(0, length))).toBeNull();
  });
});

// PNG

const chunk = (name: string, body: Uint8Array): Uint8Array => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, body.length);
  return joined([length, latin1(name), body, new Uint8Array(4)]);
};
const pngHead = joined([latin1('\x89PNG\r\n\x1a\n'), chunk('IHDR', new Uint8Array(13))]);
const pngTail = joined([chunk('IDAT', latin1('pixels')), chunk('IEND', new Uint8Array())]);

describe('PNG', () => {
  test('texts, times, Exif, profile and unknown chunks are gone; colour and transparency stay', () => {
    const gone = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'prVt'].map((name) => chunk(name, latin1(place)));
    const kept = [chunk('gAMA', new Uint8Array(4)), chunk('tRNS', new Uint8Array(2))];
    const clean = joined([pngHead, ...kept, pngTail]);
    expect(strip(joined([pngHead, ...gone, ...kept, pngTail]))).toEqual({ type: 'image/png', bytes: clean });
  });

  test('the rest of a cropped screen behind the end is dropped', () => {
    expect(stripped(joined([pngHead, pngTail, latin1(place)]))).toEqual(joined([pngHead, pngTail]));
  });

  test('HTML that calls itself PNG, an unknown critical chunk and a cut file are not called clean', () => {
    expect(strip(latin1('<script>fetch("//evil.example")</script>'))).toBeNull();
    expect(strip(joined([latin1('\x89PNG\r\n\x1a\n'), latin1('<html>')]))).toBeNull();
    expect(strip(joined([pngHead, chunk('CgBI', new Uint8Array(4)), pngTail]))).toBeNull();
    expect(strip(joined([pngHead, pngTail]).slice(0, -3))).toBeNull();
  });
});

// WebP

const riffChunk = (name: string, body: Uint8Array): Uint8Array => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, body.length, true);
  return joined([latin1(name), length, body, new Uint8Array(body.length % 2)]);
};
const webp = (...chunks: readonly Uint8Array[]): Uint8Array => {
  const body = joined([latin1('WEBP'), ...chunks]);
  return riffChunk('RIFF', body);
};
const extended = (flags: number): Uint8Array => riffChunk('VP8X', Uint8Array.of(flags, 0, 0, 0, 0, 0, 0, 0, 0, 0));

describe('WebP', () => {
  const picture = riffChunk('VP8 ', latin1('odd'));

  test('Exif, XMP, profile and unknown chunks are gone, and the header does not promise them', () => {
    const gone = ['EXIF', 'XMP ', 'ICCP', 'prVt'].map((name) => riffChunk(name, latin1(place)));
    expect(strip(webp(extended(0x3c), ...gone, picture))).toEqual({
      type: 'image/webp',
      bytes: webp(extended(0x10), picture),
    });
  });

  test('inside the frames of an animation too', () => {
    const inner = (...chunks: readonly Uint8Array[]): Uint8Array =>
      riffChunk('ANMF', joined([new Uint8Array(16), ...chunks]));
    const clean = webp(extended(0x02), riffChunk('ANIM', new Uint8Array(6)), inner(picture));
    const busy = webp(
      extended(0x0a),
      riffChunk('ANIM', new Uint8Array(6)),
      inner(picture, riffChunk('prVt', latin1(place))),
    );
    expect(stripped(busy)).toEqual(clean);
  });

  test('a length that runs out of the file is not called clean', () => {
    expect(strip(webp(picture).slice(0, -2))).toBeNull();
    expect(strip(webp(extended(0), riffChunk('EXIF', latin1(place))))).toBeNull();
  });
});

describe('whatever the bytes are', () => {
  const heads = [
    new Uint8Array(),
    hex('ffd8ffe1'),
    hex('ffd8ffda0002'),
    pngHead,
    webp(),
    latin1('RIFF\x40\0\0\0WEBPANMF'),
  ];
  const anyFile = fc
    .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }))
    .map(([head, rest]) => joined([head, rest]));

  test('it never throws, and what it calls clean it would call clean again', () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        const once = strip(bytes);
        if (once !== null) expect(strip(once.bytes)).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a changed byte in a busy picture never makes it throw', () => {
    const busy = jpeg(exif(6, true), segment(0xfe, place));
    fc.assert(
      fc.property(fc.nat(busy.length - 1), fc.nat(255), (at, value) => {
        const bytes = busy.slice();
        bytes[at] = value;
        expect(() => strip(bytes)).not.toThrow();
      }),
    );
  });
});
