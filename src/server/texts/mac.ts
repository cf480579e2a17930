/** HMAC (RFC 2104) as providers sign with it: checked by WebCrypto, which compares in constant time. */

type Hash = 'SHA-1' | 'SHA-256';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const keyOf = (hash: Hash, key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash }, false, ['verify']);

export async function isMac(hash: Hash, key: string, text: string, given: Buffer): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await keyOf(hash, key), new Uint8Array(given), bytes(text));
}
