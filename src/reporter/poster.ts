const longestPlace = 80;
const shape = /^#k=[0-9a-hjkmnp-tv-z]{20}(?:\.\d{1,9})?&at=([^&]*)/u;

/** The place that a poster's link says it hangs at (`&at=`), or `''`: what a form may begin with, and never more. */
export function placeIn(hash: string): string {
  const [, encoded] = shape.exec(hash) ?? [];
  if (encoded === undefined) return '';
  try {
    const text = decodeURIComponent(encoded)
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
      .trim();
    return [...text].slice(0, longestPlace).join('');
  } catch {
    return '';
  }
}
