/** Windows-1252 by its bytes: what a letter without a charset most often is, and what every byte can be read as. */
const western = new TextDecoder('windows-1252');
/** Each byte as one sign, so that text can be looked for in bytes. */
export const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const strict = new TextDecoder('utf-8', { fatal: true });
const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [western.decode(Uint8Array.of(byte)), byte] as const));

/** Text of these bytes: UTF-8 where it is, else by this charset, else Windows-1252. */
export function textIn(bytes: Uint8Array, charset = ''): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decoderOf(charset).decode(bytes);
  }
}

function decoderOf(charset: string): TextDecoder {
  try {
    return charset === '' ? western : new TextDecoder(charset);
  } catch {
    return western;
  }
}

function unmixedLine(line: string): string {
  const bytes: number[] = [];
  for (const char of line) {
    const byte = byteOf.get(char);
    if (byte === undefined) return line;
    bytes.push(byte);
  }
  try {
    return strict.decode(Uint8Array.from(bytes));
  } catch {
    return line;
  }
}

/** Lines of UTF-8 that were read as Windows-1252 (“Ã©”), read as what they are; every other line as it was. */
export function unmixed(text: string): string {
  return text.replace(/^.*[\u0080-\u{10ffff}].*$/gmu, unmixedLine);
}

const utf16 = new TextDecoder('utf-16be');

/** UTF-7 (RFC 2152), which no decoder of the platform knows. Given as ASCII. */
export function fromUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/gu, (whole, coded: string) => {
    if (coded === '') return whole === '+-' ? '+' : whole;
    return utf16.decode(
      Uint8Array.from(Buffer.from(coded, 'base64')).subarray(0, Math.floor((coded.length * 6) / 16) * 2),
    );
  });
}

const gb = new TextDecoder('gbk');
const korean = new TextDecoder('euc-kr');
const shifted = new RegExp(`${String.fromCharCode(14)}([!-~]*)${String.fromCharCode(15)}?`, 'gu');
const high = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0) | 0x80);

/** HZ (RFC 1843): pairs of seven-bit bytes between `~{` and `~}`. */
export function fromHz(text: string): string {
  return text.replace(/~\{([\x21-\x7e]*?)~\}/gu, (_, pairs: string) => gb.decode(high(pairs))).replaceAll('~~', '~');
}

/** ISO-2022-KR (RFC 1557): pairs between shift-out and shift-in. */
export function fromIso2022Kr(text: string): string {
  return text.replaceAll('\u001b$)C', '').replaceAll(shifted, (_, pairs: string) => korean.decode(high(pairs)));
}
