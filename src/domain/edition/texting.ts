/**
 * A link that begins a text message (RFC 5724) with these words in it. What it says is a template without names and without
 * what happened (CNS-03): it is sent in the clear, from a phone that others may see. The ampersand is for older phones.
 */
export function textLink(number: string, words: string): string {
  return `sms:${number.replaceAll(/[^\d+]/gu, '')}?&body=${encodeURIComponent(words)}`;
}
