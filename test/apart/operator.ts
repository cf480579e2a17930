import { manifestOf, type Manifest } from '#domain/record/manifest.ts';
import type { Facts, Stream } from '#domain/record/header.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { randomHex } from '#seal/digest.ts';
import { signEntry, type FileMade, type Signer } from '#seal/entry.ts';
import { hashNote } from '#seal/roster.ts';
import { parseLine } from '#wire/header.ts';
import { unlocked, type DeskOf } from '../unit/desk/desks.ts';
import { houseOf, origin, type House, type TeamOf } from './house.ts';
import { onPlatform, type Platform } from './platform.ts';

/**
 * Whoever runs the server, with the database open for writing and the server's sealing key in hand, against real desks.
 * Everything here either fails or is shown to the leads; what nobody can see says so by its name.
 */
const team: TeamOf = {
  procedure: 'pycon-us',
  members: [
    { id: 'rosa', roles: ['lead'], rights: ['steward', 'edition'] },
    { id: 'amina', roles: ['lead'], rights: [] },
    { id: 'tomasz', roles: ['lead'], rights: [] },
    { id: 'kenji', roles: ['alias-reader'], rights: [] },
    { id: 'helen', roles: ['chair'], rights: ['steward'] },
    { id: 'gwen', roles: ['stand-in-pool'], rights: [] },
  ],
};

/** The server's own hands: its tables, its key, and ways to lay things where the server would. */
export class Operator {
  readonly house: House;
  readonly platform: Platform;

  constructor(house: House, platform: Platform) {
    this.house = house;
    this.platform = platform;
  }

  get sealingKey(): Signer {
    return this.house.parts.signer;
  }

  sql(text: string, ...values: readonly (string | number | Uint8Array)[]): void {
    this.house.database.prepare(text).run(...values);
  }

  rows(text: string, ...values: readonly string[]): readonly Record<string, unknown>[] {
    return this.house.database.prepare(text).all(...values);
  }

  /** The guards are the database's own; who owns it takes them off. */
  unguard(): void {
    const triggers = this.rows(`select name from sqlite_schema where type = 'trigger'`);
    for (const { name } of triggers) this.house.database.exec(`drop trigger ${String(name)}`);
  }

  later(ms = 60_000): void {
    this.platform.at += ms;
    this.platform.doing(`at ${this.platform.at}`);
  }

  /** A row behind the last one of a stream, signed by whoever, laid where the server would have laid it. */
  async plant(
    stream: Stream,
    signer: Signer,
    kind: string,
    facts: Facts,
    given: Partial<Planted> = {},
  ): Promise<string> {
    const { org } = this.house;
    const head = this.rows('select seq, hash from head where stream = ?', stream)[0];
    const note = (await this.house.store.rosterNotes()).at(-1) ?? '';
    const place = {
      seq: head === undefined ? 0 : Number(head['seq']) + 1,
      prev: head === undefined ? '' : String(head['hash']),
    };
    const signed = signEntry(
      {
        org,
        stream,
        ...place,
        id: given.id ?? randomHex(16),
        kind,
        compartment: given.compartment ?? '',
        epoch: given.epoch ?? 0,
        rosterVersion: 1,
        rosterHash: hashNote(note),
        at: this.platform.at,
        facts,
      },
      given.file ?? null,
      signer,
    );
    const done = await this.house.store.append({
      org,
      streams: [
        {
          stream,
          expect: place.prev,
          entries: [
            {
              seq: place.seq,
              id: signed.header.id,
              hash: signed.hash,
              line: signed.line,
              hsig: signed.hsig,
              receivedAt: this.platform.at,
            },
          ],
        },
      ],
      ...(given.file && { files: [given.file] }),
    });
    if (!('appended' in done)) throw new Error('not planted');
    return signed.hash;
  }

  /** Everything of these tables as it is now, to be put back later. */
  backup(but: readonly string[] = []): () => void {
    const tables = this.rows(`select name from sqlite_schema where type = 'table'`)
      .map(({ name }) => String(name))
      .filter((name) => !but.includes(name));
    const kept = tables.map((table) => [table, this.rows(`select * from ${table}`)] as const);
    const guards = this.rows(`select sql from sqlite_schema where type = 'trigger'`);
    return () => {
      this.unguard();
      this.house.database.exec('pragma foreign_keys = off');
      for (const [table, rows] of kept) {
        this.house.database.exec(`delete from ${table}`);
        for (const row of rows) {
          const names = Object.keys(row);
          const holes = names.map(() => '?').join(', ');
          this.sql(`insert into ${table} (${names.join(', ')}) values (${holes})`, ...(Object.values(row) as string[]));
        }
      }
      for (const { sql } of guards) this.house.database.exec(String(sql));
    };
  }

  manifests(stream: Stream): readonly Manifest[] {
    return this.rows('select line from entry where stream = ? order by seq', stream).flatMap(({ line }) => {
      const header = parseLine(String(line));
      return (header && manifestOf(header)) ?? [];
    });
  }

  holdersOf(told: Told): readonly string[] {
    const all = [...this.manifests(`report/${told.report}`), ...this.manifests(`incident/${told.incident}`)];
    const newest = new Map(all.map((manifest) => [manifest.compartment, manifest]));
    return [...new Set([...newest.values()].flatMap(({ holders }) => holders.map(({ member }) => member)))].toSorted();
  }

  /** A report that leaves these out. */
  async told(text: string, leaveOut: readonly string[] = []): Promise<Told> {
    this.later();
    const ground = await groundOf(origin, event);
    const fields = [['what', text] as const, ...leaveOut.map((id) => ['team.leave-out', id] as const)];
    const prepared = await prepare(ground, fields);
    if (!(await prepared.send()).ok) throw new Error('not taken');
    const row = await this.house.store.incidentOf(this.house.org, prepared.report);
    if (row === null) throw new Error('not stored');
    return { incident: row.incident, report: prepared.report, mailbox: prepared.keys.id, auth: prepared.keys.auth };
  }

  desk(member: string): Promise<DeskOf> {
    this.later();
    return unlocked(origin, member);
  }
}

interface Planted {
  readonly id: string;
  readonly compartment: Manifest['compartment'];
  readonly epoch: number;
  readonly file: FileMade;
}

/** A report as its reporter knows it, and the incident it became. */
export interface Told {
  readonly incident: string;
  readonly report: string;
  readonly mailbox: string;
  readonly auth: string;
}

/** A server of its own for each attack. */
export async function operated(run: (operator: Operator) => Promise<void>): Promise<void> {
  let house: House | null = null;
  await onPlatform(
    async (request) => (house === null ? new Response(null, { status: 503 }) : house.handed(request)),
    async (platform) => {
      platform.at = opensAt;
      platform.doing('founding');
      house = await houseOf(
        team,
        () => platform.at,
        (store) => store,
      );
      try {
        await run(new Operator(house, platform));
      } finally {
        await house.store.close();
      }
    },
  );
}
