import { joined, le32, standsAt, textAt } from './bytes.ts';

const pictures: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);
const outer: ReadonlySet<string> = new Set([...pictures, 'VP8X', 'ANIM', 'ANMF']);
/** In the extended header only these two flags stay: it moves, it has transparency. */
const animation = 0x02;
const alpha = 0x10;

interface Chunk {
  readonly name: string;
  readonly body: Uint8Array;
}

function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = le32(bytes, at + 4);
    const end = at + 8 + length;
    if (length < 0 || end > bytes.length) return null;
    chunks.push({ name: textAt(bytes, at, 4), body: bytes.subarray(at + 8, end) });
    at = end + (length % 2);
  }
  return chunks;
}

function chunkBytes({ name, body }: Chunk): Uint8Array {
  const head = new Uint8Array(8);
  for (let i = 0; i < 4; i++) head[i] = name.charCodeAt(i);
  new DataView(head.buffer).setUint32(4, body.length, true);
  return joined([head, body, new Uint8Array(body.length % 2)]);
}

function bareHeader(body: Uint8Array): Uint8Array | null {
  if (body.length < 10) return null;
  const bare = body.slice(0, 10);
  bare.set([(body[0] ?? 0) & (animation | alpha), 0, 0, 0]);
  return bare;
}

function bareFrame(body: Uint8Array): Uint8Array | null {
  const inner = body.length < 16 ? null : chunksOf(body.subarray(16));
  if (inner === null) return null;
  return joined([body.subarray(0, 16), ...inner.filter((chunk) => pictures.has(chunk.name)).map(chunkBytes)]);
}

function bareBody(chunk: Chunk): Uint8Array | null {
  if (chunk.name === 'VP8X') return bareHeader(chunk.body);
  return chunk.name === 'ANMF' ? bareFrame(chunk.body) : chunk.body;
}

/** The picture without Exif, XMP, colour profile and unknown chunks. Null when the bytes are not a whole WebP. */
export function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const size = le32(bytes, 4);
  if (!standsAt(bytes, 0, 'RIFF') || !standsAt(bytes, 8, 'WEBP') || size < 4 || 8 + size > bytes.length) return null;
  const chunks = chunksOf(bytes.subarray(12, 8 + size));
  if (chunks === null) return null;
  const parts: Uint8Array[] = [];
  let drawn = false;
  for (const chunk of chunks.filter(({ name }) => outer.has(name))) {
    const body = bareBody(chunk);
    if (body === null) return null;
    drawn ||= chunk.name.startsWith('VP8 ') || chunk.name === 'VP8L' || chunk.name === 'ANMF';
    parts.push(chunkBytes({ name: chunk.name, body }));
  }
  const whole = joined([bytes.subarray(0, 12), ...parts]);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return drawn ? whole : null;
}
