import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cast } from '#rehearsal/cast.ts';
import { databaseFile } from '#store/sqlite-database.ts';
import { recourse, type Outcome } from '../../../../src/cli/recourse.ts';
import { rehearsed, type Rehearsed } from '../rehearsed.ts';

vi.setConfig({ testTimeout: 60_000 });
let served: Rehearsed;
const elsewhere = mkdtempSync(join(tmpdir(), 'recourse-doctor-'));
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(async () => {
  await served.end();
  rmSync(elsewhere, { recursive: true, force: true });
});

const doctor = (folder: string): Promise<Outcome> =>
  recourse(['doctor'], { DATA_DIR: folder, SMTP_URL: 'smtp://mail.example.org' });
const saying = ({ lines }: Outcome, what: RegExp): readonly string[] => lines.filter((line) => what.test(line));
const state = (row: string, is: string, code: string, at: number): void => {
  const database = new DatabaseSync(join(served.folder, databaseFile), { timeout: 5_000 });
  const [found] = database.prepare('select org from organisation').all();
  database
    .prepare(
      `insert into channel_state values ($1, $2, $3, $4, $5, $5)
       on conflict (org, channel) do update set state = excluded.state, code = excluded.code, checked_at = excluded.checked_at`,
    )
    .run({ $1: found?.['org'] ?? '', $2: row, $3: is, $4: code, $5: at });
  database.close();
};

test('a sound server is called sound while it runs, and nothing of anybody is named', async () => {
  state('mail-out', 'working', '', Date.now() - 5_000);
  const outcome = await doctor(served.folder);
  expect(saying(outcome, /^wrong/u)).toEqual([]);
  expect(outcome.done).toBe(true);
  expect(saying(outcome, /^ok +(?:Node|Data folder|Database|Clock|Server key|Mail out|Members)/u)).toHaveLength(7);
  expect(saying(outcome, /PyHarbor US 2027: open/u)).toHaveLength(1);
  const text = outcome.lines.join('\n');
  for (const { name, id } of cast) expect(text).not.toMatch(new RegExp(`\\b(?:${name}|${id})\\b`, 'u'));
  const database = new DatabaseSync(join(served.folder, databaseFile), { readOnly: true });
  const names = database.prepare('select code_name as name, incident from incident').all();
  database.close();
  expect(names.length).toBeGreaterThan(0);
  for (const { name, incident } of names) {
    expect(text).not.toContain(String(name));
    expect(text).not.toContain(String(incident));
  }
});

test('a way that is down is wrong, with its code and for how long', async () => {
  state('mail-in', 'down', 'refused-login', Date.now() - 2 * 3_600_000);
  const outcome = await doctor(served.folder);
  expect(outcome.done).toBe(false);
  expect(saying(outcome, /^wrong/u)).toEqual([
    expect.stringMatching(/Mail in, fetched: down for 2 hours \(refused-login\)/u),
  ]);
  state('mail-in', 'working', '', Date.now());
  expect((await doctor(served.folder)).done).toBe(true);
});

test('a member whom no alert reaches is counted', async () => {
  const database = new DatabaseSync(join(served.folder, databaseFile), { timeout: 5_000 });
  database.exec(`update alert_address set address = '' where member = 'rosa'`);
  database.close();
  const outcome = await doctor(served.folder);
  expect(saying(outcome, /^wrong/u)).toEqual([expect.stringMatching(/Members: 1 of \d+ cannot be reached/u)]);
});

test('an address is no way where no mail leaves', async () => {
  const outcome = await recourse(['doctor'], { DATA_DIR: served.folder });
  expect(saying(outcome, /^wrong +Members: (\d+) of \1 cannot be reached/u)).toHaveLength(1);
});

test('no folder, no database and a damaged one are each one line, and nothing is left behind or made', async () => {
  const none = await doctor(join(elsewhere, 'none'));
  expect(none.done).toBe(false);
  expect(saying(none, /^wrong +(?:Data folder|Database)/u)).toHaveLength(2);
  const empty = await doctor(elsewhere);
  expect(saying(empty, /^wrong +Database: There is no database/u)).toHaveLength(1);
  expect(saying(empty, /^ok +Data folder/u)).toHaveLength(1);
  writeFileSync(join(elsewhere, databaseFile), 'no database at all, and long enough to be read as one'.repeat(90));
  appendFileSync(join(elsewhere, databaseFile), '\n');
  const damaged = await doctor(elsewhere);
  expect(saying(damaged, /^wrong +Database: /u)).toHaveLength(1);
  expect(damaged.done).toBe(false);
});
