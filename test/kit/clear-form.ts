import { paths } from '#wire/paths.ts';

type Pairs = readonly (readonly [string, string])[];

/** The hidden fields of a page, as a browser without scripts would send them on. */
export function hiddenFields(html: string): Pairs {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu);
  return [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)] as const);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};
const unescaped = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#x27);/gu, (entity) => entities[entity] ?? entity);

export const post = (origin: string, path: string, pairs: Pairs): Promise<Response> =>
  fetch(origin + path, {
    method: 'POST',
    body: new URLSearchParams(pairs.map(([name, value]) => [name, value])),
    headers: { origin },
  });

/** A reporter without scripts up to the check page; `send` presses its button, as often as it is called. */
export async function writtenInClear(
  origin: string,
  edition: string,
  answers: Pairs,
  from = paths.report(edition),
): Promise<{ readonly check: Response; readonly send: () => Promise<Response> }> {
  const form = await (await fetch(origin + from)).text();
  const hidden = hiddenFields(form);
  const check = await post(origin, paths.check(edition), [...hidden, ...answers]);
  const carried = hiddenFields(await check.text());
  return { check, send: () => post(origin, paths.sent(edition), carried) };
}

/** The eight words on a page that shows them. */
export function wordsOnPage(html: string): readonly string[] {
  const list = /data-slot="words"[^>]*>([\s\S]*?)<\/ol>/u.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/gu)].map(([, item = '']) =>
    item.replaceAll(/<[^>]+>/gu, '').trim(),
  );
}
