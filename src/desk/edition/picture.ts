import { mostPlanBytes, type Plan, type PlanType } from '#domain/edition/edition.ts';

const begins = (bytes: Uint8Array, at: number, with_: readonly number[]): boolean =>
  with_.every((byte, i) => bytes[at + i] === byte);

/** What a picture is by its first bytes, whatever its name says; null for anything else. */
function typeOf(bytes: Uint8Array): PlanType | null {
  if (begins(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  const riff = begins(bytes, 0, [0x52, 0x49, 0x46, 0x46]);
  return riff && begins(bytes, 8, [0x57, 0x45, 0x42, 0x50]) ? 'image/webp' : null;
}

/** The plan from a picture's bytes, or why it cannot be one. */
export function planOf(bytes: Uint8Array): Plan | { readonly wrong: 'size' | 'type' } {
  const type = typeOf(bytes);
  if (type === null) return { wrong: 'type' };
  if (bytes.length > mostPlanBytes) return { wrong: 'size' };
  let text = '';
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return { type, image: btoa(text) };
}

/** The picture of a plan, to be shown. */
export function pictureOf({ type, image }: Plan): Blob {
  const bytes = Uint8Array.from(atob(image), (char) => char.codePointAt(0) ?? 0);
  return new Blob([bytes], { type });
}
