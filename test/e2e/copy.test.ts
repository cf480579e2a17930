import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import { paths } from '#wire/paths.ts';

/** What anybody could write: the library alone, and nothing of ours. */
const opener = `
import { readFileSync } from 'node:fs';
import { Decrypter } from 'age-encryption';
const [file, key] = process.argv.slice(1);
const opener = new Decrypter();
opener.addIdentity(readFileSync(key, 'utf8').trim());
process.stdout.write(await opener.decrypt(readFileSync(file), 'text'));
`;

let served: Served;
let chrome: Browser;
const folder = mkdtempSync(join(tmpdir(), 'recourse-copy-'));
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
});
afterAll(async () => {
  await chrome.close();
  await served.stop();
  forget(served);
  rmSync(folder, { recursive: true, force: true });
});

test('a locked copy from the desk opens with its own key, by the age library alone and by age where there is one', async () => {
  const page = await chrome.newPage({ baseURL: served.origin, acceptDownloads: true });
  await page.goto(paths.desk);
  await page.locator('input[autocomplete=current-password]').fill(eightWordsOf('rosa'));
  await page.keyboard.press('Enter');
  await page.locator('.list li a').first().click();
  await page.getByText('Take a locked copy elsewhere').click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the locked copy' }).click();
  const file = join(folder, 'copy.age');
  await (await downloading).saveAs(file);
  const key = join(folder, 'key.txt');
  writeFileSync(key, await page.locator('.copy code').innerText());
  const script = ['--input-type=module', '-e', opener, '--', file, key];
  const opened = spawnSync(process.execPath, script, { encoding: 'utf8' });
  expect(opened.stderr).toBe('');
  const told = await page.locator('.account').innerText();
  const { answers } = JSON.parse(opened.stdout) as { readonly answers: { readonly what: { readonly text: string } } };
  expect(told).toContain(answers.what.text);
  const age = spawnSync('age', ['--version'], { encoding: 'utf8' });
  if (/^v?1\.(?:[3-9]|\d\d)/u.test(age.stdout ?? '')) {
    expect(spawnSync('age', ['-d', '-i', key, file], { encoding: 'utf8' }).stdout).toBe(opened.stdout);
  } else console.warn('SKIPPED: no age 1.3 or later on this machine; the copy was opened by the library only.');
  await page.close();
});
