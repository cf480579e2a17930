import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Inert } from '#desk/frame/inert.tsx';

const shown = (text: string): string => renderToStaticMarkup(createElement(Inert, { text }));

test('given a mark that turns text around, it is shown and not obeyed', () => {
  expect(shown('Sam \u202EelaV')).toBe('<bdi class="inert">Sam <span class="mark-shown">U+202E</span>elaV</bdi>');
});

test('given a text made of nothing else, the page shows the first of them and every letter', () => {
  const flood = shown('a\u202E'.repeat(50_000));
  expect(flood.match(/mark-shown/gu)).toHaveLength(100);
  expect(flood.match(/a/gu)?.length).toBeGreaterThanOrEqual(50_000);
  expect(flood).not.toContain('\u202E');
});
