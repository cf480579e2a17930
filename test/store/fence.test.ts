import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import postgres from 'postgres';
import { askedFile, askedFor } from '#store/asked.ts';
import { fileFor, headsFor, incidentsFor, recordFor } from '#store/gate.ts';
import { openStore } from '#store/open.ts';
import { connect, sqlOver } from '#store/postgres-connection.ts';
import { fenced, readAs } from '#store/postgres-reader.ts';
import type { Connections } from '#store/postgres-types.ts';
import type { Append, GrantRow, OwedRow } from '#store/record-store.ts';
import type { Sql } from '#store/sql.ts';
import type { Store } from '#store/store.ts';
import { databaseIn, runIn, startPostgres } from '#kit/postgres.ts';
import { chain, foundation, id, noon, only, org, sha256, twoSteps, type TwoSteps } from '#kit/store.ts';

// The second fence: what PostgreSQL itself shows to whom, over a connection that asks for everything.
const server = await startPostgres();
afterAll(() => server?.stop());

/** What belongs to no incident: there the application alone says who may see it. */
const elsewhere = [
  'alert_address',
  'alert_quiet',
  'alert_route',
  'alert_sent',
  'channel_state',
  'dead_way',
  'duty_phone',
  'feed',
  'hallway_session',
  'invitation',
  'meta',
  'migration',
  'organisation',
  'phone_call',
  'procedure_text',
  'proposal',
  'push_key',
  'recipient',
  'roster',
  'sealing_key',
  'session',
  'setup_link',
  'staff_call',
  'staff_call_member',
  'unlock',
  'wake',
];

/** A table's rows; of bytes only their number. */
type Rows = readonly { readonly [column: string]: string | number }[];
type Shown = { readonly [T in (typeof fenced)[number]]: Rows };

