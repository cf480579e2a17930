import type { ProcedureText } from './record-store.ts';
import { insert, type Sql } from './sql.ts';

/** One already kept is left alone: the digest is its name, so it is the same text. */
export async function keepProcedures(sql: Sql, org: string, texts: readonly ProcedureText[]): Promise<void> {
  await insert(
    sql,
    'procedure_text (org, digest, id, text, kept_at)',
    texts.map(({ digest, id, text, keptAt }) => [org, digest, id, text, keptAt]),
    'on conflict do nothing',
  );
}

/** Every version that was in force, oldest first. */
export async function procedureTexts(sql: Sql, org: string): Promise<readonly ProcedureText[]> {
  return sql.all<ProcedureText>(
    'select digest, id, text, kept_at as "keptAt" from procedure_text where org = $1 order by kept_at, digest',
    [org],
  );
}
