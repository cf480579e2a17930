import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { sha256Hex } from '#seal/digest.ts';

/** Reads every `procedures/<id>/procedure.yaml`; throws with file and line when one is wrong. */
export function readProcedures(folder: string): ReadonlyMap<string, Procedure> {
  const found = new Map<string, Procedure>();
  for (const name of globSync('*/procedure.yaml', { cwd: folder }).toSorted()) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const read = readProcedure(new TextDecoder().decode(bytes), sha256Hex(bytes));
    if ('problems' in read) {
      const lines = read.problems.map(
        (p) => `procedures/${name}:${p.line}: ${p.path} is ${p.found}, expected ${p.expected}`,
      );
      throw new Error(lines.join('\n'));
    }
    if (read.id !== basename(dirname(name))) throw new Error(`procedures/${name}: id is ${read.id}`);
    found.set(read.id, read);
  }
  if (found.size === 0) throw new Error('No procedures were found beside the program.');
  return found;
}
