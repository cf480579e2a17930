import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { browser } from '#kit/browser.ts';

/** The check of the published vectors as one script that leaves its answer in `window.differences`. */
async function checkingScript(): Promise<string> {
  const entry = 'virtual:check';
  const code = `import { checkVectors } from '/scripts/vectors/remake.ts';
    globalThis.differences = checkVectors(globalThis.vectors);`;
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'check',
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? code : null),
      },
    ],
    build: { write: false, rollupOptions: { input: entry, output: { format: 'iife' } } },
  });
  const [made] = [built].flat();
  if (made === undefined || !('output' in made)) throw new Error('nothing was built');
  return made.output[0].code;
}

test('a browser makes the published vectors of their seeds', async () => {
  const [script, launched] = await Promise.all([
    checkingScript(),
    browser().then((options) => chromium.launch(options)),
  ]);
  try {
    const page = await launched.newPage();
    // WebCrypto is there on secure origins only; nothing is served: the page is empty.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<title>check</title>' }));
    await page.goto('http://localhost/');
    const vectors = readFileSync('test/vectors/seal-v1.json', 'utf8');
    const check = async (text: string): Promise<unknown> => {
      await page.evaluate((read) => Object.assign(globalThis, { vectors: JSON.parse(read) as unknown }), text);
      await page.evaluate(script);
      return page.evaluate('globalThis.differences');
    };
    expect(await check(vectors)).toEqual([]);
    const { entropy } = (JSON.parse(vectors) as { token: { entropy: string } }).token;
    expect(await check(vectors.replace(entropy, '00'.repeat(10)))).toEqual(['/token/entropy']);
  } finally {
    await launched.close();
  }
});
