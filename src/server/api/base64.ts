/** Bytes in JSON: standard base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Whether bytes begin like a keyring's lock (age scrypt file). Its work factor is checked by who opens it. */
export const isLocked = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, 32)) === 'age-encryption.org/v1\n-> scrypt ';
