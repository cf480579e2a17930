import { readdirSync, readFileSync } from 'node:fs';
import { StoreError } from './errors.ts';

// Two levels up in the source (src/store) as in the build (dist/server). A variable, so that no bundler follows it.
const db = '../../db/';
const at = (path: string): URL => new URL(/* @vite-ignore */ `${db}${path}`, import.meta.url);

export interface Migration {
  readonly name: string;
  readonly text: string;
}

/** The migrations still to run, in order, after those that ran. Refuses a database that knows more than we do. */
export function migrationsAfter(applied: readonly string[]): readonly Migration[] {
  const names = readdirSync(at('migrations/'))
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  const unknown = applied.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new StoreError('newer', `This data was written by a newer version of Recourse (${unknown}).`);
  }
  const open = names.filter((name) => !applied.includes(name));
  return open.map((name) => ({ name, text: readFileSync(at(`migrations/${name}`), 'utf8') }));
}

export function guards(engine: 'sqlite' | 'postgres'): string {
  return readFileSync(at(`guards.${engine}.sql`), 'utf8');
}

export const migrationTable = 'create table if not exists migration (name text primary key)';
