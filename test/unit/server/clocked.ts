import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { expect, vi } from 'vitest';
import type { Edition } from '#domain/edition/edition.ts';
import { event } from '#rehearsal/cast.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { seed } from '#rehearsal/seed.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, verifyStream } from '#seal/entry.ts';
import { verifyRosters } from '#seal/roster.ts';
import type { Mail, Post } from '#server/post/post.ts';
import { start, type Running } from '#server/start.ts';
import type { DeskInfo } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, settingsIn, visitor, type Visitor } from './rehearsed.ts';

/** A server on a clock of ours, with what left it by mail. */
export interface House {
  readonly url: string;
  readonly now: () => number;
  /** Moves the clock and lets everything happen that is due by then. */
  readonly pass: (ms: number) => Promise<void>;
  readonly mails: readonly Mail[];
  /** From now on no mail is taken; or it is again. */
  readonly mailDown: (isDown: boolean) => void;
  readonly as: (member: string) => Promise<Visitor>;
  /** How many rows a table has. */
  readonly rows: (table: string) => number;
  /** Stops and begins again `ms` later, on the same folder. */
  readonly away: (ms: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

export async function house(at: number): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-rings-'));
  const mails: Mail[] = [];
  let isDown = false;
  const post: Post = {
    from: 'recourse@pyharbor.example',
    host: 'pyharbor.example',
    async send(mail) {
      if (isDown) throw new Error('nobody takes it');
      await Promise.resolve(mails.push(mail));
    },
    deliver: async () => ({ state: 'sent', code: '' }),
    close: () => undefined,
  };
  let [clock, poke] = [at, (): void => undefined];
  const begin = (): Promise<Running> =>
    start(settingsIn(folder), {
      now: () => clock,
      say: () => undefined,
      log: () => undefined,
      rehearsal: {
        cast: [],
        post,
        seed,
        pages: (_, poked) => {
          poke = poked;
          return new Hono();
        },
      },
    });
  let running = await begin();
  const counted = (query: string, ...given: readonly number[]): number => {
    const database = new DatabaseSync(join(folder, 'recourse.sqlite'), { readOnly: true });
    try {
      return database.prepare(query).all(...given).length;
    } finally {
      database.close();
    }
  };
  const left = (): number => {
    const kinds = `kind in ('ring', 'alert', 'remind', 'gap', 'attendees')`;
    return counted(`select id from job where done = 0 and ${kinds} and due <= ?`, clock);
  };
  const settledDown = (): Promise<void> =>
    vi.waitFor(
      () => {
        poke();
        expect(left()).toBe(0);
      },
      { timeout: 12_000 },
    );
  return {
    get url() {
      return running.url;
    },
    now: () => clock,
    mails,
    rows: (table) => counted(`select 1 from ${table}`),
    mailDown(is) {
      isDown = is;
    },
    as: (member) => visitor(running.url, member),
    async pass(ms) {
      clock += ms;
      await settledDown();
    },
    async away(ms) {
      await running.stop();
      clock += ms;
      running = await begin();
      await settledDown();
    },
    async end() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts changed settings in force, by a member who may; under another procedure too, if it is installed. */
export async function settles({ as }: House, change: Partial<Edition>, procedure?: string): Promise<void> {
  const rosa = await as('rosa');
  const desk = (await (await rosa.get(staffPaths.api.desk)).json()) as DeskInfo;
  const current = desk.editions.find(({ edition }) => edition.id === event);
  const chain = verifyRosters(desk.root, desk.org, desk.notes);
  const roster = 'refused' in chain ? undefined : chain.rosters.at(-1);
  const stream = `edition/${event}` as const;
  const read = verifyStream(stream, desk.org, current?.entries ?? []);
  if (current === undefined || roster === undefined || 'refused' in read) throw new Error('no event');
  const found = desk.procedures.find(({ id, digest }) => id === procedure && desk.installed.includes(digest));
  const other = found && {
    procedure: found.id,
    procedureVersion: found.version,
    procedureDigest: found.digest,
  };
  const file = clearFile(utf8(JSON.stringify({ ...current.edition, ...change, ...other })));
  const { line, hsig } = signEntry(
    {
      org: desk.org,
      stream,
      seq: read.next,
      prev: read.head,
      id: randomHex(16),
      kind: 'settled',
      compartment: '',
      epoch: 0,
      rosterVersion: roster.roster.version,
      rosterHash: roster.hash,
      at: desk.now,
      facts: [],
    },
    file,
    (await keysOf('rosa')).signer,
  );
  const batch = { streams: [{ stream, expect: read.head, entries: [{ line, hsig }] }], grants: [] };
  expect(await (await rosa.post(staffPaths.api.entries, batchForm(batch, [file]))).json()).toHaveProperty('receivedAt');
}
