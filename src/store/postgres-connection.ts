import postgres from 'postgres';
import { StoreError } from './errors.ts';
import { guards, migrationsAfter, migrationTable } from './migrations.ts';
import { fenced, readAs } from './postgres-reader.ts';
import type { Connection, Connections } from './postgres-types.ts';
import type { Sql, Value } from './sql.ts';

const oldest = 150_000;

/** Numbers stay numbers (ms and counts are far below 2^53) and bytes are plain `Uint8Array`, as on SQLite. */
const types = {
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  bytea: {
    to: 17,
    from: [17],
    serialize: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`,
    parse: (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  },
};

export function connect(url: string): Connections {
  return postgres(url, {
    types,
    max: 10,
    onnotice: () => undefined,
    // Whatever the server's default: an acknowledged report is on its disk, and a look-up is not compiled first (the
    // policies make it look dear).
    connection: { application_name: 'recourse', synchronous_commit: 'on', jit: 'off' },
  });
}

export function sqlOver(connection: Connection): Sql {
  const all = async <Row>(text: string, values: readonly Value[] = []): Promise<readonly Row[]> => {
    const rows = await connection.unsafe(text, [...values], { prepare: true });
    return [...rows] as unknown as readonly Row[];
  };
  return {
    all,
    async run(text, values) {
      await all(text, values);
    },
    erased() {
      // Its journal is the server's own, and so are its archives: SECURITY.md says what an operator does about them.
    },
  };
}

/** Superusers, and who was given BYPASSRLS, see past every policy: for them the second fence would not be there. */
async function refuseUnbound(sql: Connection): Promise<void> {
  const [role] = await sql<{ name: string; unbound: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user`;
  if (role?.unbound !== false) {
    throw new StoreError(
      'unsafe',
      `PostgreSQL's role ${role?.name ?? ''} goes around row-level security (a superuser, or BYPASSRLS). Make a plain ` +
        'role that owns its own database, and name it in DATABASE_URL: docs/operating.md says how.',
    );
  }
}

async function requireFence(sql: Connection): Promise<void> {
  const standing = await sql<{ name: string }[]>`
    select relname as name from pg_class where oid = any (${fenced.map(String)}::regclass[])
    and relrowsecurity and relforcerowsecurity`;
  const names = new Set(standing.map(({ name }) => name));
  const open = fenced.find((name) => !names.has(name));
  if (open !== undefined) throw new StoreError('unsafe', `Row-level security is not forced on the table ${open}.`);
}

/** Inside a transaction: brings the schema up to date, one process at a time. From then on it reads as the server. */
export async function migrate(sql: Connection): Promise<void> {
  const [version] = await sql<{ server_version_num: string }[]>`show server_version_num`;
  if (Number(version?.server_version_num) < oldest) throw new StoreError('unsafe', 'PostgreSQL 15 or newer is needed.');
  await refuseUnbound(sql);
  // Several processes may start at once; 7265636f is "reco".
  await sql`select pg_advisory_xact_lock(${0x7265636f})`;
  await sql.unsafe(migrationTable);
  await readAs(sql, 'server');
  const applied = await sql<{ name: string }[]>`select name from migration`;
  const open = migrationsAfter(applied.map((row) => row.name));
  for (const { name, text } of open) {
    await sql.unsafe(text);
    await sql`insert into migration (name) values (${name})`;
  }
  if (open.length > 0) await sql.unsafe(guards('postgres'));
  await requireFence(sql);
}
