/**
 * [Note: One stanza]
 * Before anything is stored or opened its age header is read as text, without a key. An extra stanza is a private
 * reader whom no manifest names; a scrypt stanza with a large work factor is a way to stop a server or a desk. Lengths
 * are fixed by the hybrid stanza (C2SP age.md, mlkem768x25519: a 1,120-byte share, a 32-byte body), so the whole
 * header is one pattern, and base64 is canonical in it: the bits past the last byte are zero.
 */
const mac = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]';
const start = 'age-encryption\\.org/v1\\n';
const hybrid = `-> mlkem768x25519 [A-Za-z0-9+/]{1493}[AQgw]\\n${mac}\\n`;
const one = new RegExp(`^${start}${hybrid}--- ${mac}\\n`, 'u');
const few = new RegExp(`^${start}(?:${hybrid}){1,64}--- ${mac}\\n`, 'u');
const scrypt = new RegExp(`^${start}-> scrypt [A-Za-z0-9+/]{21}[AQgw] 10\\n${mac}\\n--- ${mac}\\n`, 'u');
const longestHeader = 104 * 1024;
const chunk = 64 * 1024 + 16;

/** Length of the header at the head of `bytes` if it fits the pattern, else 0. One byte is read as one character. */
function headerLength(bytes: Uint8Array, pattern: RegExp, most: number): number {
  let head = '';
  for (const byte of bytes.subarray(0, most)) head += String.fromCharCode(byte);
  return pattern.exec(head)?.[0].length ?? 0;
}

/** Whether what follows the header can be a STREAM payload: a nonce and chunks whose last is not empty. */
function soundPayload(length: number): boolean {
  const stream = length - 16;
  if (stream < 16) return false;
  const last = stream % chunk;
  return stream <= chunk || last === 0 || last > 16;
}

const sound = (bytes: Uint8Array, pattern: RegExp, most: number): boolean => {
  const header = headerLength(bytes, pattern, most);
  return header > 0 && soundPayload(bytes.length - header);
};

/**
 * Whether `bytes` is an age v1 file with exactly one stanza, of type mlkem768x25519, and a payload of possible length.
 * The server asks this before storing, every opener before decrypting. Says nothing of whom it is sealed to.
 */
export function oneStanza(bytes: Uint8Array): boolean {
  return sound(bytes, one, 2048);
}

/** The same with one to 64 stanzas of that type: an invitation, sealed to every steward. */
export function onlyHybridStanzas(bytes: Uint8Array): boolean {
  return sound(bytes, few, longestHeader);
}

/** How many stanzas of that type it has, of one to 64; 0 when it is no such file. */
export function hybridStanzas(bytes: Uint8Array): number {
  if (!onlyHybridStanzas(bytes)) return 0;
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, longestHeader));
  const header = text.slice(0, headerLength(bytes, few, longestHeader));
  return header.split('\n-> mlkem768x25519 ').length - 1;
}

/** An age file locked by a passphrase with work factor 2^10 and no other: a keyring's lock. */
export function scryptTen(bytes: Uint8Array): boolean {
  return sound(bytes, scrypt, 2048);
}
