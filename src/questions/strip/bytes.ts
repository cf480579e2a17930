/** Big-endian 16 bits at `at`; −1 behind the end, so that no length can be mistaken for one. */
export function be16(bytes: Uint8Array, at: number): number {
  const [high, low] = [bytes[at], bytes[at + 1]];
  return high === undefined || low === undefined ? -1 : high * 256 + low;
}

export function be32(bytes: Uint8Array, at: number): number {
  const [high, low] = [be16(bytes, at), be16(bytes, at + 2)];
  return high < 0 || low < 0 ? -1 : high * 65_536 + low;
}

export function le16(bytes: Uint8Array, at: number): number {
  const [low, high] = [bytes[at], bytes[at + 1]];
  return high === undefined || low === undefined ? -1 : high * 256 + low;
}

export function le32(bytes: Uint8Array, at: number): number {
  const [low, high] = [le16(bytes, at), le16(bytes, at + 2)];
  return high < 0 || low < 0 ? -1 : high * 65_536 + low;
}

/** Whether these characters (one byte each) stand at `at`. */
export function standsAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

export function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