describe.skipIf(server === null)('the second fence', () => {
  let store: Store;
  let url: string;
  let admin: string;
  /** As the application's own role, past the store. */
  let raw: Connections;
  /** As a superuser: the gate's own conditions alone, with no policy behind them. */
  let unfenced: Connections;
  let gateAlone: Sql;
  let databases = 0;
  beforeEach(async () => {
    if (server === null) throw new Error('no PostgreSQL');
    const name = `f${++databases}`;
    url = await databaseIn(server.admin, name);
    admin = server.admin.replace(/[^/]*$/u, name);
    store = await openStore({ dataDir: '', databaseUrl: url, rehearsal: false });
    raw = connect(url);
    unfenced = connect(admin);
    gateAlone = sqlOver(unfenced);
  });
  afterEach(async () => {
    await Promise.all([store.close(), raw.end(), unfenced.end()]);
  });

  const everything = async (sql: postgres.ISql): Promise<Shown> => {
    const shown: [string, Rows][] = [];
    for (const table of fenced) {
      const columns = await sql<{ name: string; type: string }[]>`
        select attname as name, atttypid::regtype::text as type from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`;
      const list = columns.map(({ name, type }) => (type === 'bytea' ? `length(${name}) as ${name}` : name));
      shown.push([table, [...(await sql.unsafe(`select ${list.join(', ')} from ${table}`))]]);
    }
    return Object.fromEntries(shown) as Shown;
  };
  const shownTo = (member: string, of = org): Promise<Shown> =>
    raw.begin('read only', async (sql) => {
      await readAs(sql, 'member', of, member);
      return everything(sql);
    });
  const sizes = (shown: Shown): Readonly<Record<string, number>> =>
    Object.fromEntries(Object.entries(shown).map(([table, rows]) => [table, rows.length]));
  const nothing = Object.fromEntries(fenced.map((table) => [table, 0]));
  const write = async (over: Partial<Append>): Promise<void> => {
    expect(await store.append({ ...only(), ...over })).toEqual({ appended: true });
  };

  const duty = (born: TwoSteps): OwedRow => ({
    duty: 'acknowledge',
    cause: sha256('cause'),
    stream: born.parts.report.stream,
    owedBy: ['lead'],
    owner: '',
    owedTo: 'reporter',
    arose: noon,
    due: noon,
  });
  const noticed = (incident: string, readers: readonly string[]): Partial<Append> => {
    const notice = id();
    return {
      streams: [chain(`notice/${notice}`)],
      notices: [{ notice, purpose: 'door', incident, cause: '', readers, ended: false }],
    };
  };
  /** Something in every fenced table: robin reads, kim is asked, pat is barred, lee was kept out, ada answered. */
  const full = async (): Promise<TwoSteps> => {
    const born = twoSteps(['kim', 'ada'], { readers: ['robin', 'pat', 'lee'], barred: ['pat'] });
    const audit = `audit/${born.incident}` as const;
    const gone = twoSteps([], {});
    await write(born.append);
    await write({
      streams: [chain(audit), gone.parts.mailbox],
      mailbox: { id: gone.mailbox, bearer: gone.bearer, report: gone.report, edition: '' },
      owed: [{ incident: born.incident, duties: [duty(born)] }],
      away: [{ incident: born.incident, members: ['lee'] }],
      answered: [{ incident: born.incident, member: 'ada' }],
      known: { report: born.report, keys: [sha256(born.report)], at: noon },
    });
    const mailed = {
      report: born.report,
      channel: 'e-mail',
      what: 'receipt',
      entry: '',
      state: 'sent',
      code: '',
    } as const;
    await store.putSent(org, { ...mailed, id: id(), at: noon });
    await write(noticed(born.incident, ['robin', 'lee']));
    const list = { hash: sha256('list'), bytes: new Uint8Array([1]), until: noon, readers: ['robin'] };
    await write({ attendees: [{ edition: 'pyharbor', list }] });
    await write({ mailboxGone: { id: gone.mailbox, at: noon } });
    for (const member of ['robin', 'lee']) await store.putMemberState(org, member, 1, new Uint8Array([1]));
    return born;
  };

  test('stands at every table but those of no incident, and binds the tables’ owner', async () => {
    const tables = await raw<{ name: string; forced: boolean }[]>`
      select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`;
    const of = (forced: boolean) => tables.filter((table) => table.forced === forced).map(({ name }) => name);
    expect(of(true)).toEqual([...fenced]);
    expect(of(false)).toEqual(elsewhere);
  });

  test('shows nothing to who does not say for whom they read, and takes nothing from them', async () => {
    await full();
    const all = await everything(unfenced);
    for (const table of fenced) expect(all[table].length, table).toBeGreaterThan(0);
    expect(sizes(await everything(raw))).toEqual(nothing);
    for (const table of fenced) {
      const rows = all[table];
      if (table !== 'entry') expect((await raw.unsafe(`delete from ${table}`)).count, table).toBe(0);
      const columns = Object.keys(rows[0] ?? {}).join(', ');
      // The row is there already: whoever got past the fence would be told that instead.
      const again = `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, $1)`;
      const row = { ...rows[0], ...('bytes' in (rows[0] ?? {}) && { bytes: '\\x00' }) };
      await expect(raw.unsafe(again, [row as never]), table).rejects.toThrow(/row-level security/u);
    }
    expect(sizes(await everything(unfenced))).toEqual(sizes(all));
  });

  test('is asked in each transaction anew: nothing is left for the next on the same connection', async () => {
    await full();
    const one = postgres(url, { max: 1 });
    try {
      const within = await one.begin(async (sql) => {
        await readAs(sql as never, 'server');
        return sql`select 1 from entry`;
      });
      expect(within.length).toBeGreaterThan(0);
      expect(await one`select 1 from entry`).toHaveLength(0);
    } finally {
      await one.end();
    }
  });

  test('shows a member what they may see, and to each who may not, nothing in any table', async () => {
    await full();
    const born = await full();
    const seen = sizes(await shownTo('robin'));
    const kept = ['answered', 'away', 'bar', 'job', 'mailbox_moved', 'sent', 'submission', 'thread'];
    for (const table of fenced) expect(seen[table] === 0, table).toBe(kept.includes(table));
    for (const member of ['pat', 'ada', 'nobody', '']) expect(sizes(await shownTo(member)), member).toEqual(nothing);
    // Their own sealed state is of no incident.
    expect(sizes(await shownTo('lee'))).toEqual({ ...nothing, member_state: 1 });
    expect(sizes(await shownTo('robin', 'another'))).toEqual(nothing);
    await write({ away: [{ incident: born.incident, members: ['lee', 'robin'] }] });
    const left = await shownTo('robin');
    expect(JSON.stringify(left)).not.toContain(born.incident);
    expect(JSON.stringify(left)).not.toContain(born.report);
    expect(sizes(left)['entry']).toBe((seen['entry'] ?? 0) / 2);
  });

  test('closes within a transaction that goes on, from the next statement', async () => {
    const born = await full();
    await raw.begin(async (sql) => {
      await readAs(sql, 'member', org, 'robin');
      const entries = async () => (await sql`select 1 from entry where stream = ${born.parts.report.stream}`).length;
      expect(await entries()).toBe(4);
      await write({ away: [{ incident: born.incident, members: ['robin'] }] });
      expect(await entries()).toBe(0);
    });
  });

  test('shows nothing to who was suspended', async () => {
    await store.found(foundation());
    await full();
    await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['robin', 'kim'] });
    expect(sizes(await shownTo('robin'))).toEqual({ ...nothing, member_state: 1 });
    expect(sizes(await shownTo('kim'))).toEqual(nothing);
  });

  test('shows who is asked the names and where to answer, and nothing else', async () => {
    const born = await full();
    const shown = await shownTo('kim');
    expect(sizes(shown)).toEqual({
      ...nothing,
      entry: 2,
      grant_file: 1,
      head: 1,
      holder: 1,
      incident_report: 1,
      sealed: 2,
    });
    expect(shown.head[0]).toMatchObject({ stream: born.parts.incident.stream });
    expect(new Set(shown.sealed.map(({ hash }) => hash))).toEqual(new Set([born.names, born.asked.get('kim')]));
  });

  test('shows a notice and nothing of its incident to its readers, and to none who is kept out of that', async () => {
    const born = await full();
    await write(noticed(born.incident, ['dora', 'pat', 'lee']));
    expect(sizes(await shownTo('dora'))).toEqual({ ...nothing, entry: 1, head: 1, notice: 1, notice_reader: 1 });
    // Barred on its report, kept out of it, asked about the names alone: nothing.
    for (const member of ['pat', 'ada']) expect(sizes(await shownTo(member)), member).toEqual(nothing);
    expect(sizes(await shownTo('lee'))).toEqual({ ...nothing, member_state: 1 });
    await write({ away: [{ incident: born.incident, members: ['lee', 'dora'] }] });
    expect(sizes(await shownTo('dora'))).toEqual(nothing);
  });

  test('holds where a query forgets the gate', async () => {
    const born = await full();
    const forgetful = [
      `select i.*, e.line from incident i join entry e on e.stream = 'incident/' || i.incident where i.incident = $1`,
      `select s.bytes from incident_report l join entry e on e.stream = 'report/' || l.report
       join sealed s on s.hash = e.file where l.incident = $1`,
      `select * from owed where incident = $1`,
      `select h.hash from head h where h.stream in ('incident/' || $1::text, 'audit/' || $1::text)`,
    ];
    for (const query of forgetful) {
      const asked = (member: string) =>
        raw.begin(async (sql) => {
          await readAs(sql, 'member', org, member);
          return (await sql.unsafe(query, [born.incident])).length;
        });
      expect(await asked('robin'), query).toBeGreaterThan(0);
      for (const member of ['lee', 'pat', 'ada', 'nobody']) expect(await asked(member), query).toBe(0);
    }
  });

  test('takes nothing from a member but their own sealed state', async () => {
    const born = await full();
    const as = (text: string, values: string[]) =>
      raw.begin(async (sql) => {
        await readAs(sql, 'member', org, 'robin');
        return (await sql.unsafe(text, values)).count;
      });
    expect(await as('update incident set ongoing = $1', ['yes'])).toBe(0);
    expect(await as('delete from holder where member <> $1', ['robin'])).toBe(0);
    expect(await as('delete from away where member <> $1', [''])).toBe(0);
    await expect(
      as(`insert into holder values ($1, $2, 'identity', 'robin')`, [org, born.parts.report.stream]),
    ).rejects.toThrow(/row-level security/u);
    await expect(as(`insert into member_state values ($1, $2, 9, '')`, [org, 'sam'])).rejects.toThrow(
      /row-level security/u,
    );
    expect(await store.putMemberState(org, 'robin', 2, new Uint8Array([2]))).toBe(true);
    expect(await store.memberState(org, 'lee')).toMatchObject({ counter: 1 });
  });

  test('is not opened without: not by a superuser, nor who may go around it, nor where it was taken down', async () => {
    await runIn(admin, 'create role around login bypassrls');
    await runIn(admin, `create role owning login in role recourse`);
    const open = (databaseUrl: string) => openStore({ dataDir: '', databaseUrl, rehearsal: false });
    for (const role of ['test', 'around']) {
      const as = admin.replace('//test@', `//${role}@`);
      await expect(open(as), role).rejects.toMatchObject({ code: 'unsafe', message: expect.stringContaining(role) });
    }
    await runIn(url, 'alter table away no force row level security');
    await expect(open(url)).rejects.toMatchObject({ code: 'unsafe', message: expect.stringContaining('away') });
    await runIn(url, 'alter table away force row level security');
    await (await open(url)).close();
  });

  describe('in random worlds', () => {
    const members = ['ada', 'kim', 'lee', 'sam'];
    const some = fc.subarray(members);
    const incident = fc.record({
      readers: some,
      barred: fc.subarray(members, { maxLength: 2 }),
      parties: some,
      internal: fc.option(some),
      away: fc.subarray(members, { maxLength: 2 }),
      answered: fc.subarray(members, { maxLength: 2 }),
      ended: fc.subarray(members, { maxLength: 1 }),
      /** It holds the first incident's report as well. */
      linked: fc.boolean(),
      moved: fc.boolean(),
    });
    const worlds = fc.array(incident, { minLength: 1, maxLength: 3 });

    /** A world is an organisation of its own. */
    const made = async (
      parts: readonly (typeof incident extends fc.Arbitrary<infer Drawn> ? Drawn : never)[],
    ): Promise<{ readonly of: string; readonly births: readonly TwoSteps[] }> => {
      const of = id().slice(0, 20);
      const births = parts.map(({ parties, ...over }) => twoSteps(parties, over));
      for (const [i, born] of births.entries()) {
        const part = parts[i];
        if (part === undefined) throw new Error('no such part');
        const { internal, away, answered, ended, linked, moved } = part;
        const { stream } = born.parts.incident;
        const first = births[0]?.report ?? '';
        const bytes = new TextEncoder().encode(born.incident);
        const grant: GrantRow = { stream, compartment: 'internal', epoch: 1, member: 'ada', hash: sha256(bytes) };
        const after: Partial<Append> = {
          org: of,
          streams: [chain(`audit/${born.incident}`)],
          ...(internal !== null && {
            access: [{ stream, compartment: 'internal', epoch: 1, members: internal }],
            ...(internal.includes('ada') && { grants: [grant], files: [{ hash: grant.hash, bytes }] }),
          }),
          away: [{ incident: born.incident, members: away }],
          answered: answered.map((member) => ({ incident: born.incident, member })),
          ends: ended.map((member) => ({ stream: born.parts.report.stream, member })),
          owed: [{ incident: born.incident, duties: [duty(born)] }],
          rows: linked ? [{ ...born.row, report: first }, born.row] : [],
          ...(moved && { mailboxGone: { id: born.mailbox, at: noon } }),
        };
        await write({ ...born.append, org: of });
        await write(after);
      }
      return { of, births };
    };

    const keys = (rows: Rows, ...columns: readonly string[]): readonly string[] =>
      rows.map((row) => columns.map((column) => row[column]).join(' ')).toSorted();
    const sorted = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].toSorted();

    test('says of every table, member and incident exactly what the gate says', { timeout: 300_000 }, async () => {
      const found = { visible: 0, hidden: 0, asked: 0 };
      await fc.assert(
        fc.asyncProperty(worlds, async (parts) => {
          const { of, births } = await made(parts);
          const links = await unfenced<{ incident: string; report: string }[]>`
            select incident, report from incident_report where org = ${of}`;
          for (const member of members) {
            const shown = await shownTo(member, of);
            const page = { after: '', most: 100 };
            const incidents = (await incidentsFor(gateAlone, of, member, page)).map((row) => row.incident);
            const asked = await askedFor(gateAlone, of, member);
            found.visible += incidents.length;
            found.hidden += births.length - incidents.length;
            found.asked += asked.length;

            const files = new Set<string>();
            const reports = new Set<string>();
            for (const { incident: one } of births) {
              for (const born of births) {
                const hashes = [born.told, born.names, born.selfNote, ...born.grants.values(), ...born.asked.values()];
                for (const hash of [...hashes, sha256(born.incident)]) {
                  const told = (await fileFor(gateAlone, of, member, one, hash)) !== null;
                  if (told || (await askedFile(gateAlone, of, member, one, hash)) !== null) files.add(hash);
                  if (told && hash === born.told) reports.add(born.report);
                }
              }
            }
            const streams = new Set<string>(incidents.flatMap((one) => [`incident/${one}`, `audit/${one}`]));
            for (const born of births.filter(({ report }) => reports.has(report))) {
              streams.add(`report/${born.report}`);
              if (parts[births.indexOf(born)]?.moved === false) streams.add(`mailbox/${born.mailbox}`);
            }
            const heads = [...streams, ...asked.map((row) => `incident/${row.incident}`)];
            const askedStreams = asked.map(({ report }) => `report/${report}`);
            const around = new Set(
              links.filter((link) => incidents.includes(link.incident)).map(({ report }) => `report/${report}`),
            );
            const manifests = [...around, ...askedStreams, ...incidents.map((one) => `incident/${one}`)];

            expect(keys(shown.incident, 'incident')).toEqual(incidents.toSorted());
            expect(keys(shown.owed, 'incident')).toEqual(incidents.toSorted());
            expect(keys(shown.incident_report, 'incident', 'report')).toEqual(
              sorted([
                ...links.filter((link) => incidents.includes(link.incident)).map((l) => `${l.incident} ${l.report}`),
                ...asked.map((row) => `${row.incident} ${row.report}`),
              ]),
            );
            expect(sorted(shown.entry.map(({ stream }) => String(stream)))).toEqual(
              sorted([...streams, ...askedStreams]),
            );
            for (const row of shown.entry.filter(({ stream }) => !streams.has(String(stream))))
              expect(row['compartment']).toBe('parties');
            expect(sorted(shown.head.map(({ stream }) => String(stream)))).toEqual(sorted(heads));
            expect(keys(shown.sealed, 'hash')).toEqual(sorted(files));
            expect(sorted(shown.grant_file.map(({ hash }) => String(hash)))).toEqual(
              sorted(
                [...files].filter((hash) =>
                  births.some(
                    (born) =>
                      born.grants.get(member) === hash ||
                      born.asked.get(member) === hash ||
                      (member === 'ada' && sha256(born.incident) === hash),
                  ),
                ),
              ),
            );
            expect(sorted(shown.mailbox.map(({ report }) => String(report)))).toEqual(
              sorted(births.filter((born) => streams.has(`mailbox/${born.mailbox}`)).map(({ report }) => report)),
            );
            for (const row of [...shown.holder, ...shown.access]) expect(manifests).toContain(row['stream']);
            for (const row of shown.answered) expect(incidents).toContain(row['incident']);
            for (const row of [...shown.holder, ...shown.grant_file, ...shown.answered])
              expect(row['member']).toBe(member);
            for (const table of ['away', 'bar', 'job', 'mailbox_moved', 'submission'] as const)
              expect(shown[table]).toEqual([]);

            // And both fences one behind the other take away nothing more.
            expect((await store.incidentsFor(of, member, page)).map((row) => row.incident)).toEqual(incidents);
            expect(await store.askedFor(of, member)).toEqual(asked);
            for (const { incident: one, told } of births) {
              const record = await recordFor(gateAlone, of, member, one);
              expect(await store.recordFor(of, member, one)).toEqual(record);
              expect(await store.headsFor(of, member, one)).toEqual(await headsFor(gateAlone, of, member, one));
              expect(await store.fileFor(of, member, one, told)).toEqual(
                await fileFor(gateAlone, of, member, one, told),
              );
            }
          }
        }),
        { numRuns: 120 },
      );
      // Worlds in which nothing happens would prove nothing.
      for (const [what, count] of Object.entries(found)) expect(count, what).toBeGreaterThan(50);
    });
  });
});
