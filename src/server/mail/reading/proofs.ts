import type { LetterTold } from '#wire/bodies.ts';

const methods = ['spf', 'dkim', 'dmarc'] as const;
const results = new Set('none pass fail softfail neutral policy temperror permerror bestguesspass hardfail'.split(' '));

const bare = (value: string): string => {
  // Comments may hold what looks like a result; they nest, rarely.
  let text = value;
  for (let turn = 0; turn < 5; turn++) text = text.replace(/\([^()]*\)/gu, ' ');
  return text;
};

/**
 * What the server that took the letter in found out about its sender (RFC 8601). Every server writes above what is
 * there, so that is the topmost one, or the topmost by a host we are told to trust; anybody can write the others.
 * `byUs`: it was handed to us with no server of ours before, and only a trusted host's word is known to be one.
 */
export function proofsIn(
  values: readonly string[],
  byUs: boolean,
  trusted: readonly string[] = [],
): LetterTold['proofs'] {
  const hostOf = (value: string): string => bare(value).trim().split(/[;\s]/u)[0]?.toLowerCase() ?? '';
  const found =
    values.find((value) => trusted.includes(hostOf(value))) ?? (byUs || trusted.length > 0 ? undefined : values[0]);
  if (found === undefined) return [];
  return bare(found)
    .split(';')
    .slice(1, 50)
    .flatMap((part) => {
      const [, name, result] = /^\s*([a-z]+)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)/iu.exec(part) ?? [];
      const method = methods.find((known) => known === name?.toLowerCase());
      const said = result?.toLowerCase() ?? '';
      return method === undefined || !results.has(said) ? [] : [{ method, result: said }];
    });
}
