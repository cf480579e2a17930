import { toHex } from '#seal/digest.ts';

/** Where the head of a letter ends and what it carries begins: places in its bytes. */
function parted(raw: Uint8Array): readonly [head: number, body: number] {
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) {
    const next = raw[at + 1] === 13 ? at + 2 : at + 1;
    if (raw[next] === 10) return [at, next + 1];
  }
  return [raw.length, raw.length];
}

/** The first of each of these fields, unfolded; `''` for one that is not there. */
function fieldsIn(head: string, names: readonly string[]): readonly string[] {
  const lines = head.replaceAll(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u);
  return names.map((name) => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim() ?? '';
  });
}

/**
 * [Note: The same letter] Every server it passes adds to the head of a letter and leaves the rest as it is. So what names it
 * is its Message-ID with a digest of all behind the head; without one, who sent it, when and about what. Taken from the
 * bytes alone: however well it could be read, it is the same letter.
 */
export async function letterNames(raw: Uint8Array): Promise<readonly string[]> {
  const [end, body] = parted(raw);
  const head = new TextDecoder('latin1').decode(raw.subarray(0, Math.min(end, 1_000_000)));
  const [id = '', ...rest] = fieldsIn(head, ['message-id', 'from', 'date', 'subject']);
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(raw.subarray(body)));
  return [...(id === '' ? rest : [id]), toHex(new Uint8Array(digest))];
}
